//! Makes untrusted text safe to show in messages, tables and logs. Such text must not control the terminal, hide,
//! reorder what is around it, start a new line, or be a command to a CI runner.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

/// The text on one line, with control, invisible and reordering characters as escapes: `\n`, `\u{1b}`, `\u{202e}`.
///
/// Escaping text again does not change it.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (index, character) in text.char_indices() {
        if is_hidden(character) {
            escaped.extend(character.escape_default());
        } else if is_command(&text[index..], &escaped) {
            escaped.extend(character.escape_unicode());
        } else {
            escaped.push(character);
        }
    }
    escaped
}

/// At most this many characters of the text, escaped, with `…` after them if there are more.
pub fn escape_at_most(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        None => escape(text),
        Some((end, _)) => format!("{}…", escape(&text[..end])),
    }
}

/// The text with each line escaped, for text that is meant to have several lines.
pub fn escape_lines(text: &str) -> String {
    text.lines().map(escape).collect::<Vec<_>>().join("\n")
}

/// Whether a character is invisible, reorders other characters, or starts a line: Unicode's controls, line separators
/// and default ignorable characters, except those of single scripts, and the selectors of a variant of a character.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// Whether text is a command to a CI runner: `::error` at the start of a line, or after a blank, where a table may break
/// the line; `##[error]` anywhere.
fn is_command(text: &str, before: &str) -> bool {
    let rest = text.strip_prefix("##").map(|rest| rest.trim_start_matches(|letter: char| letter.is_ascii_alphabetic()));
    text.starts_with("::") && before.chars().next_back().is_none_or(char::is_whitespace)
        || rest.is_some_and(|rest| rest.starts_with('['))
}
