//! The attributes before an item, a method or a parameter.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;

use crate::tokens::span_range::SpanRange;
use crate::tokens::{is_punct, is_word, open};

/// One `#[…]`: the `#` and the brackets.
pub(crate) struct Attribute {
    pub(crate) pound: TokenTree,
    pub(crate) group: Group,
}

impl Attribute {
    pub(crate) fn span(&self) -> SpanRange {
        SpanRange { first: self.pound.span(), last: self.group.span() }
    }

    /// The `p` of a `#[cfg(p)]`.
    pub(crate) fn predicate(&self) -> Option<TokenStream> {
        match open(self.group.stream()).as_slice() {
            [word, TokenTree::Group(predicate)] if is_word(Some(word), "cfg") => Some(predicate.stream()),
            _ => None,
        }
    }

    /// Whether it says when the item exists (`cfg`) or which lints hold for it.
    fn is_copied(&self) -> bool {
        let inside = open(self.group.stream());
        ["cfg", "allow", "warn", "deny"].iter().any(|word| is_word(inside.first(), word))
    }
}

impl ToTokens for Attribute {
    fn to_tokens(&self, stream: &mut TokenStream) {
        self.pound.to_tokens(stream);
        self.group.to_tokens(stream);
    }
}

/// The leading attributes, and what follows them.
pub(crate) fn leading(tokens: &[TokenTree]) -> (Vec<Attribute>, &[TokenTree]) {
    let (mut attributes, mut rest) = (Vec::new(), tokens);
    while let [pound, TokenTree::Group(group), after @ ..] = rest {
        if !is_punct(Some(pound), '#') || group.delimiter() != Delimiter::Bracket {
            break;
        }
        attributes.push(Attribute { pound: pound.clone(), group: group.clone() });
        rest = after;
    }
    (attributes, rest)
}

/// The attributes of an item that are copied onto what is emitted next to it.
pub(crate) fn copied(attributes: &[Attribute]) -> Vec<TokenStream> {
    let copied = attributes.iter().filter(|attribute| attribute.is_copied());
    copied.map(ToTokens::to_token_stream).collect()
}
