//! A message for the person who made a mistake, split into its parts; and a buffer for it in const evaluation, where
//! there is no `String` and no formatting.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::ops::Range;

use crate::escape::escape_at_most;

/// What is wrong, and what to do about it.
///
/// Displays as the problem and, on the next line after `help: `, the help if there is one.
///
/// ```
/// use hatchet_compute_core::Message;
///
/// let message = Message::new("`cpus` is 0, but a machine has 1 to 64 CPUs").with_replacement("cpus = 1");
/// assert_eq!(message.to_string(), "`cpus` is 0, but a machine has 1 to 64 CPUs\nhelp: use `cpus = 1`");
/// assert_eq!(message.replacement(), Some("cpus = 1"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    pub(crate) problem: String,
    pub(crate) help: Option<String>,
    pub(crate) replacement: Option<String>,
}

impl Message {
    /// A message that says what is wrong and gives no help.
    #[must_use]
    pub fn new(problem: impl Into<String>) -> Self {
        Self { problem: problem.into(), help: None, replacement: None }
    }

    /// The message with this help.
    #[must_use]
    pub fn with_help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }

    /// The message with the text to write instead, and the help that says so.
    #[must_use]
    pub fn with_replacement(self, text: impl Into<String>) -> Self {
        self.with_replacement_or(text, "")
    }

    /// The message with the text to write instead, and a help that names other fixes after it.
    #[must_use]
    pub fn with_replacement_or(self, text: impl Into<String>, others: &str) -> Self {
        let text = text.into();
        Self { help: Some(format!("use `{text}`{others}")), replacement: Some(text), ..self }
    }

    /// The message with the text to write instead if it is known, or else with this help.
    #[must_use]
    pub fn with_replacement_or_help(self, text: Option<String>, help: impl Into<String>) -> Self {
        match text {
            Some(text) => self.with_replacement(text),
            None => self.with_help(help),
        }
    }

    /// The same problem with the help of another message.
    #[must_use]
    pub fn with_help_of(self, other: Self) -> Self {
        Self { problem: self.problem, ..other }
    }

    /// The message with the start of a literal in place of the number that it stands for: a literal that is too wide for
    /// `i64` breaks the same rules as `i64::MAX` or `i64::MIN`.
    #[must_use]
    pub fn with_literal(self, number: i64, literal: &str) -> Self {
        Self { problem: self.problem.replacen(&number.to_string(), &escape_at_most(literal, 40), 1), ..self }
    }

    /// What is wrong, on one line.
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// What to do about it.
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The text to write instead of what is wrong, where it is known.
    pub fn replacement(&self) -> Option<&str> {
        self.replacement.as_deref()
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(f, "{HELP}{help}"))
    }
}

crate::error_with_display!(Message);

/// Implements `Error` for a type with `Display`. `Debug` writes the same, because that is what a failing `main` prints.
#[doc(hidden)]
#[macro_export]
macro_rules! error_with_display {
    ($type:ty) => {
        impl core::fmt::Debug for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                core::fmt::Display::fmt(self, f)
            }
        }

        impl core::error::Error for $type {}
    };
}

/// Implements `Display` and `Error` for a type whose method `message` returns the whole message.
#[doc(hidden)]
#[macro_export]
macro_rules! error_with_message {
    ($type:ty) => {
        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                core::fmt::Display::fmt(&self.message(), f)
            }
        }

        $crate::error_with_display!($type);
    };
}

/// The words with commas between them, and `conjunction` before the last: ``a, b or c``.
pub fn joined<T: fmt::Display>(words: impl IntoIterator<Item = T>, conjunction: &str) -> String {
    join(&words.into_iter().map(|word| word.to_string()).collect::<Vec<_>>(), conjunction)
}

/// The same with each word between backticks: ``` `a`, `b` or `c` ```.
pub fn quoted<T: fmt::Display>(words: impl IntoIterator<Item = T>, conjunction: &str) -> String {
    joined(words.into_iter().map(|word| format!("`{word}`")), conjunction)
}

/// Not generic, so that it is compiled once.
fn join(words: &[String], conjunction: &str) -> String {
    match words {
        [others @ .., last] if !others.is_empty() => format!("{} {conjunction} {last}", others.join(", ")),
        _ => words.concat(),
    }
}

/// The most bytes that a message can have. The longest that a check makes has 215.
const CAPACITY: usize = 320;

const HELP: &str = "\nhelp: ";

/// A [`Message`] in a fixed buffer, usable in constants.
#[derive(Clone, Copy)]
pub struct ConstMessage {
    bytes: [u8; CAPACITY],
    len: usize,
    /// Where the problem ends and the help begins.
    help: Option<usize>,
    /// Where the [`Message::replacement`] begins and ends.
    replacement: Option<(usize, usize)>,
}

impl ConstMessage {
    pub(crate) const fn new() -> Self {
        Self { bytes: [0; CAPACITY], len: 0, help: None, replacement: None }
    }

    pub(crate) const fn push_str(&mut self, text: &str) {
        self.push(text, &[]);
    }

    /// Adds a text, with each `#` replaced by the next of these numbers.
    pub(crate) const fn push(&mut self, text: &str, numbers: &[i64]) {
        let (mut text, mut numbers) = (text.as_bytes(), numbers);
        while let [byte, rest @ ..] = text {
            match numbers {
                [number, others @ ..] if *byte == b'#' => {
                    self.push_number(*number);
                    numbers = others;
                }
                _ => self.push_byte(*byte),
            }
            text = rest;
        }
    }

    const fn push_number(&mut self, number: i64) {
        if number < 0 {
            self.push_byte(b'-');
        }
        let digits = number.unsigned_abs();
        let mut power = 1;
        while digits / power >= 10 {
            power *= 10;
        }
        while power > 0 {
            // A digit is below 10, so nothing is lost.
            #[allow(clippy::cast_possible_truncation)]
            self.push_byte(b'0' + (digits / power % 10) as u8);
            power /= 10;
        }
    }

    const fn push_byte(&mut self, byte: u8) {
        self.bytes[self.len] = byte;
        self.len += 1;
    }

    /// Begins the help, in place of any other.
    pub(crate) const fn begin_help(&mut self) {
        if let Some(start) = self.help {
            self.len = start;
        }
        self.help = Some(self.len);
        self.replacement = None;
        self.push_str(HELP);
    }

    /// Begins the help with the text to write: ``use `cpus = 64` ``.
    pub(crate) const fn begin_help_with(&mut self, field: &str, number: i64) {
        self.begin_help();
        self.push_str("use `");
        let start = self.len;
        self.push_str(field);
        self.push(" = #", &[number]);
        self.replacement = Some((start, self.len));
        self.push_str("`");
    }

    /// The whole text: the problem and, on the next line, the help.
    pub const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            // Never: only whole texts are added.
            Err(_) => "",
        }
    }
}

impl From<ConstMessage> for Message {
    fn from(message: ConstMessage) -> Self {
        let part = |range: Range<usize>| String::from(&message.as_str()[range]);
        Self {
            problem: part(0..message.help.unwrap_or(message.len)),
            help: message.help.map(|start| part(start + HELP.len()..message.len)),
            replacement: message.replacement.map(|(start, end)| part(start..end)),
        }
    }
}
