//! Names of workflows, steps and pools, by Hatchet's own rule.

use alloc::format;
use alloc::string::String;

use crate::limits::POOL_NAME_MAX;
use crate::message::Message;

/// What names consist of, as [`is_name`] checks it.
const LETTERS: &str = "letters (a-z, A-Z), digits, `.`, `-` or `_`";

/// Whether a text is a name for a workflow or a step: `[a-zA-Z0-9._-]+`.
///
/// ```
/// use hatchet_compute_core::is_name;
///
/// assert!(is_name("process_data-v1.2"));
/// assert!(!is_name("process data") && !is_name(""));
/// ```
#[must_use]
pub const fn is_name(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut index = 0;
    while index < bytes.len() {
        if !matches!(bytes[index], b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'-') {
            return false;
        }
        index += 1;
    }
    !bytes.is_empty()
}

/// Whether a text is a name for a pool: a name ([`is_name`]) of at most [`POOL_NAME_MAX`] characters.
#[must_use]
pub const fn is_pool_name(text: &str) -> bool {
    is_name(text) && text.len() <= POOL_NAME_MAX
}

/// The message about a text that is not a name ([`is_name`]).
#[must_use]
pub fn invalid_name(text: &str) -> Message {
    let problem = format!("`name` is `{text:?}`, but a name is one or more {LETTERS}");
    with_valid_name(Message::new(problem), "name", text, "process_data")
}

/// The message about a text that is not a name for a pool ([`is_pool_name`]).
#[must_use]
pub fn invalid_pool(text: &str) -> Message {
    let problem = format!("`pool` is `{text:?}`, but a pool's name is 1 to {POOL_NAME_MAX} {LETTERS}");
    let cut = text.char_indices().nth(POOL_NAME_MAX);
    let text = cut.map_or(text, |(end, _)| &text[..end]);
    with_valid_name(Message::new(problem), "pool", text, "heavy")
}

/// The name with a `-` for each character that a name cannot have; `None` if little of it would be left.
#[must_use]
pub fn valid_name(text: &str) -> Option<String> {
    let text = text.trim();
    let valid = |letter: char| {
        let is_allowed = is_name(letter.encode_utf8(&mut [0; 4]));
        if is_allowed { letter } else { '-' }
    };
    (text.is_ascii() && !text.is_empty()).then(|| text.chars().map(valid).collect())
}

fn with_valid_name(message: Message, key: &str, text: &str, example: &str) -> Message {
    match valid_name(text) {
        Some(valid) => message.with_replacement(format!("{key} = {valid:?}")),
        None => message.with_help(format!("for example `{key} = {example:?}`")),
    }
}
