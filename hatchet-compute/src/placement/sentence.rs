//! What a person is told about the placement of a runtime config's machines.

use core::fmt::Write;

use super::{PlacementError, every_region_probability, replicas_for};

/// The probabilities whose numbers of machines are told, as they are written in percent.
const LEVELS: [(f64, &str); 2] = [(0.95, "95 %"), (0.99, "99 %")];

/// One line about the chance that every region has a machine, and the machines that it takes for 95 % and 99 %.
///
/// A level that `num_replicas` reaches is left out. The chance is rounded to a tenth of a percent, but never up to a
/// level that is not reached, nor up to 100 % or down to 0 %. `None` with fewer than 2 regions or without replicas,
/// and for more than [`every_region_probability`] takes.
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

fn write_sentence(num_replicas: u32, regions: u32) -> Result<String, PlacementError> {
    let probability = every_region_probability(num_replicas, regions)?;
    let noun = if num_replicas == 1 {
        "replica"
    } else {
        "replicas"
    };
    let mut sentence = format!(
        "{num_replicas} {noun} over {regions} regions: {} that every region has one",
        percent(probability),
    );
    let mut separator = ';';
    for (coverage, name) in LEVELS {
        let replicas = replicas_for(regions, coverage)?;
        if num_replicas < replicas {
            // Writing to a string cannot fail.
            let _ = write!(sentence, "{separator} {replicas} reach {name}");
            separator = ',';
        }
    }
    Ok(sentence)
}

/// A probability in percent, to a tenth, on the same side of the levels, of 0 and of 1 as it is.
fn percent(probability: f64) -> String {
    let percent = probability * 100.0;
    if probability == 0.0 {
        "0 %".to_owned()
    } else if percent < 0.1 {
        "under 0.1 %".to_owned()
    } else if percent > 99.9 {
        "over 99.9 %".to_owned()
    } else {
        // The level above, which rounding could otherwise reach.
        let below = LEVELS
            .iter()
            .map(|(level, _)| level * 100.0)
            .find(|level| percent < *level);
        let most = below.map_or(99.9, |level| level - 0.1);
        format!("{:.1} %", percent.min(most))
    }
}
