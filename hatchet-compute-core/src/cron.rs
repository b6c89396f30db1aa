//! Cron expressions, by the rules of Hatchet's own check.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::RangeInclusive;

use crate::advice::Advice;
use crate::message::{Message, joined};

/// Checks a cron expression as Hatchet does.
///
/// Five fields, separated by spaces: minute (0-59), hour (0-23), day of month (1-31), month (1-12 or jan-dec), day of
/// week (0-6 or sun-sat); or six, with seconds (0-59) first. Each is `*`, `?`, a number or name, or a range `a-b` with
/// a ≤ b; each optionally followed by `/step` (1 or more); or several of these joined by commas. Names may be in any
/// case. A time zone may come first, as `TZ=Area/City ` or `CRON_TZ=Area/City `; it need not exist. Descriptors such as
/// `@daily` are rejected, and so is a day that none of the given months has: the engine silently deletes such a cron.
///
/// # Errors
///
/// A message about the first mistake, with what to write instead where it is known.
///
/// ```
/// use hatchet_compute_core::check_cron;
///
/// assert_eq!(check_cron("*/15 9-17 * * mon-fri"), Ok(()));
/// assert_eq!(check_cron("TZ=Europe/Berlin 0 0 1 jan ?"), Ok(()));
/// assert_eq!(
///     check_cron("61 * * * *").unwrap_err().to_string(),
///     "minute is `61` in the cron expression `\"61 * * * *\"`, but it must be 0 to 59",
/// );
/// ```
pub fn check_cron(expression: &str) -> Result<(), Message> {
    let subject = format!("the cron expression `{expression:?}`");
    let (zone, times) = split_time_zone(expression, &subject)?;
    let times = times.trim();
    if times.starts_with('@') {
        return Err(descriptor(&subject, zone, times));
    }
    let texts: Vec<&str> = times.split_whitespace().collect();
    if let Some(zone) = texts.iter().find_map(|text| misplaced_zone(text)) {
        let others: Vec<&str> = texts.into_iter().filter(|text| misplaced_zone(text).is_none()).collect();
        let meant = format!("TZ={zone} {}", others.join(" "));
        let message = Message::new(format!("{subject} has a misplaced time zone: it comes first, as `TZ={zone}`"));
        let replacement = check_cron(&meant).ok().map(|()| format!("{meant:?}"));
        return Err(message.with_replacement_or_help(replacement, "for example `\"TZ=Europe/Berlin 0 9 * * *\"`"));
    }
    let fields = match texts.len() {
        6 => &CRON_FIELDS[..],
        5 => &CRON_FIELDS[1..],
        count => {
            let noun = if count == 1 { "field" } else { "fields" };
            let names = joined(CRON_FIELDS[1..].iter().map(|field| field.name), "and");
            let takes = format!("it takes five ({names}), or six with seconds first");
            return Err(Message::new(format!("{subject} has {count} {noun}, but {takes}")).with_help(DAILY_EXAMPLE));
        }
    };
    for (index, (text, field)) in texts.iter().zip(fields).enumerate() {
        for (position, part) in text.split(',').enumerate() {
            let Err(message) = field.range(part) else { continue };
            // In `1,,2`, the part is empty and would show nothing.
            let shown = if part.is_empty() { text } else { part };
            let problem = Message::new(format!("{} is `{shown}` in {subject}, but {}", field.name, message.problem));
            return Err(match message.replacement() {
                Some(meant) => {
                    let mut parts: Vec<&str> = text.split(',').collect();
                    parts[position] = meant;
                    let (meant, mut texts) = (parts.join(","), texts.clone());
                    texts[index] = &meant;
                    let meant = format!("{zone}{}", texts.join(" "));
                    match check_cron(&meant) {
                        Ok(()) => problem.with_replacement(format!("{meant:?}")),
                        // The rest has mistakes too. Their help, if there is one, replaces the whole expression.
                        Err(other) => problem.with_help_of(other),
                    }
                }
                None => problem.with_help_of(message),
            });
        }
    }
    let [.., days, months, days_of_week] = texts[..] else { return Ok(()) };
    check_day(days, months, days_of_week, &subject)
}

