//! Invisible groups, in which the fragments of a `macro_rules!` arrive.
//!
//! rustc drops the invisible groups of what a procedural macro returns. `2 * $e` would then no longer mean `2 * (1 + 1)`.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;

use super::{is_punct, is_word};

/// The same tokens with parentheses for the invisible groups of expressions, at any depth.
pub(crate) fn visible(tokens: TokenStream) -> TokenStream {
    visible_to(true, tokens)
}

/// The same outside of all visible groups: rustc keeps what is inside of groups that are given back as they are.
pub(crate) fn visible_at_top(tokens: TokenStream) -> TokenStream {
    visible_to(false, tokens)
}

fn visible_to(any_depth: bool, tokens: TokenStream) -> TokenStream {
    let visible_token = |token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            parenthesized(visible_to(any_depth, group.stream()))
        }
        TokenTree::Group(group) if any_depth => {
            let mut visible = Group::new(group.delimiter(), visible_to(any_depth, group.stream()));
            visible.set_span(group.span());
            visible.to_token_stream()
        }
        token => token.into(),
    };
    tokens.into_iter().map(visible_token).collect()
}

/// The inside of an invisible group, in parentheses if it would fall apart without them.
fn parenthesized(inside: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = inside.clone().into_iter().collect();
    let is_path = tokens.iter().all(|token| matches!(token, TokenTree::Ident(_)) || is_punct(Some(token), ':'));
    if tokens.len() < 2 || is_path || is_item(&tokens) {
        return inside;
    }
    // With the span of the expansion, so that no lint calls them unused.
    Group::new(Delimiter::Parenthesis, inside).to_token_stream()
}

/// Whether tokens are an item or a visibility, not an expression, a type or a pattern.
fn is_item(tokens: &[TokenTree]) -> bool {
    let begins = is_punct(tokens.first(), '#')
        || ["pub", "const", "fn", "async", "unsafe", "extern", "type"].iter().any(|word| is_word(tokens.first(), word));
    let ends = match tokens.last() {
        Some(TokenTree::Group(group)) => group.delimiter() != Delimiter::Bracket,
        token => is_punct(token, ';'),
    };
    begins && ends
}
