//! Runs of tokens: reading them from the front, where they are in the source, and what they look like.

pub(crate) mod angles;
pub(crate) mod cursor;
pub(crate) mod invisible;
pub(crate) mod path;
pub(crate) mod span_range;
pub(crate) mod value;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The tokens of a stream with every invisible group on its top level opened, recursively.
///
/// For reading only: what is emitted keeps the groups, since they keep the precedence of the expressions that came through
/// a `macro_rules!`.
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
