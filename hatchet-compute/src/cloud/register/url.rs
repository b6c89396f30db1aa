//! URLs that the token may be sent to.

use std::net::IpAddr;

use ureq::http::Uri;

const NOT_A_URL: &str = "which is not a URL of the form `https://HOST`";

/// The URL of a path of the API at this server, or why the token must not be sent there. A path in the URL of the
/// server stays in front of it.
pub(super) fn join(server: &str, path: &str) -> Result<Uri, &'static str> {
    let uri: Uri = server.parse().map_err(|_| NOT_A_URL)?;
    let (Some(scheme @ ("http" | "https")), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err(NOT_A_URL);
    };
    let has_bad_port = authority.port_u16().is_none() && authority.as_str() != authority.host();
    let problem = if authority.as_str().contains('@') {
        "but the URL of a server has no user name or password"
    } else if authority.host().is_empty() || has_bad_port {
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
