//! Where something stands in the user's source: the spans that an error underlines.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};

/// From the first to the last token of something.
///
/// Two spans, because spans cannot be joined on stable: what is emitted under an error begins
/// with the first and ends with the second, and rustc underlines all between.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) first: Span,
    pub(crate) last: Span,
}

impl Place {
    /// The place of a run of tokens, which looks into invisible groups: such a group's own span
    /// is the fragment in the `macro_rules!`, while its tokens are the user's.
    pub(crate) fn of(tokens: &[TokenTree]) -> Option<Place> {
        let first = tokens.iter().find_map(first_span)?;
        let last = tokens.iter().rev().find_map(last_span)?;
        Some(Place { first, last })
    }

    /// Line and column of its beginning; of no meaning outside of a compiler.
    pub(crate) fn position(self) -> (usize, usize) {
        if !proc_macro::is_available() {
            return (0, 0);
        }
        let start = self.first.unwrap().start();
        (start.line(), start.column())
    }
}

impl From<Span> for Place {
    fn from(span: Span) -> Place {
        Place {
            first: span,
            last: span,
        }
    }
}

impl From<&Ident> for Place {
    fn from(ident: &Ident) -> Place {
        ident.span().into()
    }
}

impl From<&TokenTree> for Place {
    fn from(token: &TokenTree) -> Place {
        Place::of(std::slice::from_ref(token)).unwrap_or_else(|| token.span().into())
    }
}

fn first_span(token: &TokenTree) -> Option<Span> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => group
            .stream()
            .into_iter()
            .find_map(|token| first_span(&token)),
        token => Some(token.span()),
    }
}

fn last_span(token: &TokenTree) -> Option<Span> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
            tokens.iter().rev().find_map(last_span)
        }
        token => Some(token.span()),
    }
}

/// The tokens of a stream with every invisible group on its top level opened, recursively.
///
/// Only for reading: in what is emitted the groups stay, since they keep the precedence of the
/// expressions that came through a `macro_rules!`.
pub(crate) fn open(stream: TokenStream) -> Vec<TokenTree> {
    let mut tokens = Vec::new();
    for token in stream {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                tokens.extend(open(group.stream()));
            }
            token => tokens.push(token),
        }
    }
    tokens
}

/// Whether a token is this punctuation character.
pub(crate) fn is_punct(token: Option<&TokenTree>, character: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == character)
}

/// Whether a token is this word.
pub(crate) fn is_word(token: Option<&TokenTree>, word: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == word)
}
