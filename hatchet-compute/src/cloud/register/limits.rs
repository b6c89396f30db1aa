//! How long a registration may take, and how often it is tried.

use std::time::Duration;

/// The longest time limit. Without an end to them, a moment plus a limit might not exist.
const DAY: Duration = Duration::from_hours(24);

/// How long a registration may take, and how often it is tried.
///
/// With the defaults it ends within 60 seconds, plus what the server itself asks to wait: at most 30 seconds before
/// each attempt but the first.
///
/// ```
/// use std::time::Duration;
/// use hatchet_compute::cloud::Limits;
///
/// let limits = Limits::default();
/// assert_eq!(limits.connect(), Duration::from_secs(5));
/// assert_eq!(limits.attempt(), Duration::from_secs(10));
/// assert_eq!(limits.attempts(), 5);
/// assert_eq!(limits.with_attempts(1).attempts(), 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    connect: Duration,
    attempt: Duration,
    attempts: u32,
    first_pause: Duration,
    longest_pause: Duration,
    longest_asked_pause: Duration,
}

impl Limits {
    /// The time for finding the server's address, and again for connecting, TLS included. Default 5 seconds.
    #[must_use]
    pub fn connect(&self) -> Duration {
        self.connect
    }

    /// The time for one attempt, from its beginning to the end of the answer, redirects included. Default 10 seconds.
    #[must_use]
    pub fn attempt(&self) -> Duration {
        self.attempt
    }

    /// How often the request is sent at most, at least 1. Default 5.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The pause after the first attempt. Default 500 milliseconds.
    ///
    /// Each further pause is twice as long, up to [`longest_pause`](Self::longest_pause). Up to one half of every
    /// pause is left out by chance, so that programs that failed at the same time do not come back at the same time.
    #[must_use]
    pub fn first_pause(&self) -> Duration {
        self.first_pause
    }

    /// The longest pause that the server did not ask for. Default 8 seconds.
    #[must_use]
    pub fn longest_pause(&self) -> Duration {
        self.longest_pause
    }

    /// The longest pause that the server may ask for, with `Retry-After` in seconds. Default 30 seconds.
    ///
    /// If it asks for more, the registration ends with an error that says so.
    #[must_use]
    pub fn longest_asked_pause(&self) -> Duration {
        self.longest_asked_pause
    }

    /// The same with another time for connecting, a day at most.
    #[must_use]
    pub fn with_connect(mut self, connect: Duration) -> Self {
        self.connect = connect.min(DAY);
        self
    }

    /// The same with another time for each attempt, a day at most.
    #[must_use]
    pub fn with_attempt(mut self, attempt: Duration) -> Self {
        self.attempt = attempt.min(DAY);
        self
    }

    /// The same with another number of attempts; 0 means 1.
    #[must_use]
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// The same with another first and longest pause.
    #[must_use]
    pub fn with_pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.first_pause = first;
        self.longest_pause = longest;
        self
    }

    /// The same with another longest pause that the server may ask for.
    #[must_use]
    pub fn with_longest_asked_pause(mut self, longest: Duration) -> Self {
        self.longest_asked_pause = longest;
        self
    }

    /// The pause after this attempt, counted from 1. `chance`, from 0 to 1, says how much of its half is left out.
    pub(super) fn pause(&self, attempt: u32, chance: f64) -> Duration {
        let doublings = attempt.saturating_sub(1).min(31);
        let pause = self
            .first_pause
            .saturating_mul(1 << doublings)
            .min(self.longest_pause);
        pause.saturating_sub((pause / 2).mul_f64(chance.clamp(0.0, 1.0)))
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            attempt: Duration::from_secs(10),
            attempts: 5,
            first_pause: Duration::from_millis(500),
            longest_pause: Duration::from_secs(8),
            longest_asked_pause: Duration::from_secs(30),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Limits;

    #[test]
    fn pauses_double_up_to_the_longest() {
        let pauses = |chance| {
            [1, 2, 3, 4, 5, 6, 99]
                .map(|attempt| Limits::default().pause(attempt, chance).as_millis())
        };
        assert_eq!(pauses(0.0), [500, 1000, 2000, 4000, 8000, 8000, 8000]);
        assert_eq!(pauses(1.0), [250, 500, 1000, 2000, 4000, 4000, 4000]);
    }

    #[test]
    fn the_longest_durations_do_not_overflow() {
        let limits = Limits::default().with_pauses(Duration::MAX, Duration::MAX);
        assert_eq!(limits.pause(99, 0.0), Duration::MAX);
        assert!(limits.pause(99, 1.0) < Duration::MAX);
    }

    #[test]
    fn there_is_at_least_one_attempt() {
        assert_eq!(Limits::default().with_attempts(0).attempts(), 1);
    }

    /// What the documentation of `Limits` says.
    #[test]
    fn all_attempts_and_pauses_together_end_within_a_minute() {
        let limits = Limits::default();
        let pauses: Duration = (1..limits.attempts())
            .map(|attempt| limits.pause(attempt, 0.0))
            .sum();
        assert!(limits.attempt() * limits.attempts() + pauses <= Duration::from_mins(1));
    }
}
