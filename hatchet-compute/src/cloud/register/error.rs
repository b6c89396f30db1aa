//! Why a plan was not registered.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use hatchet_compute_core::{Message, error_with_message};

use crate::plan::PlanError;
use crate::step::Step;

/// Why a plan was not registered with Hatchet Cloud. Nothing in it contains the token.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RegisterError {
    /// A setting is missing or invalid, or the plan is empty. Nothing was sent.
    NotSent(Message),
    /// Hatchet Cloud did not confirm the registration.
    Failed(Box<Failure>),
}

impl RegisterError {
    /// What is wrong and what to do about it. For [`Failed`](Self::Failed), the problem has more than one line.
    pub fn message(&self) -> Message {
        match self {
            Self::NotSent(message) => message.clone(),
            Self::Failed(failure) => failure.message(),
        }
    }
}

error_with_message!(RegisterError);

impl From<Message> for RegisterError {
    fn from(message: Message) -> Self {
        Self::NotSent(message)
    }
}

impl From<PlanError> for RegisterError {
    fn from(error: PlanError) -> Self {
        Self::NotSent(error.message())
    }
}

/// A registration that was tried but not confirmed: what happened last, and how many times it was tried.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// The URL that the request was sent to.
    pub url: String,
    /// How many times it was sent.
    pub attempts: u32,
    /// The status of the last response; `None` if there was none.
    pub status: Option<u16>,
    /// What happened, on one line.
    pub problem: String,
    /// The errors that the server reported. At most 20 are kept.
    pub errors: Vec<ServerError>,
    /// What else the server said, on one line of at most 1000 characters. Empty if it said nothing else.
    pub server_message: String,
    /// What to do.
    pub help: String,
    /// The shortest pause before the next attempt; `None` if another attempt would not help.
    pub(super) retry_after: Option<Duration>,
}

impl Failure {
    pub(super) fn new(problem: impl Into<String>, help: impl Into<String>) -> Box<Self> {
        Box::new(Self { problem: problem.into(), help: help.into(), ..Self::default() })
    }

    /// The same, but to be tried again after this many seconds.
    pub(super) fn retried_after(mut self: Box<Self>, seconds: u64) -> Box<Self> {
        self.retry_after = Some(Duration::from_secs(seconds));
        self
    }

    /// What happened, on several lines, and what to do about it.
    pub fn message(&self) -> Message {
        let Self { url, attempts, problem, server_message, .. } = self;
        let times = if *attempts == 1 { "once".to_owned() } else { format!("{attempts} times") };
        let mut problem =
            format!("the plan is not registered with Hatchet Cloud: {problem}\ntried {times}: `POST {url}`");
        for error in &self.errors {
            // A line of the server must not look like one of ours.
            let whose = if error.field.is_none() { "the server said: " } else { "" };
            problem += &format!("\n{whose}{error}");
        }
        if !server_message.is_empty() {
            problem += &format!("\nthe server said: {server_message}");
        }
        Message::new(problem).with_help(self.help.as_str())
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

/// An error that the server reported, in its words: each field on one line of at most 1000 characters, no token.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServerError {
    /// The number of the error, if the server gives one.
    pub code: Option<u64>,
    /// The field of the request that is wrong, if the server names one, such as `runtimeConfigs[1].regions`.
    pub field: Option<String>,
    /// What is wrong.
    pub description: String,
    /// A link to documentation, if the server gives one.
    pub docs_link: Option<String>,
    /// The steps of the runtime config that the field belongs to, sorted by action; at most 10 are kept. If the field
    /// names one of its actions, only the step of that action. Empty if the field names no runtime config.
    pub steps: Vec<Step>,
    pub(super) more_steps: usize,
}

/// The error, then a line for each step that it is about.
impl Display for ServerError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.field.iter().try_for_each(|field| write!(f, "`{field}`: "))?;
        f.write_str(&self.description)?;
        self.code.iter().try_for_each(|code| write!(f, " (code {code})"))?;
        self.docs_link.iter().try_for_each(|link| write!(f, " (see {link})"))?;
        self.steps.iter().try_for_each(|step| write!(f, "\n    requested by {}", step.description()))?;
        match self.more_steps {
            0 => Ok(()),
            more => write!(f, "\n    and by {more} more steps"),
        }
    }
}
