//! The fields of a cron expression: their names and ranges, and what one takes.

use alloc::format;
use alloc::string::{String, ToString};
use core::ops::RangeInclusive;

/// What is wrong with a part of a field.
pub(super) enum Fault {
    /// There is nothing between two commas, or before or after one.
    Missing,
    /// A value is not a number or name of the field.
    Value,
    /// A range starts after its end.
    ReversedRange { instead: Option<String> },
    /// A step is not a number that is 1 or more.
    Step,
}

/// A field of a cron expression.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) numbers: RangeInclusive<u64>,
    /// Names for all the numbers, in order; empty if the field takes none.
    pub(super) names: &'static [&'static str],
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/// The six fields; the first can be left out.
pub(super) static FIELDS: [Field; 6] = [
    Field { name: "second", numbers: 0..=59, names: &[] },
    Field { name: "minute", numbers: 0..=59, names: &[] },
    Field { name: "hour", numbers: 0..=23, names: &[] },
    Field { name: "day of month", numbers: 1..=31, names: &[] },
    Field { name: "month", numbers: 1..=12, names: &MONTHS },
    Field { name: "day of week", numbers: 0..=6, names: &DAYS },
];

impl Field {
    /// The first part, of several joined by commas, with something wrong.
    pub(super) fn first_fault(&self, text: &str) -> Option<(String, Fault)> {
        text.split(',').find_map(|part| {
            let fault = self.fault(part)?;
            // Of `1,,2` the part is empty, and says nothing.
            let shown = if part.is_empty() { text } else { part };
            Some((shown.into(), fault))
        })
    }

    /// What is wrong with a part: `*`, `?`, a value or a range, perhaps with a step.
    fn fault(&self, part: &str) -> Option<Fault> {
        let (values, step) = match part.split_once('/') {
            Some((values, step)) => (values, Some(step)),
            None => (part, None),
        };
        if part.is_empty() {
            Some(Fault::Missing)
        } else if step.is_some_and(|step| !is_step(step)) {
            Some(Fault::Step)
        } else if matches!(values, "*" | "?") {
            None
        } else if let Some((first, last)) = values.split_once('-') {
            self.range_fault(first, last, step.is_some())
        } else {
            self.value(values).is_none().then_some(Fault::Value)
        }
    }

    fn range_fault(&self, first: &str, last: &str, has_step: bool) -> Option<Fault> {
        let (Some(first_number), Some(last_number)) = (self.value(first), self.value(last)) else {
            return Some(Fault::Value);
        };
        (first_number > last_number).then(|| Fault::ReversedRange {
            // A step would start again in the second half, so there is nothing to write instead.
            instead: (!has_step).then(|| self.over_the_end(first, last)),
        })
    }

    /// The two ranges that mean one over the end of the field: `22-23,0-6` for `22-6`.
    fn over_the_end(&self, first: &str, last: &str) -> String {
        let end = Self::like(first, *self.numbers.end(), self.names.last());
        let start = Self::like(last, *self.numbers.start(), self.names.first());
        let range = |from: &str, to: &str| {
            if from == to { to.to_string() } else { format!("{from}-{to}") }
        };
        format!("{},{}", range(first, &end), range(&start, last))
    }

    /// A number written as another text is: by its name, or in digits.
    fn like(text: &str, number: u64, name: Option<&&str>) -> String {
        match name {
            Some(name) if text.starts_with(|c: char| c.is_ascii_alphabetic()) => (*name).to_string(),
            _ => number.to_string(),
        }
    }

    /// The number that a text means, in digits or by name, if the field takes it.
    fn value(&self, text: &str) -> Option<u64> {
        if let Some(position) = self.names.iter().position(|name| name.eq_ignore_ascii_case(text)) {
            return Some(self.numbers.start() + position as u64);
        }
        number(text).filter(|number| self.numbers.contains(number))
    }
}

/// Whether a text is a step: a number that is 1 or more.
fn is_step(text: &str) -> bool {
    number(text).is_some_and(|step| step >= 1)
}

/// The number that some digits write, if it fits Go's `int`, as which Hatchet's check reads it.
fn number(text: &str) -> Option<u64> {
    let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse().ok().filter(|_| is_digits)?;
    i64::try_from(number).is_ok().then_some(number)
}
