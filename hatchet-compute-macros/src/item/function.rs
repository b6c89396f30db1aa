//! Reads items and their headers from the front of a run of tokens, and the parameters of functions.
//!
//! Types are not parsed. The body of a function is one group, of which only inner attributes are read, so that a
//! half-typed body loses nothing and a long one costs next to nothing.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use super::{Attribute, QUALIFIERS, Unexpected, leading_attributes};
use crate::tokens::{
    Angles, SpanRange, generics_length, is_any_word, is_group, is_path_separator, is_punct, is_word, open,
    outside_angles,
};

pub(crate) struct Function {
    /// Those before it, then those at the beginning of its body.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) is_async: bool,
    pub(crate) is_const: bool,
    pub(crate) unsafe_keyword: Option<TokenTree>,
    pub(crate) generics: Vec<TokenTree>,
    pub(crate) keyword: Ident,
    pub(crate) name: Ident,
    parameters: Group,
    pub(crate) returned: Vec<TokenTree>,
    pub(crate) has_body: bool,
}

impl Function {
    pub(crate) fn first_type_parameter(&self) -> Option<&TokenTree> {
        let (mut angles, mut begins) = (Angles::default(), false);
        self.generics.iter().find(|token| {
            let is_generic = begins && matches!(token, TokenTree::Ident(_));
            angles.step(token);
            let in_attribute = is_punct(*token, '#') || is_group(token, Delimiter::Bracket);
            begins = angles.depth == 1 && (is_punct(*token, '<') || is_punct(*token, ',') || (begins && in_attribute));
            is_generic
        })
    }

    /// Adds the inner attributes of its body, which is its last token.
    pub(super) fn read_body(&mut self, body: Option<&TokenTree>) {
        let Some(TokenTree::Group(body)) = body else { return };
        // The compiler hands out all tokens of a body or none, and for a long body that costs more than everything else.
        let may_begin = |text: String| ["#", "//!", "/*!"].iter().any(|begin| text.contains(begin));
        if body.span().source_text().is_none_or(may_begin) {
            self.attributes.extend(leading_attributes(&open(body.stream()), true).0);
        }
    }

    /// Its parameters, split into patterns and types only when they are needed.
    pub(crate) fn signature(&self) -> Signature {
        let tokens = open(self.parameters.stream());
        let mut signature = Signature { receiver: None, parameters: Vec::new(), cfg_span: None };
        let mut angles = Angles::default();
        let parts = tokens.split(move |token| {
            angles.step(token);
            angles.depth == 0 && is_punct(token, ',')
        });
        for (index, part) in parts.enumerate() {
            let (attributes, part) = leading_attributes(part, false);
            let with_cfg = attributes.iter().find(|attribute| attribute.predicate().is_some());
            signature.cfg_span = signature.cfg_span.or(with_cfg.map(Attribute::span));
            match Receiver::of(part).filter(|_| index == 0) {
                Some(receiver) => signature.receiver = Some(receiver),
                None if part.is_empty() => {}
                None => signature.parameters.push(Parameter::of(part)),
            }
        }
        signature
    }
}

pub(crate) fn function(item: &TokenStream) -> Result<Function, Unexpected> {
    let tokens = open(item.clone());
    let (attributes, item) = leading_attributes(&tokens, false);
    let (mut function, _) = header(attributes, item).ok_or_else(|| Unexpected::item(item))?;
    function.has_body = !is_punct(tokens.last(), ';');
    function.read_body(tokens.last());
    Ok(function)
}

