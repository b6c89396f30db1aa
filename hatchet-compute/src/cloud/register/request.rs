//! The request that registers a plan, and the URLs that its token may be sent to.

use std::collections::HashSet;
use std::fmt::{self, Debug, Display, Formatter};
use std::fs;
use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;

use hatchet_compute_core::{Message, escape, escape_lines};
use ureq::http::Uri;
use ureq::http::uri::Authority;
use ureq::tls::{PemItem, RootCerts, parse_pem};

use super::error::RegisterError;
use super::settings::{LOG, Limits, REGISTER_ID, Settings};
use super::token::Token;
use crate::cloud::environment::{ACTIONS, HIDDEN, entries, list};
use crate::plan::Plan;
use crate::step::Step;

pub(super) const HEADERS: [(&str, &str); 3] = [
    ("Content-Type", "application/json"),
    ("Accept", "application/json"),
    ("User-Agent", concat!("hatchet-compute/", env!("CARGO_PKG_VERSION"))),
];

/// The request that registers a plan with Hatchet Cloud, made by [`Settings::request`].
///
/// `Display` shows it as it is sent, but for the token and the layout of the body. Equal plans give the same bytes.
#[derive(Clone)]
pub struct Request {
    pub(super) plan: Plan,
    pub(super) url: Uri,
    pub(super) token: Arc<Token>,
    pub(super) body: Arc<str>,
    pub(super) roots: RootCerts,
    pub(super) limits: Limits,
}

impl Settings {
    /// The request that registers the plan.
    ///
    /// A plan without a namespace gets the one in the settings. A plan with one keeps it.
    ///
    /// # Errors
    ///
    /// A token, URL or id that is missing or invalid; a CA file that cannot be read; a setting that contains the token;
    /// a namespace that a plan cannot have; and a plan in which no step has compute, or none of those that the
    /// settings list.
    pub fn request(&self, plan: &Plan) -> Result<Request, RegisterError> {
        let token = Token::new(&self.token);
        let id = register_id(&self.register_id, &token)?;
        let claimed_url = token.server_url()?;
        let plan = restrict(with_namespace(self, plan)?, &self.actions)?;
        let url = url(&self.server_url, &claimed_url, &id, &token)?;
        let has_roots = url.scheme_str() == Some("https") && !self.ca_file.as_os_str().is_empty();
        let roots = if has_roots { roots(&self.ca_file)? } else { RootCerts::WebPki };
        Ok(Request { body: body(&plan).into(), plan, url, token: token.into(), roots, limits: self.limits })
    }
}

impl Request {
    /// The URL that it is sent to.
    pub fn url(&self) -> String {
        self.url.to_string()
    }

    /// The body, which is JSON.
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The plan in the body: with its namespace, and only with the actions to register.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }
}

impl Display for Request {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let host = self.url.authority().map_or("", |host| host.as_str());
        writeln!(f, "POST {} HTTP/1.1\nHost: {host}", self.url.path())?;
        writeln!(f, "Content-Length: {}\nAuthorization: Bearer {HIDDEN}", self.body.len())?;
        for (name, value) in HEADERS {
            writeln!(f, "{name}: {value}")?;
        }
        let body = serde_json::to_string_pretty(&self.plan.request()).map_err(|_| fmt::Error)?;
        write!(f, "\n{}", escape_lines(&body))
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
fn register_id(setting: &str, token: &Token) -> Result<String, Message> {
    let id = setting.trim();
    let is_uuid = id.split('-').map(str::len).eq([8, 4, 4, 4, 12])
        && id.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit());
    if is_uuid {
        return Ok(id.to_ascii_lowercase());
    }
    let problem = match setting {
        "" => format!("no register id: set `{REGISTER_ID}`"),
        _ => format!("`{REGISTER_ID}` is `{}`, which is not a UUID", token.redact(id, 200)),
    };
    Err(Message::new(problem).with_help("use the id that Hatchet Cloud gives"))
}

/// The URL of the API for this register id, on the server named by the settings or else by the token.
fn url(setting: &str, claimed: &str, id: &str, token: &Token) -> Result<Uri, Message> {
    let (server, name) = match setting.trim() {
        "" => (claimed, "the claim `server_url` of the token"),
        server => (server, "the server URL"),
    };
    let problem = match join(server, &format!("/api/v1/cloud/infra-as-code/{id}")) {
        Ok(url) => return Ok(url),
        Err(_) if server.is_empty() => {
            "no server URL: set `HATCHET_CLIENT_SERVER_URL` (the token has no `server_url` claim)".to_owned()
        }
        Err(problem) => format!("{name} is `{}`, {problem}", token.redact_url(server)),
    };
    Err(Message::new(problem).with_help("use the URL of Hatchet Cloud's API, such as `https://cloud.onhatchet.run`"))
}

const NOT_A_URL: &str = "which is not a URL of the form `https://HOST`";

/// The URL of this path on the server, after the path that the server has, or why the token must not be sent there.
fn join(server: &str, path: &str) -> Result<Uri, &'static str> {
    let uri: Uri = server.parse().map_err(|_| NOT_A_URL)?;
    let (Some(scheme @ ("http" | "https")), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err(NOT_A_URL);
    };
    let problem = if authority.as_str().contains('@') {
        "but the URL of a server has no user name or password"
    } else if !has_host(authority) {
        NOT_A_URL
    } else if server.contains(['?', '#']) {
        "but the URL of a server ends with its path, without `?` or `#`"
    } else if scheme == "http" && !is_loopback(&uri) {
        "but only `https://` keeps the token secret; `http://` is for `localhost`, `127.0.0.1` and `[::1]`"
    } else {
        let prefix = uri.path().trim_end_matches('/');
        return format!("{scheme}://{authority}{prefix}{path}").parse().map_err(|_| NOT_A_URL);
    };
    Err(problem)
}