/// The most days that each month can have, from January on.
const DAYS_OF_MONTHS: [i64; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// Checks that one of the months has one of the days. If a day of the week is given too, either one is enough for cron.
fn check_day(days: &str, months: &str, days_of_week: &str, subject: &str) -> Result<(), Message> {
    let [.., day, month, _] = &CRON_FIELDS;
    let days_of = |number: i64| DAYS_OF_MONTHS.iter().zip(1..).find(|(_, month)| *month == number);
    let longest = month.values(months).into_iter().filter_map(days_of).map(|(days, _)| *days).max().unwrap_or(31);
    let is_any = |part: &str| matches!(part, "*" | "?" | "*/1" | "?/1");
    if !days_of_week.split(',').any(is_any) || day.values(days).into_iter().any(|day| day <= longest) {
        return Ok(());
    }
    let problem = format!("day of month is `{days}` in {subject}, but no such day exists in month `{months}`");
    Err(Message::new(problem).with_help(format!("the last day in month `{months}` is {longest}")))
}

/// The advice on a valid six-field expression that looks like five fields and an extra one.
pub fn cron_advice(expression: &str) -> Option<Advice> {
    let (zone, times) = split_time_zone(expression, "").ok()?;
    let texts: Vec<&str> = times.split_whitespace().collect();
    let [second, minute, hour, day, month, last] = texts[..] else { return None };
    let is_hour = number(minute).is_some_and(|number| number < 24) && number(second).is_some();
    if !is_hour || !matches!(hour, "*" | "?") || !matches!(last, "*" | "?") {
        return None;
    }
    let five = format!("{zone}{second} {minute} {hour} {day} {month}");
    let text = format!(
        "with six fields, seconds come first, so the cron expression `{expression:?}` runs in minute {minute} of every \
         hour; use `{five:?}` for hour {minute}",
    );
    Some(Advice { id: "cron_with_seconds", field: "on_crons", text, replacement: Some(format!("{five:?}")) })
}

const DAILY_EXAMPLE: &str = "for example `\"0 3 * * *\"` for every day at three o'clock";

/// The time zone at the start, with its prefix and the space after it, if there is one; and the rest.
fn split_time_zone<'a>(expression: &'a str, subject: &str) -> Result<(&'a str, &'a str), Message> {
    let Some(prefix) = ["TZ=", "CRON_TZ="].into_iter().find(|prefix| expression.starts_with(prefix)) else {
        return Ok(("", expression));
    };
    match expression.split_once(' ') {
        Some((zone, _)) if is_time_zone(&zone[prefix.len()..]) => Ok(expression.split_at(zone.len() + 1)),
        _ => Err(Message::new(format!("{subject} starts with `{prefix}`, but no time zone and space follow"))
            .with_help(format!("for example `\"{prefix}Europe/Berlin 0 9 * * *\"`"))),
    }
}

/// The time zone in a text that should be a field: `tz=Europe/Berlin`, `Europe/Berlin`, `UTC`.
fn misplaced_zone(text: &str) -> Option<&str> {
    let (key, zone) = text.split_once('=').unwrap_or(("", text));
    let has_key = ["tz", "cron_tz", "timezone"].contains(&key.to_ascii_lowercase().as_str());
    let is_place = zone.split_once('/').is_some_and(|(area, _)| area.len() > 3) && is_time_zone(zone);
    ((has_key && is_time_zone(zone)) || is_place || matches!(zone, "UTC" | "GMT")).then_some(zone)
}

/// Whether a text has the form of a time zone's name: `UTC`, `Europe/Berlin`, `America/Argentina/Buenos_Aires`.
fn is_time_zone(text: &str) -> bool {
    text.split('/').all(|part| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+'))
    })
}

/// The message about a descriptor, perhaps after a time zone, with the five fields that mean the same.
fn descriptor(subject: &str, zone: &str, descriptor: &str) -> Message {
    let problem = format!("{subject} is a descriptor, but Hatchet accepts only cron fields");
    if descriptor.starts_with("@every") {
        return Message::new(format!("{problem}; intervals such as `@every` are not possible"))
            .with_help("name the times, for example `\"*/5 * * * *\"` for every five minutes");
    }
    let fields = match descriptor.to_ascii_lowercase().as_str() {
        "@yearly" | "@annually" => "0 0 1 1 *",
        "@monthly" => "0 0 1 * *",
        "@weekly" => "0 0 * * 0",
        "@daily" | "@midnight" => "0 0 * * *",
        "@hourly" => "0 * * * *",
        _ => return Message::new(problem).with_help(DAILY_EXAMPLE),
    };
    Message::new(problem).with_replacement(format!("\"{zone}{fields}\""))
}

