//! A message that can be made in const evaluation, where there is no `String` and no formatting.

use alloc::string::String;
use core::fmt;
use core::ops::Range;

use crate::message::Message;

/// The bytes that a message can have. The longest has about 240.
const CAPACITY: usize = 320;

/// What is between the problem and the help.
const HELP: &str = "\nhelp: ";

/// A [`Message`] in a fixed buffer, usable in constants.
#[derive(Clone, Copy)]
pub struct ConstMessage {
    bytes: [u8; CAPACITY],
    len: usize,
    /// Where the problem ends and the help begins.
    help: Option<usize>,
    /// Where the help has a text to write: see [`Message::replacement`].
    replacement: Option<(usize, usize)>,
}

impl ConstMessage {
    pub(crate) const fn new() -> Self {
        Self { bytes: [0; CAPACITY], len: 0, help: None, replacement: None }
    }

    pub(crate) const fn push_str(&mut self, text: &str) {
        self.push(text, &[]);
    }

    /// Adds a text with the next of these numbers for each `#` in it.
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

    /// Ends the problem and begins the help.
    pub(crate) const fn begin_help(&mut self) {
        self.help = Some(self.len);
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
    #[must_use]
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

impl fmt::Display for ConstMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for ConstMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}