/// Reads a function from its visibility to its parameters, and returns the rest too; `None` if this is another item.
pub(super) fn header(attributes: Vec<Attribute>, item: &[TokenTree]) -> Option<(Function, &[TokenTree])> {
    let mut rest = item;
    if is_word(rest.first(), "pub") {
        let is_restricted = rest.get(1).is_some_and(|token| is_group(token, Delimiter::Parenthesis));
        rest = &rest[1 + usize::from(is_restricted)..];
    }
    let (mut is_async, mut is_const, mut unsafe_keyword) = (false, false, None);
    while is_any_word(rest.first(), &QUALIFIERS) {
        is_async |= is_word(rest.first(), "async");
        is_const |= is_word(rest.first(), "const");
        unsafe_keyword = unsafe_keyword.or(rest.first().filter(|word| is_word(*word, "unsafe")));
        let has_literal = matches!(rest.get(1), Some(TokenTree::Literal(_)));
        rest = &rest[1 + usize::from(has_literal)..];
    }
    let [TokenTree::Ident(keyword), TokenTree::Ident(name), after @ ..] = rest else { return None };
    if keyword != "fn" {
        return None;
    }
    let (generics, after) = after.split_at(generics_length(after));
    let [TokenTree::Group(parameters), after @ ..] = after else { return None };
    let function = Function {
        returned: return_type(after),
        attributes,
        is_async,
        is_const,
        unsafe_keyword: unsafe_keyword.cloned(),
        generics: generics.to_vec(),
        keyword: keyword.clone(),
        name: name.clone(),
        parameters: parameters.clone(),
        has_body: true,
    };
    Some((function, after))
}

/// The number of tokens after the parameters of a method: its body is the first brace outside angle brackets that does
/// not belong to a macro call, since `-> Q<{ 3 }>` and `-> m! {}` have braces too.
pub(super) fn length_to_body_end(tokens: &[TokenTree]) -> usize {
    let is_macro = |index| matches!(&tokens[..index], [.., TokenTree::Ident(_), sign] if is_punct(sign, '!'));
    let is_last = |(index, token): &(usize, &TokenTree)| {
        is_punct(*token, ';') || (is_group(token, Delimiter::Brace) && !is_macro(*index))
    };
    outside_angles(tokens).find(is_last).map_or(tokens.len(), |(index, _)| index + 1)
}

pub(super) fn length_of_other_item(tokens: &[TokenTree]) -> usize {
    let is_before =
        |token: &&TokenTree| is_any_word(*token, &["pub", "default"]) || is_group(token, Delimiter::Parenthesis);
    let constant = is_any_word(tokens.iter().find(|token| !is_before(token)), &["const", "type"]);
    let is_last = |token| is_punct(token, ';') || (!constant && is_group(token, Delimiter::Brace));
    tokens.iter().position(is_last).map_or(tokens.len(), |index| index + 1)
}

fn return_type(after: &[TokenTree]) -> Vec<TokenTree> {
    let [dash, arrow, rest @ ..] = after else { return Vec::new() };
    if !is_punct(dash, '-') || !is_punct(arrow, '>') {
        return Vec::new();
    }
    let is_end =
        |token: &TokenTree| is_group(token, Delimiter::Brace) || is_punct(token, ';') || is_word(token, "where");
    let end = outside_angles(rest).find(|(_, token)| is_end(token)).map_or(rest.len(), |(index, _)| index);
    rest[..end].to_vec()
}

pub(crate) struct Signature {
    pub(crate) receiver: Option<Receiver>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) cfg_span: Option<SpanRange>,
}

/// A method's first parameter, such as `&mut self`.
pub(crate) struct Receiver {
    pub(crate) word: Ident,
    pub(crate) span: SpanRange,
    /// Whether it is `&self`, with or without a lifetime.
    pub(crate) is_shared_reference: bool,
}

pub(crate) struct Parameter {
    pub(crate) pattern: Vec<TokenTree>,
    pub(crate) type_tokens: Vec<TokenTree>,
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

    /// The name, if the pattern is just a name, with or without `mut`.
    pub(crate) fn name(&self) -> Option<&Ident> {
        match self.pattern.as_slice() {
            [TokenTree::Ident(name)] => Some(name),
            [word, TokenTree::Ident(name)] if is_word(word, "mut") => Some(name),
            _ => None,
        }
    }
}
