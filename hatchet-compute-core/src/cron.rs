//! Cron expressions, as Hatchet's own check takes them.

use alloc::string::String;

mod error;
mod field;

pub use error::CronError;
use error::Problem;
use field::FIELDS;

/// Checks a cron expression as Hatchet does.
///
/// Five fields, separated by blanks: minute (0-59), hour (0-23), day of month (1-31), month (1-12 or jan-dec), day of
/// week (0-6 or sun-sat); or six, with seconds (0-59) first. Each is `*`, `?`, a number or name, or a range `a-b` with
/// a ≤ b; any of them with `/step` (1 or more) behind it; or several of these joined by commas. Names in any case. A
/// time zone may stand in front: `TZ=Area/City ` or `CRON_TZ=Area/City `; whether there is such a zone is not checked.
/// Descriptors such as `@daily` are refused.
///
/// # Errors
///
/// The first thing that is wrong, in the expression's order.
///
/// ```
/// use hatchet_compute_core::check_cron;
///
/// assert_eq!(check_cron("*/15 9-17 * * mon-fri"), Ok(()));
/// assert_eq!(check_cron("TZ=Europe/Berlin 0 0 1 jan ?"), Ok(()));
/// assert_eq!(
///     check_cron("61 * * * *").unwrap_err().to_string(),
///     "minute is `61` in the cron expression `\"61 * * * *\"`, but it is 0 to 59",
/// );
/// ```
pub fn check_cron(expression: &str) -> Result<(), CronError> {
    problem(expression).map_or(Ok(()), |problem| Err(CronError::new(expression, problem)))
}

/// What is wrong with an expression.
fn problem(expression: &str) -> Option<Problem> {
    let (zone, times) = match split_time_zone(expression) {
        Ok(parts) => parts,
        Err(problem) => return Some(problem),
    };
    let times = times.trim();
    if times.starts_with('@') {
        return Some(Problem::Descriptor {
            zone: zone.into(),
            descriptor: times.into(),
        });
    }
    let fields = match times.split_whitespace().count() {
        6 => &FIELDS[..],
        5 => &FIELDS[1..],
        count => return Some(Problem::FieldCount(count)),
    };
    times
        .split_whitespace()
        .zip(fields)
        .find_map(|(text, field)| field.problem(text))
}

/// The time zone in front, with its prefix and the blank behind it, and the rest; without one, all is the rest.
fn split_time_zone(expression: &str) -> Result<(&str, &str), Problem> {
    let Some(prefix) = ["TZ=", "CRON_TZ="]
        .into_iter()
        .find(|prefix| expression.starts_with(prefix))
    else {
        return Ok(("", expression));
    };
    match expression.split_once(' ') {
        Some((zone, _)) if is_time_zone(&zone[prefix.len()..]) => {
            Ok(expression.split_at(zone.len() + 1))
        }
        _ => Err(Problem::TimeZone { prefix }),
    }
}

/// Whether a text has the form of a time zone's name: `UTC`, `Europe/Berlin`, `America/Argentina/Buenos_Aires`.
fn is_time_zone(text: &str) -> bool {
    text.split('/').all(|part| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+'))
    })
}

/// The five fields that mean the same as a descriptor, where there are such.
fn fields_of_descriptor(descriptor: &str) -> Option<&'static str> {
    let descriptor: String = descriptor.to_ascii_lowercase();
    match descriptor.as_str() {
        "@yearly" | "@annually" => Some("0 0 1 1 *"),
        "@monthly" => Some("0 0 1 * *"),
        "@weekly" => Some("0 0 * * 0"),
        "@daily" | "@midnight" => Some("0 0 * * *"),
        "@hourly" => Some("0 * * * *"),
        _ => None,
    }
}
