//! Records to tokens: the text of each is put together here, its bytes in const evaluation.

use hatchet_compute_core::StepOption;
use hatchet_compute_core::record::{FLAG_COMPUTE, KIND_STEP, KIND_WORKFLOW, key, push_line, sum};
use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote};

use super::compute::{compute_name, tokens};
use super::option;
use crate::check::compute::CheckedCompute;
use crate::check::step::{CheckedRunOptions, Step};
use crate::check::workflow::Workflow;
use crate::lower::compute::ComputeOption;
use crate::lower::typed::Typed;
use crate::source_info::SourceInfo;

/// The record of a step of a workflow with these defaults.
pub(super) fn step(
    step: &Step,
    workflow: (&str, Option<&CheckedRunOptions>),
    parents: &[&str],
    place: (Span, &SourceInfo),
) -> TokenStream {
    let (workflow, defaults) = workflow;
    let run = RunOptions::of(step, defaults);
    let mut text = String::new();
    push_line(&mut text, key::STEP, &step.name);
    push_line(&mut text, key::WORKFLOW, workflow);
    for (key, duration) in [(key::TIMEOUT, run.timeout), (key::SCHEDULE_TIMEOUT, run.schedule_timeout)] {
        if let Some(duration) = duration {
            push_line(&mut text, key, duration);
        }
    }
    if step.on_failure {
        push_line(&mut text, key::ON_FAILURE, "true");
    }
    for parent in parents {
        push_line(&mut text, key::PARENT, parent);
    }
    push_place(&mut text, place);
    let (compute, retries) = (run.compute(), run.retries());
    let flags = if run.compute.is_some() { FLAG_COMPUTE } else { 0 };
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

/// What a step has itself, or from its workflow.
pub(super) struct RunOptions<'a> {
    compute: Option<&'a ComputeOption<CheckedCompute>>,
    pub(super) timeout: Option<&'a str>,
    pub(super) schedule_timeout: Option<&'a str>,
    retries: Option<&'a Typed>,
}

impl<'a> RunOptions<'a> {
    pub(super) fn of(step: &'a Step, defaults: Option<&'a CheckedRunOptions>) -> Self {
        let own = &step.run;
        Self {
            compute: own.compute.as_ref().or(defaults.and_then(|defaults| defaults.compute.as_ref())),
            timeout: own.timeout.as_deref().or(defaults.and_then(|defaults| defaults.timeout.as_deref())),
            schedule_timeout: own
                .schedule_timeout
                .as_deref()
                .or(defaults.and_then(|defaults| defaults.schedule_timeout.as_deref())),
            retries: own.retries.as_ref().or(defaults.and_then(|defaults| defaults.retries.as_ref())),
        }
    }

    /// The name of the constant with the compute, if there is one.
    pub(super) fn compute(&self) -> TokenStream {
        option(self.compute.map(|compute| compute_name(compute).to_token_stream()))
    }

    pub(super) fn retries(&self) -> TokenStream {
        self.retries.map_or_else(|| quote!(0), |retries| tokens(StepOption::Retries, retries))
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
