//! One request and its response, within a time limit that holds whatever a server or proxy does.

use std::env;
use std::io::ErrorKind::{
    BrokenPipe, ConnectionAborted, ConnectionRefused, ConnectionReset, InvalidData, UnexpectedEof,
};
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use hatchet_compute_core::Message;
use ureq::http::header::AUTHORIZATION;
use ureq::http::{Response, Uri};
use ureq::tls::TlsConfig;
use ureq::typestate::WithBody;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, DefaultConnector, NextTimeout, Transport};
use ureq::{Agent, Error, Proxy, ProxyProtocol, RequestBuilder, Timeout};

use super::error::Failure;
use super::request::{HEADERS, Request, has_host, is_loopback};
use super::settings::Limits;
use super::token::Token;

const BODY_MAX: u64 = 64 * 1024;

/// What to do about a response that is not Hatchet Cloud's.
pub(super) const CHECK_URL: &str = "check that the URL is that of Hatchet Cloud's API: `HATCHET_CLIENT_SERVER_URL`, \
    `HATCHET_CLIENT_API_URL`, or the claim `server_url` of the token";

/// A response with as much of its body as was read, and the error that cut it short, if any.
type Received = (Response<Vec<u8>>, Option<Error>);

/// A proxy, and the variable that names it.
pub(super) struct NamedProxy {
    variable: &'static str,
    proxy: Proxy,
}

/// Sends the request to this URL of its server.
///
/// The time limits of the HTTP client do not cover everything that a proxy may do, so it runs in a thread, which is
/// abandoned when time is up. Its connections are then closed, so that the thread ends too.
pub(super) fn exchange(
    request: &Request,
    proxy: Option<&NamedProxy>,
    url: &Uri,
    time: Duration,
) -> Result<Received, Error> {
    let agent = agent(request, proxy);
    let mut call = agent.post(url).header(AUTHORIZATION, request.token.placeholder());
    for (name, value) in HEADERS {
        call = call.header(name, value);
    }
    let body = Arc::clone(&request.body);
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new().spawn(move || drop(sender.send(send(call, &body))))?;
    receiver.recv_timeout(time).unwrap_or_else(|error| match error {
        RecvTimeoutError::Timeout => {
            agent.shutdown();
            Err(Error::Timeout(Timeout::Global))
        }
        RecvTimeoutError::Disconnected => Err(io::Error::other("the HTTP client panicked").into()),
    })
}

fn send(call: RequestBuilder<WithBody>, body: &str) -> Result<Received, Error> {
    let (head, body) = call.send(body)?.into_parts();
    let mut read = Vec::new();
    let error = body.into_with_config().limit(BODY_MAX).reader().read_to_end(&mut read).err();
    Ok((Response::from_parts(head, read), error.map(Error::from)))
}

fn agent(request: &Request, proxy: Option<&NamedProxy>) -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_resolve(Some(request.limits.connect))
        .timeout_connect(Some(request.limits.connect))
        .proxy(proxy.map(|named| named.proxy.clone()))
        .tls_config(TlsConfig::builder().root_certs(request.roots.clone()).build())
        .build();
    let connector = DefaultConnector::new().chain(TokenConnector(Arc::clone(&request.token)));
    Agent::with_parts(config, connector, DefaultResolver::default())
}

