//! What stands behind a `=` or in a list: its tokens as written, and what they look like.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Lit, LitFloat, LitInt, LitStr};

use super::place::{Place, is_punct, is_word, open};

/// A value as written; never empty.
#[derive(Clone)]
pub(crate) struct Value {
    tokens: Vec<TokenTree>,
    place: Place,
}

/// What a value looks like, whichever field it was given for.
pub(crate) enum Form {
    Text(LitStr),
    Integer {
        literal: LitInt,
        negative: bool,
    },
    Float(LitFloat),
    Bool(bool),
    /// A character, a byte, or another kind of string; with its text where it has one.
    OtherLiteral {
        kind: &'static str,
        text: Option<String>,
    },
    Word(Ident),
    List(Group),
    /// `&[…]`
    Reference(Group),
    Expression,
}

impl Value {
    /// Nothing if there are no tokens, or only empty invisible groups.
    pub(crate) fn new(tokens: Vec<TokenTree>) -> Option<Value> {
        let place = Place::of(&tokens)?;
        Some(Value { tokens, place })
    }

    pub(crate) fn place(&self) -> Place {
        self.place
    }

    /// The tokens with the invisible groups around them opened: for reading only.
    pub(crate) fn opened(&self) -> Vec<TokenTree> {
        open(self.tokens.iter().cloned().collect())
    }

    /// Whether braces or parentheses enclose the whole value.
    pub(crate) fn is_enclosed(&self) -> bool {
        matches!(
            self.opened().as_slice(),
            [TokenTree::Group(group)]
                if matches!(group.delimiter(), Delimiter::Brace | Delimiter::Parenthesis)
        )
    }

    pub(crate) fn form(&self) -> Form {
        let tokens = self.opened();
        match tokens.as_slice() {
            [TokenTree::Literal(_)] => literal_form(&tokens, false),
            [sign, TokenTree::Literal(_)] if is_punct(Some(sign), '-') => {
                literal_form(&tokens[1..], true)
            }
            [word] if is_word(Some(word), "true") => Form::Bool(true),
            [word] if is_word(Some(word), "false") => Form::Bool(false),
            [TokenTree::Ident(word)] => Form::Word(word.clone()),
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => {
                Form::List(group.clone())
            }
            [reference, TokenTree::Group(group)]
                if is_punct(Some(reference), '&') && group.delimiter() == Delimiter::Bracket =>
            {
                Form::Reference(group.clone())
            }
            _ => Form::Expression,
        }
    }
}

impl ToTokens for Value {
    fn to_tokens(&self, stream: &mut TokenStream) {
        match self.tokens.as_slice() {
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::None => {
                stream.extend(visible(group.stream()));
            }
            tokens => stream.extend(visible(tokens.iter().cloned().collect())),
        }
    }
}

/// The same tokens with parentheses for the invisible groups of expressions, at any depth.
///
/// rustc drops the invisible groups of what a procedural macro returns, and with them that `2 * $e` means
/// `2 * (1 + 1)`.
fn visible(tokens: TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| match token {
            TokenTree::Group(group) => visible_group(&group),
            token => token.into(),
        })
        .collect()
}

fn visible_group(group: &Group) -> TokenStream {
    let inside = visible(group.stream());
    let delimiter = match group.delimiter() {
        Delimiter::None if is_path(&inside) => return inside,
        // With the span of the expansion, so that no lint calls them unused.
        Delimiter::None => return Group::new(Delimiter::Parenthesis, inside).to_token_stream(),
        delimiter => delimiter,
    };
    let mut visible = Group::new(delimiter, inside);
    visible.set_span(group.span());
    visible.to_token_stream()
}

/// Whether tokens are one name, literal or path, which keep together without parentheses.
fn is_path(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().count() < 2
        || tokens
            .clone()
            .into_iter()
            .all(|token| matches!(token, TokenTree::Ident(_)) || is_punct(Some(&token), ':'))
}

fn literal_form(literal: &[TokenTree], negative: bool) -> Form {
    let tokens: TokenStream = literal.iter().cloned().collect();
    let (kind, text) = match (syn::parse2::<Lit>(tokens), negative) {
        (Ok(Lit::Int(literal)), _) => return Form::Integer { literal, negative },
        (Ok(Lit::Float(literal)), _) => return Form::Float(literal),
        (_, true) => return Form::Expression,
        (Ok(Lit::Str(literal)), _) => return Form::Text(literal),
        (Ok(Lit::ByteStr(literal)), _) => {
            ("a byte string", String::from_utf8(literal.value()).ok())
        }
        (Ok(Lit::CStr(literal)), _) => ("a C string", literal.value().into_string().ok()),
        (Ok(Lit::Char(literal)), _) => ("a character", Some(literal.value().into())),
        (Ok(Lit::Byte(literal)), _) => ("a byte", Some(char::from(literal.value()).into())),
        (Ok(_) | Err(_), _) => ("this kind of literal", None),
    };
    Form::OtherLiteral { kind, text }
}
