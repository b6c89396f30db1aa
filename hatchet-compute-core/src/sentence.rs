//! A sentence that can be put together in const evaluation, where there is no `String` and no formatting.

use core::fmt;

use crate::text::cut;

/// The bytes that a sentence can have. The longest of [`judge`](crate::NumberProblem::sentence) has about 200.
const CAPACITY: usize = 320;

/// A short text in a fixed buffer, usable in constants.
///
/// What does not fit is left out: the sentence then ends between two characters, and nothing is put behind them.
///
/// ```
/// use hatchet_compute_core::Sentence;
///
/// const SENTENCE: Sentence = Sentence::new().with_str("at most ").with_number(64).with_str(" CPUs");
/// assert_eq!(SENTENCE.as_str(), "at most 64 CPUs");
/// ```
#[derive(Clone, Copy)]
pub struct Sentence {
    bytes: [u8; CAPACITY],
    len: usize,
    /// Something did not fit.
    is_cut: bool,
}

impl Sentence {
    /// An empty sentence.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            bytes: [0; CAPACITY],
            len: 0,
            is_cut: false,
        }
    }

    /// Puts a text at the end.
    pub const fn push_str(&mut self, text: &str) {
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

    /// Puts a number at the end, in decimal digits.
    pub const fn push_number(&mut self, number: i64) {
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

    /// The sentence with a text at its end.
    #[must_use]
    pub const fn with_str(mut self, text: &str) -> Self {
        self.push_str(text);
        self
    }

    /// The sentence with a number at its end, in decimal digits.
    #[must_use]
    pub const fn with_number(mut self, number: i64) -> Self {
        self.push_number(number);
        self
    }

    /// The sentence as text.
    #[must_use]
    pub const fn as_str(&self) -> &str {
        match core::str::from_utf8(self.bytes.split_at(self.len).0) {
            Ok(text) => text,
            // Never: only whole characters are put in.
            Err(_) => "",
        }
    }
}

impl Default for Sentence {
    fn default() -> Self {
        Self::new()
    }
}

impl AsRef<str> for Sentence {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl PartialEq for Sentence {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Sentence {}
