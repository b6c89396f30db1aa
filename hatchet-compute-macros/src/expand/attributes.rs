//! Turns steps and workflows into tokens: checks, computes, warnings, records, and the declaration for a client.

use hatchet_compute_core::StepOption;
use proc_macro2::TokenStream;
use quote::quote;

use super::compute::{ComputeAs, checked_constant, constant, warnings};
use super::record::{self, ResolvedOptions};
use super::{anonymous_const, client, library};
use crate::check::step::Step;
use crate::check::workflow::Workflow;
use crate::errors::Errors;
use crate::item::copied;
use crate::lower::options::RunOptions;
use crate::source_info::SourceInfo;

/// What is emitted next to a function; if there are errors, only they and the checks that rustc still runs.
pub(crate) fn lone_step(step: Option<&Step>, errors: &Errors, source: &SourceInfo) -> TokenStream {
    let Some(step) = step else { return errors.to_tokens() };
    let library = library(step.options.crate_path.as_ref());
    let emitted = if errors.is_empty() { ComputeAs::Argument } else { ComputeAs::Checks };
    let mut items = items(&step.options.run, emitted);
    if errors.is_empty() {
        let run = ResolvedOptions::of(step, emitted, None);
        items.extend(record::step(step, &run, &step.name, &[], (step.method.span(), source)));
    }
    let errors = errors.to_tokens();
    let items = anonymous_const(Some(&library), &step.copied, &items);
    quote!(#errors #items)
}

/// The same for an impl block. A step with errors, which may be under a `cfg`, does not remove the records of others.
pub(crate) fn workflow(workflow: Option<&Workflow>, errors: &Errors, source: &SourceInfo) -> TokenStream {
    let Some(workflow) = workflow else { return errors.to_tokens() };
    let library = library(workflow.options.crate_path.as_ref());
    let (mut items, mut bad) = (TokenStream::new(), TokenStream::new());
    let emitted = if workflow.is_valid { ComputeAs::Constant } else { ComputeAs::Checks };
    items.extend(self::items(&workflow.options.run, emitted));
    if workflow.is_valid {
        items.extend(record::workflow(workflow, (workflow.header.type_name.span(), source)));
        items.extend(warnings(&workflow.advice));
    }
    for step in &workflow.steps {
        if workflow.is_valid && step.errors.is_empty() {
            items.extend(step_items(step, workflow, source));
        } else {
            bad.extend(bad_step(step, workflow.options.crate_path.as_ref()));
        }
    }
    items.extend(client::declaration(workflow));
    let items = anonymous_const(Some(&library), &copied(&workflow.header.attributes), &items);
    let errors = errors.to_tokens();
    quote!(#items #errors #bad)
}

fn step_items(step: &Step, workflow: &Workflow, source: &SourceInfo) -> TokenStream {
    let emitted = if workflow.options.client.is_some() { ComputeAs::Constant } else { ComputeAs::Argument };
    let run = ResolvedOptions::of(step, emitted, Some(&workflow.options.run));
    let parents = step.parent_names(&workflow.steps);
    let mut items = items(&step.options.run, emitted);
    items.extend(record::step(step, &run, &workflow.name, &parents, (step.method.span(), source)));
    let (copied, crate_path) = (&step.copied, step.options.crate_path.as_ref());
    let library = crate_path.map(|crate_path| library(Some(crate_path)));
    if workflow.options.client.is_some() {
        let constant = client::options_of_step(step, &run, &quote!(#library #items));
        return quote!(#(#copied)* #constant);
    }
    anonymous_const(library.as_ref(), copied, &items)
}

/// The errors of a step, if it has any, and what rustc still checks of it, wherever the step exists.
fn bad_step(step: &Step, crate_path: Option<&TokenStream>) -> TokenStream {
    let library = library(step.options.crate_path.as_ref().or(crate_path));
    let errors = anonymous_const(None, &step.copied, &step.errors.to_tokens());
    let checks = anonymous_const(Some(&library), &step.copied, &items(&step.options.run, ComputeAs::Checks));
    quote!(#errors #checks)
}

/// All items of a step except its record, or of the defaults of a workflow.
fn items(options: &RunOptions, emitted: ComputeAs) -> TokenStream {
    let compute = constant(options.compute.as_ref(), emitted);
    let retries = checked_constant(StepOption::Retries, options.retries.as_ref());
    let warnings = if emitted == ComputeAs::Checks { TokenStream::new() } else { warnings(&options.advice) };
    quote!(#compute #retries #warnings)
}
