//! What is wrong with a cron expression, and the messages about it.

use alloc::format;
use alloc::string::String;

use super::field::{FIELDS, Fault, Field};
use crate::message::{Message, joined};

/// What is wrong with an expression.
pub(super) enum Problem {
    /// It has this many fields.
    FieldCount(usize),
    /// It is a descriptor, perhaps after a time zone and a blank.
    Descriptor { zone: String, descriptor: String },
    /// `TZ=` or `CRON_TZ=` is not followed by a time zone and a blank.
    TimeZone { prefix: &'static str },
    /// A part of a field is wrong.
    Field { field: &'static Field, part: String, fault: Fault },
}

impl Problem {
    /// The message about the expression that has this problem.
    pub(super) fn message(&self, expression: &str) -> Message {
        let subject = format!("the cron expression `{expression:?}`");
        match self {
            Self::FieldCount(count) => {
                let noun = if *count == 1 { "field" } else { "fields" };
                let names = FIELDS[1..].iter().map(|field| field.name);
                let names = joined(names, "and");
                Message::new(format!(
                    "{subject} has {count} {noun}, but it takes five ({names}), or six with seconds first"
                ))
                .with_help(DAILY_EXAMPLE)
            }
            Self::Descriptor { zone, descriptor } => descriptor_message(&subject, zone, descriptor),
            Self::TimeZone { prefix } => {
                Message::new(format!("{subject} starts with `{prefix}`, but no time zone and blank follow"))
                    .with_help(format!("for example `\"{prefix}Europe/Berlin 0 9 * * *\"`"))
            }
            Self::Field { field, part, fault } => {
                let subject = format!("{} is `{part}` in {subject}", field.name);
                fault.message(&subject, field, part)
            }
        }
    }
}

const DAILY_EXAMPLE: &str = "for example `\"0 3 * * *\"` for every day at three o'clock";

fn descriptor_message(subject: &str, zone: &str, descriptor: &str) -> Message {
    let problem = format!("{subject} is a descriptor, but Hatchet takes only the fields");
    if descriptor.starts_with("@every") {
        return Message::new(format!("{problem}; an interval from the start, such as `@every`, is not possible"))
            .with_help("name the times, for example `\"*/5 * * * *\"` for every five minutes");
    }
    match fields_of_descriptor(descriptor) {
        Some(fields) => Message::new(problem).with_replacement(format!("\"{zone}{fields}\"")),
        None => Message::new(problem).with_help(DAILY_EXAMPLE),
    }
}

/// The five fields that mean the same as a descriptor, if there are any.
fn fields_of_descriptor(descriptor: &str) -> Option<&'static str> {
    match descriptor.to_ascii_lowercase().as_str() {
        "@yearly" | "@annually" => Some("0 0 1 1 *"),
        "@monthly" => Some("0 0 1 * *"),
        "@weekly" => Some("0 0 * * 0"),
        "@daily" | "@midnight" => Some("0 0 * * *"),
        "@hourly" => Some("0 * * * *"),
        _ => None,
    }
}

impl Fault {
    fn message(&self, subject: &str, field: &Field, part: &str) -> Message {
        let with = |what: &str| Message::new(format!("{subject}, but {what}"));
        match self {
            Self::Missing => with("a value is missing next to a comma"),
            Self::Value => {
                let numbers = format!("it is {} to {}", field.numbers.start(), field.numbers.end());
                let message = match (field.names.first(), field.names.last()) {
                    (Some(first), Some(last)) => with(&format!("{numbers} or `{first}` to `{last}`")),
                    _ => with(&numbers),
                };
                if field.name == "day of week" && part == "7" {
                    message.with_replacement_or("0", " or `sun` for Sunday")
                } else {
                    message
                }
            }
            Self::ReversedRange { instead } => {
                let message = with("a range goes from the smaller to the larger value");
                match instead {
                    Some(ranges) => message.with_replacement(ranges),
                    None => message,
                }
            }
            Self::Step => with("the `/` must be followed by a number that is 1 or more"),
        }
    }
}
