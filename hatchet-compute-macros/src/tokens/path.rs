//! Paths, words that a path may have, and the name of an attribute.

use proc_macro2::{Ident, Spacing, TokenStream, TokenTree};

use super::value::Value;
use super::{is_any_word, is_punct, is_word};

/// The keywords of all editions, reserved ones included, and `_`, without those that a path may begin with.
const KEYWORDS: [&str; 48] = [
    "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Whether a word cannot be part of a path.
pub(crate) fn is_keyword(word: &Ident) -> bool {
    KEYWORDS.iter().any(|keyword| word == keyword)
}

/// The tokens of a path such as `crate::reexports::hatchet_compute`, or nothing if they are something else.
pub(crate) fn path(value: &Value) -> Option<TokenStream> {
    let tokens = value.opened();
    let mut may_begin = !is_path_separator(&tokens);
    let mut rest = if may_begin { &tokens[..] } else { &tokens[2..] };
    loop {
        let [TokenTree::Ident(word), after @ ..] = rest else {
            return None;
        };
        let only_begins = is_any_word(rest.first(), &["crate", "self", "super", "Self"]);
        if is_keyword(word) || (only_begins && !may_begin) {
            return None;
        }
        if after.is_empty() {
            return Some(tokens.into_iter().collect());
        }
        if !is_path_separator(after) {
            return None;
        }
        // `super` may follow itself and `self`.
        may_begin &= is_any_word(rest.first(), &["super", "self"]) && is_word(after.get(2), "super");
        rest = &after[2..];
    }
}

/// Whether tokens begin with `::`.
pub(crate) fn is_path_separator(tokens: &[TokenTree]) -> bool {
    let [TokenTree::Punct(first), second, ..] = tokens else {
        return false;
    };
    first.as_char() == ':' && first.spacing() == Spacing::Joint && is_punct(second, ':')
}

/// The attribute `#[path::name(…)]`'s last path segment and what follows the path, from the inside of its brackets.
pub(crate) fn attribute_name(mut tokens: &[TokenTree]) -> Option<(&Ident, &[TokenTree])> {
    while is_punct(tokens.first(), ':') {
        tokens = &tokens[1..];
    }
    let [TokenTree::Ident(name), after @ ..] = tokens else {
        return None;
    };
    if is_punct(after.first(), ':') && is_punct(after.get(1), ':') {
        return attribute_name(after);
    }
    Some((name, after))
}
