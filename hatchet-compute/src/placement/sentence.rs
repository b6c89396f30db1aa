//! What a person is told about the placement of a runtime config's machines.

use core::fmt::Write;

use super::percent::LEVELS;
use super::{Percent, PlacementError, every_region_probability, replicas_for};

/// One line about the chance that every region has a machine, and the machines that it takes for 95 % and 99 %.
///
/// A level that `num_replicas` reaches is left out. The chance is written as a [`Percent`]. `None` with fewer than 2
/// regions or without replicas, and for more than [`every_region_probability`] takes.
///
/// ```
/// use hatchet_compute::placement::sentence;
///
/// assert_eq!(
///     sentence(6, 3).unwrap(),
///     "6 replicas over 3 regions: 74.1 % that every region has one; 11 reach 95 %, 15 reach 99 %",
/// );
/// assert_eq!(
///     sentence(12, 3).unwrap(),
///     "12 replicas over 3 regions: 97.7 % that every region has one; 15 reach 99 %",
/// );
/// assert_eq!(sentence(6, 1), None);
/// ```
#[must_use]
pub fn sentence(num_replicas: u32, regions: u32) -> Option<String> {
    if num_replicas == 0 || regions < 2 {
        return None;
    }
    write_sentence(num_replicas, regions).ok()
}

/// The [`sentence`] of what one would not count on: a machine in every region is possible, but reaches no level. With
/// fewer replicas than regions it is not even possible, which is advice of its own.
#[doc(hidden)]
#[must_use]
pub fn sentence_if_unlikely(num_replicas: u32, regions: u32) -> Option<String> {
    let [least, ..] = LEVELS;
    let is_possible = num_replicas >= regions;
    let is_unlikely = num_replicas < replicas_for(regions, least).ok()?;
    (is_possible && is_unlikely)
        .then(|| sentence(num_replicas, regions))
        .flatten()
}

fn write_sentence(num_replicas: u32, regions: u32) -> Result<String, PlacementError> {
    let probability = every_region_probability(num_replicas, regions)?;
    // With several regions it is never certain: 1 is what lies too near to it for a float.
    let chance = Percent(probability.min(1.0 - f64::EPSILON));
    let noun = if num_replicas == 1 {
        "replica"
    } else {
        "replicas"
    };
    let mut sentence = format!(
        "{num_replicas} {noun} over {regions} regions: {chance} that every region has one",
    );
    let mut separator = ';';
    for level in LEVELS {
        let replicas = replicas_for(regions, level)?;
        if num_replicas < replicas {
            // Writing to a string cannot fail.
            let _ = write!(sentence, "{separator} {replicas} reach {}", Percent(level));
            separator = ',';
        }
    }
    Ok(sentence)
}
