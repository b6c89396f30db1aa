//! A registration that was tried and did not succeed.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use super::limits::Limits;
use super::request::Request;
use super::server_error::ServerError;

/// A registration that was tried and did not succeed: what happened last, how often it was tried, and what to do.
///
/// Its texts do not show the token, even if the server's answer does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    trouble: Trouble,
    attempts: u32,
    url: String,
}

impl Failure {
    pub(super) fn new(request: &Request, attempts: u32, trouble: Trouble) -> Self {
        Self {
            trouble,
            attempts,
            url: request.url(),
        }
    }

    /// The status of the last answer; `None` if there was none.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.trouble.status
    }

    /// What the server has against the plan, if it says so in a form that can be read.
    #[must_use]
    pub fn errors(&self) -> &[ServerError] {
        &self.trouble.errors
    }

    /// What else the server said, on one line and cut at 1000 characters. Empty if it said nothing else.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.trouble.message
    }

    /// How often the request was sent, or tried to be.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Where it was sent.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let trouble = &self.trouble;
        writeln!(
            f,
            "the plan is not registered with Hatchet Cloud: {}",
            trouble.what
        )?;
        match self.attempts {
            1 => f.write_str("tried once: ")?,
            attempts => write!(f, "tried {attempts} times: ")?,
        }
        write!(f, "`POST {}`", self.url)?;
        trouble
            .errors
            .iter()
            .try_for_each(|error| write!(f, "\n{error}"))?;
        if !trouble.message.is_empty() {
            write!(f, "\nthe server said: {}", trouble.message)?;
        }
        match trouble.asked_pause() {
            Some(pause) => write!(
                f,
                "\nhelp: register again, in {} seconds at the earliest",
                pause.as_secs()
            ),
            None => write!(f, "\nhelp: {}", trouble.help),
        }
    }
}

impl Error for Failure {}

/// What went wrong in one attempt. All its texts are without the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    pub(super) status: Option<u16>,
    pub(super) what: String,
    pub(super) errors: Vec<ServerError>,
    pub(super) message: String,
    pub(super) help: &'static str,
    pub(super) again: Again,
}

/// Whether to try again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Again {
    /// The same request would have the same answer.
    Never,
    /// After a pause of our own.
    Later,
    /// After the pause that the server asks for.
    After(Duration),
}

impl Trouble {
    fn new(what: impl Into<String>, again: Again, help: &'static str) -> Self {
        Self {
            status: None,
            what: what.into(),
            errors: Vec::new(),
            message: String::new(),
            help,
            again,
        }
    }

    /// There was no connection, or no complete answer.
    pub(super) fn unreachable(what: impl Into<String>) -> Self {
        let help = "check that the server runs and can be reached from here, then register again, which is safe";
        Self::new(what, Again::Later, help)
    }

    /// The connection could not be encrypted.
    pub(super) fn tls(said: &str) -> Self {
        Self::new(
            format!("there was no encrypted connection: {said}"),
            Again::Never,
            "check that the URL is the server's, and that its certificate is for that name, valid and signed by an \
             authority that is trusted",
        )
    }

    /// The answer is none of HTTP.
    pub(super) fn not_http(said: &str) -> Self {
        let what = format!("the answer cannot be understood: {said}");
        Self::new(what, Again::Never, CHECK_URL)
    }

    /// The answer does not end.
    pub(super) fn too_long(bytes: u64) -> Self {
        let what = format!("the answer is longer than {bytes} bytes");
        Self::new(what, Again::Never, CHECK_URL)
    }

    /// The answer has this status, and is none of a server that registers plans.
    pub(super) fn answered(status: u16, what: String) -> Self {
        let trouble = Self::new(what, Again::Never, CHECK_URL);
        Self {
            status: Some(status),
            ..trouble
        }
    }

    /// The same with advice of its own.
    pub(super) fn with_help(self, help: &'static str) -> Self {
        Self { help, ..self }
    }

    /// The pause before the next attempt; `None` if there is to be none.
    pub(super) fn pause(&self, limits: &Limits, attempt: u32, chance: f64) -> Option<Duration> {
        let pause = limits.pause(attempt, chance);
        match self.again {
            _ if attempt >= limits.attempts() => None,
            Again::Never => None,
            Again::Later => Some(pause),
            Again::After(asked) if asked > limits.longest_asked_pause() => None,
            Again::After(asked) => Some(asked.max(pause)),
        }
    }

    /// The pause that the server asks for.
    fn asked_pause(&self) -> Option<Duration> {
        match self.again {
            Again::After(pause) => Some(pause),
            Again::Never | Again::Later => None,
        }
    }
}

/// What to do about an answer that is not Hatchet Cloud's.
const CHECK_URL: &str = "check that the URL is that of Hatchet Cloud's API: `HATCHET_CLIENT_SERVER_URL`, \
    `HATCHET_CLIENT_API_URL`, or the claim `server_url` of the token";

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Again, Limits, Trouble};

    #[test]
    fn the_pause_is_the_longer_of_ours_and_the_servers() {
        let limits = Limits::default();
        let pause = |again, attempt| {
            Trouble::new("", again, "")
                .pause(&limits, attempt, 0.0)
                .map(|pause| pause.as_millis())
        };
        assert_eq!(pause(Again::Later, 1), Some(500));
        assert_eq!(pause(Again::Later, 4), Some(4000));
        assert_eq!(pause(Again::Later, 5), None);
        assert_eq!(pause(Again::Never, 1), None);
        assert_eq!(pause(Again::After(Duration::ZERO), 1), Some(500));
        assert_eq!(
            pause(Again::After(Duration::from_secs(30)), 1),
            Some(30_000)
        );
        assert_eq!(pause(Again::After(Duration::from_secs(31)), 1), None);
        assert_eq!(pause(Again::After(Duration::ZERO), 5), None);
    }
}
