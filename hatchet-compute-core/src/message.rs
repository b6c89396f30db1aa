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
/// assert_eq!(
///     message.to_string(),
///     "`cpus` is 0, but a machine has 1 to 64 CPUs\nhelp: use `cpus = 1`",
/// );
/// assert_eq!(message.replacement(), Some("cpus = 1"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    problem: String,
    help: Option<String>,
    replacement: Option<String>,
}

impl Message {
    pub(crate) const fn from_parts(problem: String, help: Option<String>, replacement: Option<String>) -> Self {
        Self { problem, help, replacement }
    }

    /// A message that says what is wrong and gives no help.
    #[must_use]
    pub fn new(problem: impl Into<String>) -> Self {
        Self::from_parts(problem.into(), None, None)
    }

    /// The message with this help.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The message with the text to write instead, and the help that says so.
    #[must_use]
    pub fn with_replacement(self, text: impl Into<String>) -> Self {
        self.with_replacement_or(text, "")
    }

    /// The message with the text to write instead, and a help that names other ways out after it.
    #[must_use]
    pub fn with_replacement_or(mut self, text: impl Into<String>, others: &str) -> Self {
        let text = text.into();
        self.help = Some(format!("use `{text}`{others}"));
        self.replacement = Some(text);
        self
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

/// The words joined as a sentence has them, with `conjunction` before the last: ``a, b or c``.
#[must_use]
pub fn joined<T: fmt::Display>(words: impl IntoIterator<Item = T>, conjunction: &str) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("{word}")).collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} {conjunction} {last}", rest.join(", ")),
    }
}

/// The same with each word between backticks: ``` `a`, `b` or `c` ```.
#[must_use]
pub fn quoted<T: fmt::Display>(words: impl IntoIterator<Item = T>, conjunction: &str) -> String {
    joined(words.into_iter().map(|word| format!("`{word}`")), conjunction)
}
