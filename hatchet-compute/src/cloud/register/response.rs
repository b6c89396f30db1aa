//! Whether an answer confirms the registration, and what to say if it does not.

use std::slice;
use std::time::Duration;

use serde_json::Value;

use super::error::{Failure, ServerError};
use super::exchange::{Answer, CHECK_URL};
use super::request::Request;
use crate::plan::{Plan, RuntimeConfig};
use crate::step::Step;

/// The longest text of the server in JSON that is kept, in characters.
const TEXT_MAX: usize = 1000;

/// The longest part that is kept of an answer that is not JSON, in characters.
const PAGE_MAX: usize = 200;

/// The most errors of the server that are kept.
const ERRORS_MAX: usize = 20;

/// The most steps that are kept for each error of the server.
const STEPS_MAX: usize = 10;

/// The bodies that confirm a registration, in addition to an empty one. The content type is ignored, since servers send JSON as
/// `text/plain`.
const CONFIRMATIONS: [&str; 3] = ["{}", "null", r#"{"errors":[]}"#];

/// What to do about errors that the server reported.
const FIX: &str = "fix the errors the server reported, then register again";

/// Whether the answer, which is not a redirect, says that Hatchet Cloud has the plan.
pub(super) fn confirm(request: &Request, mut answer: Answer) -> Result<(), Box<Failure>> {
    let (status, cut) = (answer.status, answer.cut.take());
    let text = String::from_utf8_lossy(&answer.body);
    let json: Option<Value> = serde_json::from_str(&text).ok();
    if status.is_success() && cut.is_none() && is_confirmation(&text, json.as_ref()) {
        return Ok(());
    }
    let errors = json.as_ref().map(reported_errors).unwrap_or_default();
    let mut failure = match cut {
        Some(mut cut) if status.is_success() => {
            cut.problem = format!("the server answered {status}, but {}", cut.problem);
            cut
        }
        None if status.is_success() && errors.is_empty() => {
            let content_type = request.redactor.value(&answer.header("content-type"));
            let body = format!("with a body of type `{content_type}` that does not confirm the registration");
            Failure::permanent(format!("the server answered {status} {body}"), CHECK_URL)
        }
        None if status.is_success() => {
            Failure::permanent(format!("the server answered {status}, but reported errors"), FIX)
        }
        None => refused(&answer, ""),
        Some(_) => refused(&answer, ", and the rest of the answer could not be read"),
    };
    failure.status = Some(status.as_u16());
    if errors.len() > ERRORS_MAX {
        failure.problem += &format!("; the first {ERRORS_MAX} of {} errors", errors.len());
    }
    let kept = errors.iter().take(ERRORS_MAX);
    failure.errors = kept.map(|error| read_error(error, request)).collect();
    failure.server_message = match &json {
        None => request.redactor.line(&text, PAGE_MAX),
        Some(json) => request.redactor.line(&message(json, errors), TEXT_MAX),
    };
    Err(failure)
}

fn is_confirmation(text: &str, json: Option<&Value>) -> bool {
    let compact: String = text.split_ascii_whitespace().collect();
    // White space in strings and repeated keys make a difference between the two.
    let json = json.map(Value::to_string).unwrap_or_default();
    json == compact && (compact.is_empty() || CONFIRMATIONS.contains(&&*compact))
}

/// An answer other than 2xx.
fn refused(answer: &Answer, cut: &str) -> Box<Failure> {
    let problem = format!("the server answered {}{cut}", answer.status);
    let help = match answer.status.as_u16() {
        408 | 425 | 429 | 500 | 502 | 503 | 504 => {
            let mut failure = Failure::temporary(problem, "register again later, which is safe");
            if let Ok(seconds) = answer.header("retry-after").trim().parse() {
                failure.help = format!("register again in {seconds} seconds or later");
                failure.retry_after = Some(Duration::from_secs(seconds));
            }
            return failure;
        }
        401 | 403 => "check that `HATCHET_CLIENT_TOKEN` is valid and belongs to the tenant of the register id",
        404 => "check that the register id is the one that Hatchet Cloud gave, and that the URL is that of its API",
        400..=499 => FIX,
        _ => CHECK_URL,
    };
    Failure::permanent(problem, help)
}

/// The errors in an answer. The contract is `{"errors":[…]}`.
fn reported_errors(answer: &Value) -> &[Value] {
    match answer.get("errors") {
        Some(Value::Array(errors)) => errors,
        None | Some(Value::Null) => &[],
        Some(error) => slice::from_ref(error),
    }
}

/// What an answer in JSON says apart from these errors.
fn message(json: &Value, errors: &[Value]) -> String {
    let names = ["message", "description", "error"];
    let message = names.iter().find_map(|name| json.get(*name)?.as_str());
    match message.or(json.as_str()) {
        Some(message) => message.to_owned(),
        None if !errors.is_empty() || CONFIRMATIONS.contains(&&*json.to_string()) => String::new(),
        None => json.to_string(),
    }
}

/// Reads an error. The contract is `{"code":…,"field":…,"description":…,"docs_link":…}`, with only `description` required; an
/// error of another form is described by its JSON.
fn read_error(error: &Value, request: &Request) -> ServerError {
    let text = |name| {
        let text = request.redactor.line(error.get(name)?.as_str()?, TEXT_MAX);
        Some(text).filter(|text| !text.is_empty())
    };
    let json = || request.redactor.line(error.as_str().unwrap_or(&error.to_string()), TEXT_MAX);
    // A number, or a string of one.
    let number = |code: &Value| code.as_u64().or_else(|| code.as_str()?.trim().parse().ok());
    let (field, plan) = (text("field"), &request.plan);
    let actions = field.as_deref().map_or(&[][..], |field| actions_of(field, plan));
    let steps = actions.iter().take(STEPS_MAX).filter_map(|action| step_of(action, plan));
    ServerError {
        code: error.get("code").and_then(number),
        description: text("description").or_else(|| text("message")).unwrap_or_else(json),
        docs_link: text("docs_link"),
        steps: steps.cloned().collect(),
        more_steps: actions.len().saturating_sub(STEPS_MAX),
        field,
    }
}

/// The actions that a field is about: those of its runtime config (`runtimeConfigs[1].regions`, `/runtimeConfigs/1/regions`),
/// or one of them (`runtimeConfigs[1].actions[0]`).
fn actions_of<'a>(field: &str, plan: &'a Plan) -> &'a [String] {
    let field = field.to_ascii_lowercase();
    let index = |name| {
        let (_, rest) = field.split_once(name)?;
        let rest = rest.strip_prefix(['[', '.', '/'])?;
        let digits = rest.split(|letter: char| !letter.is_ascii_digit()).next()?;
        digits.parse::<usize>().ok()
    };
    let config = index("runtimeconfigs").and_then(|index| plan.runtime_configs().get(index));
    let actions = config.map(RuntimeConfig::actions).unwrap_or_default();
    let action = index("actions").and_then(|index| actions.get(index));
    action.map_or(actions, slice::from_ref)
}

/// The step with this action of the plan.
fn step_of<'a>(action: &str, plan: &'a Plan) -> Option<&'a Step> {
    let (action, steps) = (action.strip_prefix(plan.prefix())?, plan.steps());
    let index = steps.binary_search_by(|step| step.action().cmp(action)).ok()?;
    steps.get(index)
}
