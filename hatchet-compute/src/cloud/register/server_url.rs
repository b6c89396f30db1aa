//! The address of the server: where the token may go, and where not.

use std::net::IpAddr;

use ureq::http::Uri;

/// Why a text is no address to send a token to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UrlProblem {
    NotUrl,
    Scheme,
    Unencrypted,
    UserName,
    Query,
}

impl UrlProblem {
    /// What is wrong, to follow the text.
    pub(super) fn what(self) -> &'static str {
        match self {
            Self::NotUrl => "but that is no URL",
            Self::Scheme => "but the URL of a server begins with `https://`",
            Self::Unencrypted => "but the token would leave this machine unencrypted",
            Self::UserName => "but the URL of a server has no user name or password",
            Self::Query => "but the URL of a server ends with its path: no `?` and no `#`",
        }
    }

    /// What to do instead.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::NotUrl | Self::Scheme => {
                "write `https://` and the host, as in `https://cloud.onhatchet.run`"
            }
            Self::Unencrypted => {
                "use `https://`; `http://` is for `localhost`, `127.0.0.1` and `[::1]`"
            }
            Self::UserName => "leave them out: the token says who asks",
            Self::Query => "leave it out, and all that follows it",
        }
    }
}

/// The address of a server, with a path that may stand in front of the API's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ServerUrl {
    origin: Origin,
    /// Begins with `/` unless empty, and does not end with one.
    prefix: String,
}

/// Scheme, host and port.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Origin {
    https: bool,
    /// In lower case.
    host: String,
    /// The host, with a port that is not the scheme's own.
    authority: String,
}

/// Where a redirect leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Redirect {
    /// To this URL of the same server.
    Here(String),
    /// To this other server, which is not to see the token.
    Elsewhere(String),
    /// Nowhere that can be understood.
    Nowhere,
}

impl ServerUrl {
    pub(super) fn parse(text: &str) -> Result<Self, UrlProblem> {
        let text = text.trim();
        let uri: Uri = text.parse().map_err(|_| UrlProblem::NotUrl)?;
        let origin = Origin::of(&uri)?;
        if text.contains(['?', '#']) {
            return Err(UrlProblem::Query);
        }
        if !origin.https && !origin.is_loopback() {
            return Err(UrlProblem::Unencrypted);
        }
        let prefix = uri.path().trim_end_matches('/').to_owned();
        Ok(Self { origin, prefix })
    }

    /// The URL of a path of the API, which begins with `/`.
    pub(super) fn join(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin.text(), self.prefix)
    }

    /// The same without scheme and host.
    pub(super) fn path(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    /// Host and port, as in the header `Host`.
    pub(super) fn authority(&self) -> &str {
        &self.origin.authority
    }

    /// Whether the server runs on this machine.
    pub(super) fn is_loopback(&self) -> bool {
        self.origin.is_loopback()
    }

    /// Whether the connection is encrypted.
    pub(super) fn is_https(&self) -> bool {
        self.origin.https
    }

    /// Where the value of a header `Location` leads: a URL, or a path that begins with `/`.
    pub(super) fn redirect(&self, location: &str) -> Redirect {
        let location = location.split('#').next().unwrap_or_default();
        let absolute = match location.strip_prefix('/') {
            Some(rest) if rest.starts_with('/') => format!("{}:{location}", self.origin.scheme()),
            Some(_) => format!("{}{location}", self.origin.text()),
            None => location.to_owned(),
        };
        let Ok(uri) = absolute.parse::<Uri>() else {
            return Redirect::Nowhere;
        };
        match Origin::of(&uri) {
            Ok(origin) if origin == self.origin => {
                let path = uri.path_and_query().map_or("/", |path| path.as_str());
                Redirect::Here(format!("{}{path}", origin.text()))
            }
            Ok(origin) => Redirect::Elsewhere(origin.text()),
            Err(_) => Redirect::Nowhere,
        }
    }
}

