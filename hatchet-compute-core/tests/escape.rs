//! Text from outside does not steer, hide or reorder anything where it is shown.

use hatchet_compute_core::{escape, escape_at_most, escape_lines};

#[test]
fn control_characters_are_escaped() {
    assert_eq!(escape("größe \u{1b}[2J\r\n\t\0\u{7f}\u{9b}"), r"größe \u{1b}[2J\r\n\t\u{0}\u{7f}\u{9b}");
}

#[test]
fn invisible_and_reordering_characters_are_escaped() {
    assert_eq!(
        escape("a\u{202e}b\u{200b}c\u{2066}d\u{feff}e\u{2028}f\u{e0041}g\u{3164}h\u{ad}"),
        r"a\u{202e}b\u{200b}c\u{2066}d\u{feff}e\u{2028}f\u{e0041}g\u{3164}h\u{ad}"
    );
    for visible in ["हिन्दी, 大, é, 👍, ❤\u{fe0f}", "C:\\src\\main.rs", "\"quoted\" 'names' `here`", ""]
    {
        assert_eq!(escape(visible), visible);
    }
}

#[test]
fn no_text_is_a_command_to_a_runner() {
    assert_eq!(escape("::error::x"), r"\u{3a}:error::x");
    assert_eq!(escape(" ::error::x ::y"), r" \u{3a}:error::x \u{3a}:y");
    assert_eq!(escape("x\u{a0}::y"), "x\u{a0}\\u{3a}:y");
    assert_eq!(escape_lines("a: b\n::error::x\n"), "a: b\n\\u{3a}:error::x");
    assert_eq!(escape("w:s w::s"), "w:s w::s");
    assert_eq!(escape("a ##[error]b ##vso[task.x]c"), r"a \u{23}#[error]b \u{23}#vso[task.x]c");
    for harmless in ["## Orders", "issue #[1]", "###", "a##b"] {
        assert_eq!(escape(harmless), harmless);
    }
}

#[test]
fn escaped_text_stays_as_it_is() {
    let text = "::a\u{1b}\n##[b]\u{202e}\\n";
    assert_eq!(escape(&escape(text)), escape(text));
}

#[test]
fn long_text_is_cut() {
    assert_eq!(escape_at_most("größe", 5), "größe");
    assert_eq!(escape_at_most("größer", 5), "größe…");
    assert_eq!(escape_at_most("\u{1b}\u{1b}", 1), r"\u{1b}…");
}
