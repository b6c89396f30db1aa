//! Escapes what comes from outside: names, places, packages, paths, and what cargo or a server says.
//!
//! Such text must not steer the terminal, hide, or look like a line of ours.

/// The text on one line, with control, invisible and reordering characters as escapes: `\n`, `\u{1b}`, `\u{202e}`.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() || is_invisible(character) {
            escaped.extend(character.escape_default());
        } else {
            escaped.push(character);
        }
    }
    // A line that starts like this is a command to GitHub's runner.
    if escaped.trim_start().starts_with("::") {
        escaped = escaped.replacen("::", r"\u{3a}:", 1);
    }
    escaped
}

/// The text with each line escaped, for text that has several lines for a reason.
pub(crate) fn escape_lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(escape).collect();
    lines.join("\n")
}

/// The text as part of a quoted label in Mermaid, with entities for whatever has a meaning there.
pub(crate) fn escape_mermaid(text: &str) -> String {
    let mut label = String::new();
    for character in escape(text).chars() {
        if character.is_alphanumeric() || " .,:;_-/+()".contains(character) {
            label.push(character);
        } else {
            label.push_str(&format!("#{};", u32::from(character)));
        }
    }
    label
}

/// Whether a character is invisible, reorders other characters, or starts a line: Unicode's format characters, except
/// those of single scripts, and its line separators.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::{escape, escape_lines, escape_mermaid};

    #[test]
    fn control_characters_are_escaped() {
        assert_eq!(escape("größe \u{1b}[2J\r\n\u{7f}\u{9b}"), r"größe \u{1b}[2J\r\n\u{7f}\u{9b}");
    }

    #[test]
    fn invisible_and_reordering_characters_are_escaped() {
        assert_eq!(
            escape("a\u{202e}b\u{200b}c\u{2066}d\u{feff}e\u{2028}f\u{e0041}"),
            r"a\u{202e}b\u{200b}c\u{2066}d\u{feff}e\u{2028}f\u{e0041}"
        );
        assert_eq!(escape("हिन्दी, 大, é, 👍"), "हिन्दी, 大, é, 👍");
    }

    #[test]
    fn no_line_is_a_command_to_a_runner() {
        assert_eq!(escape(" ::error::x ::y"), r" \u{3a}:error::x ::y");
        assert_eq!(escape_lines("a: b\n::error::x\n"), "a: b\n\\u{3a}:error::x");
        assert_eq!(escape("w:s"), "w:s");
    }

    #[test]
    fn a_mermaid_label_cannot_be_closed() {
        assert_eq!(escape_mermaid("store-all"), "store-all");
        assert_eq!(escape_mermaid("größe 大"), "größe 大");
        assert_eq!(escape_mermaid("a\"b`c#d<e>&\n*"), "a#34;b#96;c#35;d#60;e#62;#38;#92;n#42;");
    }
}