impl Origin {
    fn of(uri: &Uri) -> Result<Self, UrlProblem> {
        let authority = uri.authority().ok_or(UrlProblem::NotUrl)?;
        let https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(UrlProblem::Scheme),
        };
        if authority.as_str().contains('@') {
            return Err(UrlProblem::UserName);
        }
        let host = authority.host().to_ascii_lowercase();
        if host.is_empty() {
            return Err(UrlProblem::NotUrl);
        }
        let port = match authority.as_str()[host.len()..].strip_prefix(':') {
            None => None,
            Some(port) => Some(port.parse::<u16>().map_err(|_| UrlProblem::NotUrl)?),
        };
        let authority = match port {
            Some(port) if port != if https { 443 } else { 80 } => format!("{host}:{port}"),
            _ => host.clone(),
        };
        Ok(Self {
            https,
            host,
            authority,
        })
    }

    fn scheme(&self) -> &'static str {
        if self.https { "https" } else { "http" }
    }

    fn text(&self) -> String {
        format!("{}://{}", self.scheme(), self.authority)
    }

    /// Whether nothing that is sent there leaves the machine.
    fn is_loopback(&self) -> bool {
        let address = self.host.trim_start_matches('[').trim_end_matches(']');
        match address.parse::<IpAddr>() {
            Ok(address) => address.is_loopback(),
            Err(_) => self.host == "localhost",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Redirect, ServerUrl, UrlProblem};

    fn joined(text: &str) -> Result<String, UrlProblem> {
        ServerUrl::parse(text).map(|url| url.join("/api"))
    }

    #[test]
    fn slashes_do_not_double_and_a_path_stays() {
        for (text, url) in [
            ("https://example.com", "https://example.com/api"),
            (" https://example.com/ ", "https://example.com/api"),
            ("HTTPS://Example.COM:443//", "https://example.com/api"),
            (
                "https://example.com:8443/a/B/",
                "https://example.com:8443/a/B/api",
            ),
            ("http://localhost:80", "http://localhost/api"),
            ("http://127.9.9.9:8080", "http://127.9.9.9:8080/api"),
            ("http://[::1]:8080/x", "http://[::1]:8080/x/api"),
        ] {
            assert_eq!(joined(text).as_deref(), Ok(url), "{text}");
        }
    }

    #[test]
    fn the_token_goes_nowhere_unencrypted() {
        for text in [
            "http://example.com",
            "http://127.0.0.1.example.com",
            "http://localhost.example.com",
            "http://0.0.0.0",
            "http://127.1",
            "http://[::2]",
            "http://10.0.0.1:8080/",
        ] {
            assert_eq!(joined(text), Err(UrlProblem::Unencrypted), "{text}");
        }
    }

    #[test]
    fn what_is_no_server_is_refused() {
        for (text, problem) in [
            ("", UrlProblem::NotUrl),
            ("/path", UrlProblem::NotUrl),
            ("https://", UrlProblem::NotUrl),
            ("https://a b", UrlProblem::NotUrl),
            ("https://example.com:99999", UrlProblem::NotUrl),
            ("https://example.com:", UrlProblem::NotUrl),
            ("example.com", UrlProblem::Scheme),
            ("ftp://example.com", UrlProblem::Scheme),
            ("https://me:secret@example.com", UrlProblem::UserName),
            ("http://localhost@example.com", UrlProblem::UserName),
            ("https://example.com/?a=b", UrlProblem::Query),
            ("https://example.com/#a", UrlProblem::Query),
        ] {
            assert_eq!(joined(text), Err(problem), "{text}");
        }
    }

    #[test]
    fn redirects_stay_on_the_server() {
        let url = ServerUrl::parse("https://example.com/prefix").unwrap();
        let here = |path: &str| Redirect::Here(format!("https://example.com{path}"));
        let elsewhere = |origin: &str| Redirect::Elsewhere(origin.to_owned());
        for (location, expected) in [
            ("/a?b#c", here("/a?b")),
            ("https://EXAMPLE.com:443", here("/")),
            ("https://example.com/x", here("/x")),
            ("//example.com/x", here("/x")),
            ("//evil.example/x", elsewhere("https://evil.example")),
            (
                "https://example.com:444/x",
                elsewhere("https://example.com:444"),
            ),
            ("http://example.com/x", elsewhere("http://example.com")),
            (
                "https://example.com.evil.example",
                elsewhere("https://example.com.evil.example"),
            ),
            ("https://example.com@evil.example/", Redirect::Nowhere),
            ("javascript:alert(1)", Redirect::Nowhere),
            ("", Redirect::Nowhere),
            ("relative", Redirect::Nowhere),
        ] {
            assert_eq!(url.redirect(location), expected, "{location}");
        }
    }
}
