//! Durations as Hatchet writes them: `11s`, `1h30m`, `1.5s`.

use alloc::format;
use alloc::string::String;
use core::fmt;
use core::fmt::Write as _;
use core::time::Duration;

use crate::message::Message;

/// The units, with their nanoseconds. `ms` comes before `m`, which is its first letter.
const UNITS: [(&str, u64); 4] =
    [("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000)];

/// Words that people write for units, with the unit and how many of it one is.
const UNIT_WORDS: [(&[&str], &str, u64); 5] = [
    (&["ms", "msec", "msecs", "millis", "millisecond", "milliseconds"], "ms", 1),
    (&["s", "sec", "secs", "second", "seconds"], "s", 1),
    (&["m", "min", "mins", "minute", "minutes"], "m", 1),
    (&["h", "hr", "hrs", "hour", "hours"], "h", 1),
    (&["d", "day", "days"], "h", 24),
];

/// The longest duration, in nanoseconds: Hatchet keeps them in Go's `time.Duration`, an `i64`.
const NANOSECONDS_MAX: u64 = i64::MAX as u64;

/// More digits than these after the point are below a nanosecond of the largest unit.
const FRACTION_DIGITS_MAX: usize = 18;

/// Reads a duration as Hatchet does: one or more numbers, each with a unit of `ms`, `s`, `m` or `h`; no sign, no
/// blanks, fractions allowed. Parts of a nanosecond are dropped.
///
/// # Errors
///
/// [`ParseDurationError::Syntax`] if the text is not of this form, and [`ParseDurationError::TooLong`] if the duration
/// is above 2562047h47m16.854775807s, Go's longest.
///
/// ```
/// use core::time::Duration;
/// use hatchet_compute_core::parse_duration;
///
/// assert_eq!(parse_duration("1h30m"), Ok(Duration::from_secs(5400)));
/// assert_eq!(parse_duration("1.5s"), Ok(Duration::from_millis(1500)));
/// assert!(parse_duration("11").is_err());
/// ```
pub fn parse_duration(text: &str) -> Result<Duration, ParseDurationError> {
    let (mut nanoseconds, mut rest) = part(text)?;
    while !rest.is_empty() {
        let (more, after) = part(rest)?;
        nanoseconds = nanoseconds.and_then(|sum| sum.checked_add(more?));
        rest = after;
    }
    match nanoseconds {
        Some(nanoseconds @ ..=NANOSECONDS_MAX) => Ok(Duration::from_nanos(nanoseconds)),
        _ => Err(ParseDurationError::TooLong),
    }
}

/// The nanoseconds of the first number with its unit, `None` if they are too many for `u64`, and the rest of the text.
fn part(text: &str) -> Result<(Option<u64>, &str), ParseDurationError> {
    let (whole, rest) = digits(text).ok_or(ParseDurationError::Syntax)?;
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(rest) => digits(rest).ok_or(ParseDurationError::Syntax)?,
        None => ("", rest),
    };
    let (unit, rest) = UNITS
        .iter()
        .find_map(|&(name, nanoseconds)| Some((nanoseconds, rest.strip_prefix(name)?)))
        .ok_or(ParseDurationError::Syntax)?;
    let nanoseconds = number(whole)
        .and_then(|whole| whole.checked_mul(unit))
        .and_then(|whole| whole.checked_add(fraction_of(unit, fraction)));
    Ok((nanoseconds, rest))
}

/// The digits that a text begins with, one at least, and the rest.
fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// The number that some digits write, if a `u64` can be it.
fn number(digits: &str) -> Option<u64> {
    digits.bytes().try_fold(0_u64, |number, digit| number.checked_mul(10)?.checked_add(u64::from(digit - b'0')))
}

/// The part of a unit that the digits after a point mean, rounded down.
fn fraction_of(unit: u64, digits: &str) -> u64 {
    let digits = &digits[..digits.len().min(FRACTION_DIGITS_MAX)];
    let (numerator, denominator) = digits.bytes().fold((0_u128, 1_u128), |(numerator, denominator), digit| {
        (numerator * 10 + u128::from(digit - b'0'), denominator * 10)
    });
    // Below the unit, which is a `u64`.
    u64::try_from(u128::from(unit) * numerator / denominator).unwrap_or(unit)
}

/// The message about an option whose text is not a duration ([`parse_duration`]), with the duration that was meant if
/// that is clear.
#[must_use]
pub fn invalid_duration(option: &str, text: &str) -> Message {
    let error = parse_duration(text).err().unwrap_or(ParseDurationError::Syntax);
    let message = Message::new(format!("`{option}` is `{text:?}`, but {error}"));
    match (error, duration_meant_by(text)) {
        (ParseDurationError::TooLong, _) => message,
        (ParseDurationError::Syntax, Some(meant)) => message.with_replacement(format!("{option} = {meant:?}")),
        (ParseDurationError::Syntax, None) => message.with_help("for example `\"11s\"`, `\"1h30m\"` or `\"1.5s\"`"),
    }
}

/// The duration that a person means by a text that is not one, as Hatchet writes it: `11` is `11s`, `1 Hour` is `1h`,
/// `2 days` is `48h`.
#[must_use]
pub fn duration_meant_by(text: &str) -> Option<String> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let mut meant = String::new();
    let mut rest = plain.as_str();
    while !rest.is_empty() {
        let (number_text, after) = digits(rest)?;
        let end = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
        let (word, after) = after.split_at(end);
        let (unit, factor) = match word {
            // A bare number alone means seconds; after other parts its unit cannot be guessed.
            "" if meant.is_empty() && after.is_empty() => ("s", 1),
            word => {
                UNIT_WORDS.iter().find(|(words, ..)| words.contains(&word)).map(|&(_, unit, factor)| (unit, factor))?
            }
        };
        let count = number(number_text)?.checked_mul(factor)?;
        write!(meant, "{count}{unit}").ok()?;
        rest = after;
    }
    parse_duration(&meant).is_ok().then_some(meant)
}

/// Why a text is not a duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseDurationError {
    /// It does not have the form.
    Syntax,
    /// It has the form, but is longer than the longest.
    TooLong,
}

impl fmt::Display for ParseDurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Syntax => "a duration is one or more numbers with a unit of `ms`, `s`, `m` or `h`",
            Self::TooLong => "the longest duration is `\"2562047h47m16.854775807s\"`",
        })
    }
}

impl core::error::Error for ParseDurationError {}
