//! The parameters of a function, cut into patterns and types. No type is parsed.

use proc_macro2::{Group, Ident, TokenTree};

use super::leading_attributes;
use crate::tokens::path::is_path_separator;
use crate::tokens::{Angles, SpanRange, is_punct, is_word, open};

/// The inside of the parentheses of a function.
pub(crate) struct Signature {
    pub(crate) receiver: Option<Receiver>,
    /// All other parameters.
    pub(crate) parameters: Vec<Parameter>,
}

/// A method's first parameter, such as `&mut self`.
pub(crate) struct Receiver {
    /// The word `self`.
    pub(crate) word: Ident,
    pub(crate) span: SpanRange,
    /// Whether it is `&self`, with or without a lifetime.
    pub(crate) is_shared_reference: bool,
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
        let mut signature = Signature { receiver: None, parameters: Vec::new() };
        let mut angles = Angles::default();
        let parts = tokens.split(move |token| {
            angles.step(token);
            angles.depth == 0 && is_punct(token, ',')
        });
        for (index, part) in parts.enumerate() {
            let (_, part) = leading_attributes(part);
            if index == 0 {
                signature.receiver = Receiver::of(part);
            }
            if !part.is_empty() && (index > 0 || signature.receiver.is_none()) {
                signature.parameters.push(Parameter::of(part));
            }
        }
        signature
    }
}

impl Receiver {
    fn of(tokens: &[TokenTree]) -> Option<Receiver> {
        let mut rest = tokens;
        loop {
            match rest {
                [TokenTree::Ident(word), after @ ..] if word == "self" => {
                    let is_mutable = tokens.iter().any(|token| is_word(token, "mut"));
                    let is_shared_reference = is_punct(tokens.first(), '&') && after.is_empty() && !is_mutable;
                    return Some(Receiver { word: word.clone(), span: SpanRange::of(tokens)?, is_shared_reference });
                }
                [quote, TokenTree::Ident(_), after @ ..] if is_punct(quote, '\'') => rest = after,
                [token, after @ ..] if is_word(token, "mut") || is_punct(token, '&') => rest = after,
                _ => return None,
            }
        }
    }
}

impl Parameter {
    fn of(tokens: &[TokenTree]) -> Parameter {
        let in_path = |index: usize| is_path_separator(&tokens[index..]);
        let is_colon =
            |&index: &usize| is_punct(&tokens[index], ':') && !in_path(index) && !(index > 0 && in_path(index - 1));
        let colon = (0..tokens.len()).find(is_colon).unwrap_or(tokens.len());
        let type_tokens = tokens.get(colon + 1..).unwrap_or_default();
        Parameter { pattern: tokens[..colon].to_vec(), type_tokens: type_tokens.to_vec() }
    }

    /// The one name that the pattern is, with or without `mut`.
    pub(crate) fn name(&self) -> Option<&Ident> {
        match self.pattern.as_slice() {
            [TokenTree::Ident(name)] => Some(name),
            [word, TokenTree::Ident(name)] if is_word(word, "mut") => Some(name),
            _ => None,
        }
    }
}
