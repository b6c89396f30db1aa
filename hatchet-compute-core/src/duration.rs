//! Durations as Hatchet writes them: `11s`, `1h30m`, `1.5s`.

use alloc::borrow::ToOwned;
use alloc::format;
use alloc::string::String;
use core::time::Duration;

use crate::message::Message;

/// The units, with their nanoseconds. `ms` comes before `m`, which is its first letter.
const UNITS: [(&str, u128); 4] =
    [("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000)];

/// Words that people write for units, with Hatchet's unit and how many of it they stand for.
const UNIT_WORDS: [(&[&str], &str, u64); 5] = [
    (&["ms", "msec", "msecs", "millis", "millisecond", "milliseconds"], "ms", 1),
    (&["s", "sec", "secs", "second", "seconds"], "s", 1),
    (&["m", "min", "mins", "minute", "minutes"], "m", 1),
    (&["h", "hr", "hrs", "hour", "hours"], "h", 1),
    (&["d", "day", "days"], "h", 24),
];

/// The longest duration: Hatchet keeps them in Go's `time.Duration`, an `i64` of nanoseconds.
pub const DURATION_MAX: Duration = Duration::from_nanos(i64::MAX as u64);

/// Digits beyond this many after the point are below a nanosecond, even for the largest unit.
const FRACTION_DIGITS_MAX: usize = 18;

/// Reads a duration as Hatchet does: one or more numbers, each with a unit of `ms`, `s`, `m` or `h`; no sign, no
/// spaces, fractions allowed. Parts of a nanosecond are dropped.
///
/// # Errors
///
/// The text is not of this form, or the duration is above [`DURATION_MAX`].
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
    let (mut nanoseconds, mut rest) = part(text).ok_or(ParseDurationError::Syntax)?;
    while !rest.is_empty() {
        let (more, after) = part(rest).ok_or(ParseDurationError::Syntax)?;
        (nanoseconds, rest) = (nanoseconds.saturating_add(more), after);
    }
    let duration = u64::try_from(nanoseconds).map(Duration::from_nanos);
    duration.ok().filter(|duration| *duration <= DURATION_MAX).ok_or(ParseDurationError::TooLong)
}

/// The nanoseconds of the first number with its unit, and the rest of the text.
fn part(text: &str) -> Option<(u128, &str)> {
    let (whole, rest) = digits(text)?;
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(rest) => digits(rest)?,
        None => ("0", rest),
    };
    let (unit, rest) = UNITS.iter().find_map(|&(name, unit)| Some((unit, rest.strip_prefix(name)?)))?;
    // Digits that do not fit are far more than the longest duration.
    let whole = whole.parse().unwrap_or(u128::MAX).saturating_mul(unit);
    let fraction = &fraction[..fraction.len().min(FRACTION_DIGITS_MAX)];
    let denominator = fraction.bytes().fold(1, |power, _| power * 10);
    let fraction = fraction.parse().unwrap_or(0) * unit / denominator;
    Some((whole.saturating_add(fraction), rest))
}

/// The digits that a text begins with, at least one, and the rest.
fn digits(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// The duration as an annotation writes it: `1h30m`, `1.5s`, `500ms`.
pub fn format_duration(duration: Duration) -> String {
    let (seconds, nanoseconds) = (duration.as_secs(), duration.subsec_nanos());
    if seconds == 0 && nanoseconds > 0 && nanoseconds % 1_000_000 == 0 {
        return format!("{}ms", nanoseconds / 1_000_000);
    }
    let mut text = String::new();
    for (count, unit) in [(seconds / 3600, 'h'), (seconds / 60 % 60, 'm')] {
        if count > 0 {
            text += &format!("{count}{unit}");
        }
    }
    let rest = format!("{}.{nanoseconds:09}", seconds % 60);
    let rest = rest.trim_end_matches('0').trim_end_matches('.');
    if rest != "0" || text.is_empty() {
        text += &format!("{rest}s");
    }
    text
}

/// The message about an option whose text is not a duration ([`parse_duration`]), with the duration that was meant if
/// that is clear.
pub fn invalid_duration(option: &str, text: &str) -> Message {
    let message = |problem: String| Message::new(format!("`{option}` is `{text:?}`, but {problem}"));
    if parse_duration(text) == Err(ParseDurationError::TooLong) {
        return message(format!("the longest duration is `{:?}`", format_duration(DURATION_MAX)));
    }
    let message = message("a duration is one or more numbers with a unit of `ms`, `s`, `m` or `h`".to_owned());
    let meant = guess_duration(text).map(|meant| format!("{option} = {meant:?}"));
    message.with_replacement_or_help(meant, "for example `\"11s\"`, `\"1h30m\"` or `\"1.5s\"`")
}

/// The duration that a person means by a text that is not one, as Hatchet writes it: `11` is `11s`, `1 Hour` is `1h`,
/// `2 days` is `48h`. Zero is never meant.
pub fn guess_duration(text: &str) -> Option<String> {
    let plain = text.split_whitespace().collect::<String>().to_lowercase();
    let (mut meant, mut rest) = (String::new(), plain.as_str());
    while !rest.is_empty() {
        let whole = digits(rest)?.1;
        let after = whole.strip_prefix('.').map_or(Some(whole), |fraction| Some(digits(fraction)?.1))?;
        let count = &rest[..rest.len() - after.len()];
        let end = after.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(after.len());
        let (word, after) = after.split_at(end);
        let is_bare = word.is_empty() && meant.is_empty() && after.is_empty();
        // A bare number alone means seconds; after other parts its unit cannot be guessed.
        let word = if is_bare { "s" } else { word };
        let (_, unit, factor) = UNIT_WORDS.iter().find(|(words, ..)| words.contains(&word))?;
        meant += &match factor {
            1 => format!("{count}{unit}"),
            factor => format!("{}{unit}", count.parse::<u64>().ok()?.checked_mul(*factor)?),
        };
        rest = after;
    }
    parse_duration(&meant).is_ok_and(|time| !time.is_zero()).then_some(meant)
}

/// Why a text is not a duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseDurationError {
    /// It is malformed.
    Syntax,
    /// It is well-formed, but exceeds the longest duration.
    TooLong,
}
