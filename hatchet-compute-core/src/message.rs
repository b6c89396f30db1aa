//! A message for the person who wrote something wrong, in its parts.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// What is wrong, and what to do about it.
///
/// Written as the problem and, on the next line after `help: `, the help if there is one. Code that needs only one part
/// asks for it; no code takes the written text apart.
///
/// ```
/// use hatchet_compute_core::Message;
///
/// let message = Message::new("`cpus` is 0, but a machine has 1 to 64 CPUs").with_replacement("cpus = 1");
/// assert_eq!(message.to_string(), "`cpus` is 0, but a machine has 1 to 64 CPUs\nhelp: use `cpus = 1`");
/// assert_eq!(message.replacement(), Some("cpus = 1"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
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

    /// The message with the text to write instead, and a help that names other ways out after it.
    #[must_use]
    pub fn with_replacement_or(self, text: impl Into<String>, others: &str) -> Self {
        let text = text.into();
        Self { help: Some(format!("use `{text}`{others}")), replacement: Some(text), ..self }
    }

    /// What is wrong, on one line.
    #[must_use]
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The text to write instead of what is wrong, where it is known.
    #[must_use]
    pub fn replacement(&self) -> Option<&str> {
        self.replacement.as_deref()
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem)?;
        match &self.help {
            Some(help) => write!(f, "\nhelp: {help}"),
            None => Ok(()),
        }
    }
}

impl core::error::Error for Message {}

/// The words joined as a sentence has them, with `conjunction` before the last: ``a, b or c``.
#[must_use]
pub fn joined<T: fmt::Display>(words: impl IntoIterator<Item = T>, conjunction: &str) -> String {
    let mut texts = Vec::new();
    for word in words {
        texts.push(format!("{word}"));
    }
    join(&texts, conjunction)
}

/// The same with each word between backticks: ``` `a`, `b` or `c` ```.
#[must_use]
pub fn quoted<T: fmt::Display>(words: impl IntoIterator<Item = T>, conjunction: &str) -> String {
    joined(words.into_iter().map(|word| format!("`{word}`")), conjunction)
}

/// Not generic, so that it is compiled once.
fn join(words: &[String], conjunction: &str) -> String {
    let mut joined = String::new();
    for (index, word) in words.iter().enumerate() {
        if index > 0 && index + 1 == words.len() {
            joined += &format!(" {conjunction} ");
        } else if index > 0 {
            joined += ", ";
        }
        joined += word;
    }
    joined
}
