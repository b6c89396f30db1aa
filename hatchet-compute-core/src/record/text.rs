//! The text of a record: lines of `key=value`.

use alloc::borrow::Cow;
use alloc::string::String;
use core::error::Error;
use core::fmt::{self, Display, Formatter};

/// Appends the line `key=value` to the text of a record, the value escaped.
///
/// The key has no `=` and no line break, being one of [`key`](super::key).
///
/// ```
/// use hatchet_compute_core::record::{key, push_line};
///
/// let mut text = String::new();
/// push_line(&mut text, key::STEP, "load");
/// push_line(&mut text, key::DESCRIPTION, "first line\nC:\\second");
/// assert_eq!(text, "step=load\ndescription=first line\\nC:\\\\second\n");
/// ```
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

/// The lines of a record's text, each a key and its value without escapes.
///
/// ```
/// use hatchet_compute_core::record::lines;
///
/// let mut lines = lines("step=load\nparent=a\\\\b\n");
/// assert_eq!(lines.next(), Some(Ok(("step", "load".into()))));
/// assert_eq!(lines.next(), Some(Ok(("parent", "a\\b".into()))));
/// assert_eq!(lines.next(), None);
/// ```
#[must_use]
pub fn lines(text: &str) -> Lines<'_> {
    Lines { rest: text, line: 0 }
}

/// An iterator over the lines of a record's text, made by [`lines`]. It ends with the first line that is malformed.
#[derive(Debug, Clone)]
pub struct Lines<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Iterator for Lines<'a> {
    type Item = Result<(&'a str, Cow<'a, str>), LineError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        self.line += 1;
        let line = match self.rest.bytes().position(|byte| byte == b'\n') {
            Some(end) => {
                let line = &self.rest[..end];
                self.rest = &self.rest[end + 1..];
                split_line(line)
            }
            None => Err(LineProblem::NoEnd),
        };
        if line.is_err() {
            self.rest = "";
        }
        Some(line.map_err(|problem| LineError { line: self.line, problem }))
    }
}

/// Splits a line, given without its line break, into its key and its value.
fn split_line(line: &str) -> Result<(&str, Cow<'_, str>), LineProblem> {
    // Lines are short: searches that are made for long texts take longer.
    match line.bytes().position(|byte| byte == b'=') {
        None | Some(0) => Err(LineProblem::NoKey),
        Some(end) => Ok((&line[..end], unescape(&line[end + 1..])?)),
    }
}

/// Takes the escapes out of a value.
fn unescape(value: &str) -> Result<Cow<'_, str>, LineProblem> {
    if !value.as_bytes().contains(&b'\\') {
        return Ok(Cow::Borrowed(value));
    }
    let mut plain = String::with_capacity(value.len());
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        plain.push(match character {
            '\\' => match characters.next() {
                Some('\\') => '\\',
                Some('n') => '\n',
                Some('r') => '\r',
                escaped => return Err(LineProblem::Escape(escaped)),
            },
            other => other,
        });
    }
    Ok(Cow::Owned(plain))
}

/// A line of a record's text that is not `key=value` with known escapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineError {
    line: usize,
    problem: LineProblem,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineProblem {
    NoEnd,
    NoKey,
    /// The character after the backslash, if there is one.
    Escape(Option<char>),
}

impl LineError {
    /// The number of the line in the text, from 1.
    #[must_use]
    pub const fn line(&self) -> usize {
        self.line
    }
}

impl Display for LineError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {} of the text ", self.line)?;
        match self.problem {
            LineProblem::NoEnd => formatter.write_str("has no line break at its end"),
            LineProblem::NoKey => formatter.write_str("is not `key=value`"),
            LineProblem::Escape(None) => formatter.write_str("ends in the middle of an escape"),
            LineProblem::Escape(Some(character)) => {
                let escape = character.escape_debug();
                write!(formatter, "has the escape `\\{escape}`, but only `\\\\`, `\\n` and `\\r` are escapes")
            }
        }
    }
}

impl Error for LineError {}
