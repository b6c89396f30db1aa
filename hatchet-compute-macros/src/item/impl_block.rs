//! An impl block that an attribute is on: its header and its items.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use super::attribute::Attribute;
use super::function::{Function, Scanner};
use super::unexpected::{Unexpected, unexpected};
use crate::tokens::angles::{generics_length, outside_angles};
use crate::tokens::invisible::visible_at_top;
use crate::tokens::span_range::SpanRange;
use crate::tokens::{is_punct, is_word, open};

/// The header of an impl block.
pub(crate) struct ImplBlock {
    pub(crate) attributes: Vec<Attribute>,
    /// The last segment of the type's path.
    pub(crate) type_name: Ident,
    /// The path of the trait, if it is not an inherent impl.
    pub(crate) trait_span: Option<SpanRange>,
    /// All tokens before the body.
    pub(crate) before_body: Vec<TokenTree>,
    /// The `<…>` after `impl`, if there is one.
    pub(crate) generics: Vec<TokenTree>,
    /// What is between the generics and the body: of an inherent impl, the type and its bounds.
    pub(crate) target: Vec<TokenTree>,
    pub(crate) body: Group,
}

/// An item of an impl block.
pub(crate) enum ImplItem {
    Method {
        function: Function,
        /// All after the attributes.
        rest: Vec<TokenTree>,
    },
    Other(Vec<TokenTree>),
}

/// Reads the header of an impl block.
pub(crate) fn impl_block(item: &TokenStream) -> Result<ImplBlock, Unexpected> {
    let tokens = open(item.clone());
    let mut scanner = Scanner::new(&tokens);
    let attributes = scanner.attributes();
    let start = scanner.rest();
    let mut qualified = start;
    while is_word(qualified.first(), "unsafe") || is_word(qualified.first(), "default") {
        qualified = &qualified[1..];
    }
    let [keyword, after @ ..] = qualified else {
        return Err(unexpected(start));
    };
    let Some(TokenTree::Group(body)) = tokens.last() else {
        return Err(unexpected(start));
    };
    if !is_word(Some(keyword), "impl") || body.delimiter() != Delimiter::Brace {
        return Err(unexpected(start));
    }
    let before_body = &tokens[..tokens.len() - 1];
    let after = &after[..after.len() - 1];
    let (generics, target) = after.split_at(generics_length(after));
    let (trait_tokens, self_type) = trait_and_type(target);
    let type_name = last_path_word(self_type).ok_or_else(|| Unexpected { keyword: Some(keyword.clone()) })?;
    Ok(ImplBlock {
        attributes,
        type_name,
        trait_span: SpanRange::of(trait_tokens),
        before_body: before_body.to_vec(),
        generics: generics.to_vec(),
        target: target.to_vec(),
        body: body.clone(),
    })
}

/// Cuts the body of an impl block into its items.
pub(crate) fn impl_items(body: TokenStream) -> Vec<ImplItem> {
    let tokens: Vec<TokenTree> = visible_at_top(body).into_iter().collect();
    let mut items = Vec::new();
    let mut scanner = Scanner::new(&tokens);
    while !scanner.rest().is_empty() {
        let start = scanner.position;
        let attributes = scanner.attributes();
        let after_attributes = scanner.position;
        let function = scanner.function(attributes);
        if let Some(function) = function {
            scanner.skip_to_body_end();
            let rest = tokens[after_attributes..scanner.position].to_vec();
            items.push(ImplItem::Method { function, rest });
        } else {
            scanner.position = after_attributes;
            scanner.skip_other_item();
            items.push(ImplItem::Other(tokens[start..scanner.position].to_vec()));
        }
    }
    items
}

/// Splits what follows `impl` and its generics into the trait, if any, and the type.
fn trait_and_type(target: &[TokenTree]) -> (&[TokenTree], &[TokenTree]) {
    let end = outside_angles(target)
        .find(|(_, token)| is_word(Some(token), "where"))
        .map_or(target.len(), |(index, _)| index);
    let target = &target[..end];
    // A `for<'a>` binds lifetimes inside of the type.
    let keyword = outside_angles(target)
        .find(|(index, token)| is_word(Some(token), "for") && !is_punct(target.get(index + 1), '<'));
    match keyword {
        Some((index, _)) => (&target[..index], &target[index + 1..]),
        None => (&[], target),
    }
}

/// The last word of a path that is outside of its angle brackets.
fn last_path_word(tokens: &[TokenTree]) -> Option<Ident> {
    let words = outside_angles(tokens).filter_map(|(_, token)| match token {
        TokenTree::Ident(word) => Some(word.clone()),
        _ => None,
    });
    words.last()
}
