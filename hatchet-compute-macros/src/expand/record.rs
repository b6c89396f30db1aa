//! Records to tokens: the text of each is put together here, its bytes in const evaluation.

use hatchet_compute_core::record::{FLAG_COMPUTE, KIND_STEP, KIND_WORKFLOW, key, push_line, sum};
use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;

use super::compute::number;
use super::option;
use crate::check::step::Step;
use crate::check::workflow::Workflow;
use crate::source_info::SourceInfo;

pub(super) fn step(step: &Step, workflow: &str, parents: &[&str], place: (Span, &SourceInfo)) -> TokenStream {
    let mut text = String::new();
    push_line(&mut text, key::STEP, &step.name);
    push_line(&mut text, key::WORKFLOW, workflow);
    if let Some(timeout) = &step.timeout {
        push_line(&mut text, key::TIMEOUT, timeout);
    }
    for parent in parents {
        push_line(&mut text, key::PARENT, parent);
    }
    push_place(&mut text, place);
    let (compute, retries) = (given_compute(step), retries(step));
    let flags = if step.compute.is_some() { FLAG_COMPUTE } else { 0 };
    record(&text, sum(KIND_STEP, flags, text.as_bytes()), &quote!(__hatchet::step), &quote!(#compute, #retries,))
}

pub(super) fn workflow(workflow: &Workflow, place: (Span, &SourceInfo)) -> TokenStream {
    let mut text = String::new();
    push_line(&mut text, key::WORKFLOW, &workflow.name);
    let options = &workflow.options;
    for event in &options.on_events {
        push_line(&mut text, key::EVENT, &event.value);
    }
    for cron in &options.on_crons {
        push_line(&mut text, key::CRON, &cron.value);
    }
    for (key, value) in [(key::DESCRIPTION, &options.description), (key::VERSION, &options.version)] {
        if let Some(value) = value {
            push_line(&mut text, key, &value.value);
        }
    }
    push_place(&mut text, place);
    record(&text, sum(KIND_WORKFLOW, 0, text.as_bytes()), &quote!(__hatchet::workflow), &quote!())
}

/// The compute of a step, if it has one.
pub(super) fn given_compute(step: &Step) -> TokenStream {
    option(step.compute.as_ref().map(|_| quote!(__HATCHET_COMPUTE)))
}

pub(super) fn retries(step: &Step) -> TokenStream {
    match &step.retries {
        Some(retries) => number(retries, "RETRIES"),
        None => quote!(0),
    }
}

fn push_place(text: &mut String, (span, source): (Span, &SourceInfo)) {
    push_line(text, key::AT, &(source.locate)(span));
    push_line(text, key::PACKAGE, &source.package);
}

/// `__hatchet::record! { LENGTH, … }` for the record that a function makes of what it takes before the text, what is known
/// of the checksum, and the text.
fn record(text: &str, sum: u64, function: &TokenStream, before: &TokenStream) -> TokenStream {
    let sum = Literal::u64_unsuffixed(sum);
    let (length, text) = (Literal::usize_unsuffixed(text.len()), Literal::byte_string(text.as_bytes()));
    quote!(__hatchet::record! { #length, #function(#before #sum, #text) })
}
