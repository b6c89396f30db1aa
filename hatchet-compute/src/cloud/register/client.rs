//! Sends a request until it is confirmed, refused, or tried often enough.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::thread;
use std::time::Instant;

use ureq::http::StatusCode;

use super::LOG_TARGET;
use super::answer::judge;
use super::exchange::{Answer, exchange};
use super::failure::{Failure, Trouble};
use super::request::Request;
use super::server_url::Redirect;

/// How many redirects are followed in one attempt.
const REDIRECTS_MAX: usize = 5;

/// Sends the request, again after a failure that may pass.
pub(super) fn send(request: &Request) -> Result<(), Box<Failure>> {
    let attempts = request.limits.attempts();
    let mut attempt = 1;
    log::info!(target: LOG_TARGET,
        "registering with Hatchet Cloud at {}:\n{}",
        request.url(),
        request.plan()
    );
    loop {
        let Err(trouble) = attempt_once(request) else {
            log::info!(target: LOG_TARGET, "registered with Hatchet Cloud");
            return Ok(());
        };
        let Some(pause) = trouble.pause(&request.limits, attempt, chance()) else {
            return Err(Box::new(Failure::new(request, attempt, trouble)));
        };
        log::warn!(target: LOG_TARGET,
            "attempt {attempt} of {attempts} to register with Hatchet Cloud failed: {}; the next is in {pause:.1?}",
            trouble.what
        );
        thread::sleep(pause);
        attempt += 1;
    }
}

/// Sends the request once, and after redirects to other places of the same server.
fn attempt_once(request: &Request) -> Result<(), Trouble> {
    let start = Instant::now();
    let mut url = request.url();
    for _ in 0..=REDIRECTS_MAX {
        let time = request.limits.attempt().saturating_sub(start.elapsed());
        let answer = exchange(request, &url, time)?;
        if !is_redirect(answer.status) {
            return judge(request, answer);
        }
        url = redirected(request, &answer)?;
    }
    let what = format!("the server redirected more than {REDIRECTS_MAX} times");
    Err(Trouble::answered(
        StatusCode::TEMPORARY_REDIRECT.as_u16(),
        what,
    ))
}

fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Where a redirect leads, if the token may go there and the plan would arrive.
fn redirected(request: &Request, answer: &Answer) -> Result<String, Trouble> {
    let status = answer.status;
    let location = answer.location.as_deref().unwrap_or_default();
    let shown = |place: &str| request.token.hider().line(place, 200);
    let trouble = |what: String| Trouble::answered(status.as_u16(), what);
    match request.server.redirect(location) {
        // The others turn a POST into a GET, which would lose the plan and may be answered with 200 all the same.
        Redirect::Here(url) if matches!(status.as_u16(), 307 | 308) => Ok(url),
        Redirect::Here(url) => Err(trouble(format!(
            "the server answered {status}, which leads to `{}` without the plan",
            shown(&url)
        ))),
        Redirect::Elsewhere(origin) => {
            let what = format!(
                "the server answered {status}, which leads to another server, `{}`, that is not to see the token",
                shown(&origin)
            );
            Err(trouble(what).with_help(MOVED))
        }
        Redirect::Nowhere => Err(trouble(format!(
            "the server answered {status}, which leads to `{}`, and that is no place on it",
            shown(location)
        ))),
    }
}

/// What to do about a redirect to another server.
const MOVED: &str = "if that is Hatchet Cloud, set `HATCHET_CLIENT_SERVER_URL` to its URL";

/// A number from 0 to 1, by the keys of a new hash map, which the standard library draws by chance.
fn chance() -> f64 {
    let drawn = RandomState::new().build_hasher().finish();
    f64::from(u32::try_from(drawn >> 32).unwrap_or(0)) / f64::from(u32::MAX)
}
