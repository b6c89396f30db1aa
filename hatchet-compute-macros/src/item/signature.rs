//! The parameters of a function, cut into patterns and types. No type is parsed.

use proc_macro2::{Group, Ident, Spacing, TokenTree};

use super::attribute;
use crate::tokens::angles::Angles;
use crate::tokens::span_range::SpanRange;
use crate::tokens::{is_punct, is_word, open};

/// The inside of the parentheses of a function.
pub(crate) struct Signature {
    /// The `self` of a method, with what is around it.
    pub(crate) receiver: Option<Receiver>,
    /// All other parameters.
    pub(crate) parameters: Vec<Parameter>,
}

/// A method's first parameter, such as `&mut self`.
pub(crate) struct Receiver {
    /// The word `self`.
    pub(crate) word: Ident,
    /// All of it, without attributes.
    pub(crate) tokens: Vec<TokenTree>,
}

/// One parameter, without its attributes.
pub(crate) struct Parameter {
    pub(crate) pattern: Vec<TokenTree>,
    /// Empty in a half-typed signature.
    pub(crate) type_tokens: Vec<TokenTree>,
}

impl Signature {
    pub(crate) fn of(parameters: &Group) -> Signature {
        let tokens = open(parameters.stream());
        let parts = comma_separated(&tokens).map(|part| attribute::leading(part).1);
        let mut parts = parts.peekable();
        let receiver = parts.peek().and_then(|first| Receiver::of(first));
        if receiver.is_some() {
            parts.next();
        }
        let parameters = parts.filter(|part| !part.is_empty()).map(Parameter::of);
        Signature { receiver, parameters: parameters.collect() }
    }
}

impl Receiver {
    fn of(tokens: &[TokenTree]) -> Option<Receiver> {
        let mut rest = tokens;
        loop {
            match rest {
                [TokenTree::Ident(word), ..] if word == "self" => {
                    return Some(Receiver { word: word.clone(), tokens: tokens.to_vec() });
                }
                [TokenTree::Ident(word), after @ ..] if word == "mut" => rest = after,
                [TokenTree::Punct(punct), TokenTree::Ident(_), after @ ..] if punct.as_char() == '\'' => {
                    rest = after;
                }
                [TokenTree::Punct(punct), after @ ..] if punct.as_char() == '&' => rest = after,
                _ => return None,
            }
        }
    }

    /// Whether it is `&self`, with or without a lifetime.
    pub(crate) fn is_shared_reference(&self) -> bool {
        let ends_with_self = matches!(self.tokens.last(), Some(TokenTree::Ident(word)) if word == "self");
        let mutable = self.tokens.iter().any(|token| is_word(Some(token), "mut"));
        is_punct(self.tokens.first(), '&') && ends_with_self && !mutable
    }

    pub(crate) fn span(&self) -> SpanRange {
        SpanRange::of(&self.tokens).unwrap_or_else(|| (&self.word).into())
    }
}

impl Parameter {
    fn of(tokens: &[TokenTree]) -> Parameter {
        let colon = (0..tokens.len()).find(|&index| is_single_colon(tokens, index));
        let (pattern, type_tokens) = match colon {
            Some(index) => (&tokens[..index], &tokens[index + 1..]),
            None => (tokens, &[][..]),
        };
        Parameter { pattern: pattern.to_vec(), type_tokens: type_tokens.to_vec() }
    }

    /// The one name that the pattern is, with or without `mut`.
    pub(crate) fn name(&self) -> Option<&Ident> {
        match self.pattern.as_slice() {
            [TokenTree::Ident(name)] => Some(name),
            [word, TokenTree::Ident(name)] if is_word(Some(word), "mut") => Some(name),
            _ => None,
        }
    }
}

/// Whether a `:` is here that is not half of a `::`.
fn is_single_colon(tokens: &[TokenTree], index: usize) -> bool {
    let joint = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == ':' && punct.spacing() == Spacing::Joint);
    is_punct(tokens.get(index), ':')
        && !joint(tokens.get(index))
        && !joint(index.checked_sub(1).and_then(|before| tokens.get(before)))
}

/// The parts between the commas outside of angle brackets.
fn comma_separated(tokens: &[TokenTree]) -> impl Iterator<Item = &[TokenTree]> {
    let mut angles = Angles::default();
    tokens.split(move |token| {
        angles.step(token);
        angles.depth == 0 && is_punct(Some(token), ',')
    })
}
