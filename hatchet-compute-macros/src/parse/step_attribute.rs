//! The `#[step(…)]` on a method of a workflow: found, read, and given back without effect.
//!
//! It is recognised by the last word of its path. It stays on the method, with its arguments replaced by a word that makes
//! `#[step]` return the method as it is. So the path is still resolved, an import of it is used, and an editor knows what
//! it is.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::errors::Errors;
use crate::item::attribute::Attribute;
use crate::tokens::path::attribute_name;
use crate::tokens::{is_punct, is_word, open};

/// The argument of a `#[step]` that its `#[workflow]` has read.
const IN_WORKFLOW: &str = "__in_workflow";

/// A `#[step(…)]` as it was written.
pub(super) struct StepAttribute {
    pub(crate) arguments: TokenStream,
    /// The `p` of a `#[cfg_attr(p, step(…))]`.
    pub(crate) predicate: Option<TokenStream>,
    /// The word `step`.
    pub(crate) word: Ident,
}

/// Whether these arguments come from `#[workflow]`.
pub(crate) fn is_in_workflow(arguments: &TokenStream) -> bool {
    arguments.clone().into_iter().next().is_some_and(|token| is_word(Some(&token), IN_WORKFLOW))
}

/// The steps that an attribute makes of its method, and the attribute to give back.
pub(super) fn read(attribute: &Attribute, errors: &mut Errors) -> (Vec<StepAttribute>, TokenStream) {
    let inside = open(attribute.group.stream());
    let untouched = || attribute.tokens().cloned().collect();
    let rewritten = |content: TokenStream| {
        let mut group = Group::new(Delimiter::Bracket, content);
        group.set_span(attribute.group.span());
        let pound = attribute.tokens().next();
        quote!(#pound #group)
    };
    if let Some((step, content)) = plain(&inside, errors) {
        return (vec![step], rewritten(content));
    }
    match attribute_name(&inside) {
        Some((word, [TokenTree::Group(group)])) if word == "cfg_attr" => match conditional(group, errors) {
            Some((steps, content)) => {
                let mut group = Group::new(Delimiter::Parenthesis, content);
                group.set_span(attribute.group.span());
                (steps, rewritten(quote!(#word #group)))
            }
            None => (Vec::new(), untouched()),
        },
        _ => (Vec::new(), untouched()),
    }
}

/// `path::step(…)`, the inside of an attribute.
fn plain(inside: &[TokenTree], errors: &mut Errors) -> Option<(StepAttribute, TokenStream)> {
    let (word, after) = attribute_name(inside)?;
    if word != "step" {
        return None;
    }
    let arguments = match after {
        [] => TokenStream::new(),
        [TokenTree::Group(group)] => group.stream(),
        [first, ..] => {
            let problem = "`#[step]` takes its options in parentheses";
            errors.help(first, problem, "write `#[step(…)]`");
            TokenStream::new()
        }
    };
    let path = &inside[..inside.len() - after.len()];
    let marker = Ident::new(IN_WORKFLOW, Span::call_site());
    let step = StepAttribute { arguments, predicate: None, word: word.clone() };
    Some((step, quote!(#(#path)* (#marker))))
}

/// `p, path::step(…), …`, the inside of a `cfg_attr`, if it has a step.
fn conditional(group: &Group, errors: &mut Errors) -> Option<(Vec<StepAttribute>, TokenStream)> {
    let parts = comma_separated(group.stream());
    let (predicate, attributes) = parts.split_first()?;
    let predicate = quote!(#(#predicate)*);
    let mut steps = Vec::new();
    let mut content = predicate.clone();
    for attribute in attributes.iter().filter(|attribute| !attribute.is_empty()) {
        let rewritten = match plain(attribute, errors) {
            Some((step, rewritten)) => {
                steps.push(StepAttribute { predicate: Some(predicate.clone()), ..step });
                rewritten
            }
            None => quote!(#(#attribute)*),
        };
        quote!(, #rewritten).to_tokens(&mut content);
    }
    (!steps.is_empty()).then_some((steps, content))
}

/// Whether an attribute is another `#[step]`, by its usual paths.
pub(crate) fn is_step(attribute: &Attribute) -> bool {
    let inside = open(attribute.group.stream());
    match attribute_name(&inside) {
        Some((word, _)) if word == "step" => {
            !is_punct(inside.get(1), ':') || is_word(inside.first(), "hatchet_compute")
        }
        _ => false,
    }
}

/// Cuts `p, step(…), …`, the inside of a `cfg_attr(…)`, at its top-level commas.
fn comma_separated(stream: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut parts = vec![Vec::new()];
    for token in open(stream) {
        if is_punct(Some(&token), ',') {
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(token);
        }
    }
    parts
}
