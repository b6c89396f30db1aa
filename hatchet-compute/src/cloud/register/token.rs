//! The API token, and text from outside as it may be shown: without the token, on one line, and not too long.

use std::collections::HashSet;
use std::fmt::{self, Debug, Formatter};

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use hatchet_compute_core::{Message, escape_at_most};
use serde_json::{Map, Value};

use crate::cloud::environment::{HIDDEN, has_jwt};

/// How many letters and digits of the token in a row give it away.
const RUN: usize = 8;

/// Shorter pieces of the token, with anything between them, give it away if there are more than [`PIECES_MAX`].
const PIECE: usize = 5;
const PIECES_MAX: usize = 3;

/// How a text may escape a character: the prefix, the radix of the digits, and the most digits.
const ESCAPES: [(&str, u32, usize); 11] = [
    ("%", 16, 2),
    ("=", 16, 2),
    ("0x", 16, 2),
    ("\\x", 16, 2),
    ("\\u{", 16, 6),
    ("\\u", 16, 4),
    ("\\U", 16, 8),
    ("\\", 8, 3),
    ("&#x", 16, 7),
    ("&#X", 16, 7),
    ("&#", 10, 7),
];

pub(super) struct Token {
    pub(super) secret: String,
    /// All runs of letters and digits of the token, of its base64, and of its bytes as numbers, in lower case.
    runs: HashSet<Vec<u8>>,
    pieces: HashSet<Vec<u8>>,
}

impl Token {
    /// The token in a setting, valid or not; [`server_url`](Self::server_url) checks it.
    pub(super) fn new(setting: &str) -> Self {
        let secret = setting.trim().to_owned();
        let backwards = secret.chars().rev().collect();
        let hexadecimal = secret.bytes().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
        let decimal = secret.bytes().map(|byte| byte.to_string()).collect();
        // Base64 encodes three bytes at a time, and the token may begin at any of them.
        let base64 = (0..3).filter_map(|start| Some(BASE64_STANDARD.encode(secret.as_bytes().get(start..)?)));
        let mut runs = HashSet::new();
        for text in [secret.clone(), backwards, hexadecimal, decimal].into_iter().chain(base64) {
            runs.extend(plain(&text).windows(RUN).map(<[u8]>::to_vec));
        }
        let pieces = plain(&secret).windows(PIECE).map(<[u8]>::to_vec).collect();
        Self { secret, runs, pieces }
    }

    /// The claim `server_url`, empty if there is none, of a token that must be a JWT; only the server can check more.
    pub(super) fn server_url(&self) -> Result<String, Message> {
        if self.secret.is_empty() {
            return Err(Message::new("no API token: set `HATCHET_CLIENT_TOKEN`")
                .with_help("create an API token for the tenant in Hatchet's dashboard"));
        }
        let claims = claims(&self.secret).map_err(|problem| {
            Message::new(format!("`HATCHET_CLIENT_TOKEN` is not a JWT: {problem}"))
                .with_help("set it to the whole API token, as Hatchet shows it")
        })?;
        Ok(claims.get("server_url").and_then(Value::as_str).unwrap_or_default().trim().to_owned())
    }

    /// The header `Authorization` as the HTTP client is given it, with asterisks instead of the token. A URL may have as
    /// many of them, but not the blank before them.
    pub(super) fn placeholder(&self) -> String {
        format!("Bearer {}", "*".repeat(self.secret.len()))
    }

    /// Whether the text contains enough of the token to recognise it, in whatever way it is separated or encoded.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let has_parts = |text: &str| {
            let text = plain(text);
            let pieces: HashSet<&[u8]> = text.windows(PIECE).filter(|piece| self.pieces.contains(*piece)).collect();
            pieces.len() > PIECES_MAX || text.windows(RUN).any(|run| self.runs.contains(run))
        };
        let decoded =
            |text: &str| ESCAPES.into_iter().fold(text.replace("&amp;", "&"), |text, escape| decoded(&text, escape));
        // Twice, since an escape may be escaped.
        let once = decoded(text);
        has_parts(text) || once != text && (has_parts(&once) || has_parts(&decoded(&once)))
    }

    /// The text without JWTs, on one line of at most `longest` characters; hidden if the token is still in it.
    pub(super) fn redact(&self, text: &str, longest: usize) -> String {
        let is_end = |letter: char| !letter.is_ascii_alphanumeric() && !"-_.".contains(letter);
        let words = text.trim().split_inclusive(is_end).map(|word| match word.trim_end_matches(is_end) {
            jwt if has_jwt(jwt) => format!("{HIDDEN}{}", &word[jwt.len()..]),
            _ => word.to_owned(),
        });
        let text: String = words.collect();
        if self.is_in(&text) {
            return HIDDEN.to_owned();
        }
        escape_at_most(&text.replace(['\n', '\r', '\t'], " "), longest)
    }

    /// A URL as a line, without a user name and password.
    pub(super) fn redact_url(&self, url: &str) -> String {
        let (scheme, rest) = url.split_at(url.find("://").map_or(0, |colon| colon + 3));
        let rest = rest.rsplit('@').next().unwrap_or_default();
        self.redact(&format!("{scheme}{rest}"), 200)
    }
}

impl Debug for Token {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

/// The claims of a JWT, or why the text is not one.
fn claims(token: &str) -> Result<Map<String, Value>, &'static str> {
    let parts: Vec<&str> = token.split('.').collect();
    if parts.len() != 3 || parts.contains(&"") {
        return Err("it is not three parts separated by `.`, or one of them is empty");
    }
    if token.contains(|letter: char| !letter.is_ascii_alphanumeric() && !"-_=.".contains(letter)) {
        return Err("it has characters other than letters, digits, `-`, `_`, `=` and `.`");
    }
    // JWTs have no padding, but one with padding is accepted.
    let claims = BASE64_URL_SAFE_NO_PAD.decode(parts[1].trim_end_matches('='));
    let claims = claims.map_err(|_| "its second part is not base64url")?;
    serde_json::from_slice(&claims).map_err(|_| "its second part is not a JSON object in base64url")
}

/// The letters and digits of a text, in lower case.
fn plain(text: &str) -> Vec<u8> {
    text.to_ascii_lowercase().bytes().filter(u8::is_ascii_alphanumeric).collect()
}

/// The text with escapes of this form decoded.
fn decoded(text: &str, (start, radix, longest): (&str, u32, usize)) -> String {
    let mut parts = text.split(start);
    let mut decoded = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let length = part.chars().take(longest).take_while(|digit| digit.is_digit(radix)).count();
        let code = u32::from_str_radix(&part[..length], radix);
        decoded.extend(code.ok().and_then(char::from_u32));
        decoded.push_str(&part[length..]);
    }
    decoded
}
