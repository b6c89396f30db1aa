//! How a probability is written.

use core::fmt::{self, Display, Formatter};

/// The probabilities that people ask for: [`sentence`](super::sentence) tells the machines that they take.
pub(super) const LEVELS: [f64; 2] = [0.95, 0.99];

/// A probability, 0 to 1, as a person reads it: in percent, to a tenth.
///
/// It is never rounded up to 95 %, 99 % or 100 %, nor down to 0 %: who reads one of these has it.
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
