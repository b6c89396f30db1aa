//! The request that registers a plan, before it is sent.

use std::fmt::{self, Debug, Display, Formatter};

use ureq::tls::{Certificate, PemItem, parse_pem};

use super::error::{RegisterError, SettingsError};
use super::hide::HIDDEN;
use super::server_url::ServerUrl;
use super::settings::Settings;
use super::token::Token;
use super::{Limits, client};
use crate::Plan;

/// The path of the API, in front of the register id.
const PATH: &str = "/api/v1/cloud/infra-as-code/";

/// The request that registers a plan with Hatchet Cloud, made by [`Settings::request`](super::Settings::request).
///
/// `Display` shows it as it is sent, but for the token, and with the body on more than one line. The same plan always
/// gives the same bytes.
#[derive(Clone)]
pub struct Request {
    plan: Plan,
    body: String,
    path: String,
    pub(super) server: ServerUrl,
    pub(super) token: Token,
    pub(super) root_certificates: Option<Vec<Certificate<'static>>>,
    pub(super) limits: Limits,
}

impl Request {
    pub(super) fn new(settings: &Settings, plan: Plan) -> Result<Self, SettingsError> {
        let id = register_id(settings)?;
        let token = Token::parse(&settings.token)?;
        let server = server(settings, &token)?;
        let pem = settings.root_certificates.as_deref();
        Ok(Self {
            body: body(&plan),
            plan,
            path: format!("{PATH}{id}"),
            server,
            token,
            root_certificates: pem.map(certificates).transpose()?,
            limits: settings.limits,
        })
    }

    /// `POST`.
    #[must_use]
    pub fn method(&self) -> &'static str {
        "POST"
    }

    /// Where it is sent.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.join(&self.path)
    }

    /// The headers, `[hidden]` in the place of the token.
    #[must_use]
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let mut headers = vec![
            ("Host", self.server.authority().to_owned()),
            ("Content-Length", self.body.len().to_string()),
            ("Authorization", format!("Bearer {HIDDEN}")),
        ];
        headers.extend(OPEN_HEADERS.map(|(name, value)| (name, value.to_owned())));
        headers
    }

    /// The body, which is JSON.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The plan that the body says: with its namespace, and with the actions to register alone.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Sends it, and waits until Hatchet Cloud has confirmed it.
    ///
    /// It is sent again, as the same bytes, when there is no connection or no complete answer within the time, and
    /// when the answer is 429 or 5xx; see [`Limits`] for how often. That is safe: it does not say what to add, but what
    /// there is to be under the register id, so that a second one changes nothing after a first one that arrived.
    ///
    /// # Errors
    ///
    /// [`RegisterError::Failed`]: no connection, or an answer other than a confirmation.
    pub fn send(&self) -> Result<(), RegisterError> {
        client::send(self).map_err(RegisterError::Failed)
    }
}

/// The headers that hold nothing secret and do not depend on the request.
pub(super) const OPEN_HEADERS: [(&str, &str); 3] = [
    ("Content-Type", "application/json"),
    ("Accept", "application/json"),
    (
        "User-Agent",
        concat!("hatchet-compute/", env!("CARGO_PKG_VERSION")),
    ),
];

/// As in HTTP, but for the token and the layout of the body.
impl Display for Request {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} {} HTTP/1.1",
            self.method(),
            self.server.path(&self.path)
        )?;
        for (name, value) in self.headers() {
            writeln!(f, "{name}: {value}")?;
        }
        let body = serde_json::to_string_pretty(&self.plan.request()).map_err(|_| fmt::Error)?;
        write!(f, "\n{body}")
    }
}

impl Debug for Request {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("url", &self.url())
            .field("headers", &self.headers())
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

fn body(plan: &Plan) -> String {
    serde_json::to_string(&plan.request()).expect("texts and numbers can always be written as JSON")
}

/// The register id as it goes into the URL, which is why nothing but a UUID may.
fn register_id(settings: &Settings) -> Result<String, SettingsError> {
    let id = settings.register_id.trim();
    if settings.register_id.is_empty() {
        return Err(SettingsError::RegisterIdMissing);
    }
    let is_uuid = id.len() == 36
        && id.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    if !is_uuid {
        return Err(SettingsError::RegisterId(settings.shown(id)));
    }
    Ok(id.to_ascii_lowercase())
}

/// The server that the settings name, or else the token.
fn server(settings: &Settings, token: &Token) -> Result<ServerUrl, SettingsError> {
    let (url, origin) = match settings.server_url.trim() {
        "" => (token.server_url(), "the claim `server_url` of the token"),
        url => (Some(url), settings.server_url_origin),
    };
    let url = url.ok_or(SettingsError::ServerUrlMissing)?;
    ServerUrl::parse(url).map_err(|problem| SettingsError::ServerUrl {
        origin,
        // In front of an `@` there may be a password.
        url: settings.shown(url.rsplit('@').next().unwrap_or_default()),
        problem: problem.what(),
        help: problem.help(),
    })
}

fn certificates(pem: &str) -> Result<Vec<Certificate<'static>>, SettingsError> {
    let mut certificates = Vec::new();
    for item in parse_pem(pem.as_bytes()) {
        match item {
            Ok(PemItem::Certificate(certificate)) => certificates.push(certificate),
            Ok(_) => {}
            Err(_) => return Err(SettingsError::RootCertificates),
        }
    }
    if certificates.is_empty() {
        return Err(SettingsError::RootCertificates);
    }
    Ok(certificates)
}
