//! A message that can be made in const evaluation, where there is no `String` and no formatting.

use alloc::string::String;
use core::fmt;
use core::ops::Range;

use crate::const_text::cut;
use crate::message::Message;

/// The bytes that a message can have. The longest has about 220.
const CAPACITY: usize = 320;

/// A [`Message`] in a fixed buffer, usable in constants.
///
/// Text that does not fit is left out: the message then ends between two characters, and nothing is added to it.
#[derive(Clone, Copy)]
pub struct ConstMessage {
    bytes: [u8; CAPACITY],
    len: usize,
    /// Something did not fit.
    is_cut: bool,
    /// The length of the problem, once the help has begun.
    problem_len: Option<usize>,
    /// Where the help begins and ends with a text to write: see [`Message::replacement`].
    replacement: Option<(usize, usize)>,
}

impl ConstMessage {
    /// What is between the problem and the help.
    const HELP: &'static str = "\nhelp: ";

    pub(crate) const fn new() -> Self {
        Self { bytes: [0; CAPACITY], len: 0, is_cut: false, problem_len: None, replacement: None }
    }

    /// Adds a text.
    pub(crate) const fn push_str(&mut self, text: &str) {
        if self.is_cut {
            return;
        }
        let fitting = cut(text, CAPACITY - self.len);
        self.is_cut = fitting.len() < text.len();
        let mut index = 0;
        while index < fitting.len() {
            self.bytes[self.len] = fitting.as_bytes()[index];
            self.len += 1;
            index += 1;
        }
    }

    /// Adds a number in decimal digits.
    pub(crate) const fn push_number(&mut self, number: i64) {
        const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        if number < 0 {
            self.push_str("-");
        }
        let mut rest = number.unsigned_abs();
        let mut power = 1;
        while rest / power >= 10 {
            power *= 10;
        }
        while power > 0 {
            // A digit is below 10, so nothing is lost.
            #[allow(clippy::cast_possible_truncation)]
            self.push_str(DIGITS[(rest / power) as usize]);
            rest %= power;
            power /= 10;
        }
    }

    /// Ends the problem and begins the help.
    pub(crate) const fn begin_help(&mut self) {
        self.problem_len = Some(self.len);
        self.push_str(Self::HELP);
    }

    /// Begins the help with the text to write: ``use `cpus = 64` ``.
    pub(crate) const fn begin_help_with(&mut self, field: &str, number: i64) {
        self.begin_help();
        self.push_str("use `");
        let start = self.len;
        self.push_str(field);
        self.push_str(" = ");
        self.push_number(number);
        self.replacement = Some((start, self.len));
        self.push_str("`");
    }

    /// The whole text: the problem and, on the next line, the help.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            // Never: only whole characters are added.
            Err(_) => "",
        }
    }

    fn part(&self, range: Range<usize>) -> String {
        self.as_str().get(range).unwrap_or_default().into()
    }
}

impl From<ConstMessage> for Message {
    fn from(message: ConstMessage) -> Self {
        let Some(problem_len) = message.problem_len else {
            return Self::new(message.as_str());
        };
        let help = problem_len + ConstMessage::HELP.len()..message.len;
        Self::from_parts(
            message.part(0..problem_len),
            Some(message.part(help)),
            message.replacement.map(|(start, end)| message.part(start..end)),
        )
    }
}

impl fmt::Display for ConstMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for ConstMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}
