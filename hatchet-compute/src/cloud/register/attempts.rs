//! Sends a request until it is confirmed or rejected, or the attempts run out.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::thread;
use std::time::{Duration, Instant};

use ureq::http::{Response, Uri};

use super::error::{Failure, RegisterError};
use super::exchange::{NamedProxy, exchange, failure, proxy};
use super::request::{Request, redirect};
use super::response::{confirm, header};
use super::settings::{LOG, Limits};

const REDIRECTS_MAX: u32 = 5;

impl Request {
    /// Sends the request, and waits until Hatchet Cloud has confirmed it.
    ///
    /// The [module](crate::cloud#time-and-repetition) describes when it is sent again.
    ///
    /// # Errors
    ///
    /// [`RegisterError::Failed`] if there is no connection or no confirmation; [`RegisterError::NotSent`] if the
    /// environment names a proxy that cannot be used.
    pub fn send(&self) -> Result<(), RegisterError> {
        let proxy = proxy(self)?;
        let (limits, url) = (&self.limits, self.url());
        log::info!(target: LOG, "registering with Hatchet Cloud at {url}:\n{}", self.plan);
        let mut attempt = 1;
        loop {
            let Err(mut failure) = attempt_once(self, proxy.as_ref()) else {
                log::info!(target: LOG, "registered with Hatchet Cloud");
                return Ok(());
            };
            let asked = failure.retry_after;
            let Some(pause) = asked.and_then(|asked| pause(limits, attempt, asked, chance())) else {
                (failure.attempts, failure.url) = (attempt, url);
                return Err(RegisterError::Failed(failure));
            };
            log::warn!(
                target: LOG,
                "attempt {attempt} of {} to register with Hatchet Cloud failed: {}; the next attempt is in {pause:.1?}",
                limits.attempts,
                failure.problem
            );
            thread::sleep(pause);
            attempt += 1;
        }
    }
}

/// Sends the request once, and again after each redirect to another path of the same server.
fn attempt_once(request: &Request, proxy: Option<&NamedProxy>) -> Result<(), Box<Failure>> {
    let start = Instant::now();
    let failure = |error| failure(request, proxy, &error);
    let (mut url, mut redirects) = (request.url.clone(), 0);
    loop {
        let time = request.limits.attempt.saturating_sub(start.elapsed());
        let (response, cut) = exchange(request, proxy, &url, time).map_err(failure)?;
        if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
            return confirm(request, &response, cut.map(failure));
        }
        url = redirected(request, &response, redirects)?;
        redirects += 1;
    }
}

/// Where a redirect leads, if the token may go there and the plan would arrive.
fn redirected(request: &Request, response: &Response<Vec<u8>>, before: u32) -> Result<Uri, Box<Failure>> {
    let (status, location) = (response.status(), header(response, "location"));
    let what = match redirect(&request.url, &location) {
        None => "which is not a path of the same server; the token is not sent elsewhere",
        // After the other statuses, a client sends a GET, which may still be answered with 200.
        Some(_) if !matches!(status.as_u16(), 307 | 308) => "which would lose the plan",
        Some(_) if before == REDIRECTS_MAX => "which is one redirect too many",
        Some(url) => return Ok(url),
    };
    let problem = match &*location {
        "" => format!("the server answered {status} without a location"),
        location => format!("the server answered {status}: `{}`, {what}", request.token.redact_url(location)),
    };
    let help = "if that is Hatchet Cloud, set `HATCHET_CLIENT_SERVER_URL` to its URL";
    Err(Box::new(Failure { status: Some(status.as_u16()), ..*Failure::new(problem, help) }))
}

/// The pause after this attempt, counted from 1: at least what the server asked for. `None` if it was the last.
///
/// By `chance`, 0 to 1, up to half of our own is left out, so that programs that failed together do not retry together.
fn pause(limits: &Limits, attempt: u32, asked: Duration, chance: f64) -> Option<Duration> {
    if attempt >= limits.attempts || asked > limits.longest_asked_pause {
        return None;
    }
    let pause = limits.first_pause.saturating_mul(2_u32.saturating_pow(attempt - 1));
    Some(pause.mul_f64(1.0 - chance / 2.0).max(asked))
}

/// A random number from 0 to 1, from the random keys of the standard library's hash maps.
fn chance() -> f64 {
    let drawn = RandomState::new().build_hasher().finish();
    f64::from(u32::try_from(drawn >> 32).unwrap_or(0)) / f64::from(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Limits, pause};

    #[test]
    fn pauses_double_and_are_at_least_as_long_as_asked() {
        let limits = Limits::default();
        let millis = |attempt, asked, chance| {
            let pause = pause(&limits, attempt, Duration::from_secs(asked), chance);
            pause.map(|pause| pause.as_millis())
        };
        let all = |chance| [1, 2, 3, 4].map(|attempt| millis(attempt, 0, chance).unwrap());
        assert_eq!(all(0.0), [500, 1000, 2000, 4000]);
        assert_eq!(all(1.0), [250, 500, 1000, 2000]);
        assert_eq!(millis(5, 0, 0.0), None);
        assert_eq!(millis(1, 30, 0.0), Some(30_000));
        assert_eq!(millis(1, 31, 0.0), None);
    }

    /// What the documentation of the module promises.
    #[test]
    fn all_attempts_and_pauses_together_end_within_a_minute() {
        let limits = Limits::default();
        let pauses = (1..).map_while(|attempt| pause(&limits, attempt, Duration::ZERO, 0.0));
        let pauses: Duration = pauses.sum();
        assert!(limits.attempt * limits.attempts + pauses <= Duration::from_secs(60));
    }
}
