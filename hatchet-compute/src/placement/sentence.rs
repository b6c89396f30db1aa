//! What a person is told about the placement of a runtime config's machines.

use std::fmt::{self, Display, Formatter, Write};

use super::{every_region_probability, replicas_for};

/// The probabilities that people ask for: [`sentence`] tells how many machines they take.
const LEVELS: [f64; 2] = [0.95, 0.99];

/// A probability, 0 to 1, as a person reads it: in percent, to a tenth.
///
/// It is never rounded up to 95 %, 99 % or 100 %, nor down to 0 %: if one of these is written, it is reached.
///
/// ```
/// use hatchet_compute::placement::Percent;
///
/// assert_eq!(Percent(20.0 / 27.0).to_string(), "74.1 %");
/// assert_eq!(Percent(0.9499).to_string(), "94.9 %");
/// assert_eq!(Percent(0.95).to_string(), "95 %");
/// assert_eq!(Percent(0.9995).to_string(), "more than 99.9 %");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Percent(
    /// The probability.
    pub f64,
);

impl Display for Percent {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(probability) = *self;
        let percent = probability * 100.0;
        if probability > 0.0 && percent < 0.1 {
            return f.write_str("less than 0.1 %");
        }
        if probability < 1.0 && percent > 99.9 {
            return f.write_str("more than 99.9 %");
        }
        // The level above, which rounding could otherwise reach.
        let above = LEVELS
            .into_iter()
            .find(|level| probability < *level)
            .map(|level| level * 100.0 - 0.1);
        let text = match above {
            Some(most) if percent > most => format!("{most:.1}"),
            _ => format!("{percent:.1}"),
        };
        write!(f, "{} %", text.strip_suffix(".0").unwrap_or(&text))
    }
}

/// One line about the chance that every region has a machine, and how many machines 95 % and 99 % take.
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
    let probability = every_region_probability(num_replicas, regions).ok()?;
    // With several regions it is never certain: 1 is what is too close to it for a float.
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
        let replicas = replicas_for(regions, level).ok()?;
        if num_replicas < replicas {
            // Writing to a string cannot fail.
            let _ = write!(sentence, "{separator} {replicas} reach {}", Percent(level));
            separator = ',';
        }
    }
    Some(sentence)
}

/// The [`sentence`] if a machine in every region is possible, but not even as likely as the lowest level.
///
/// With fewer replicas than regions it is impossible, which is advice of its own.
#[doc(hidden)]
#[must_use]
pub fn sentence_if_unlikely(num_replicas: u32, regions: u32) -> Option<String> {
    let [lowest, ..] = LEVELS;
    let is_possible = num_replicas >= regions;
    let is_unlikely = num_replicas < replicas_for(regions, lowest).ok()?;
    (is_possible && is_unlikely)
        .then(|| sentence(num_replicas, regions))
        .flatten()
}
