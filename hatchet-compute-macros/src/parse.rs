//! Stage 1: tokens to entries. Only syntax: what a key means, and what it takes, is not known here.
//!
//! An annotation is first cut into entries and each entry is read on its own, so that one
//! mistake never hides another. Where a token is in the way, the error says what was expected
//! there, and reading goes on as if it had been written.

use std::collections::VecDeque;

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

use crate::support::errors::Errors;
use crate::support::example;
use crate::support::place::{is_punct, is_word, open};
use crate::support::value::Value;

/// One `key = value` or `key(…)` of an annotation.
pub(crate) struct Entry {
    pub(crate) key: Ident,
    pub(crate) content: Content,
}

/// What stands behind a key.
pub(crate) enum Content {
    /// `key = value`
    Value(Value),
    /// `key(…)`; with other brackets, an error has been given for them.
    Arguments(Group),
    /// The key alone.
    Nothing,
    /// Something that an error was already given for.
    Broken,
}

/// Reads the entries of an annotation: those inside `#[step(…)]`, `compute(…)`, `compute! {…}`.
pub(crate) fn entries(stream: TokenStream, errors: &mut Errors) -> Vec<Entry> {
    let mut cursor = Cursor::new(stream);
    let mut entries = Vec::new();
    while let Some(token) = cursor.next_opened() {
        match token {
            TokenTree::Ident(key) if cursor.at_path_separator() => {
                errors.at(
                    &key,
                    format!(
                        "expected a key, found a path that begins with `{key}::`\nhelp: a key is one word"
                    ),
                );
                cursor.skip_entry();
            }
            TokenTree::Ident(key) => {
                let content = content(&key, &mut cursor, errors);
                entries.push(Entry { key, content });
                if separator(&mut cursor, errors) && !cursor.begins_entry() {
                    cursor.skip_entry();
                }
            }
            token if is_punct(Some(&token), ',') => {
                errors.at(&token, "expected a key, found `,`\nhelp: remove it");
            }
            token => {
                let found = found(&token);
                let help = "write `key = value` or `compute(…)`";
                errors.at(
                    &token,
                    format!("expected a key, found {found}\nhelp: {help}"),
                );
                cursor.skip_entry();
            }
        }
    }
    entries
}

/// Reads the elements of a list, the inside of `[…]`.
pub(crate) fn elements(stream: TokenStream, errors: &mut Errors) -> Vec<Value> {
    let mut cursor = Cursor::new(stream);
    let mut elements = Vec::new();
    while let Some(next) = cursor.peek(0) {
        if is_punct(Some(next), ',') {
            errors.at(next, "expected a value, found `,`");
            cursor.next();
            continue;
        }
        elements.extend(cursor.value(false));
        separator(&mut cursor, errors);
    }
    elements
}

/// What stands between a key and the end of its entry.
fn content(key: &Ident, cursor: &mut Cursor, errors: &mut Errors) -> Content {
    let Some(next) = cursor.peek(0).cloned() else {
        return Content::Nothing;
    };
    match &next {
        TokenTree::Punct(punct) if matches!(punct.as_char(), ',' | ';') => Content::Nothing,
        TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
            cursor.next();
            Content::Arguments(group.clone())
        }
        TokenTree::Group(group) if holds_entries(group) => {
            let found = found(&next);
            errors.at(
                &next,
                format!(
                    "expected `(`, found {found}\nhelp: write `{key}({})`",
                    group.stream()
                ),
            );
            cursor.next();
            Content::Arguments(group.clone())
        }
        _ => match sign(cursor) {
            None => match cursor.value(true) {
                Some(value) => Content::Value(value),
                None => {
                    let example = example::of(&key.to_string());
                    errors.at(
                        &next,
                        format!(
                            "expected a value after `=`\nhelp: for example `{key} = {example}`"
                        ),
                    );
                    Content::Broken
                }
            },
            Some(wrong) => without_sign(key, &next, &wrong, cursor, errors),
        },
    }
}

/// Takes the `=` between key and value; or what stands in its place, and says what that is.
fn sign(cursor: &mut Cursor) -> Option<String> {
    let next = cursor.peek(0)?.clone();
    let doubled = is_punct(cursor.peek(1), '=');
    match &next {
        TokenTree::Punct(punct) if punct.as_char() == '=' => {
            cursor.next();
            let comparison = doubled && punct.spacing() == Spacing::Joint;
            comparison.then(|| {
                cursor.next();
                "`==`".into()
            })
        }
        TokenTree::Punct(punct) if punct.as_char() == ':' => {
            cursor.next();
            Some("`:`".into())
        }
        _ => Some(found(&next)),
    }
}

/// A value whose `=` is missing, or something else.
fn without_sign(
    key: &Ident,
    place: &TokenTree,
    wrong: &str,
    cursor: &mut Cursor,
    errors: &mut Errors,
) -> Content {
    let value = cursor.value(true);
    let example = example::of(&key.to_string()).to_owned();
    let written = value
        .as_ref()
        .map_or(example, |value| value.to_token_stream().to_string());
    errors.at(
        place,
        format!("expected `=`, found {wrong}\nhelp: write `{key} = {written}`"),
    );
    value.map_or(Content::Broken, Content::Value)
}

/// Whether braces or brackets hold what parentheses should.
fn holds_entries(group: &Group) -> bool {
    group.delimiter() == Delimiter::Brace || Cursor::new(group.stream()).begins_entry()
}

