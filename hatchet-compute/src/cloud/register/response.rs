//! Whether a response confirms the registration, and what to say if it does not.

use std::collections::HashSet;
use std::slice;

use serde_json::Value;
use ureq::http::Response;

use super::error::{Failure, ServerError};
use super::exchange::CHECK_URL;
use super::request::Request;
use crate::cloud::environment::HIDDEN;
use crate::plan::{Plan, RuntimeConfig};
use crate::step::Step;

/// How much is kept: characters of a JSON text, characters of a response that is not JSON, errors, and steps per error.
const TEXT_MAX: usize = 1000;
const PAGE_MAX: usize = 200;
const ERRORS_MAX: usize = 20;
const STEPS_MAX: usize = 10;

const FIX: &str = "fix the errors the server reported, then register again";

/// Whether a response, not a redirect, says that Hatchet Cloud has the plan. `cut` says why its body is incomplete.
pub(super) fn confirm(
    request: &Request,
    response: &Response<Vec<u8>>,
    cut: Option<Box<Failure>>,
) -> Result<(), Box<Failure>> {
    let (status, text) = (response.status(), String::from_utf8_lossy(response.body()));
    let (json, longest) = match serde_json::from_str(&text) {
        Ok(json) => (json, TEXT_MAX),
        Err(_) => (Value::from(&*text), PAGE_MAX),
    };
    // These two differ if strings contain white space or keys are repeated.
    let (read, compact) = (json.to_string(), text.split_ascii_whitespace().collect::<String>());
    let is_confirmation = compact.is_empty() || (says_nothing(&compact) && read == compact);
    if status.is_success() && cut.is_none() && is_confirmation {
        return Ok(());
    }
    let errors = reported_errors(&json);
    let mut failure = match cut {
        cut if !status.is_success() => refused(response, cut.is_some()),
        Some(cut) => {
            let problem = format!("the server answered {status}, but {}", cut.problem);
            Box::new(Failure { problem, ..*cut })
        }
        None if errors.is_empty() => {
            let content_type = request.token.redact(&header(response, "content-type"), PAGE_MAX);
            let body = format!("with a body of type `{content_type}` that does not confirm the registration");
            Failure::new(format!("the server answered {status} {body}"), CHECK_URL)
        }
        None => Failure::new(format!("the server answered {status}, but reported errors"), FIX),
    };
    failure.status = Some(status.as_u16());
    if errors.len() > ERRORS_MAX {
        failure.problem += &format!("; the first {ERRORS_MAX} of {} errors", errors.len());
    }
    failure.errors = errors.iter().take(ERRORS_MAX).map(|error| read_error(error, request)).collect();
    failure.server_message = request.token.redact(&message(&json, errors), longest);
    if is_token_in(&failure.errors, request) {
        failure.errors.clear();
        HIDDEN.clone_into(&mut failure.server_message);
    }
    Err(failure)
}

/// Whether the token is spread over the texts of successive errors.
fn is_token_in(errors: &[ServerError], request: &Request) -> bool {
    let fields = errors.iter().filter_map(|error| error.field.as_deref()).collect();
    let descriptions = errors.iter().map(|error| error.description.as_str()).collect();
    let links = errors.iter().filter_map(|error| error.docs_link.as_deref()).collect();
    let all = errors.iter().flat_map(|error| error.field.iter().chain([&error.description]).chain(&error.docs_link));
    let all = all.map(String::as_str).collect();
    [all, fields, descriptions, links].iter().any(|text: &String| request.token.is_in(text))
}

