//! A step to tokens: its checks, its compute, its warnings and its record.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::compute::{checked_constant, checks_in_error, constant};
use super::{anonymous_const, library, record};
use crate::check::step::{LoneStep, Step};
use crate::errors::Errors;
use crate::source_info::SourceInfo;

/// What is emitted next to a function; with errors, these and what rustc still checks.
pub(crate) fn lone_step(lone: Option<&LoneStep>, errors: &Errors, source: &SourceInfo) -> TokenStream {
    let Some(lone) = lone else {
        return errors.to_tokens();
    };
    let library = library(lone.crate_path.as_ref());
    if errors.is_empty() {
        let items = items(&lone.step);
        let place = (lone.function.span(), source);
        let (step, workflow) = (&lone.step, &lone.step.name);
        let record = record::step(step, workflow, &[], place);
        return anonymous_const(&library, &lone.copied, &quote!(#items #record));
    }
    let errors = errors.to_tokens();
    // A const without a name cannot be next to a method.
    let checks = if lone.is_method {
        TokenStream::new()
    } else {
        anonymous_const(&library, &lone.copied, &in_error(&lone.step))
    };
    quote!(#errors #checks)
}

/// All items of a step but its record.
pub(super) fn items(step: &Step) -> TokenStream {
    let compute = constant(&format_ident!("__HATCHET_COMPUTE"), step.compute.as_ref());
    let retries = checked_retries(step);
    quote!(#compute #retries)
}

/// What rustc still checks of a step with errors, so that its errors appear in the same compile.
pub(super) fn in_error(step: &Step) -> TokenStream {
    let compute = checks_in_error(step.compute.as_ref());
    let retries = checked_retries(step);
    quote!(#compute #retries)
}

fn checked_retries(step: &Step) -> TokenStream {
    checked_constant(step.retries.as_ref(), "RETRIES", "check_retries", &quote!())
}
