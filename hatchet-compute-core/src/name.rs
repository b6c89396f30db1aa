//! Names of workflows, steps and pools, by Hatchet's own rule.

use alloc::format;
use alloc::string::String;

use crate::limits::POOL_NAME_MAX;
use crate::message::Message;

const LETTERS: &str = "letters (a-z, A-Z), digits, `.`, `-` or `_`";

/// Whether a text is a name for a workflow or a step: `[a-zA-Z0-9._-]+`.
pub fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_allowed)
}

fn is_allowed(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_')
}

/// Whether a text is a name for a pool: a name ([`is_name`]) of at most [`POOL_NAME_MAX`] characters.
pub fn is_pool_name(text: &str) -> bool {
    is_name(text) && text.len() <= POOL_NAME_MAX
}

/// The message about a text that is not a name ([`is_name`]).
pub fn invalid_name(text: &str) -> Message {
    let problem = format!("`name` is `{text:?}`, but a name is one or more {LETTERS}");
    with_valid_name(Message::new(problem), "name", text, "process_data")
}

/// The message about a namespace that is not a name ([`is_name`]); an empty one means no namespace.
pub fn invalid_namespace(text: &str) -> Message {
    let problem = format!(
        "the namespace is `{text:?}`, but it becomes part of workflow names, which consist of one or more {LETTERS}"
    );
    let valid = valid_name(text).map(|valid| format!("{valid:?}"));
    Message::new(problem).with_replacement_or_help(valid, "for example `\"dev\"`")
}

/// The message about a text that is not a name for a pool ([`is_pool_name`]).
pub fn invalid_pool(text: &str) -> Message {
    let problem = format!("`pool` is `{text:?}`, but a pool's name is 1 to {POOL_NAME_MAX} {LETTERS}");
    let cut = text.char_indices().nth(POOL_NAME_MAX);
    let text = cut.map_or(text, |(end, _)| &text[..end]);
    with_valid_name(Message::new(problem), "pool", text, "heavy")
}

/// The name with a `-` for each character that a name cannot have; `None` if it is empty or not ASCII.
pub fn valid_name(text: &str) -> Option<String> {
    let text = text.trim();
    (text.is_ascii() && !text.is_empty()).then(|| text.replace(|letter| !is_allowed(letter), "-"))
}

fn with_valid_name(message: Message, key: &str, text: &str, example: &str) -> Message {
    let valid = valid_name(text).map(|valid| format!("{key} = {valid:?}"));
    message.with_replacement_or_help(valid, format!("for example `{key} = {example:?}`"))
}
