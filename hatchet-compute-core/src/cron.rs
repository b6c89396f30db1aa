//! Cron expressions, as Hatchet's own check takes them.

mod field;
mod problem;

use field::FIELDS;
use problem::Problem;

use crate::message::Message;

/// Checks a cron expression as Hatchet does.
///
/// Five fields, separated by blanks: minute (0-59), hour (0-23), day of month (1-31), month (1-12 or jan-dec), day of
/// week (0-6 or sun-sat); or six, with seconds (0-59) first. Each is `*`, `?`, a number or name, or a range `a-b` with
/// a ≤ b; any of them followed by `/step` (1 or more); or several of these joined by commas. Names may be in any case. A
/// time zone may come first: `TZ=Area/City ` or `CRON_TZ=Area/City `; whether such a zone exists is not checked.
/// Descriptors such as `@daily` are refused.
///
/// # Errors
///
/// A message about the first mistake: which field it is in, what the field takes and, where it is known, what to write
/// instead.
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
pub fn check_cron(expression: &str) -> Result<(), Message> {
    match problem(expression) {
        Some(problem) => Err(problem.message(expression)),
        None => Ok(()),
    }
}

/// What is wrong with an expression.
fn problem(expression: &str) -> Option<Problem> {
    let (zone, times) = match split_time_zone(expression) {
        Ok(parts) => parts,
        Err(problem) => return Some(problem),
    };
    let times = times.trim();
    if times.starts_with('@') {
        return Some(Problem::Descriptor { zone: zone.into(), descriptor: times.into() });
    }
    let fields = match times.split_whitespace().count() {
        6 => &FIELDS[..],
        5 => &FIELDS[1..],
        count => return Some(Problem::FieldCount(count)),
    };
    times.split_whitespace().zip(fields).find_map(|(text, field)| {
        let (part, fault) = field.first_fault(text)?;
        Some(Problem::Field { field, part, fault })
    })
}

/// The time zone at the start, with its prefix and the blank after it, and the rest; without one, all is the rest.
fn split_time_zone(expression: &str) -> Result<(&str, &str), Problem> {
    let Some(prefix) = ["TZ=", "CRON_TZ="].into_iter().find(|prefix| expression.starts_with(prefix)) else {
        return Ok(("", expression));
    };
    match expression.split_once(' ') {
        Some((zone, _)) if is_time_zone(&zone[prefix.len()..]) => Ok(expression.split_at(zone.len() + 1)),
        _ => Err(Problem::TimeZone { prefix }),
    }
}

/// Whether a text has the form of a time zone's name: `UTC`, `Europe/Berlin`, `America/Argentina/Buenos_Aires`.
fn is_time_zone(text: &str) -> bool {
    text.split('/').all(|part| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+'))
    })
}