/// Whether JSON reports no error and has nothing else in it.
fn says_nothing(json: &str) -> bool {
    ["{}", "null", r#"{"errors":[]}"#].contains(&json)
}

/// The failure for a response other than 2xx.
fn refused(response: &Response<Vec<u8>>, is_cut: bool) -> Box<Failure> {
    let cut = if is_cut { ", and the rest of the response could not be read" } else { "" };
    let problem = format!("the server answered {}{cut}", response.status());
    let help = match response.status().as_u16() {
        408 | 425 | 429 | 500 | 502 | 503 | 504 => {
            let asked = header(response, "retry-after").trim().parse().ok();
            let later = "register again later, which is safe".to_owned();
            let help = asked.map_or(later, |seconds| format!("register again in {seconds} seconds or later"));
            return Failure::new(problem, help).retried_after(asked.unwrap_or(0));
        }
        401 | 403 => "check that `HATCHET_CLIENT_TOKEN` is valid and belongs to the tenant of the register id",
        404 => "check that the register id is the one that Hatchet Cloud gave, and that the URL is that of its API",
        400..=499 => FIX,
        _ => CHECK_URL,
    };
    Failure::new(problem, help)
}

pub(super) fn header(response: &Response<Vec<u8>>, name: &str) -> String {
    let value = response.headers().get(name).map(|value| value.as_bytes());
    String::from_utf8_lossy(value.unwrap_or_default()).into_owned()
}

/// The errors in a response. The contract is `{"errors":[…]}`.
fn reported_errors(response: &Value) -> &[Value] {
    match response.get("errors") {
        Some(Value::Array(errors)) => errors,
        None | Some(Value::Null) => &[],
        Some(error) => slice::from_ref(error),
    }
}

/// What a response in JSON says apart from these errors.
fn message(json: &Value, errors: &[Value]) -> String {
    let names = ["message", "description", "error"];
    let message = names.iter().find_map(|name| json.get(*name)?.as_str());
    match message.or(json.as_str()) {
        Some(message) => message.to_owned(),
        None if !errors.is_empty() || says_nothing(&json.to_string()) => String::new(),
        None => json.to_string(),
    }
}

/// Reads an error. The contract is `{"code":…,"field":…,"description":…,"docs_link":…}`, with only `description`
/// required; an error of another form is described by its JSON.
fn read_error(error: &Value, request: &Request) -> ServerError {
    let line = |text: &str| request.token.redact(text, TEXT_MAX);
    let text = |name| error.get(name)?.as_str().map(line).filter(|text| !text.is_empty());
    let json = || line(error.as_str().unwrap_or(&error.to_string()));
    // A number, or one in a string.
    let number = |code: &Value| code.as_u64().or_else(|| code.as_str()?.trim().parse().ok());
    let field = text("field");
    let steps = field.as_deref().map(|field| steps_of(field, &request.plan)).unwrap_or_default();
    ServerError {
        code: error.get("code").and_then(number),
        description: text("description").or_else(|| text("message")).unwrap_or_else(json),
        docs_link: text("docs_link"),
        more_steps: steps.len().saturating_sub(STEPS_MAX),
        steps: steps.into_iter().take(STEPS_MAX).cloned().collect(),
        field,
    }
}

/// The steps that a field is about: those of its runtime config (`runtimeConfigs[1].regions`,
/// `/runtimeConfigs/1/regions`), or of one of its actions (`runtimeConfigs[1].actions[0]`).
fn steps_of<'a>(field: &str, plan: &'a Plan) -> Vec<&'a Step> {
    let field = field.to_ascii_lowercase();
    let index = |name| {
        let (_, rest) = field.split_once(name)?;
        let digits = rest.strip_prefix(['[', '.', '/'])?.split(|letter: char| !letter.is_ascii_digit()).next()?;
        digits.parse::<usize>().ok()
    };
    let config = index("runtimeconfigs").and_then(|index| plan.runtime_configs().get(index));
    let all = config.map_or(&[][..], RuntimeConfig::actions);
    let actions = index("actions").and_then(|index| all.get(index)).map_or(all, slice::from_ref);
    let actions: HashSet<&String> = actions.iter().collect();
    plan.steps().iter().filter(|step| actions.contains(&plan.action_of(step))).collect()
}
