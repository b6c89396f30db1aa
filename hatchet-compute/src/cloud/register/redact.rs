//! Texts from outside as they may be shown: without the token, on one line, and not too long.

use std::collections::HashSet;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

/// Shown in the place of a secret.
pub(super) const HIDDEN: &str = "[hidden]";

/// How many letters and digits of the token in a row give it away.
const RUN: usize = 8;

/// Hides the token in texts, also where it was changed on the way, and everything that looks like another token: it may be
/// one that was put into the wrong variable.
#[derive(Clone)]
pub(super) struct Redactor {
    token: String,
    /// All runs of letters and digits of the token, in lower case. None if the token is not a JWT: a word such as
    /// `development` is not a secret, and may be in names.
    runs: HashSet<[u8; RUN]>,
}

impl Redactor {
    pub(super) fn new(token: &str) -> Self {
        let token = token.trim().to_owned();
        let mut runs = HashSet::new();
        if token.split('.').count() == 3 {
            runs.extend(plain(token.as_bytes()).array_windows());
        }
        Self { token, runs }
    }

    /// Whether the text contains the token, or enough of it to recognise it. Separators are ignored, and base64, percent
    /// signs, HTML entities and backslashes are decoded.
    pub(super) fn reveals(&self, text: &str) -> bool {
        let has_run = |text: &[u8]| plain(text).array_windows().any(|run| self.runs.contains(run));
        let decoded = decode_escapes(text.as_bytes());
        [text.as_bytes(), &decoded]
            .into_iter()
            .any(|text| has_run(text) || (0..4).any(|skip| has_run(&decode_base64(text, skip))))
    }

    /// The text without tokens, on one line and of at most `longest` characters. Nothing of it, if it still reveals the token
    /// when tokens are hidden.
    pub(super) fn line(&self, text: &str, longest: usize) -> String {
        let text = match self.token.as_str() {
            "" => text.trim().to_owned(),
            token => text.trim().replace(token, HIDDEN),
        };
        let text = hide_jwts(&text);
        if self.reveals(&text) {
            return HIDDEN.to_owned();
        }
        let line = escape(&text);
        match line.char_indices().nth(longest) {
            None => line,
            Some((end, _)) => format!("{}…", &line[..end]),
        }
    }

    /// The value of a setting as a line.
    pub(super) fn value(&self, value: &str) -> String {
        self.line(value, 200)
    }

    /// A URL as a line, without a user name and password.
    pub(super) fn url(&self, url: &str) -> String {
        let host = url.find("://").map_or(0, |colon| colon + 3);
        let (scheme, rest) = url.split_at(host);
        let rest = rest.rsplit('@').next().unwrap_or_default();
        self.value(&format!("{scheme}{rest}"))
    }
}

/// The text on one line: line breaks and tabs as spaces, and all other characters that cannot be seen, such as those that
/// control a terminal or change the direction of writing, as `\u{1b}`.
pub(super) fn escape(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => line.push(' '),
            '"' | '\'' | '\\' => line.push(character),
            _ => line.extend(character.escape_debug()),
        }
    }
    line
}

/// The letters and digits of a text, in lower case.
fn plain(text: &[u8]) -> Vec<u8> {
    let letters = text.iter().filter(|byte| byte.is_ascii_alphanumeric());
    letters.map(u8::to_ascii_lowercase).collect()
}

/// What the letters of base64 in a text spell, of either alphabet, but for the first `skip`.
fn decode_base64(text: &[u8], skip: usize) -> Vec<u8> {
    let letters = text.iter().filter_map(|byte| match byte {
        b'+' | b'-' => Some(b'-'),
        b'/' | b'_' => Some(b'_'),
        _ => byte.is_ascii_alphanumeric().then_some(*byte),
    });
    let mut letters: Vec<u8> = letters.skip(skip).collect();
    letters.truncate(letters.len() / 4 * 4);
    BASE64_URL_SAFE_NO_PAD.decode(letters).unwrap_or_default()
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

/// Hides every word that looks like a JWT, of which a part begins as a JSON object does in base64.
fn hide_jwts(text: &str) -> String {
    let is_jwt = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let words = text.split_inclusive(|letter| !is_jwt(letter));
    let mut shown = String::with_capacity(text.len());
    for word in words {
        if word.split(['-', '_', '.']).any(|part| part.starts_with("eyJ")) {
            shown.push_str(HIDDEN);
            shown.push_str(word.trim_start_matches(is_jwt));
        } else {
            shown.push_str(word);
        }
    }
    shown
}
