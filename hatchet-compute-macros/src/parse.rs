//! Stage 1: tokens to entries and headers. Only syntax.

pub(crate) mod entries;
mod step_attribute;

use std::rc::Rc;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use self::entries::{Entry, entries};
pub(crate) use self::step_attribute::{called_as, is_in_workflow, is_step};
use crate::errors::Errors;
use crate::item::function::Function;
use crate::item::impl_block::{ImplBlock, impl_block, impl_items};
use crate::item::{Attribute, Unexpected};
use crate::tokens::{group, is_punct, open};

/// An impl block and the steps in it.
pub(crate) struct Block {
    pub(crate) header: ImplBlock,
    /// All methods, steps or not.
    pub(crate) methods: Vec<Ident>,
    pub(crate) steps: Vec<Method>,
}

pub(crate) struct Method {
    pub(crate) entries: Vec<Entry>,
    pub(crate) function: Rc<Function>,
    /// The `step` of its attribute.
    pub(crate) word: Ident,
    /// The `p` of a `cfg_attr(p, step(…))`.
    pub(crate) predicate: Option<TokenStream>,
    /// Whether another `#[workflow]` has already read it.
    pub(crate) is_read: bool,
    /// The errors of this step, kept separate because they apply only under the `cfg` of the step.
    pub(crate) errors: Errors,
}

/// Reads the item below `#[workflow]`. Returns it too, with the arguments of its `#[step]`s replaced.
pub(crate) fn workflow(item: TokenStream, errors: &mut Errors) -> (Result<Block, Unexpected>, TokenStream) {
    match impl_block(&item) {
        Ok(mut header) => {
            let (attributes, methods, steps, body) = body(&header.body, errors);
            header.attributes.extend(attributes);
            let before_body = &header.before_body;
            let item = quote!(#(#before_body)* #body);
            (Ok(Block { header, methods, steps }), item)
        }
        // Its steps should not report that there is no `#[workflow]`.
        Err(unexpected) if unexpected.is("trait") => {
            let mut tokens: Vec<TokenTree> = open(item);
            if let Some(TokenTree::Group(body)) = tokens.pop() {
                let (.., rewritten) = self::body(&body, errors);
                tokens.push(rewritten);
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

/// Reads the body of an item: its inner attributes, all methods, the steps, and the body to emit.
fn body(body: &Group, errors: &mut Errors) -> (Vec<Attribute>, Vec<Ident>, Vec<Method>, TokenTree) {
    let (mut methods, mut steps, mut items) = (Vec::new(), Vec::new(), TokenStream::new());
    let (inner_attributes, body_items) = impl_items(body.stream());
    for (function, rest) in body_items {
        let Some(function) = function.map(Rc::new) else {
            items.extend(rest);
            continue;
        };
        for attribute in function.attributes.iter().filter(|attribute| !attribute.is_inner) {
            let (attributes, rewritten) = step_attribute::read(attribute, errors);
            rewritten.to_tokens(&mut items);
            for attribute in attributes {
                let mut errors = Errors::default();
                let is_read = is_in_workflow(&attribute.arguments);
                let arguments = if is_read { TokenStream::new() } else { attribute.arguments };
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
    (inner_attributes, methods, steps, group(body.span(), Delimiter::Brace, items))
}
