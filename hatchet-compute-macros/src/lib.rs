//! The macros of [hatchet-compute]. Use them from there: their expansions name that crate.
//!
//! An annotation goes through four stages: `parse` (tokens to entries), `lower` (entries to typed values), `check` (the
//! rules of `hatchet-compute-core`) and `expand` (the checked result to tokens). `pipeline` calls them for each macro.
//!
//! [hatchet-compute]: https://docs.rs/hatchet-compute

#![forbid(unsafe_code)]

mod check;
mod errors;
mod expand;
mod item;
mod lower;
mod parse;
mod pipeline;
mod source_info;
#[cfg(test)]
mod tests;
mod tokens;

use proc_macro::TokenStream;

use crate::source_info::SourceInfo;

#[doc = include_str!("../docs/step.md")]
#[proc_macro_attribute]
pub fn step(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let source = SourceInfo::of_this_compilation();
    pipeline::step(arguments.into(), item.into(), &source).into()
}

#[doc = include_str!("../docs/workflow.md")]
#[proc_macro_attribute]
pub fn workflow(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let source = SourceInfo::of_this_compilation();
    pipeline::workflow(arguments.into(), item.into(), &source).into()
}

/// Reads the fields of `hatchet_compute::compute!`, after the path of the library and a `;`.
#[doc(hidden)]
#[proc_macro]
pub fn compute_fields(input: TokenStream) -> TokenStream {
    pipeline::compute(input.into(), *source_info::IS_EDITOR).into()
}
