//! The request that registers a plan.

use std::collections::HashSet;
use std::fmt::{self, Debug, Display, Formatter};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use hatchet_compute_core::Message;
use ureq::http::Uri;
use ureq::tls::{Certificate, PemItem, parse_pem};

use super::error::RegisterError;
use super::redact::{HIDDEN, Redactor, escape};
use super::settings::{LOG, Limits, REGISTER_ID, Settings};
use super::token::Token;
use super::url;
use crate::cloud::environment::{ACTIONS, entries};
use crate::plan::Plan;
use crate::step::Step;

/// The path of the API, in front of the register id.
const PATH: &str = "/api/v1/cloud/infra-as-code/";

/// The headers of every request.
pub(super) const HEADERS: [(&str, &str); 3] = [
    ("Content-Type", "application/json"),
    ("Accept", "application/json"),
    ("User-Agent", concat!("hatchet-compute/", env!("CARGO_PKG_VERSION"))),
];

/// The request that registers a plan with Hatchet Cloud, made by [`Settings::request`].
///
/// `Display` shows it as it is sent, except for the token and the layout of the body. The same plan always gives the same
/// bytes.
#[derive(Clone)]
pub struct Request {
    pub(super) plan: Plan,
    pub(super) url: Uri,
    pub(super) token: Token,
    pub(super) body: Arc<str>,
    pub(super) ca_certificates: Option<Vec<Certificate<'static>>>,
    pub(super) limits: Limits,
    pub(super) redactor: Redactor,
}

impl Settings {
    /// The request that registers the plan.
    ///
    /// A plan without a namespace gets that of the settings. A plan with one keeps it.
    ///
    /// # Errors
    ///
    /// A token, URL or id that is missing or invalid; a CA file that cannot be read; a setting that contains the token; a
    /// namespace that a plan cannot have; and a plan in which no step has compute, or none of those that the settings list.
    pub fn request(&self, plan: &Plan) -> Result<Request, RegisterError> {
        let redactor = Redactor::new(&self.token);
        let path = format!("{PATH}{}", register_id(self, &redactor)?);
        let token = Token::parse(&self.token)?;
        let plan = restrict(with_namespace(self, plan)?, &self.actions)?;
        let url = url(self, &token, &path)?;
        let has_ca_file = url::is_https(&url) && !self.ca_file.as_os_str().is_empty();
        let ca_certificates = has_ca_file.then(|| ca_certificates(&self.ca_file)).transpose()?;
        Ok(Request { body: body(&plan).into(), plan, url, token, ca_certificates, limits: self.limits, redactor })
    }
}

impl Request {
    /// The URL that it is sent to.
    #[must_use]
    pub fn url(&self) -> String {
        self.url.to_string()
    }

    /// The body, which is JSON.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The plan in the body: with its namespace, and only with the actions to register.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }
}

/// As in HTTP, except for the token and the layout of the body.
impl Display for Request {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let host = self.url.authority().map_or("", |host| host.as_str());
        writeln!(f, "POST {} HTTP/1.1\nHost: {host}", self.url.path())?;
        writeln!(f, "Content-Length: {}", self.body.len())?;
        writeln!(f, "Authorization: Bearer {HIDDEN}")?;
        for (name, value) in HEADERS {
            writeln!(f, "{name}: {value}")?;
        }
        let body = serde_json::to_string_pretty(&self.plan.request()).map_err(|_| fmt::Error)?;
        write!(f, "\n{body}")
    }
}

impl Debug for Request {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").field("url", &self.url).finish_non_exhaustive()
    }
}

fn body(plan: &Plan) -> String {
    serde_json::to_string(&plan.request()).expect("strings and numbers can be written as JSON")
}

/// The register id, which must be a UUID before it is put into a URL.
fn register_id(settings: &Settings, redactor: &Redactor) -> Result<String, Message> {
    let id = settings.register_id.trim();
    if settings.register_id.is_empty() {
        return Err(Message::new(format!("no register id: set `{REGISTER_ID}`"))
            .with_help("use the id that Hatchet Cloud gives"));
    }
    let is_uuid = id.len() == 36
        && id.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    if !is_uuid {
        let problem = format!("`{REGISTER_ID}` is `{}`, which is not a UUID", redactor.value(id));
        return Err(Message::new(problem).with_help("use the id that Hatchet Cloud gives"));
    }
    Ok(id.to_ascii_lowercase())
}