struct CronField {
    name: &'static str,
    numbers: RangeInclusive<i64>,
    /// Names for all the numbers, in order; empty if the field takes none.
    names: &'static [&'static str],
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/// The six fields; the first can be left out.
static CRON_FIELDS: [CronField; 6] = [
    CronField { name: "second", numbers: 0..=59, names: &[] },
    CronField { name: "minute", numbers: 0..=59, names: &[] },
    CronField { name: "hour", numbers: 0..=23, names: &[] },
    CronField { name: "day of month", numbers: 1..=31, names: &[] },
    CronField { name: "month", numbers: 1..=12, names: &MONTHS },
    CronField { name: "day of week", numbers: 0..=6, names: &DAYS },
];

impl CronField {
    /// The range and step of one comma-separated part; a single value with a step runs to the end of the field. The
    /// error has only the text after the "but".
    fn range(&self, part: &str) -> Result<(RangeInclusive<i64>, i64), Message> {
        if part.is_empty() {
            return Err(Message::new("a value is missing next to a comma"));
        }
        let (values, step) = part.split_once('/').map_or((part, None), |(values, step)| (values, Some(step)));
        let Some(every) = step.map_or(Some(1), number).filter(|every| *every > 0) else {
            return Err(Message::new("the `/` must be followed by a number that is 1 or more"));
        };
        let (first, last) = values.split_once('-').unwrap_or((values, values));
        let range = match (self.value(first), self.value(last)) {
            _ if matches!(values, "*" | "?") => self.numbers.clone(),
            (Some(start), _) if step.is_some() && first == values => start..=*self.numbers.end(),
            (Some(start), Some(end)) => start..=end,
            _ => return Err(self.not_a_value(part)),
        };
        if !range.is_empty() {
            return Ok((range, every));
        }
        let message = Message::new("a range goes from the smaller to the larger value");
        // With a step, which would restart in the second half, there is nothing to write instead.
        Err(if step.is_some() { message } else { message.with_replacement(self.over_the_end(first, last)) })
    }

    /// The numbers that a valid text means.
    fn values(&self, text: &str) -> Vec<i64> {
        let ranges = text.split(',').filter_map(|part| self.range(part).ok());
        ranges.flat_map(|(range, every)| range.step_by(usize::try_from(every).unwrap_or(usize::MAX))).collect()
    }

    fn not_a_value(&self, part: &str) -> Message {
        let mut takes = format!("it must be {} to {}", self.numbers.start(), self.numbers.end());
        if let [first, .., last] = self.names {
            takes += &format!(" or `{first}` to `{last}`");
        }
        let message = Message::new(takes);
        if self.name == "day of week" && part == "7" { message.with_replacement("0") } else { message }
    }

    /// The two ranges that stand for one that wraps around: `22-23,0-6` for `22-6`.
    fn over_the_end(&self, first: &str, last: &str) -> String {
        // By name or in digits, like the other end of the range.
        let like = |text: &str, number: &i64, name: Option<&&str>| match name {
            Some(name) if text.starts_with(|c: char| c.is_ascii_alphabetic()) => (*name).to_string(),
            _ => number.to_string(),
        };
        let range = |from: &str, to: &str| if from == to { to.to_string() } else { format!("{from}-{to}") };
        let end = like(first, self.numbers.end(), self.names.last());
        let start = like(last, self.numbers.start(), self.names.first());
        format!("{},{}", range(first, &end), range(&start, last))
    }

    /// The number that a text means, in digits or by name, if the field takes it.
    fn value(&self, text: &str) -> Option<i64> {
        let mut named = self.numbers.clone().zip(self.names);
        let by_name = named.find(|(_, name)| name.eq_ignore_ascii_case(text)).map(|(number, _)| number);
        by_name.or_else(|| number(text).filter(|number| self.numbers.contains(number)))
    }
}

/// The number in a text of digits, if it fits Go's `int`, the type that Hatchet's check uses.
fn number(text: &str) -> Option<i64> {
    let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_digits)
}
