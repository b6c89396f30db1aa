//! The API token: a JWT, whose claims may name its server.

use std::fmt::{self, Debug, Formatter};

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hatchet_compute_core::Message;
use serde_json::{Map, Value};

use crate::cloud::text::HIDDEN;

/// A token that can be put into a header. `Debug` does not show it.
#[derive(Clone)]
pub(super) struct Token(pub(super) String);

impl Debug for Token {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

/// Reads a token and its claim `server_url`, which is empty if there is none. White space around them is ignored. Only the
/// server can check the signature.
pub(super) fn parse(text: &str) -> Result<(Token, String), Message> {
    let token = text.trim();
    if token.is_empty() {
        return Err(Message::new("no API token: set `HATCHET_CLIENT_TOKEN`")
            .with_help("create an API token of the tenant in Hatchet's dashboard"));
    }
    let claims = claims(token).map_err(|problem| {
        Message::new(format!("`HATCHET_CLIENT_TOKEN` is not a JWT: {problem}"))
            .with_help("set it to the whole API token, as Hatchet shows it")
    })?;
    let url = claims.get("server_url").and_then(Value::as_str).unwrap_or_default();
    Ok((Token(token.to_owned()), url.trim().to_owned()))
}

/// The claims of a JWT, or why the text is not one.
fn claims(token: &str) -> Result<Map<String, Value>, &'static str> {
    let [header, claims, signature] = token.split('.').collect::<Vec<_>>()[..] else {
        return Err("it does not have three parts separated by `.`");
    };
    if [header, claims, signature].contains(&"") {
        return Err("one of its three parts is empty");
    }
    if token.contains(|letter: char| !letter.is_ascii_alphanumeric() && !"-_=.".contains(letter)) {
        return Err("it has characters other than letters, digits, `-`, `_`, `=` and `.`");
    }
    // JWTs have no padding; one that has it is read too.
    let claims = BASE64_URL_SAFE_NO_PAD.decode(claims.trim_end_matches('='));
    let claims = claims.map_err(|_| "its second part is not base64url")?;
    serde_json::from_slice(&claims).map_err(|_| "its second part is not a JSON object in base64url")
}