/// The URL of a path of the API, at the server that the settings or else the token name.
fn url(settings: &Settings, token: &Token, path: &str) -> Result<Uri, Message> {
    let (server, name) = match (settings.server_url.trim(), &token.server_url) {
        ("", Some(server)) => (server.as_str(), "the claim `server_url` of the token"),
        (server, _) => (server, "the server URL"),
    };
    let problem = match url::join(server, path) {
        Ok(url) => return Ok(url),
        Err(_) if server.is_empty() => {
            "no server URL: set `HATCHET_CLIENT_SERVER_URL` (the token has no `server_url` claim)".to_owned()
        }
        Err(problem) => format!("{name} is `{}`, {problem}", Redactor::new(&token.secret).url(server)),
    };
    Err(Message::new(problem).with_help("use the URL of Hatchet Cloud's API, such as `https://cloud.onhatchet.run`"))
}

fn ca_certificates(path: &Path) -> Result<Vec<Certificate<'static>>, Message> {
    let error = |problem: String| {
        let path = escape(&path.display().to_string());
        Message::new(format!("the CA file is `{path}`, which {problem}"))
            .with_help("set `SSL_CERT_FILE` to a PEM file of certificates, or unset it")
    };
    let pem = fs::read(path).map_err(|problem| error(format!("cannot be read: {problem}")))?;
    let items: Result<Vec<_>, _> = parse_pem(&pem).collect();
    let items = items.unwrap_or_default().into_iter();
    let certificates = items.filter_map(|item| match item {
        PemItem::Certificate(certificate) => Some(certificate),
        _ => None,
    });
    let certificates: Vec<_> = certificates.collect();
    if certificates.is_empty() {
        return Err(error("does not contain certificates in PEM".to_owned()));
    }
    Ok(certificates)
}

/// The plan with the namespace of the settings, unless it has one. Settings that contain the token are an error, since the
/// plan, the URL and messages would show it.
pub(super) fn with_namespace(settings: &Settings, plan: &Plan) -> Result<Plan, RegisterError> {
    let redactor = Redactor::new(&settings.token);
    let help = "set only `HATCHET_CLIENT_TOKEN` to the token";
    for (name, value) in [
        ("the server URL", &settings.server_url),
        ("the namespace", &settings.namespace),
        ("the list of actions", &settings.actions),
    ] {
        if redactor.reveals(value) {
            let message = Message::new(format!("{name} contains the token"));
            return Err(message.with_help(help).into());
        }
    }
    let plan = plan.clone();
    match plan.prefix() {
        "" => Ok(plan.with_namespace(&settings.namespace)?),
        _ => Ok(plan),
    }
}

/// The plan with only the actions of a list, which have no namespace; the whole plan if the list is empty.
fn restrict(plan: Plan, actions: &str) -> Result<Plan, RegisterError> {
    let Some(actions) = entries(actions) else {
        if plan.runtime_configs().is_empty() {
            let problem = "the plan is empty: no step has compute, so there is nothing to register";
            let help =
                "add `compute(…)` to a step; if a step of another crate has it, link that crate: `use the_crate as _;`";
            return Err(Message::new(problem).with_help(help).into());
        }
        return Ok(plan);
    };
    let listed: HashSet<&str> = actions.iter().map(String::as_str).collect();
    let known: HashSet<&str> = plan.steps().iter().map(Step::action).collect();
    let unknown = actions.iter().filter(|&action| !known.contains(&**action));
    let unknown: Vec<_> = unknown.collect();
    if !unknown.is_empty() {
        let unknown = list(&unknown);
        log::warn!(target: LOG, "no step of this program has these actions of `{ACTIONS}`: {unknown}");
    }
    let kept = plan.steps().iter();
    let kept = kept.filter(|step| listed.contains(step.action()));
    let restricted = Plan::from_steps(kept.cloned())?.with_namespace(plan.prefix())?.with_slots(plan.slots())?;
    if restricted.runtime_configs().is_empty() {
        let others = plan.steps().iter().filter(|step| step.compute().is_some());
        let others: Vec<_> = others.map(Step::action).collect();
        let help = match list(&others) {
            none if none.is_empty() => "add `compute(…)` to a step".to_owned(),
            others => format!("unset `{ACTIONS}`, or list actions with compute: {others}"),
        };
        let actions = list(&actions);
        let problem = format!("the plan is empty: no action of `{ACTIONS}` has compute: {actions}");
        return Err(Message::new(problem).with_help(help).into());
    }
    Ok(restricted)
}

/// Actions for a message: the first 20 of them.
pub(super) fn list(actions: &[impl AsRef<str>]) -> String {
    let shown = actions.iter().take(20);
    let shown: Vec<_> = shown.map(|action| format!("`{}`", escape(action.as_ref()))).collect();
    match actions.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
