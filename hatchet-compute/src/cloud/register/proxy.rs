//! The proxy that the environment names.

use std::env;

use hatchet_compute_core::Message;
use ureq::{Proxy, ProxyProtocol};

use super::request::Request;
use super::url::is_loopback;

/// The proxy for the server of this request, if the environment names one that `NO_PROXY` does not exclude.
///
/// A proxy must not see what is sent to this machine. Anything else is encrypted, and the proxy only passes it on.
pub(super) fn proxy(request: &Request) -> Result<Option<Proxy>, Message> {
    if is_loopback(&request.url) {
        return Ok(None);
    }
    // The variables that the HTTP client reads, in its order.
    let variables = ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY"].into_iter();
    let variables = variables.flat_map(|name| [name.to_owned(), name.to_lowercase()]);
    let mut variables = variables.filter_map(|name| Some((env::var_os(&name)?, name)));
    let Some((value, variable)) = variables.find(|(value, _)| !value.is_empty()) else {
        return Ok(None);
    };
    // Of a value that it cannot use, the client says nothing, and connects without a proxy. It reads `NO_PROXY` too.
    let is_url = value.to_str().is_some_and(|value| Proxy::new(value).is_ok());
    let proxy = is_url.then(Proxy::try_from_env).flatten();
    match proxy {
        Some(proxy) if proxy.is_no_proxy(&request.url) => Ok(None),
        Some(proxy) if matches!(proxy.protocol(), ProxyProtocol::Http | ProxyProtocol::Https) => Ok(Some(proxy)),
        _ => {
            let value = value.to_string_lossy();
            Err(Message::new(format!(
                "`{variable}` is `{}`, but only `http://` and `https://` proxies are supported",
                request.redactor.url(&value)
            ))
            .with_help("set it to such a proxy, or add the server's host to `NO_PROXY`"))
        }
    }
}

/// What messages call the proxy.
pub(super) fn shown(proxy: &Proxy) -> String {
    let scheme = proxy.uri().scheme_str().unwrap_or("http");
    format!("the proxy `{scheme}://{}:{}`", proxy.host(), proxy.port())
}
