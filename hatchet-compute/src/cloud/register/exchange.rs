//! One request and its answer over HTTP, within the limits, and without the token in any log.

use std::io::{self, Read};
use std::time::Duration;

use ureq::http::header::{AUTHORIZATION, HeaderValue, LOCATION, RETRY_AFTER};
use ureq::http::{HeaderMap, Response, StatusCode};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Error, Proxy, Timeout};

use super::failure::Trouble;
use super::quiet::Quiet;
use super::request::{OPEN_HEADERS, Request};

/// The longest header of an answer that is read, in bytes.
const HEADER_MAX: usize = 32 * 1024;

/// The longest body of an answer that is read, in bytes.
const BODY_MAX: u64 = 64 * 1024;

/// What the server answered.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) location: Option<String>,
    /// The pause that the server asks for. A date instead of seconds counts as nothing.
    pub(super) retry_after: Option<Duration>,
    pub(super) content_type: String,
    /// What of the body was read.
    pub(super) body: Vec<u8>,
    /// Why it is not the whole body, if so.
    pub(super) cut: Option<Trouble>,
}

/// Sends the request to this URL, which is one of its own server's.
pub(super) fn exchange(request: &Request, url: &str, time: Duration) -> Result<Answer, Trouble> {
    let _quiet = Quiet::begin();
    let timed_out = || trouble(request, Error::Timeout(Timeout::Global));
    if time.is_zero() {
        return Err(timed_out());
    }
    let mut authorization = HeaderValue::try_from(format!("Bearer {}", request.token.secret()))
        .map_err(|error| trouble(request, Error::Http(error.into())))?;
    authorization.set_sensitive(true);
    let mut call = agent(request, time)
        .post(url)
        .header(AUTHORIZATION, authorization);
    for (name, value) in OPEN_HEADERS {
        call = call.header(name, value);
    }
    match call.send(request.body()) {
        Ok(response) => Ok(answer(request, response)),
        Err(error) => Err(trouble(request, error)),
    }
}

/// An HTTP client for one request: nothing of it is used again.
fn agent(request: &Request, time: Duration) -> Agent {
    let limits = &request.limits;
    let roots = request.root_certificates.as_ref();
    let roots = roots.map_or(RootCerts::WebPki, |roots| RootCerts::new_with_certs(roots));
    // A proxy must not see what goes to this machine; anything else is encrypted, and the proxy only passes it on.
    let proxy = if request.server.is_loopback() {
        None
    } else {
        Proxy::try_from_env()
    };
    Agent::config_builder()
        .https_only(request.server.is_https())
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_resolve(Some(limits.connect()))
        .timeout_connect(Some(limits.connect()))
        .timeout_global(Some(time))
        .max_response_header_size(HEADER_MAX)
        .max_idle_connections(0)
        .proxy(proxy)
        .tls_config(TlsConfig::builder().root_certs(roots).build())
        .build()
        .new_agent()
}

fn answer(request: &Request, mut response: Response<Body>) -> Answer {
    let text = |headers: &HeaderMap, name: &str| {
        let value = headers.get(name)?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    let headers = response.headers();
    let location = text(headers, LOCATION.as_str());
    let retry_after =
        text(headers, RETRY_AFTER.as_str()).and_then(|value| value.trim().parse().ok());
    let content_type = text(headers, "content-type").unwrap_or_default();
    let status = response.status();
    let mut body = Vec::new();
    let read = response
        .body_mut()
        .as_reader()
        .take(BODY_MAX + 1)
        .read_to_end(&mut body);
    let cut = match read {
        Err(error) => Some(trouble(request, error.into())),
        Ok(length) if length as u64 > BODY_MAX => Some(Trouble::too_long(BODY_MAX)),
        Ok(_) => None,
    };
    Answer {
        status,
        location,
        retry_after: retry_after.map(Duration::from_secs),
        content_type,
        body,
        cut,
    }
}

/// What to say of an error of the HTTP client, and whether trying again may help.
fn trouble(request: &Request, error: Error) -> Trouble {
    let hider = request.token.hider();
    let said = |error: &dyn ToString| hider.line(&error.to_string(), 300);
    let connect = request.limits.connect();
    match error {
        Error::Timeout(Timeout::Resolve) => Trouble::unreachable(format!(
            "the server's name was not found within {connect:?}"
        )),
        Error::Timeout(Timeout::Connect) => {
            Trouble::unreachable(format!("there was no connection within {connect:?}"))
        }
        Error::Timeout(_) => {
            let attempt = request.limits.attempt();
            Trouble::unreachable(format!("there was no complete answer within {attempt:?}"))
        }
        Error::HostNotFound => Trouble::unreachable("the server's name was not found"),
        Error::Io(error) => input_output(request, &error, &said(&error)),
        Error::ConnectionFailed | Error::ConnectProxyFailed(_) | Error::InvalidProxyUrl => {
            Trouble::unreachable(format!("there was no connection: {}", said(&error)))
        }
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) | Error::TlsRequired => {
            Trouble::tls(&said(&error))
        }
        _ => Trouble::not_http(&said(&error)),
    }
}

fn input_output(request: &Request, error: &io::Error, said: &str) -> Trouble {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => Trouble::unreachable("the connection was refused"),
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => {
            Trouble::unreachable("the server closed the connection before its answer was complete")
        }
        // The standard library has no kind for this.
        _ if said.contains("lookup address information") => {
            Trouble::unreachable(format!("the server's name was not found: {said}"))
        }
        // This is how an error of TLS comes out of an encrypted stream.
        io::ErrorKind::InvalidData if request.server.is_https() => Trouble::tls(said),
        _ => Trouble::unreachable(format!("there was no connection: {said}")),
    }
}
