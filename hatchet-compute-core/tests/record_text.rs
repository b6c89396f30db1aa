//! The text of a record: what is written comes back, and what is malformed is rejected.

use std::borrow::Cow;

use hatchet_compute_core::record::{lines, push_line};

/// The lines of `text`, or the message of the error they end in.
fn read(text: &str) -> Result<Vec<(&str, String)>, String> {
    lines(text).map(|line| line.map(|(key, value)| (key, value.into_owned()))).collect()
}

#[test]
fn every_value_comes_back_as_it_was_written() {
    let values =
        ["", "load", "a=b", "=", "\\", "\\\\", "\\n", "\n", "\r\n", "\n\\\r", " blank ", "Größe", "\0\t", "\u{2028}"];
    let mut text = String::new();
    for value in values {
        push_line(&mut text, "event", value);
    }
    assert_eq!(text.lines().count(), values.len(), "a line for each value");
    assert!(!text.contains('\r'));
    let expected: Vec<_> = values.iter().map(|value| ("event", (*value).to_string())).collect();
    assert_eq!(read(&text), Ok(expected));
}

#[test]
fn values_without_escapes_are_borrowed() {
    let line = lines("step=load\n").next().unwrap().unwrap();
    assert!(matches!(line.1, Cow::Borrowed("load")));
}

#[test]
fn no_text_has_no_lines() {
    assert_eq!(read(""), Ok(Vec::new()));
}

#[test]
fn malformed_lines_say_which_and_why() {
    let cases = [
        ("step=load", "line 1 of the text has no line break at its end"),
        ("step=load\nworkflow", "line 2 of the text has no line break at its end"),
        ("step\n", "line 1 of the text is not `key=value`"),
        ("\n", "line 1 of the text is not `key=value`"),
        ("step=load\n=x\n", "line 2 of the text is not `key=value`"),
        ("step=a\\\n", "line 1 of the text ends in the middle of an escape"),
        ("step=a\\\\\\\n", "line 1 of the text ends in the middle of an escape"),
        ("step=a\\tb\n", "line 1 of the text has the escape `\\t`, but only `\\\\`, `\\n` and `\\r` are escapes"),
    ];
    for (text, message) in cases {
        assert_eq!(read(text), Err(message.to_string()), "{text:?}");
    }
}

#[test]
fn nothing_is_read_after_a_malformed_line() {
    let mut lines = lines("broken\nstep=load\n");
    assert_eq!(lines.next().unwrap().unwrap_err(), "line 1 of the text is not `key=value`");
    assert_eq!(lines.next(), None);
}
