//! What is wrong with a cron expression, and the words for it.

use alloc::string::String;
use core::fmt;

use super::field::{FIELDS, Field};
use super::fields_of_descriptor;

/// Why Hatchet would refuse a cron expression. Written as what is wrong with which field, what it takes and, behind
/// `help:` on the next line, what to write instead where that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CronError {
    expression: String,
    problem: Problem,
}

impl CronError {
    pub(super) fn new(expression: &str, problem: Problem) -> Self {
        Self {
            expression: expression.into(),
            problem,
        }
    }

    /// The expression as it was given.
    #[must_use]
    pub fn expression(&self) -> &str {
        &self.expression
    }

    /// The name of the field that is wrong: `second`, `minute`, `hour`, `day of month`, `month` or `day of week`;
    /// `None` if it is not one of them alone.
    #[must_use]
    pub fn field(&self) -> Option<&'static str> {
        match self.problem {
            Problem::Field { field, .. } => Some(field.name),
            Problem::FieldCount(_) | Problem::Descriptor { .. } | Problem::TimeZone { .. } => None,
        }
    }
}

/// What is wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// It has so many fields.
    FieldCount(usize),
    /// It is a descriptor, perhaps with a time zone and a blank in front.
    Descriptor { zone: String, descriptor: String },
    /// What stands behind `TZ=` or `CRON_TZ=` is no time zone with a blank behind it.
    TimeZone { prefix: &'static str },
    /// A part of a field is wrong.
    Field {
        field: &'static Field,
        part: String,
        fault: Fault,
    },
}

/// What is wrong with a part of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// There is nothing beside a comma.
    Missing,
    /// A value is no number or name of the field.
    Value,
    /// A range starts behind its end.
    ReversedRange { instead: Option<String> },
    /// A step is not a number that is 1 or more.
    Step,
}

impl fmt::Display for CronError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expression = &self.expression;
        match &self.problem {
            Problem::FieldCount(count) => {
                let noun = if *count == 1 { "field" } else { "fields" };
                write!(
                    f,
                    "the cron expression `{expression:?}` has {count} {noun}, but it takes five ("
                )?;
                for (index, field) in FIELDS[1..].iter().enumerate() {
                    let separator = if index == 0 { "" } else { ", " };
                    write!(f, "{separator}{}", field.name)?;
                }
                f.write_str("), or six with seconds first\n")?;
                f.write_str("help: for example `\"0 3 * * *\"` for every day at three o'clock")
            }
            Problem::Descriptor { zone, descriptor } => {
                write!(
                    f,
                    "the cron expression `{expression:?}` is a descriptor, but Hatchet takes only the fields"
                )?;
                write_help_for_descriptor(f, zone, descriptor)
            }
            Problem::TimeZone { prefix } => write!(
                f,
                "the cron expression `{expression:?}` starts with `{prefix}`, but what follows is not a time zone and a \
                 blank\nhelp: for example `\"{prefix}Europe/Berlin 0 9 * * *\"`",
            ),
            Problem::Field { field, part, fault } => {
                write!(
                    f,
                    "{} is `{part}` in the cron expression `{expression:?}`, but ",
                    field.name
                )?;
                fault.write(f, field, part)
            }
        }
    }
}

fn write_help_for_descriptor(
    f: &mut fmt::Formatter<'_>,
    zone: &str,
    descriptor: &str,
) -> fmt::Result {
    match fields_of_descriptor(descriptor) {
        Some(fields) => write!(f, "\nhelp: use `\"{zone}{fields}\"`"),
        None if descriptor.starts_with("@every") => f.write_str(
            "; an interval from the start, like `@every`, is not possible\n\
             help: name the times, for example `\"*/5 * * * *\"` for every five minutes",
        ),
        None => f.write_str("\nhelp: for example `\"0 3 * * *\"` for every day at three o'clock"),
    }
}

impl Fault {
    /// Writes what the field takes.
    fn write(&self, f: &mut fmt::Formatter<'_>, field: &Field, part: &str) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("a value is missing beside a comma"),
            Self::Value => {
                write!(
                    f,
                    "it is {} to {}",
                    field.numbers.start(),
                    field.numbers.end()
                )?;
                if let (Some(first), Some(last)) = (field.names.first(), field.names.last()) {
                    write!(f, " or `{first}` to `{last}`")?;
                }
                if field.name == "day of week" && part == "7" {
                    f.write_str("\nhelp: use `0` or `sun` for Sunday")?;
                }
                Ok(())
            }
            Self::ReversedRange { instead } => {
                f.write_str("a range goes from the smaller to the larger value")?;
                match instead {
                    Some(ranges) => write!(f, "\nhelp: use `{ranges}`"),
                    None => Ok(()),
                }
            }
            Self::Step => f.write_str("behind the `/` stands a number that is 1 or more"),
        }
    }
}

impl core::error::Error for CronError {}
