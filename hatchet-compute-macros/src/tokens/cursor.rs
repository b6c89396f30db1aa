//! Reading tokens from the front, and where a value ends.

use std::vec::IntoIter;

use hatchet_compute_core::guess_duration;
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use super::value::Value;
use super::{
    NO_EXPRESSION, angles_length, is_any_word, is_group, is_joint, is_keyword, is_punct, is_word, open, opens_path,
};

pub(crate) struct Cursor(IntoIter<TokenTree>);

impl Cursor {
    pub(crate) fn new(stream: TokenStream) -> Cursor {
        Cursor(stream.into_iter().collect::<Vec<_>>().into_iter())
    }

    pub(crate) fn peek(&self, ahead: usize) -> Option<&TokenTree> {
        self.0.as_slice().get(ahead)
    }

    pub(crate) fn next(&mut self) -> Option<TokenTree> {
        self.0.next()
    }

    /// The next token; an invisible group is opened, and its tokens take its place.
    pub(crate) fn peek_opened(&mut self) -> Option<&TokenTree> {
        while let Some(TokenTree::Group(group)) = self.peek(0).filter(|token| is_group(token, Delimiter::None)) {
            let mut opened = open(group.stream());
            opened.extend(self.0.by_ref().skip(1));
            self.0 = opened.into_iter();
        }
        self.peek(0)
    }

    /// The number of tokens of a `-`, `.` or `::` between two words.
    pub(crate) fn joint_length(&self, ahead: usize) -> Option<usize> {
        let is = |ahead, character| is_punct(self.peek(ahead), character);
        let is_separator = is(ahead, ':') && is(ahead + 1, ':');
        if is_separator { Some(2) } else { (is(ahead, '-') || is(ahead, '.')).then_some(1) }
    }

    /// Whether the next token is not punctuation, or what a value can begin with; also at the end of an entry.
    pub(crate) fn begins_value(&self) -> bool {
        let Some(TokenTree::Punct(punct)) = self.peek(0) else { return true };
        match punct.as_char() {
            '-' | '*' | '&' | '!' | '<' | '|' | '\'' | ',' | ';' => true,
            ':' | '.' => is_punct(self.peek(1), punct.as_char()),
            '#' => matches!(self.peek(1), Some(TokenTree::Group(_))),
            _ => false,
        }
    }

    /// Whether `key =`, `key:` or `key(` comes next, or a key and a value without `=` between them.
    pub(crate) fn begins_entry(&self) -> bool {
        let follows_key = |next: &TokenTree| match next {
            TokenTree::Punct(punct) => matches!(punct.as_char(), '=' | ':') && punct.spacing() == Spacing::Alone,
            TokenTree::Group(group) => group.delimiter() == Delimiter::Parenthesis,
            next => matches!(next, TokenTree::Literal(_)),
        };
        matches!(self.peek(0), Some(TokenTree::Ident(_))) && self.peek(1).is_some_and(follows_key)
    }

    /// Whether `key =` or `key:` comes next.
    pub(crate) fn begins_entry_with_sign(&self) -> bool {
        self.begins_entry() && matches!(self.peek(1), Some(TokenTree::Punct(_)))
    }

    pub(crate) fn begins_dots(&self) -> bool {
        is_punct(self.peek(0), '.') && is_punct(self.peek(1), '.')
    }

    /// Reads a value: everything up to the comma that ends it, or up to where a comma is missing.
    pub(crate) fn value(&mut self, in_entry: bool) -> Option<Value> {
        let mut tokens: Vec<TokenTree> = Vec::new();
        while let Some(next) = self.peek(0) {
            let ends = is_punct(next, ',') || is_punct(next, ';');
            let begins_key = || self.begins_entry() && is_punct(self.peek(1), '=');
            // `..CONSTANT` after a whole value: no value of an entry is a range.
            let begins_base =
                || self.begins_dots() && matches!(self.peek(2), Some(TokenTree::Ident(_))) && is_complete(&tokens);
            let begins = in_entry && (begins_key() || begins_base()) && !is_in_let(&tokens);
            let is_unit = || !self.begins_entry() || guess_duration(&format!("1{next}")).is_some();
            let lacks_comma = || lacks_comma(&tokens, next) && !(is_measure(&tokens, next) && is_unit());
            let goes_on = || tokens.is_empty() || is_any_word(tokens.first(), &NO_EXPRESSION);
            if ends || ((begins || lacks_comma()) && !goes_on()) {
                break;
            }
            let is_path = is_punct(next, '<') && opens_path(&tokens);
            let length = if is_path { angles_length(self.0.as_slice()) } else { None };
            tokens.extend(self.0.by_ref().take(length.unwrap_or(1)));
        }
        Value::new(tokens)
    }
}

/// Whether these tokens end inside the pattern of a `let`.
fn is_in_let(tokens: &[TokenTree]) -> bool {
    let last = tokens.iter().rposition(|token| is_word(token, "let"));
    last.is_some_and(|last| !tokens[last..].windows(2).any(|pair| is_punct(&pair[1], '=') && !is_joint(&pair[0])))
}

/// Whether a number with its unit continues: `1024 MB`, `5 minutes 30 seconds`, `1h 30m`.
fn is_measure(before: &[TokenTree], next: &TokenTree) -> bool {
    let begins_with_digit = |token: &TokenTree| token.to_string().starts_with(|c: char| c.is_ascii_digit());
    let ends_with_unit = |token: &TokenTree| token.to_string().ends_with(char::is_alphabetic);
    let follows = match next {
        // A word with `_` is a key.
        TokenTree::Ident(word) => !word.to_string().contains('_'),
        next => begins_with_digit(next) && before.last().is_some_and(ends_with_unit),
    };
    let is_part = |token: &TokenTree| matches!(token, TokenTree::Ident(_)) || begins_with_digit(token);
    follows && before.first().is_some_and(begins_with_digit) && before.iter().all(is_part)
}

/// Whether a value is complete before `next`, which cannot continue it: no two operands are adjacent.
fn lacks_comma(before: &[TokenTree], next: &TokenTree) -> bool {
    let another = match next {
        TokenTree::Literal(_) => true,
        TokenTree::Ident(word) => !is_keyword(word),
        // A block in an invisible group is not an operand, but what comes after `if a` or `else`.
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            !matches!(open(group.stream()).as_slice(), [only] if is_group(only, Delimiter::Brace))
        }
        TokenTree::Group(_) | TokenTree::Punct(_) => false,
    };
    another && is_complete(before) && !is_in_let(before)
}

fn is_complete(tokens: &[TokenTree]) -> bool {
    match tokens {
        [.., TokenTree::Punct(quote), TokenTree::Ident(_)] if quote.as_char() == '\'' => false,
        [.., TokenTree::Literal(_) | TokenTree::Group(_)] => true,
        [.., TokenTree::Ident(word)] => !is_keyword(word),
        [.., TokenTree::Punct(_)] | [] => false,
    }
}
