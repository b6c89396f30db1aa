//! Stage 1: tokens to entries and headers. Only syntax.

pub(crate) mod entries;
mod step_attribute;

use std::rc::Rc;

use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use self::entries::{Entry, entries};
pub(crate) use self::step_attribute::{is_in_workflow, is_step};
use crate::errors::Errors;
use crate::item::function::{self, Function};
use crate::item::impl_block::{self, ImplBlock, ImplItem};
use crate::item::unexpected::Unexpected;
use crate::tokens::is_punct;

/// `#[step(…)]` on an item.
pub(crate) struct StepInput {
    pub(crate) entries: Vec<Entry>,
    pub(crate) function: Result<Function, Unexpected>,
}

/// `#[workflow(…)]` on an item.
pub(crate) struct WorkflowInput {
    pub(crate) entries: Vec<Entry>,
    pub(crate) block: Result<Block, Unexpected>,
    /// The item as it is given back.
    pub(crate) item: TokenStream,
}

/// An impl block and the steps in it.
pub(crate) struct Block {
    pub(crate) header: ImplBlock,
    /// All methods, steps or not.
    pub(crate) methods: Vec<Ident>,
    pub(crate) steps: Vec<MethodInput>,
}

/// One `#[step(…)]` on a method.
pub(crate) struct MethodInput {
    pub(crate) entries: Vec<Entry>,
    pub(crate) function: Rc<Function>,
    /// The word `step` of the attribute.
    pub(crate) word: Ident,
    /// The `p` of a `#[cfg_attr(p, step(…))]`.
    pub(crate) predicate: Option<TokenStream>,
    /// What is wrong with this step. It is kept apart, since it holds under the same `cfg` as the step.
    pub(crate) errors: Errors,
}

/// The fields of a `compute! { … }`.
pub(crate) struct ComputeInput {
    pub(crate) entries: Vec<Entry>,
    pub(crate) crate_path: TokenStream,
}

/// Reads `#[step(ARGUMENTS)] ITEM`.
pub(crate) fn step(arguments: TokenStream, item: &TokenStream, errors: &mut Errors) -> StepInput {
    StepInput { entries: entries(arguments, errors), function: function::function(item) }
}

/// Reads `#[workflow(ARGUMENTS)] ITEM`.
pub(crate) fn workflow(arguments: TokenStream, item: TokenStream, errors: &mut Errors) -> WorkflowInput {
    let entries = entries(arguments, errors);
    match impl_block::impl_block(&item) {
        Ok(header) => {
            let (block, item) = block(header, errors);
            WorkflowInput { entries, block: Ok(block), item }
        }
        Err(unexpected) => WorkflowInput { entries, block: Err(unexpected), item },
    }
}

/// Reads the input of `compute!`, which is `PATH; FIELDS`, with the path of the library.
pub(crate) fn compute(input: TokenStream, errors: &mut Errors) -> ComputeInput {
    let mut tokens = input.into_iter();
    let crate_path = tokens.by_ref().take_while(|token: &TokenTree| !is_punct(Some(token), ';')).collect();
    ComputeInput { entries: entries(tokens.collect(), errors), crate_path }
}

/// Reads the methods of an impl block. Gives it back with the arguments of its `#[step]`s replaced.
fn block(header: ImplBlock, errors: &mut Errors) -> (Block, TokenStream) {
    let (mut methods, mut steps) = (Vec::new(), Vec::new());
    let mut items = TokenStream::new();
    for item in impl_block::impl_items(header.body.stream()) {
        match item {
            ImplItem::Method { function, rest } => {
                let function = Rc::new(function);
                for attribute in &function.attributes {
                    let (attributes, rewritten) = step_attribute::read(attribute, errors);
                    rewritten.to_tokens(&mut items);
                    steps.extend(attributes.into_iter().map(|attribute| {
                        let mut errors = Errors::default();
                        MethodInput {
                            entries: entries(attribute.arguments, &mut errors),
                            function: Rc::clone(&function),
                            word: attribute.word,
                            predicate: attribute.predicate,
                            errors,
                        }
                    }));
                }
                items.extend(rest);
                methods.push(function.name.clone());
            }
            ImplItem::Other(tokens) => items.extend(tokens),
        }
    }
    let mut body = Group::new(header.body.delimiter(), items);
    body.set_span(header.body.span());
    let before_body = &header.before_body;
    let item = quote!(#(#before_body)* #body);
    let block = Block { header, methods, steps };
    (block, item)
}
