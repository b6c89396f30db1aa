//! Takes secrets out of texts that somebody else wrote, before they are shown, logged or kept in an error.

use std::cmp::Reverse;
use std::fmt::{self, Debug, Formatter};

/// What stands where a secret stood.
pub(super) const HIDDEN: &str = "[hidden]";

/// The shortest part of a token that is taken for secret by itself.
const PART_MIN: usize = 8;

/// The shortest beginning of a secret that is taken for it at the end of a text.
const PIECE_MIN: usize = 4;

/// How a JSON object begins in base64url, and with it every JWT.
const JWT_START: &str = "eyJ";

/// Knows the token, and hides it and its parts. Anything that looks like another JWT is hidden too: it may be a token
/// that was put into the wrong variable.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Hider {
    /// The token and its parts, longest first.
    secrets: Vec<String>,
}

impl Hider {
    pub(super) fn new(token: &str) -> Self {
        let token = token.trim();
        let parts = token.split('.').filter(|part| part.len() >= PART_MIN);
        let mut secrets: Vec<String> = parts.chain([token]).map(str::to_owned).collect();
        secrets.retain(|secret| !secret.is_empty());
        secrets.sort_by_key(|secret| Reverse(secret.len()));
        Self { secrets }
    }

    /// The text without secrets.
    pub(super) fn hide(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in &self.secrets {
            text = text.replace(secret, HIDDEN);
            // A text that was cut may end in the middle of it.
            let ends = (PIECE_MIN..secret.len())
                .rev()
                .find_map(|length| text.strip_suffix(secret.get(..length)?).map(str::len));
            if let Some(end) = ends {
                text.replace_range(end.., HIDDEN);
            }
        }
        hide_jwts(&text)
    }

    /// The text without secrets, on one line and of at most `longest` characters.
    pub(super) fn line(&self, text: &str, longest: usize) -> String {
        let text = self.hide(text).replace(char::is_control, " ");
        let text = text.trim();
        match text.char_indices().nth(longest) {
            None => text.to_owned(),
            Some((end, _)) => format!("{}…", &text[..end]),
        }
    }
}

/// Not even how many secrets there are.
impl Debug for Hider {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

/// Hides every word that begins as a JWT does.
fn hide_jwts(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(JWT_START) {
        let (before, word) = rest.split_at(start);
        let end = word
            .find(|character| !is_jwt(character))
            .unwrap_or(word.len());
        let begins_word = !before.ends_with(|character: char| character.is_ascii_alphanumeric());
        shown.push_str(before);
        shown.push_str(if begins_word { HIDDEN } else { &word[..end] });
        rest = &word[end..];
    }
    shown + rest
}

fn is_jwt(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.')
}

#[cfg(test)]
mod tests {
    use super::Hider;

    const TOKEN: &str = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ0ZW5hbnQifQ.c2lnbmF0dXJl";

    #[test]
    fn the_token_and_its_parts_are_hidden_wherever_they_stand() {
        let hider = Hider::new(TOKEN);
        assert_eq!(hider.hide(TOKEN), "[hidden]");
        assert_eq!(hider.hide(&format!("x{TOKEN}y")), "x[hidden]y");
        assert_eq!(hider.hide("ä: c2lnbmF0dXJl!"), "ä: [hidden]!");
        assert_eq!(hider.hide("the keyJar"), "the keyJar");
    }

    #[test]
    fn what_looks_like_a_token_is_hidden_without_being_known() {
        let text = format!("the id `{TOKEN}`, and eyJ");
        assert_eq!(
            Hider::default().hide(&text),
            "the id `[hidden]`, and [hidden]"
        );
    }

    #[test]
    fn a_token_that_is_no_jwt_is_hidden_as_a_whole() {
        let hider = Hider::new(" hunter2\n");
        assert_eq!(hider.hide("is hunter2 it?"), "is [hidden] it?");
        assert_eq!(Hider::new("").hide("text"), "text");
    }

    #[test]
    fn a_line_is_one_line_and_ends() {
        let hider = Hider::new(TOKEN);
        assert_eq!(hider.line(" a\r\nb\u{1b}[31m ", 80), "a  b [31m");
        assert_eq!(hider.line("äää", 2), "ää…");
        assert_eq!(hider.line(&TOKEN[..TOKEN.len() - 1], 80), "[hidden]");
        assert_eq!(format!("{hider:?}"), "[hidden]");
    }
}
