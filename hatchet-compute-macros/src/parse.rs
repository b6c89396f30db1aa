//! Stage 1: tokens to entries and headers. Only syntax.

pub(crate) mod entries;
mod step_attribute;

use std::rc::Rc;

use proc_macro2::{Delimiter, Ident, TokenStream};
use quote::{ToTokens, quote};

use self::entries::{Entry, entries};
pub(crate) use self::step_attribute::{is_in_workflow, is_step};
use crate::errors::Errors;
use crate::item::Unexpected;
use crate::item::function::Function;
use crate::item::impl_block::{ImplBlock, impl_block, impl_items};
use crate::tokens::{group, is_punct};

/// An impl block and the steps in it.
pub(crate) struct Block {
    pub(crate) header: ImplBlock,
    /// All methods, steps or not.
    pub(crate) methods: Vec<Ident>,
    pub(crate) steps: Vec<Method>,
}

/// One `#[step(…)]` on a method.
pub(crate) struct Method {
    pub(crate) entries: Vec<Entry>,
    pub(crate) function: Rc<Function>,
    /// The word `step` of the attribute.
    pub(crate) word: Ident,
    /// The `p` of a `#[cfg_attr(p, step(…))]`.
    pub(crate) predicate: Option<TokenStream>,
    /// What is wrong with this step. It is kept apart, since it holds under the same `cfg` as the step.
    pub(crate) errors: Errors,
}

/// Reads the item below `#[workflow]`. Gives it back with the arguments of its `#[step]`s replaced.
pub(crate) fn workflow(item: TokenStream, errors: &mut Errors) -> (Result<Block, Unexpected>, TokenStream) {
    match impl_block(&item) {
        Ok(header) => {
            let (block, item) = block(header, errors);
            (Ok(block), item)
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

fn block(header: ImplBlock, errors: &mut Errors) -> (Block, TokenStream) {
    let (mut methods, mut steps, mut items) = (Vec::new(), Vec::new(), TokenStream::new());
    for (function, rest) in impl_items(header.body.stream()) {
        let Some(function) = function.map(Rc::new) else {
            items.extend(rest);
            continue;
        };
        for attribute in &function.attributes {
            let (attributes, rewritten) = step_attribute::read(attribute, errors);
            rewritten.to_tokens(&mut items);
            for attribute in attributes {
                let mut errors = Errors::default();
                steps.push(Method {
                    entries: entries(attribute.arguments, &mut errors),
                    function: Rc::clone(&function),
                    word: attribute.word,
                    predicate: attribute.predicate,
                    errors,
                });
            }
        }
        items.extend(rest);
        methods.push(function.name.clone());
    }
    let body = group(header.body.span(), Delimiter::Brace, items);
    let before_body = &header.before_body;
    let item = quote!(#(#before_body)* #body);
    (Block { header, methods, steps }, item)
}
