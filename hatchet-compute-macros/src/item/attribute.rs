//! The attributes before an item, a method or a parameter.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use crate::tokens::span_range::SpanRange;
use crate::tokens::{is_punct, is_word, open};

/// One `#[…]`: the `#` and the brackets.
#[derive(Clone)]
pub(crate) struct Attribute {
    pub(crate) group: Group,
    tokens: [TokenTree; 2],
}

impl Attribute {
    pub(crate) fn tokens(&self) -> impl Iterator<Item = &TokenTree> {
        self.tokens.iter()
    }

    pub(crate) fn span(&self) -> SpanRange {
        SpanRange { first: self.tokens[0].span(), last: self.tokens[1].span() }
    }

    /// The `p` of a `#[cfg(p)]`.
    pub(crate) fn predicate(&self) -> Option<TokenStream> {
        match open(self.group.stream()).as_slice() {
            [word, TokenTree::Group(predicate)] if is_word(Some(word), "cfg") => Some(predicate.stream()),
            _ => None,
        }
    }

    /// Whether it says when the item exists (`cfg`) or which lints hold for it: such an attribute is copied onto what is
    /// emitted next to the item.
    pub(crate) fn is_copied(&self) -> bool {
        let inside = open(self.group.stream());
        ["cfg", "allow", "warn", "deny"].iter().any(|word| is_word(inside.first(), word))
    }
}

/// The leading attributes, and what follows them.
pub(crate) fn leading(tokens: &[TokenTree]) -> (Vec<Attribute>, &[TokenTree]) {
    let (mut attributes, mut rest) = (Vec::new(), tokens);
    while let [pound, TokenTree::Group(group), after @ ..] = rest {
        if !is_punct(Some(pound), '#') || group.delimiter() != Delimiter::Bracket {
            break;
        }
        attributes.push(Attribute { group: group.clone(), tokens: [pound.clone(), group.clone().into()] });
        rest = after;
    }
    (attributes, rest)
}

/// The attributes of an item that are copied onto what is emitted next to it.
pub(crate) fn copied(attributes: &[Attribute]) -> Vec<TokenStream> {
    let copied = attributes.iter().filter(|attribute| attribute.is_copied());
    copied.map(|attribute| attribute.tokens().cloned().collect()).collect()
}