/// Takes the comma behind an entry or element. Anything else is an error, and the answer is
/// whether it still stands there.
fn separator(cursor: &mut Cursor, errors: &mut Errors) -> bool {
    let Some(next) = cursor.peek(0).cloned() else {
        return false;
    };
    let comma = is_punct(Some(&next), ',');
    let semicolon = is_punct(Some(&next), ';');
    if !comma {
        let found = found(&next);
        let help = if semicolon {
            "write `,` for it"
        } else {
            "write `,` before it"
        };
        errors.at(&next, format!("expected `,`, found {found}\nhelp: {help}"));
    }
    let taken = comma || semicolon;
    if taken {
        cursor.next();
    }
    !taken
}

/// A token in the words of an error: of a group, its bracket.
fn found(token: &TokenTree) -> String {
    match token {
        TokenTree::Group(group) => match group.delimiter() {
            Delimiter::Parenthesis => "`(`".into(),
            Delimiter::Brace => "`{`".into(),
            Delimiter::Bracket => "`[`".into(),
            Delimiter::None => format!("`{}`", group.stream()),
        },
        token => format!("`{token}`"),
    }
}

/// A run of tokens that is read from the front.
struct Cursor {
    tokens: VecDeque<TokenTree>,
}

impl Cursor {
    fn new(stream: TokenStream) -> Cursor {
        Cursor {
            tokens: stream.into_iter().collect(),
        }
    }

    fn peek(&self, ahead: usize) -> Option<&TokenTree> {
        self.tokens.get(ahead)
    }

    fn next(&mut self) -> Option<TokenTree> {
        self.tokens.pop_front()
    }

    /// The next token; an invisible group in its place is opened and stands as its tokens.
    fn next_opened(&mut self) -> Option<TokenTree> {
        loop {
            match self.next()? {
                TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                    for token in open(group.stream()).into_iter().rev() {
                        self.tokens.push_front(token);
                    }
                }
                token => return Some(token),
            }
        }
    }

    /// Whether `key =`, `key:` or `key(` comes next, or a key and a value that lack their `=`.
    fn begins_entry(&self) -> bool {
        matches!(self.peek(0), Some(TokenTree::Ident(_)))
            && match self.peek(1) {
                Some(TokenTree::Punct(punct)) => {
                    matches!(punct.as_char(), '=' | ':') && punct.spacing() == Spacing::Alone
                }
                Some(TokenTree::Group(group)) => group.delimiter() == Delimiter::Parenthesis,
                Some(TokenTree::Literal(_)) => true,
                _ => false,
            }
    }

    /// A value: all up to the comma that ends it, or up to where a comma is missing.
    fn value(&mut self, in_entry: bool) -> Option<Value> {
        let mut tokens: Vec<TokenTree> = Vec::new();
        let mut angles = 0_usize;
        while let Some(next) = self.peek(0) {
            if angles == 0 {
                let ends = is_punct(Some(next), ',') || is_punct(Some(next), ';');
                let begins = in_entry && self.begins_entry() && is_punct(self.peek(1), '=');
                if ends || (!tokens.is_empty() && (begins || lacks_comma(&tokens, next))) {
                    break;
                }
            }
            angles = angles_after(angles, &tokens, next);
            tokens.extend(self.next());
        }
        Value::new(tokens)
    }

    fn at_path_separator(&self) -> bool {
        is_punct(self.peek(0), ':') && is_punct(self.peek(1), ':')
    }

    fn skip_entry(&mut self) {
        while let Some(token) = self.next() {
            if is_punct(Some(&token), ',') {
                return;
            }
        }
    }
}

/// The depth of the angle brackets of a `::<…>` after one more token.
fn angles_after(angles: usize, before: &[TokenTree], next: &TokenTree) -> usize {
    let last = before.last();
    if is_punct(Some(next), '<') {
        let turbofish = is_punct(last, ':') && is_punct(before.iter().rev().nth(1), ':');
        return if angles > 0 || turbofish {
            angles + 1
        } else {
            0
        };
    }
    let arrow = is_punct(last, '-') || is_punct(last, '=');
    if is_punct(Some(next), '>') && !arrow {
        return angles.saturating_sub(1);
    }
    angles
}

/// Whether a value is complete before `next` and `next` cannot go on with it: in an expression no
/// two operands stand side by side.
fn lacks_comma(before: &[TokenTree], next: &TokenTree) -> bool {
    let complete = match before.last() {
        Some(TokenTree::Literal(_)) => true,
        Some(TokenTree::Ident(word)) => !is_keyword(word),
        Some(TokenTree::Group(group)) => group.delimiter() != Delimiter::Brace,
        Some(TokenTree::Punct(_)) | None => false,
    };
    let lifetime = matches!(before, [.., TokenTree::Punct(quote), _] if quote.as_char() == '\'');
    let another = match next {
        TokenTree::Literal(_) => true,
        TokenTree::Ident(word) => !is_keyword(word),
        TokenTree::Group(group) => group.delimiter() == Delimiter::None,
        TokenTree::Punct(_) => false,
    };
    complete && !lifetime && another
}

/// The words of the language that a path may begin with.
const PATH_WORDS: [&str; 4] = ["crate", "self", "super", "Self"];

fn is_path_word(word: &Ident) -> bool {
    PATH_WORDS.iter().any(|name| word == name)
}

/// Whether a word is none that a path may hold: one of the language that stands between operands or before one.
fn is_keyword(word: &Ident) -> bool {
    let tokens = TokenTree::from(word.clone()).into();
    syn::parse2::<Ident>(tokens).is_err() && !is_path_word(word)
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
        if is_keyword(word) || (is_path_word(word) && !may_begin) {
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

/// Cuts `p, step(…), …`, the inside of a `cfg_attr(…)`, at its top-level commas.
pub(crate) fn comma_separated(stream: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut parts = vec![Vec::new()];
    for token in open(stream) {
        if is_punct(Some(&token), ',') {
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(token);
        }
    }
    parts
}