/// What an error of the HTTP client means, and whether another attempt may help.
pub(super) fn failure(request: &Request, proxy: Option<&NamedProxy>, error: &Error) -> Box<Failure> {
    let peer = proxy.map_or("the server".to_owned(), |NamedProxy { proxy, .. }| {
        let scheme = proxy.uri().scheme_str().unwrap_or("http");
        let url = format!("{scheme}://{}:{}", proxy.host(), proxy.port());
        format!("the proxy `{}`", request.token.redact(&url, 300))
    });
    let via = proxy.map_or(String::new(), |_| format!(", through {peer}"));
    let Limits { connect, attempt, .. } = request.limits;
    let text = request.token.redact(error.to_string().trim_start_matches("io: "), 300);
    let kind = if let Error::Io(error) = error { Some(error.kind()) } else { None };
    // The standard library has no kind for this.
    let is_lookup = kind.is_some() && text.contains("lookup address information");
    let problem = match (error, kind) {
        (Error::Timeout(Timeout::Resolve | Timeout::Connect), _) => {
            format!("there was no connection within {connect:?}{via}")
        }
        (Error::Timeout(_), _) => format!("there was no complete response within {attempt:?}{via}"),
        (Error::HostNotFound, _) => format!("the name of {peer} was not found"),
        _ if is_lookup => format!("the name of {peer} was not found: {text}"),
        (Error::ConnectProxyFailed(_), _) if text.contains("responded 407") => {
            let help = "write them into the variable that names the proxy: `http://USER:PASSWORD@HOST:PORT`";
            return Failure::new(format!("{peer} asks for a user name and password, or for other ones"), help);
        }
        (Error::ConnectProxyFailed(_), _) => format!("{peer} did not connect to the server: {text}"),
        (_, Some(ConnectionRefused)) => format!("{peer} refused the connection"),
        (_, Some(ConnectionReset | ConnectionAborted | BrokenPipe | UnexpectedEof)) => {
            format!("the connection was closed before the response was complete{via}")
        }
        // An encrypted stream reports a TLS error as `InvalidData`.
        (Error::Tls(_) | Error::Rustls(_) | Error::TlsRequired, _) | (_, Some(InvalidData)) => {
            let (problem, help) = tls_problem(&text);
            return Failure::new(format!("there was no encrypted connection: {problem}{via}"), help);
        }
        (Error::Io(_) | Error::ConnectionFailed, _) => format!("there was no connection: {text}{via}"),
        (Error::BodyExceedsLimit(longest), _) => {
            return Failure::new(format!("the response is longer than {longest} bytes"), CHECK_URL);
        }
        _ => return Failure::new(format!("the response is not valid HTTP: {text}{via}"), CHECK_URL),
    };
    let is_about_peer = matches!(error, Error::Timeout(Timeout::Resolve | Timeout::Connect) | Error::HostNotFound)
        || kind == Some(ConnectionRefused)
        || is_lookup;
    let what = match proxy {
        Some(NamedProxy { variable, .. }) if is_about_peer => format!("`{variable}` names a proxy that runs"),
        _ => "the server runs".to_owned(),
    };
    let help = format!("check that {what} and can be reached from here, then register again, which is safe");
    Failure::new(problem, help).retried_after(0)
}

/// Why a connection could not be encrypted, and what to do. The HTTP client gives the TLS library's errors as text.
fn tls_problem(error: &str) -> (&str, &'static str) {
    if error.contains("UnknownIssuer") {
        let problem = "the certificate was issued by an authority that is not trusted";
        (problem, "set `SSL_CERT_FILE` to a PEM file with the certificate of that authority")
    } else if error.contains("CaUsedAsEndEntity") {
        let problem = "the server uses the certificate of an authority (CA) as its own";
        (problem, "give the server a certificate that the authority has signed")
    } else if error.contains("certificate expired") {
        ("the certificate has expired", "renew the certificate, or correct the clock of this machine")
    } else if error.contains("not valid yet") {
        ("the certificate is not valid yet", "wait until it is, or correct the clock of this machine")
    } else {
        (error, "check that the URL is the server's, and that its certificate is valid for that name")
    }
}

