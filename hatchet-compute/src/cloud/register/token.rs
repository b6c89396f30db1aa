//! The API token: a JWT, whose claims say where its server is. Its signature is the server's to judge.

use std::fmt::{self, Debug, Formatter};

use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde_json::{Map, Value};

use super::error::SettingsError;
use super::hide::{HIDDEN, Hider};

/// JWTs come without padding; one that has it is understood as well.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A token that may go into a header. Neither `Debug` nor anything else but [`secret`](Self::secret) shows it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Token {
    text: String,
    claims: Map<String, Value>,
}

impl Token {
    /// Reads a token, without blanks around it.
    pub(super) fn parse(text: &str) -> Result<Self, SettingsError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(SettingsError::TokenMissing);
        }
        let claims = claims(text).map_err(SettingsError::Token)?;
        Ok(Self {
            text: text.to_owned(),
            claims,
        })
    }

    /// The token itself.
    pub(super) fn secret(&self) -> &str {
        &self.text
    }

    /// What hides this token.
    pub(super) fn hider(&self) -> Hider {
        Hider::new(&self.text)
    }

    /// The claim `server_url`, if there is one.
    pub(super) fn server_url(&self) -> Option<&str> {
        let url = self.claims.get("server_url")?.as_str()?.trim();
        (!url.is_empty()).then_some(url)
    }
}

impl Debug for Token {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

/// The claims of a JWT, or what makes it none.
fn claims(token: &str) -> Result<Map<String, Value>, &'static str> {
    let [header, claims, signature] = token.split('.').collect::<Vec<_>>()[..] else {
        return Err("it is not three parts separated by `.`");
    };
    if [header, claims, signature].contains(&"") {
        return Err("one of its three parts is empty");
    }
    if !token.bytes().all(is_base64url) {
        return Err("it has characters other than letters, digits, `-`, `_`, `=` and `.`");
    }
    let claims = BASE64
        .decode(claims)
        .map_err(|_| "its second part is not base64url")?;
    serde_json::from_slice(&claims).map_err(|_| "its second part is not a JSON object in base64url")
}

/// Whether a byte can stand in a JWT, between its parts included.
fn is_base64url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_=.".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::{SettingsError, Token};

    /// `{"server_url":" https://example.com ","sub":"me"}`.
    const CLAIMS: &str = "eyJzZXJ2ZXJfdXJsIjoiIGh0dHBzOi8vZXhhbXBsZS5jb20gIiwic3ViIjoibWUifQ";

    #[test]
    fn the_server_url_is_read_with_padding_and_without() {
        for padding in ["", "=="] {
            let token = Token::parse(&format!("\te30.{CLAIMS}{padding}.c2ln\n")).unwrap();
            assert_eq!(token.server_url(), Some("https://example.com"));
            assert_eq!(token.secret(), format!("e30.{CLAIMS}{padding}.c2ln"));
        }
        assert_eq!(Token::parse("e30.e30.c2ln").unwrap().server_url(), None);
    }

    #[test]
    fn what_is_no_token_says_why_without_showing_it() {
        for (text, reason) in [
            ("one", "three parts"),
            ("one.two.three.four", "three parts"),
            ("e30..c2ln", "empty"),
            ("e30.e30.c2 ln", "characters other than"),
            ("e30.e30.c2ln\r\nhost: x", "characters other than"),
            ("e30.e.c2ln", "not base64url"),
            ("e30.c2ln.c2ln", "not a JSON object"),
        ] {
            let error = Token::parse(text).unwrap_err();
            assert!(error.to_string().contains(reason), "{error}");
            assert!(!error.to_string().contains(&format!("`{text}`")), "{error}");
        }
        for text in ["", " \n"] {
            assert_eq!(Token::parse(text), Err(SettingsError::TokenMissing));
        }
    }

    #[test]
    fn debug_hides_the_token() {
        let token = Token::parse("e30.e30.c2ln").unwrap();
        assert_eq!(format!("{token:?}"), "[hidden]");
    }
}
