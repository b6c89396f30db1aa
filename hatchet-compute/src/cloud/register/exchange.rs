//! One request and its answer, within a time that holds whatever a server or proxy does.

use std::io::{ErrorKind, Read};
use std::panic;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use ureq::http::header::AUTHORIZATION;
use ureq::http::{HeaderMap, StatusCode, Uri};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::typestate::WithBody;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Error, Proxy, RequestBuilder, Timeout};

use super::error::Failure;
use super::proxy;
use super::request::{HEADERS, Request};
use super::transport::{TokenConnector, placeholder};
use super::url::is_https;

/// The longest head of an answer that is read, in bytes.
const HEAD_MAX: usize = 32 * 1024;

/// The longest body of an answer that is read, in bytes.
const BODY_MAX: u64 = 64 * 1024;

/// What the server answered.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    headers: HeaderMap,
    /// What was read of the body.
    pub(super) body: Vec<u8>,
    /// Why that is not the whole body, if it is not.
    pub(super) cut: Option<Box<Failure>>,
}

impl Answer {
    /// The value of a header; empty if there is none.
    pub(super) fn header(&self, name: &str) -> String {
        let value = self.headers.get(name).map(|value| value.as_bytes());
        String::from_utf8_lossy(value.unwrap_or_default()).into_owned()
    }
}

/// Sends the request to this URL of its server.
///
/// The time limits of the HTTP client do not cover everything that a proxy may do. Therefore it runs in a thread, which is
/// left alone after the time. Its connections are closed then, so that it ends too.
pub(super) fn exchange(
    request: &Request,
    url: &Uri,
    proxy: Option<&Proxy>,
    time: Duration,
) -> Result<Answer, Box<Failure>> {
    let failure = |error| failure(request, proxy, error);
    let agent = agent(request, proxy);
    let token = placeholder(&request.token);
    let mut call = agent.post(url).header(AUTHORIZATION, format!("Bearer {token}"));
    for (name, value) in HEADERS {
        call = call.header(name, value);
    }
    let body = Arc::clone(&request.body);
    let (sender, receiver) = mpsc::channel();
    let thread = thread::Builder::new().spawn(move || drop(sender.send(send(call, &body))));
    let thread = thread.map_err(|error| failure(error.into()))?;
    match receiver.recv_timeout(time) {
        Ok(Ok((mut answer, error))) => {
            answer.cut = error.map(failure);
            if answer.body.len() as u64 > BODY_MAX {
                let problem = format!("the answer is longer than {BODY_MAX} bytes");
                answer.cut = Some(Failure::permanent(problem, CHECK_URL));
            }
            Ok(answer)
        }
        Ok(Err(error)) => Err(failure(error)),
        Err(RecvTimeoutError::Timeout) => {
            agent.shutdown();
            Err(failure(Error::Timeout(Timeout::Global)))
        }
        Err(RecvTimeoutError::Disconnected) => match thread.join() {
            Err(panic) => panic::resume_unwind(panic),
            Ok(()) => unreachable!("the thread sends a result before it ends"),
        },
    }
}

/// Sends the request, and reads the answer as far as it arrives.
fn send(call: RequestBuilder<WithBody>, body: &str) -> Result<(Answer, Option<Error>), Error> {
    let (parts, body) = call.send(body)?.into_parts();
    let mut answer = Answer { status: parts.status, headers: parts.headers, body: Vec::new(), cut: None };
    let mut reader = body.into_reader().take(BODY_MAX + 1);
    let error = reader.read_to_end(&mut answer.body).err();
    Ok((answer, error.map(Error::from)))
}

