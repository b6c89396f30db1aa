//! Reads items and their headers from the front of a run of tokens, and the parameters of functions.
//!
//! Types are not parsed. The body of a function is one group, of which only inner attributes are read, so that a half-typed
//! body loses nothing and a long one costs next to nothing.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use super::{Attribute, QUALIFIERS, Unexpected, inner_attributes, leading_attributes};
use crate::tokens::{
    Angles, SpanRange, generics_length, is_any_word, is_group, is_path_separator, is_punct, is_word, open,
    outside_angles,
};

pub(crate) struct Function {
    /// Those before it, then those at the beginning of its body.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) is_async: bool,
    pub(crate) is_const: bool,
    /// The word `unsafe`.
    pub(crate) is_unsafe: Option<TokenTree>,
    /// The `<…>` after the name, if there is one.
    pub(crate) generics: Vec<TokenTree>,
    /// The word `fn`.
    pub(crate) keyword: Ident,
    pub(crate) name: Ident,
    parameters: Group,
    /// What is after `->`.
    pub(crate) returned: Vec<TokenTree>,
    pub(crate) has_body: bool,
}

impl Function {
    /// The first of its generics that is not a lifetime.
    pub(crate) fn generic(&self) -> Option<&TokenTree> {
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
        if let Some(TokenTree::Group(body)) = body {
            self.attributes.extend(inner_attributes(body));
        }
    }

    /// Its parameters, cut into patterns and types only when they are needed.
    pub(crate) fn signature(&self) -> Signature {
        let tokens = open(self.parameters.stream());
        let mut signature = Signature { receiver: None, parameters: Vec::new(), conditional: None };
        let mut angles = Angles::default();
        let parts = tokens.split(move |token| {
            angles.step(token);
            angles.depth == 0 && is_punct(token, ',')
        });
        for (index, part) in parts.enumerate() {
            let (attributes, part) = leading_attributes(part, false);
            let conditional = attributes.iter().find(|attribute| attribute.predicate().is_some());
            signature.conditional = signature.conditional.or(conditional.map(Attribute::span));
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

pub(crate) fn function(item: &TokenStream) -> Result<Function, Unexpected> {
    let tokens = open(item.clone());
    let mut scanner = Scanner::new(&tokens);
    let attributes = scanner.attributes();
    let start = scanner.rest();
    let mut function = scanner.function(attributes).ok_or_else(|| Unexpected::item(start))?;
    function.has_body = !is_punct(tokens.last(), ';');
    function.read_body(tokens.last());
    Ok(function)
}

/// Reads items from the front.
pub(super) struct Scanner<'a> {
    tokens: &'a [TokenTree],
    pub(super) position: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(tokens: &'a [TokenTree]) -> Scanner<'a> {
        Scanner { tokens, position: 0 }
    }

    pub(super) fn rest(&self) -> &'a [TokenTree] {
        &self.tokens[self.position..]
    }

    fn peek(&self) -> Option<&'a TokenTree> {
        self.tokens.get(self.position)
    }

    pub(super) fn attributes(&mut self) -> Vec<Attribute> {
        let (attributes, rest) = leading_attributes(self.rest(), false);
        self.position = self.tokens.len() - rest.len();
        attributes
    }

    /// A function from its visibility to its parameters, or nothing if this is another item.
    pub(super) fn function(&mut self, attributes: Vec<Attribute>) -> Option<Function> {
        if is_word(self.peek(), "pub") {
            self.position += 1;
            let restricted = self.peek().is_some_and(|token| is_group(token, Delimiter::Parenthesis));
            self.position += usize::from(restricted);
        }
        let (mut is_async, mut is_const, mut is_unsafe) = (false, false, None);
        while is_any_word(self.peek(), &QUALIFIERS) {
            is_async |= is_word(self.peek(), "async");
            is_const |= is_word(self.peek(), "const");
            is_unsafe = is_unsafe.or(self.peek().filter(|word| is_word(*word, "unsafe")));
            self.position += 1;
            if let Some(TokenTree::Literal(_)) = self.peek() {
                self.position += 1;
            }
        }
        let [TokenTree::Ident(keyword), TokenTree::Ident(name), after @ ..] = self.rest() else {
            return None;
        };
        if keyword != "fn" {
            return None;
        }
        let generics = &after[..generics_length(after)];
        self.position += 2 + generics.len();
        let Some(TokenTree::Group(parameters)) = self.peek() else {
            return None;
        };
        self.position += 1;
        Some(Function {
            returned: return_type(self.rest()),
            attributes,
            is_async,
            is_const,
            is_unsafe: is_unsafe.cloned(),
            generics: generics.to_vec(),
            keyword: keyword.clone(),
            name: name.clone(),
            parameters: parameters.clone(),
            has_body: true,
        })
    }

    /// To the end of a method whose parameters were read: its body is the first brace outside of angle brackets that is not
    /// of a macro call, since `-> Q<{ 3 }>` and `-> m! {}` have others.
    pub(super) fn skip_to_body_end(&mut self) {
        let (mut angles, start) = (Angles::default(), self.position);
        while let Some(token) = self.peek() {
            angles.step(token);
            let is_macro =
                matches!(&self.tokens[start..self.position], [.., TokenTree::Ident(_), sign] if is_punct(sign, '!'));
            self.position += 1;
            if angles.depth == 0 && (is_punct(token, ';') || (is_group(token, Delimiter::Brace) && !is_macro)) {
                return;
            }
        }
    }

    /// To the end of a constant, a type or a macro call.
    pub(super) fn skip_other_item(&mut self) {
        let is_before =
            |token: &&TokenTree| is_any_word(*token, &["pub", "default"]) || is_group(token, Delimiter::Parenthesis);
        let constant = is_any_word(self.rest().iter().find(|token| !is_before(token)), &["const", "type"]);
        while let Some(token) = self.peek() {
            self.position += 1;
            if is_punct(token, ';') || (!constant && is_group(token, Delimiter::Brace)) {
                return;
            }
        }
    }
}

/// What is between `->` and the body or `where`.
fn return_type(after: &[TokenTree]) -> Vec<TokenTree> {
    let [dash, arrow, rest @ ..] = after else {
        return Vec::new();
    };
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
    /// All other parameters.
    pub(crate) parameters: Vec<Parameter>,
    /// The first `cfg` on one of them.
    pub(crate) conditional: Option<SpanRange>,
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
