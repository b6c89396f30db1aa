//! Stage 1: tokens to entries and headers. Only syntax.

pub(crate) mod entries;
mod step_attribute;

use std::rc::Rc;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use self::entries::{Entry, entries};
pub(crate) use self::step_attribute::{called_as, is_in_workflow, is_step};
use crate::errors::Errors;
use crate::item::Unexpected;
use crate::item::function::Function;
use crate::item::impl_block::{ImplBlock, impl_block, impl_items};
use crate::tokens::{SpanRange, group, is_path_separator, is_punct, is_word, open};

/// An impl block and the steps in it.
pub(crate) struct Block {
    pub(crate) header: ImplBlock,
    /// All methods, steps or not.
    pub(crate) methods: Vec<Ident>,
    pub(crate) steps: Vec<Method>,
    /// Whether another `#[workflow]` has read it before.
    pub(crate) is_read: bool,
}

/// One `#[step(…)]` on a method.
pub(crate) struct Method {
    pub(crate) entries: Vec<Entry>,
    pub(crate) function: Rc<Function>,
    /// The word `step` of the attribute.
    pub(crate) word: Ident,
    /// The `p` of a `#[cfg_attr(p, step(…))]`.
    pub(crate) predicate: Option<TokenStream>,
    /// Whether another `#[workflow]` has read it before.
    is_read: bool,
    /// What is wrong with this step. It is kept apart, since it holds under the same `cfg` as the step.
    pub(crate) errors: Errors,
}

/// Reads the item below `#[workflow]`. Gives it back with the arguments of its `#[step]`s replaced.
pub(crate) fn workflow(item: TokenStream, errors: &mut Errors) -> (Result<Block, Unexpected>, TokenStream) {
    match impl_block(&item) {
        Ok(header) => {
            let (methods, steps, body) = steps_in(&header.body, header.path().as_ref(), errors);
            let before_body = &header.before_body;
            let item = quote!(#(#before_body)* #body);
            let is_read = steps.iter().any(|step| step.is_read);
            (Ok(Block { header, methods, steps, is_read }), item)
        }
        // Its steps should not tell that there is no `#[workflow]`.
        Err(unexpected) if unexpected.is("trait") => {
            let mut tokens: Vec<TokenTree> = open(item);
            if let Some(TokenTree::Group(body)) = tokens.pop() {
                tokens.push(steps_in(&body, None, errors).2);
            }
            (Err(unexpected), tokens.into_iter().collect())
        }
        Err(unexpected) => (Err(unexpected), item),
    }
}

/// Reads the input of `compute!`, which is `PATH; FIELDS`, with the path of the library.
pub(crate) fn compute(input: TokenStream, errors: &mut Errors) -> (TokenStream, Vec<Entry>) {
    let mut tokens = input.into_iter();
    let crate_path = tokens.by_ref().take_while(|token| !is_punct(token, ';')).collect();
    (crate_path, entries(tokens.collect(), errors))
}

/// The methods and steps in the body of a type with this path, and the body to give back.
fn steps_in(body: &Group, path: Option<&TokenStream>, errors: &mut Errors) -> (Vec<Ident>, Vec<Method>, TokenTree) {
    let (mut methods, mut steps, mut items) = (Vec::new(), Vec::new(), TokenStream::new());
    for (function, rest) in impl_items(body.stream()) {
        let Some(function) = function.map(Rc::new) else {
            items.extend(rest);
            continue;
        };
        for attribute in &function.attributes {
            let (attributes, rewritten) = step_attribute::read(attribute, errors);
            rewritten.to_tokens(&mut items);
            for attribute in attributes {
                let mut errors = Errors::default();
                let is_read = is_in_workflow(&attribute.arguments);
                let arguments = without_self(attribute.arguments, path, &mut errors);
                let arguments = if is_read { TokenStream::new() } else { arguments };
                steps.push(Method {
                    entries: entries(arguments, &mut errors),
                    function: Rc::clone(&function),
                    word: attribute.word,
                    predicate: attribute.predicate,
                    is_read,
                    errors,
                });
            }
        }
        items.extend(rest);
        methods.push(function.name.clone());
    }
    (methods, steps, group(body.span(), Delimiter::Brace, items))
}

/// The arguments of a step with the path of the type for each `Self`, which means nothing outside of the impl block.
fn without_self(arguments: TokenStream, path: Option<&TokenStream>, errors: &mut Errors) -> TokenStream {
    let tokens: Vec<TokenTree> = arguments.into_iter().collect();
    let mut changed = TokenStream::new();
    for (index, token) in tokens.iter().enumerate() {
        // The names of methods have errors of their own.
        let is_in_parents = tokens[index.saturating_sub(2)..index].iter().any(|before| is_word(before, "parents"));
        match (token, path) {
            (TokenTree::Group(inner), _) if !is_in_parents => {
                let inside = without_self(inner.stream(), path, errors);
                changed.extend([group(inner.span(), inner.delimiter(), inside)]);
            }
            (token, None) if is_word(token, "Self") => {
                errors.help(token, "`Self` is not known in an annotation", "write the type with its arguments");
                return TokenStream::new();
            }
            (token, Some(path)) if is_word(token, "Self") => {
                let name = tokens.get(index + 3).filter(|_| is_path_separator(&tokens[index + 1..]));
                let span = SpanRange { first: token.span(), last: name.unwrap_or(token).span() };
                let name = name.map(|name| format!("::{name}")).unwrap_or_default();
                let replacement = format!("{}{name}", path.to_string().replace(' ', ""));
                errors.replace(span, "`Self` is not known in an annotation", replacement);
                changed.extend(path.clone().into_iter().map(|mut part| {
                    part.set_span(token.span());
                    part
                }));
            }
            (token, _) => changed.extend([token.clone()]),
        }
    }
    changed
}
