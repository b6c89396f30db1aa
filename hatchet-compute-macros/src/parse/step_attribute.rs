//! The `#[step(…)]` on a method of a workflow: found, read, and given back without effect.
//!
//! It is recognised by the last word of its path. It stays on the method, with its arguments replaced by a word that makes
//! `#[step]` return the method as it is. So the path is still resolved, an import of it is used, and an editor knows what
//! it is.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::errors::Errors;
use crate::item::Attribute;
use crate::tokens::{attribute_name, group, is_punct, is_word, open};

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
    is_word(arguments.clone().into_iter().next().as_ref(), IN_WORKFLOW)
}

/// The steps that an attribute makes of its method, and the attribute to give back.
pub(super) fn read(attribute: &Attribute, errors: &mut Errors) -> (Vec<StepAttribute>, TokenStream) {
    let inside = open(attribute.group.stream());
    let span = attribute.group.span();
    let (steps, content) = match attribute_name(&inside) {
        Some((word, [TokenTree::Group(arguments)])) if word == "cfg_attr" => {
            let (steps, content) = conditional(arguments, errors);
            let arguments = group(span, Delimiter::Parenthesis, content);
            (steps, quote!(#word #arguments))
        }
        _ => plain(&inside, errors).map_or_else(Default::default, |(step, content)| (vec![step], content)),
    };
    if steps.is_empty() {
        return (steps, attribute.to_token_stream());
    }
    let (pound, brackets) = (&attribute.pound, group(span, Delimiter::Bracket, content));
    (steps, quote!(#pound #brackets))
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
            errors.help(first, "`#[step]` takes its options in parentheses", "write `#[step(…)]`");
            TokenStream::new()
        }
    };
    let path = &inside[..inside.len() - after.len()];
    let marker = Ident::new(IN_WORKFLOW, Span::call_site());
    let step = StepAttribute { arguments, predicate: None, word: word.clone() };
    Some((step, quote!(#(#path)* (#marker))))
}

/// The steps in `p, path::step(…), …`, the inside of a `cfg_attr`.
fn conditional(group: &Group, errors: &mut Errors) -> (Vec<StepAttribute>, TokenStream) {
    let tokens = open(group.stream());
    let mut parts = tokens.split(|token| is_punct(token, ','));
    let predicate: TokenStream = parts.next().unwrap_or_default().iter().cloned().collect();
    let (mut steps, mut content) = (Vec::new(), predicate.clone());
    for attribute in parts.filter(|attribute| !attribute.is_empty()) {
        let rewritten = match plain(attribute, errors) {
            Some((step, rewritten)) => {
                steps.push(StepAttribute { predicate: Some(predicate.clone()), ..step });
                rewritten
            }
            None => quote!(#(#attribute)*),
        };
        quote!(, #rewritten).to_tokens(&mut content);
    }
    (steps, content)
}

/// Whether an attribute is another `#[step]`, by its usual paths.
pub(crate) fn is_step(attribute: &Attribute) -> bool {
    let inside = open(attribute.group.stream());
    let is_named_step = attribute_name(&inside).is_some_and(|(word, _)| word == "step");
    is_named_step && (!is_punct(inside.get(1), ':') || is_word(inside.first(), "hatchet_compute"))
}
