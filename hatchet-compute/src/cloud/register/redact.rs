//! Text from outside as it may be shown: without the token, on one line, and not too long.

use std::collections::HashSet;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::cloud::text::{HIDDEN, escape, has_jwt};

/// How many letters and digits of the token in a row give it away.
const RUN: usize = 8;

/// Hides the token in text, even if it was changed on the way, and everything that looks like another token.
#[derive(Clone)]
pub(super) struct Redactor {
    /// All runs of letters and digits of the token and of its base64, in lower case.
    runs: HashSet<[u8; RUN]>,
}

impl Redactor {
    pub(super) fn new(token: &str) -> Self {
        let token = token.trim().as_bytes();
        let mut runs = HashSet::new();
        runs.extend(plain(token).array_windows());
        // Base64 encodes three bytes at a time, and the token may begin at any of them.
        for bytes in (0..3).filter_map(|start| token.get(start..)) {
            runs.extend(plain(BASE64_STANDARD.encode(bytes).as_bytes()).array_windows());
        }
        Self { runs }
    }

    /// Whether the text contains enough of the token to recognise it. Separators are ignored, and percent signs, HTML
    /// entities and backslashes are decoded.
    pub(super) fn reveals(&self, text: &str) -> bool {
        let has_run = |text: &[u8]| plain(text).array_windows().any(|run| self.runs.contains(run));
        has_run(text.as_bytes()) || has_run(&decode_escapes(text.as_bytes()))
    }

    /// The text without tokens, on one line of at most `longest` characters. Nothing of it, if it still reveals the token
    /// when JWTs are hidden.
    pub(super) fn line(&self, text: &str, longest: usize) -> String {
        let text = hide_jwts(text.trim());
        if self.reveals(&text) {
            return HIDDEN.to_owned();
        }
        let line = escape(&text);
        match line.char_indices().nth(longest) {
            None => line,
            Some((end, _)) => format!("{}…", &line[..end]),
        }
    }

    /// A URL as a line, without a user name and password.
    pub(super) fn url(&self, url: &str) -> String {
        let host = url.find("://").map_or(0, |colon| colon + 3);
        let (scheme, rest) = url.split_at(host);
        let rest = rest.rsplit('@').next().unwrap_or_default();
        self.line(&format!("{scheme}{rest}"), 200)
    }
}

/// The letters and digits of a text, in lower case.
fn plain(text: &[u8]) -> Vec<u8> {
    let letters = text.iter().filter(|byte| byte.is_ascii_alphanumeric());
    letters.map(u8::to_ascii_lowercase).collect()
}

/// The text with the ASCII characters that percent signs, HTML entities and backslashes spell.
fn decode_escapes(mut text: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(first) = text.first() {
        let (byte, length) = escaped(text).unwrap_or((*first, 1));
        decoded.push(byte);
        text = &text[length..];
    }
    decoded
}

/// The escaped character that the text begins with, and the length of its escape.
fn escaped(text: &[u8]) -> Option<(u8, usize)> {
    let escapes = [("%", 16, 2), ("\\x", 16, 2), ("\\u", 16, 4), ("&#x", 16, 7), ("&#X", 16, 7), ("&#", 10, 7)];
    escapes.into_iter().find_map(|(start, radix, longest)| {
        let rest = text.strip_prefix(start.as_bytes())?;
        let is_digit = |byte: &&u8| char::from(**byte).is_digit(radix);
        let length = rest.iter().take(longest).take_while(is_digit).count();
        let digits = str::from_utf8(&rest[..length]).ok()?;
        Some((u8::from_str_radix(digits, radix).ok()?, start.len() + length))
    })
}

/// Hides every word that looks like a JWT.
fn hide_jwts(text: &str) -> String {
    let is_end = |letter: char| !letter.is_ascii_alphanumeric() && !"-_.".contains(letter);
    let words = text.split_inclusive(is_end).map(|word| match word.trim_end_matches(is_end) {
        jwt if has_jwt(jwt) => format!("{HIDDEN}{}", &word[jwt.len()..]),
        _ => word.to_owned(),
    });
    words.collect()
}