/// The proxy for the server of this request, if the environment names one that `NO_PROXY` does not exclude.
///
/// A proxy must not see requests to this machine. All others are encrypted, and the proxy only passes them on.
pub(super) fn proxy(request: &Request) -> Result<Option<NamedProxy>, Message> {
    if is_loopback(&request.url) {
        return Ok(None);
    }
    let first_of = |variables: &[&'static str]| {
        let values = variables.iter().map(|&name| (name, env::var_os(name).unwrap_or_default()));
        values
            .map(|(name, value)| (name, value.to_string_lossy().trim().to_owned()))
            .find(|(_, value)| !value.is_empty())
    };
    let variables = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy"];
    let Some((variable, value)) = first_of(&variables) else { return Ok(None) };
    let (host, excluded) = (request.url.host().unwrap_or_default(), first_of(&["NO_PROXY", "no_proxy"]));
    if excluded.is_some_and(|(_, hosts)| is_excluded(host, &hosts)) {
        return Ok(None);
    }
    let is_http = |proxy: &Proxy| matches!(proxy.protocol(), ProxyProtocol::Http | ProxyProtocol::Https);
    // The HTTP client takes the default port instead of one that is not a number, and ignores all after the port.
    let is_whole = |uri: &Uri| {
        uri.authority().is_some_and(has_host) && matches!(uri.path(), "" | "/") && !value.contains(['?', '#'])
    };
    match Proxy::new(&value) {
        // The HTTP client would log it and look it up.
        Ok(proxy) if request.token.is_in(proxy.host()) => Err(Message::new(format!("`{variable}` contains the token"))
            .with_help("set only `HATCHET_CLIENT_TOKEN` to the token")),
        Ok(proxy) if is_http(&proxy) && is_whole(proxy.uri()) => Ok(Some(NamedProxy { variable, proxy })),
        // The value is not shown: a part of a password may stand anywhere in it.
        _ if value.starts_with("http://") || value.starts_with("https://") => {
            let form = "`http://HOST:PORT` or `http://USER:PASSWORD@HOST:PORT`";
            Err(Message::new(format!("`{variable}` is not of the form {form}")).with_help(
                "use a port up to 65535 and no path; in a user name or password, write `/` as `%2F`, `?` as `%3F`, \
                 `#` as `%23` and `@` as `%40`",
            ))
        }
        _ => {
            let value = request.token.redact_url(&value);
            let problem = format!("`{variable}` is `{value}`, but only `http://` and `https://` proxies are supported");
            Err(Message::new(problem).with_help("set it to such a proxy, or add the server's host to `NO_PROXY`"))
        }
    }
}

/// Whether a host is in the list of `NO_PROXY`: by its name, by the end of its name (`example.com`, `.example.com` or
/// `*.example.com`), or by `*`. The HTTP client's own reader does not skip spaces, and matches only some of these.
fn is_excluded(host: &str, hosts: &str) -> bool {
    let host = host.trim_matches(['[', ']']).to_lowercase();
    hosts.split(',').map(|entry| entry.trim().to_lowercase()).any(|entry| {
        let name = entry.trim_start_matches(['*', '.']).trim_matches(['[', ']']);
        entry == "*"
            || !name.is_empty() && host.strip_suffix(name).is_some_and(|start| start.is_empty() || start.ends_with('.'))
    })
}

/// Makes connections that put the token into the request, so that the HTTP client never knows it.
///
/// The client logs every byte that it writes, at level trace to the crate `log`, and no option turns that off. So it
/// gets a placeholder of the token's length; the connection below it, which logs nothing, sends the token in its place.
#[derive(Debug)]
struct TokenConnector(Arc<Token>);

impl<In: Transport> Connector<In> for TokenConnector {
    type Out = TokenTransport<In>;

    fn connect(&self, _: &ConnectionDetails<'_>, inner: Option<In>) -> Result<Option<Self::Out>, Error> {
        Ok(inner.map(|inner| TokenTransport { inner, token: Some(Arc::clone(&self.0)) }))
    }
}

#[derive(Debug)]
struct TokenTransport<In> {
    inner: In,
    /// Until it is sent.
    token: Option<Arc<Token>>,
}

impl<In: Transport> Transport for TokenTransport<In> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        if let Some(token) = &self.token {
            let (secret, placeholder) = (token.secret.as_bytes(), token.placeholder());
            let output = &mut self.inner.buffers().output()[..amount];
            let mut places = output.windows(placeholder.len());
            if let Some(start) = places.position(|bytes| bytes == placeholder.as_bytes()) {
                let end = start + placeholder.len();
                output[end - secret.len()..end].copy_from_slice(secret);
                self.token = None;
            }
        }
        self.inner.transmit_output(amount, timeout)
    }

    /// The client mistakes a reset, or the end of an encrypted connection without notice, for the proper end of a body
    /// without a length, so these errors are given another kind.
    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.inner.await_input(timeout).map_err(|error| match error {
            Error::Io(error) if matches!(error.kind(), ConnectionAborted | ConnectionReset | UnexpectedEof) => {
                io::Error::new(BrokenPipe, error).into()
            }
            error => error,
        })
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}
