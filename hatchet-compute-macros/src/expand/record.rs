//! Records to tokens: the text of each is put together here, its bytes in const evaluation.

use hatchet_compute_core::record::{key, push_line};
use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote};

use super::compute::{compute_name, number};
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
    record(&text, &quote!(__hatchet::step), &quote!(#compute, #retries,))
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
    record(&text, &quote!(__hatchet::workflow), &quote!())
}

/// The compute of a step, if it has one.
pub(super) fn given_compute(step: &Step) -> TokenStream {
    option(step.compute.as_ref().map(|compute| compute_name(compute).to_token_stream()))
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

/// `__hatchet::record! { LENGTH, … }` for the record that a function makes of what it takes before the text, and the text.
fn record(text: &str, function: &TokenStream, before: &TokenStream) -> TokenStream {
    let (length, text) = (Literal::usize_unsuffixed(text.len()), Literal::byte_string(text.as_bytes()));
    quote!(__hatchet::record! { #length, #function(#before #text) })
}
