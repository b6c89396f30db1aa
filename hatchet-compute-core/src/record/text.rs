//! The text of a record: lines of `key=value`.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;

/// Appends the line `key=value` to the text of a record: a [`key`](super::numbers::key), and the value escaped.
pub fn push_line(text: &mut String, key: &str, value: &str) {
    text.push_str(key);
    text.push('=');
    for character in value.chars() {
        match character {
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            other => text.push(other),
        }
    }
    text.push('\n');
}

/// The lines of a record's text, each a key and its value without escapes. The first malformed line yields an error
/// that says what is wrong, and is the last item.
///
/// ```
/// use hatchet_compute_core::record::{key, lines, push_line};
///
/// let mut text = String::from("step=load\n");
/// push_line(&mut text, key::DESCRIPTION, "first line\nC:\\second");
/// assert_eq!(text, "step=load\ndescription=first line\\nC:\\\\second\n");
/// let values: Vec<_> = lines(&text).map(|line| line.unwrap().1).collect();
/// assert_eq!(values, ["load", "first line\nC:\\second"]);
/// ```
pub fn lines(text: &str) -> impl Iterator<Item = Result<(&str, Cow<'_, str>), String>> {
    let (mut rest, mut number) = (text, 0);
    core::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        number += 1;
        // Lines are short: searches optimized for long texts would be slower.
        let (line, after) = match rest.bytes().position(|byte| byte == b'\n') {
            Some(end) => (split_line(&rest[..end]), &rest[end + 1..]),
            None => (Err("has no line break at its end".into()), ""),
        };
        rest = if line.is_ok() { after } else { "" };
        Some(line.map_err(|problem| format!("line {number} of the text {problem}")))
    })
}

fn split_line(line: &str) -> Result<(&str, Cow<'_, str>), String> {
    match line.bytes().position(|byte| byte == b'=') {
        None | Some(0) => Err("is not `key=value`".into()),
        Some(end) => Ok((&line[..end], unescape(&line[end + 1..])?)),
    }
}

fn unescape(value: &str) -> Result<Cow<'_, str>, String> {
    if !value.as_bytes().contains(&b'\\') {
        return Ok(Cow::Borrowed(value));
    }
    let mut plain = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            plain.push(character);
            continue;
        }
        plain.push(match characters.next().ok_or("ends in the middle of an escape")? {
            '\\' => '\\',
            'n' => '\n',
            'r' => '\r',
            other => {
                let escape = other.escape_debug();
                return Err(format!("has the escape `\\{escape}`, but only `\\\\`, `\\n` and `\\r` are escapes"));
            }
        });
    }
    Ok(Cow::Owned(plain))
}