/// An HTTP client for one request.
fn agent(request: &Request, proxy: Option<&Proxy>) -> Agent {
    let roots = request.ca_certificates.as_ref();
    let roots = roots.map_or(RootCerts::WebPki, |roots| RootCerts::new_with_certs(roots));
    let config = Agent::config_builder()
        .https_only(is_https(&request.url))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_resolve(Some(request.limits.connect))
        .timeout_connect(Some(request.limits.connect))
        .max_response_header_size(HEAD_MAX)
        .max_idle_connections(0)
        .proxy(proxy.cloned())
        .tls_config(TlsConfig::builder().root_certs(roots).build())
        .build();
    let connector = TokenConnector { inner: DefaultConnector::new(), token: request.token.clone() };
    Agent::with_parts(config, connector, DefaultResolver::default())
}

/// What to do about an answer that is not Hatchet Cloud's.
pub(super) const CHECK_URL: &str = "check that the URL is that of Hatchet Cloud's API: `HATCHET_CLIENT_SERVER_URL`, \
    `HATCHET_CLIENT_API_URL`, or the claim `server_url` of the token";

/// What an error of the HTTP client means, and whether another attempt may help.
fn failure(request: &Request, proxy: Option<&Proxy>, error: Error) -> Box<Failure> {
    use ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionRefused, ConnectionReset, InvalidData};
    let peer = proxy.map_or("the server".to_owned(), proxy::shown);
    let via = proxy.map_or(String::new(), |_| format!(", through {peer}"));
    let (connect, attempt) = (request.limits.connect, request.limits.attempt);
    let (text, kind) = match &error {
        Error::Io(error) => (error.to_string(), Some(error.kind())),
        error => (error.to_string(), None),
    };
    let text = request.redactor.line(&text, 300);
    let problem = match (error, kind) {
        (Error::Timeout(Timeout::Resolve | Timeout::Connect), _) => {
            format!("there was no connection within {connect:?}{via}")
        }
        (Error::Timeout(_), _) => {
            format!("there was no complete answer within {attempt:?}{via}")
        }
        (Error::HostNotFound, _) => format!("{peer}'s name was not found"),
        // The standard library has no kind for this.
        (Error::Io(_), _) if text.contains("lookup address information") => {
            format!("{peer}'s name was not found: {text}")
        }
        (Error::ConnectProxyFailed(_), _) => {
            format!("{peer} did not connect to the server: {text}")
        }
        (_, Some(ConnectionRefused)) => format!("{peer} refused the connection"),
        (_, Some(ConnectionReset | ConnectionAborted | BrokenPipe | ErrorKind::UnexpectedEof)) => {
            format!("the connection was closed before the answer was complete{via}")
        }
        // This is how an error of TLS comes out of an encrypted stream.
        (Error::Tls(_) | Error::Rustls(_) | Error::TlsRequired, _) | (_, Some(InvalidData)) => {
            let (problem, help) = tls_problem(&text);
            let problem = format!("there was no encrypted connection: {problem}{via}");
            return Failure::permanent(problem, help);
        }
        (Error::Io(_) | Error::ConnectionFailed, _) => {
            format!("there was no connection: {text}{via}")
        }
        _ => {
            let problem = format!("the answer is not valid HTTP: {text}{via}");
            return Failure::permanent(problem, CHECK_URL);
        }
    };
    let help = "check that the server runs and can be reached from here, then register again, which is safe";
    Failure::temporary(problem, help)
}

/// Why a connection could not be encrypted, and what to do. The types of the TLS library's errors are not part of the HTTP
/// client's API.
fn tls_problem(error: &str) -> (&str, &'static str) {
    match error {
        _ if error.contains("UnknownIssuer") => (
            "the certificate was issued by an authority that is not trusted",
            "set `SSL_CERT_FILE` to a PEM file with the certificate of that authority",
        ),
        _ if error.contains("CaUsedAsEndEntity") => (
            "the server uses the certificate of an authority (CA) as its own",
            "give the server a certificate that the authority has signed",
        ),
        _ if error.contains("certificate expired") => {
            ("the certificate has expired", "renew the certificate, or correct the clock of this machine")
        }
        _ if error.contains("not valid yet") => {
            ("the certificate is not valid yet", "wait until it is, or correct the clock of this machine")
        }
        _ => (error, "check that the URL is the server's, and that its certificate is valid and for that name"),
    }
}
