//! A workflow to tokens: its record, the records of its steps, and its declaration to a client.

use proc_macro2::TokenStream;
use quote::quote;

use super::step::{in_error, items};
use super::{anonymous_const, client, library, nested_const, record};
use crate::check::workflow::Workflow;
use crate::check::workflow_step::WorkflowStep;
use crate::errors::Errors;
use crate::item::copied;
use crate::source_info::SourceInfo;

/// What is emitted next to an impl block; with errors, these and what rustc still checks.
///
/// A step with errors takes no other's record away: its errors may be under a `cfg` that is off.
pub(crate) fn workflow(workflow: Option<&Workflow>, errors: &Errors, source: &SourceInfo) -> TokenStream {
    let Some(workflow) = workflow else {
        return errors.to_tokens();
    };
    let library = library(workflow.options.crate_path.as_ref());
    let (good, bad): (Vec<&WorkflowStep>, Vec<&WorkflowStep>) =
        workflow.steps.iter().partition(|step| step.errors.is_empty());
    let records = workflow.is_valid.then(|| {
        let place = (workflow.header.type_name.span(), source);
        let record = record::workflow(workflow, place);
        let steps = good.iter().map(|step| step_items(step, workflow, source));
        quote!(#record #(#steps)*)
    });
    let declaration = client::declaration(workflow);
    let copied = copied(&workflow.header.attributes);
    let emitted = anonymous_const(&library, &copied, &quote!(#records #declaration));
    let errors = errors.to_tokens();
    let bad = bad.iter().map(|step| bad_step(step, &library));
    quote!(#emitted #errors #(#bad)*)
}

/// The items of a step, its record among them.
fn step_items(step: &WorkflowStep, workflow: &Workflow, source: &SourceInfo) -> TokenStream {
    let items = items(&step.step);
    let place = (step.method.span(), source);
    let (name, parents) = (&workflow.name, &step.parent_names);
    let record = record::step(&step.step, name, parents, place);
    let items = quote!(#items #record);
    let crate_path = step.crate_path.as_ref();
    if workflow.declaration.is_some() {
        let constant = client::options_of_step(step, &items);
        let copied = &step.copied;
        return quote!(#(#copied)* #constant);
    }
    match crate_path {
        Some(crate_path) => anonymous_const(crate_path, &step.copied, &items),
        None => nested_const(&step.copied, &items),
    }
}

/// The errors of a step, and what rustc still checks of it, wherever the step exists.
fn bad_step(step: &WorkflowStep, library: &TokenStream) -> TokenStream {
    let library = step.crate_path.as_ref().unwrap_or(library);
    let errors = nested_const(&step.copied, &step.errors.to_tokens());
    let checks = anonymous_const(library, &step.copied, &in_error(&step.step));
    quote!(#errors #checks)
}
