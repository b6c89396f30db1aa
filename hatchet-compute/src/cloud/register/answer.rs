//! Whether an answer confirms the registration, and what to say if it does not.

use serde_json::Value;
use ureq::http::StatusCode;

use super::exchange::Answer;
use super::failure::{Again, Trouble};
use super::request::Request;
use super::server_error::{ServerError, TEXT_MAX};

/// The longest part of a page that is no JSON that is shown, in characters.
const PAGE_MAX: usize = 200;

/// Whether the answer, which is no redirect, says that Hatchet Cloud has the plan.
///
/// Status 2xx alone does not: a page of another server comes with it too. The body has to be empty, as the contract
/// has it, or JSON that names no errors. Its content type does not count, since servers call JSON `text/plain`.
pub(super) fn judge(request: &Request, answer: Answer) -> Result<(), Trouble> {
    let hider = request.token.hider();
    let text = String::from_utf8_lossy(&answer.body);
    let json: Option<Value> = serde_json::from_str(&text).ok();
    let errors = json
        .as_ref()
        .map(|json| ServerError::read_all(json, request.plan(), &hider))
        .unwrap_or_default();
    let message = match &json {
        Some(json) => hider.line(message(json), TEXT_MAX),
        None => hider.line(&text, PAGE_MAX),
    };
    if !answer.status.is_success() {
        return Err(refused(&answer, errors, message));
    }
    if let Some(trouble) = answer.cut {
        let status = Some(answer.status.as_u16());
        return Err(Trouble { status, ..trouble });
    }
    if !errors.is_empty() {
        let what = format!("the server answered {}, but names errors", answer.status);
        let trouble = Trouble::answered(answer.status.as_u16(), what).with_help(CHANGE);
        return Err(Trouble { errors, ..trouble });
    }
    if json.is_none() && !text.trim().is_empty() {
        let content_type = hider.line(&answer.content_type, PAGE_MAX);
        let what = format!(
            "the server answered {} with a page of type `{content_type}`, which is not what Hatchet Cloud answers",
            answer.status
        );
        let trouble = Trouble::answered(answer.status.as_u16(), what);
        return Err(Trouble { message, ..trouble });
    }
    Ok(())
}

/// An answer other than 2xx.
fn refused(answer: &Answer, errors: Vec<ServerError>, message: String) -> Trouble {
    let status = answer.status;
    let cut = match &answer.cut {
        Some(_) => ", and the rest of the answer cannot be read",
        None => "",
    };
    let trouble = Trouble::answered(
        status.as_u16(),
        format!("the server answered {status}{cut}"),
    );
    Trouble {
        errors,
        message,
        help: help(status),
        again: match (is_temporary(status), answer.retry_after) {
            (false, _) => Again::Never,
            (true, None) => Again::Later,
            (true, Some(pause)) => Again::After(pause),
        },
        ..trouble
    }
}

/// Whether the same request may be answered otherwise later.
fn is_temporary(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error()
}

/// What to do if the plan is refused.
const CHANGE: &str = "change what the server has something against, then register again";

fn help(status: StatusCode) -> &'static str {
    match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            "check that `HATCHET_CLIENT_TOKEN` is valid, and of the tenant that the register id belongs to"
        }
        StatusCode::NOT_FOUND => {
            "check that the register id is the one that Hatchet Cloud gave, and that the URL is that of its API"
        }
        status if is_temporary(status) => "register again later, which is safe",
        _ => CHANGE,
    }
}

/// What an answer in JSON says besides errors.
fn message(json: &Value) -> &str {
    ["message", "description", "error"]
        .iter()
        .find_map(|name| json.get(*name)?.as_str())
        .unwrap_or_else(|| json.as_str().unwrap_or_default())
}
