//! The annotated items: functions and impl blocks, read from tokens.

pub(crate) mod function;
pub(crate) mod impl_block;

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::quote;

use crate::tokens::{SpanRange, group, is_any_word, is_punct, is_word, open};

pub(crate) struct Attribute {
    pub(crate) pound: TokenTree,
    pub(crate) group: Group,
    pub(crate) is_inner: bool,
}

impl Attribute {
    pub(crate) fn span(&self) -> SpanRange {
        SpanRange { first: self.pound.span(), last: self.group.span() }
    }

    pub(crate) fn with(&self, inside: TokenStream) -> TokenStream {
        let (pound, brackets) = (&self.pound, group(self.group.span(), Delimiter::Bracket, inside));
        quote!(#pound #brackets)
    }

    /// The `p` of a `#[cfg(p)]`, also inside `cfg_attr`s.
    pub(crate) fn predicate(&self) -> Option<TokenStream> {
        predicate(&open(self.group.stream()))
    }
}

fn predicate(attribute: &[TokenTree]) -> Option<TokenStream> {
    match attribute {
        [word, TokenTree::Group(predicate)] if is_word(word, "cfg") => {
            let mut tokens = open(predicate.stream());
            if is_punct(tokens.last(), ',') {
                tokens.pop();
            }
            Some(tokens.into_iter().collect())
        }
        _ => {
            let (condition, attributes) = conditional(attribute)?;
            let inner: Vec<TokenStream> = attributes.iter().filter_map(|attribute| predicate(attribute)).collect();
            (!inner.is_empty()).then(|| quote!(any(not(#condition), all(#(#inner),*))))
        }
    }
}

pub(crate) fn conditional(attribute: &[TokenTree]) -> Option<(TokenStream, Vec<Vec<TokenTree>>)> {
    let [word, TokenTree::Group(arguments)] = attribute else { return None };
    if !is_word(word, "cfg_attr") {
        return None;
    }
    let tokens = open(arguments.stream());
    let mut parts = tokens.split(|token| is_punct(token, ','));
    let condition = parts.next()?.iter().cloned().collect();
    Some((condition, parts.filter(|part| !part.is_empty()).map(<[TokenTree]>::to_vec).collect()))
}

fn leading_attributes(tokens: &[TokenTree], are_inner: bool) -> (Vec<Attribute>, &[TokenTree]) {
    let (mut attributes, mut rest) = (Vec::new(), tokens);
    loop {
        let (pound, group, after) = match rest {
            [pound, TokenTree::Group(group), after @ ..] if !are_inner => (pound, group, after),
            [pound, sign, TokenTree::Group(group), after @ ..] if are_inner && is_punct(sign, '!') => {
                (pound, group, after)
            }
            _ => return (attributes, rest),
        };
        if !is_punct(pound, '#') || group.delimiter() != Delimiter::Bracket {
            return (attributes, rest);
        }
        attributes.push(Attribute { pound: pound.clone(), group: group.clone(), is_inner: are_inner });
        rest = after;
    }
}

/// The attributes for what is emitted next to an item: those about its existence or lints, also inside `cfg_attr`s.
pub(crate) fn copied(attributes: &[Attribute]) -> Vec<TokenStream> {
    let copy = |attribute: &Attribute| Some(attribute.with(kept(open(attribute.group.stream()))?));
    attributes.iter().filter_map(copy).collect()
}

fn kept(attribute: Vec<TokenTree>) -> Option<TokenStream> {
    if is_any_word(attribute.first(), &["cfg", "allow", "warn", "deny"]) {
        return Some(attribute.into_iter().collect());
    }
    let (condition, attributes) = conditional(&attribute)?;
    let kept: Vec<TokenStream> = attributes.into_iter().filter_map(kept).collect();
    (!kept.is_empty()).then(|| quote!(cfg_attr(#condition, #(#kept),*)))
}

const QUALIFIERS: [&str; 7] = ["default", "const", "async", "unsafe", "safe", "extern", "gen"];

/// The keywords of items, except `const`, which may come before `fn`.
const ITEMS: [&str; 12] =
    ["fn", "struct", "enum", "union", "trait", "impl", "mod", "use", "type", "static", "macro_rules", "macro"];

/// An item that the attribute cannot be on, identified by its keyword.
pub(crate) struct Unexpected(Option<TokenTree>);

impl Unexpected {
    /// The item's first word that is not a visibility or qualifier, unless there are only those.
    fn item(tokens: &[TokenTree]) -> Unexpected {
        let mut words = tokens.iter().filter(|token| matches!(token, TokenTree::Ident(_)) && !is_word(*token, "pub"));
        let first = words.clone().next();
        let keyword = words.find(|word| !is_any_word(*word, &QUALIFIERS)).filter(|word| is_any_word(*word, &ITEMS));
        Unexpected(keyword.or(first).or(tokens.first()).cloned())
    }

    pub(crate) fn span(&self) -> SpanRange {
        self.0.as_ref().map_or_else(|| Span::call_site().into(), SpanRange::from)
    }

    pub(crate) fn is(&self, keyword: &str) -> bool {
        is_word(self.0.as_ref(), keyword)
    }

    /// The item as an error names it: ``a `struct` ``.
    pub(crate) fn found(&self) -> String {
        let Some(keyword) = &self.0 else { return "nothing".into() };
        let article = if is_any_word(keyword, &["enum", "impl", "unsafe", "async", "extern"]) { "an" } else { "a" };
        format!("{article} `{keyword}`")
    }
}
