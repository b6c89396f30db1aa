//! Reads items and their headers from the front of a run of tokens.
//!
//! Only headers: the body of a function is one group that is never opened, so that a half-typed body loses nothing and a
//! long one costs nothing.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use super::signature::Signature;
use super::{Attribute, QUALIFIERS, Unexpected, leading_attributes};
use crate::tokens::{Angles, generics_length, is_any_word, is_punct, is_word, open};

/// The header of a function.
pub(crate) struct Function {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) is_async: bool,
    /// The word `fn`.
    pub(crate) keyword: Ident,
    pub(crate) name: Ident,
    parameters: Group,
}

impl Function {
    /// Its parameters, read only when they are needed.
    pub(crate) fn signature(&self) -> Signature {
        Signature::of(&self.parameters)
    }
}

/// Reads the header of a function.
pub(crate) fn function(item: &TokenStream) -> Result<Function, Unexpected> {
    let tokens = open(item.clone());
    let mut scanner = Scanner::new(&tokens);
    let attributes = scanner.attributes();
    let start = scanner.rest();
    scanner.function(attributes).ok_or_else(|| Unexpected::item(start))
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
        let (attributes, rest) = leading_attributes(self.rest());
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
        let mut is_async = false;
        while is_any_word(self.peek(), &QUALIFIERS) {
            is_async |= is_word(self.peek(), "async");
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
        self.position += 2 + generics_length(after);
        let Some(TokenTree::Group(parameters)) = self.peek() else {
            return None;
        };
        self.position += 1;
        let (keyword, name, parameters) = (keyword.clone(), name.clone(), parameters.clone());
        Some(Function { attributes, is_async, keyword, name, parameters })
    }

    /// To the end of a method whose parameters were read: its body is the first brace outside of
    /// angle brackets, since `-> Q<{ 3 }>` has one inside.
    pub(super) fn skip_to_body_end(&mut self) {
        let mut angles = Angles::default();
        while let Some(token) = self.peek() {
            angles.step(token);
            self.position += 1;
            if angles.depth == 0 && (is_group(token, Delimiter::Brace) || is_punct(token, ';')) {
                return;
            }
        }
    }

    /// To the end of a constant, a type or a macro call.
    pub(super) fn skip_other_item(&mut self) {
        let constant = self.rest().iter().take(4).any(|token| is_any_word(token, &["const", "type"]));
        while let Some(token) = self.peek() {
            self.position += 1;
            if is_punct(token, ';') || (!constant && is_group(token, Delimiter::Brace)) {
                return;
            }
        }
    }
}

fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}
