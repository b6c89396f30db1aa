//! The sentences about text: kinds, regions, names, pools and durations.
//!
//! Without a `help:` line where the caller has a suggestion of its own to put there.

use alloc::format;
use alloc::string::String;

use crate::duration::{self, ParseDurationError};
use crate::limits::POOL_NAME_MAX;

/// What names are made of, after `is_name`.
const LETTERS: &str = "letters (a-z, A-Z), digits, `.`, `-` or `_`";

/// What to say of a kind of CPU that there is not.
#[must_use]
pub fn unknown_cpu_kind(text: &str) -> String {
    format!("`cpu_kind` is `{text:?}`, but it is `\"shared\"` or `\"performance\"`")
}

/// What to say of a region that there is not.
#[must_use]
pub fn unknown_region(text: &str) -> String {
    format!("`{text:?}` is not a region of Hatchet Cloud")
}

/// What to say of a region's code that was given before.
#[must_use]
pub fn duplicate_region(code: &str) -> String {
    format!("region `{code:?}` is given twice")
}

/// What to say of a list without regions, with help.
#[must_use]
pub fn empty_regions() -> String {
    "`regions` is empty\nhelp: leave `regions` out to let Hatchet choose".into()
}

/// What to say of a field whose text is not a name ([`is_name`](crate::is_name)).
#[must_use]
pub fn invalid_name(field: &str, text: &str) -> String {
    format!("`{field}` is `{text:?}`, but a name is one or more {LETTERS}")
}

/// What to say of a text that is not a pool's name ([`is_pool_name`](crate::is_pool_name)).
#[must_use]
pub fn invalid_pool(text: &str) -> String {
    format!("`pool` is `{text:?}`, but a pool's name is 1 to {POOL_NAME_MAX} {LETTERS}")
}

/// What to say of a `timeout` that [`parse_duration`](crate::parse_duration) refuses, with help: the duration that was
/// meant, where that can be told, else examples.
#[must_use]
pub fn invalid_duration(text: &str) -> String {
    let error = duration::parse_duration(text)
        .err()
        .unwrap_or(ParseDurationError::Syntax);
    let problem = format!("`timeout` is `{text:?}`, but {error}");
    match error {
        ParseDurationError::TooLong => problem,
        ParseDurationError::Syntax => match duration::duration_meant_by(text) {
            Some(meant) => format!("{problem}\nhelp: use `{meant:?}`"),
            None => format!("{problem}\nhelp: for example `\"11s\"`, `\"1h30m\"` or `\"1.5s\"`"),
        },
    }
}
