//! The API token: a JWT, whose claims may name its server. Only the server can check its signature.

use std::fmt::{self, Debug, Formatter};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hatchet_compute_core::Message;
use serde_json::{Map, Value};

use super::redact::HIDDEN;

/// A token that can be put into a header. `Debug` does not show it.
#[derive(Clone)]
pub(super) struct Token {
    pub(super) secret: String,
    /// The claim `server_url`.
    pub(super) server_url: Option<String>,
}

impl Token {
    /// Reads a token; white space around it is ignored.
    pub(super) fn parse(text: &str) -> Result<Self, Message> {
        let secret = text.trim();
        if secret.is_empty() {
            return Err(Message::new("no API token: set `HATCHET_CLIENT_TOKEN`")
                .with_help("create an API token of the tenant in Hatchet's dashboard"));
        }
        let claims = claims(secret).map_err(|problem| {
            Message::new(format!("`HATCHET_CLIENT_TOKEN` is not a JWT: {problem}"))
                .with_help("set it to the whole API token, as Hatchet shows it")
        })?;
        let url = claims.get("server_url").and_then(Value::as_str);
        let url = url.map(str::trim).filter(|url| !url.is_empty());
        Ok(Self { secret: secret.to_owned(), server_url: url.map(str::to_owned) })
    }
}

impl Debug for Token {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

/// The claims of a JWT, or why the text is not one.
fn claims(token: &str) -> Result<Map<String, Value>, &'static str> {
    let [header, claims, signature] = token.split('.').collect::<Vec<_>>()[..] else {
        return Err("it does not have three parts separated by `.`");
    };
    if [header, claims, signature].contains(&"") {
        return Err("one of its three parts is empty");
    }
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_=.".contains(&byte);
    if !token.bytes().all(is_allowed) {
        return Err("it has characters other than letters, digits, `-`, `_`, `=` and `.`");
    }
    // JWTs have no padding; one that has it is read too.
    let claims = BASE64_URL_SAFE_NO_PAD.decode(claims.trim_end_matches('='));
    let claims = claims.map_err(|_| "its second part is not base64url")?;
    serde_json::from_slice(&claims).map_err(|_| "its second part is not a JSON object in base64url")
}
