//! Paths, words that a path may have, and the name of an attribute.

use proc_macro2::{Ident, Spacing, TokenStream, TokenTree};

use super::value::Value;
use super::{is_punct, is_word};

/// The keywords that a path may begin with.
const PATH_KEYWORDS: [&str; 4] = ["crate", "self", "super", "Self"];

/// The other keywords of all editions, reserved ones included, and `_`.
const KEYWORDS: [&str; 48] = [
    "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

fn is_path_keyword(word: &Ident) -> bool {
    PATH_KEYWORDS.iter().any(|keyword| word == keyword)
}

/// Whether a word cannot be part of a path.
pub(crate) fn is_keyword(word: &Ident) -> bool {
    KEYWORDS.iter().any(|keyword| word == keyword)
}

/// The tokens of a path such as `crate::reexports::hatchet_compute`, or nothing if they are something else.
pub(crate) fn path(value: &Value) -> Option<TokenStream> {
    let tokens = value.opened();
    let mut rest = tokens.as_slice();
    let mut may_begin = !is_path_separator(rest);
    if !may_begin {
        rest = &rest[2..];
    }
    loop {
        let [TokenTree::Ident(word), after @ ..] = rest else {
            return None;
        };
        if is_keyword(word) || (is_path_keyword(word) && !may_begin) {
            return None;
        }
        if after.is_empty() {
            return Some(tokens.iter().cloned().collect());
        }
        if !is_path_separator(after) {
            return None;
        }
        // `super` may follow itself and `self`.
        may_begin &= word == "super" || word == "self";
        may_begin &= is_word(after.get(2), "super");
        rest = &after[2..];
    }
}

fn is_path_separator(tokens: &[TokenTree]) -> bool {
    let joint = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.spacing() == Spacing::Joint);
    is_punct(tokens.first(), ':') && is_punct(tokens.get(1), ':') && joint(&tokens[0])
}

/// The attribute `#[path::name(…)]`'s last path segment and what follows the path, from the inside of its brackets.
pub(crate) fn attribute_name(tokens: &[TokenTree]) -> Option<(&Ident, &[TokenTree])> {
    let mut rest = tokens;
    while is_punct(rest.first(), ':') {
        rest = &rest[1..];
    }
    let [TokenTree::Ident(name), after @ ..] = rest else {
        return None;
    };
    if is_punct(after.first(), ':') && is_punct(after.get(1), ':') {
        return attribute_name(after);
    }
    Some((name, after))
}
