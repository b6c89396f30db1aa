//! The way of each annotation through the four stages. What the user wrote comes out first, whatever is wrong with it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::errors::Errors;
use crate::source_info::SourceInfo;
use crate::{check, expand, lower, parse};

/// `#[step(…)]` on an item.
pub(crate) fn step(arguments: TokenStream, item: TokenStream, source: &SourceInfo) -> TokenStream {
    if parse::is_in_workflow(&arguments) {
        return item;
    }
    let mut errors = Errors::default();
    let step = parse::step(arguments, &item, &mut errors);
    let step = lower::options::step(step, &mut errors);
    let step = check::step::lone_step(step, &mut errors);
    let expansion = expand::step::lone_step(step.as_ref(), &errors, source);
    quote!(#item #expansion)
}

/// `#[workflow(…)]` on an item.
pub(crate) fn workflow(arguments: TokenStream, item: TokenStream, source: &SourceInfo) -> TokenStream {
    let mut errors = Errors::default();
    let (workflow, item) = parse::workflow(arguments, item, &mut errors);
    let workflow = lower::options::workflow(workflow, &mut errors);
    let workflow = check::workflow::workflow(workflow, &mut errors);
    let expansion = expand::workflow::workflow(workflow.as_ref(), &errors, source);
    quote!(#item #expansion)
}

/// `compute! { … }`.
pub(crate) fn compute(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let (crate_path, entries) = parse::compute(input, &mut errors);
    let compute = lower::compute::compute(entries, &mut errors);
    let compute = check::compute::compute(compute, &mut errors);
    expand::compute::compute(&crate_path, &compute, &errors)
}