/// Whether there is a host, after which there is nothing but a port.
pub(super) fn has_host(authority: &Authority) -> bool {
    let (host, rest) = (authority.host(), authority.as_str().rsplit('@').next());
    !host.is_empty() && (rest == Some(host) || authority.port_u16().is_some())
}

/// The URL in a `Location` header, if it is a path, with or without the URL of the same server in front.
pub(super) fn redirect(from: &Uri, location: &str) -> Option<Uri> {
    let origin = format!("{}://{}", from.scheme()?, from.authority()?);
    let path = location.strip_prefix(&origin).unwrap_or(location);
    if !path.starts_with('/') || path.starts_with("//") {
        return None;
    }
    format!("{origin}{path}").parse().ok()
}

/// Whether nothing that is sent there leaves the machine.
pub(super) fn is_loopback(uri: &Uri) -> bool {
    let host = uri.host().unwrap_or_default();
    match host.trim_matches(['[', ']']).parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    }
}

fn roots(path: &Path) -> Result<RootCerts, Message> {
    let error = |problem: String| {
        let path = escape(&path.display().to_string());
        Message::new(format!("the CA file is `{path}`, which {problem}"))
            .with_help("use a PEM file of certificates; without a CA file, Mozilla's list of authorities is used")
    };
    let pem = fs::read(path).map_err(|problem| error(format!("cannot be read: {problem}")))?;
    let items = parse_pem(&pem).collect::<Result<Vec<_>, _>>().unwrap_or_default();
    let certificate = |item| if let PemItem::Certificate(certificate) = item { Some(certificate) } else { None };
    let certificates: Vec<_> = items.into_iter().filter_map(certificate).collect();
    if certificates.is_empty() {
        return Err(error("does not contain certificates in PEM".to_owned()));
    }
    Ok(RootCerts::new_with_certs(&certificates))
}

/// The plan with the namespace of the settings, unless it has one. A token in a text that is shown is an error.
pub(super) fn with_namespace(settings: &Settings, plan: &Plan) -> Result<Plan, RegisterError> {
    let Settings { token, server_url, namespace, actions, ca_file, .. } = settings;
    // A word such as `development`, in a program that was not given a real token, is not secret.
    if token.split('.').count() == 3 {
        let token = Token::new(token);
        let settings = [
            ("the server URL", server_url.as_str()),
            ("the namespace", namespace),
            ("the namespace", plan.prefix()),
            ("the list of actions", actions),
            ("the CA file", &ca_file.to_string_lossy()),
        ];
        if let Some((name, _)) = settings.into_iter().find(|(_, value)| token.is_in(value)) {
            let message = Message::new(format!("{name} contains the token"));
            return Err(message.with_help("set only `HATCHET_CLIENT_TOKEN` to the token").into());
        }
    }
    let plan = plan.clone();
    if plan.prefix().is_empty() { Ok(plan.with_namespace(namespace)?) } else { Ok(plan) }
}

/// The plan with only the actions of a list, which have no namespace; the whole plan if the list is empty.
fn restrict(plan: Plan, actions: &str) -> Result<Plan, RegisterError> {
    let Some(actions) = entries(actions) else {
        if !plan.runtime_configs().is_empty() {
            return Ok(plan);
        }
        let problem = "the plan is empty: no step has compute, so there is nothing to register";
        let help =
            "add `compute(…)` to a step; if a step of another crate has it, link that crate: `use the_crate as _;`";
        return Err(Message::new(problem).with_help(help).into());
    };
    let listed: HashSet<&str> = actions.iter().map(String::as_str).collect();
    let known: HashSet<&str> = plan.steps().iter().map(Step::action).collect();
    let unknown: Vec<_> = actions.iter().filter(|action| !known.contains(action.as_str())).collect();
    if !unknown.is_empty() {
        let unknown = list(&unknown);
        log::warn!(target: LOG, "no step of this program has these actions of `{ACTIONS}`: {unknown}");
    }
    let kept = plan.steps().iter().filter(|step| listed.contains(step.action()));
    let restricted = Plan::from_steps(kept.cloned())?.with_namespace(plan.prefix())?.with_slots(plan.slots())?;
    if restricted.runtime_configs().is_empty() {
        let others = plan.steps().iter().filter(|step| step.compute().is_some());
        let others: Vec<_> = others.map(Step::action).collect();
        let help = match others.len() {
            0 => "add `compute(…)` to a step".to_owned(),
            _ => format!("unset `{ACTIONS}`, or list actions with compute: {}", list(&others)),
        };
        let problem = format!("the plan is empty: no action in `{ACTIONS}` has compute: {}", list(&actions));
        return Err(Message::new(problem).with_help(help).into());
    }
    Ok(restricted)
}

#[cfg(test)]
mod tests {
    use ureq::http::Uri;

    use super::redirect;

    #[test]
    fn redirects_stay_on_the_server() {
        let from = Uri::from_static("https://example.com/prefix/api");
        for (location, path) in [
            ("/a?b#c", Some("/a?b")),
            ("https://example.com/x", Some("/x")),
            ("https://example.com", None),
            ("//evil.example/x", None),
            ("https://example.com//evil.example/x", None),
            ("https://example.com:444/x", None),
            ("http://example.com/x", None),
            ("https://example.com.evil.example/", None),
            ("https://example.com@evil.example/", None),
            ("/\\evil.example", Some("/\\evil.example")),
            ("relative", None),
            ("", None),
        ] {
            let url = path.map(|path| format!("https://example.com{path}"));
            let to = redirect(&from, location).map(|url| url.to_string());
            assert_eq!(to, url, "{location}");
        }
    }
}
