//! Turns records into tokens: the text of each is assembled here, its bytes in const evaluation.

use hatchet_compute_core::StepOption;
use hatchet_compute_core::record::{FLAG_COMPUTE, KIND_STEP, KIND_WORKFLOW, key, push_line, sum};
use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;

use super::compute::{ComputeAs, argument, tokens};
use super::option;
use crate::check::step::Step;
use crate::check::workflow::Workflow;
use crate::lower::options::RunOptions;
use crate::lower::typed::Text;
use crate::source_info::SourceInfo;

pub(super) fn step(
    step: &Step,
    run: &ResolvedOptions<'_>,
    workflow: &str,
    parents: &[&str],
    place: (Span, &SourceInfo),
) -> TokenStream {
    let mut text = String::new();
    let mut add = |key, value: &str| push_line(&mut text, key, value);
    add(key::STEP, &step.name);
    add(key::WORKFLOW, workflow);
    run.timeout.iter().for_each(|timeout| add(key::TIMEOUT, timeout));
    run.schedule_timeout.iter().for_each(|timeout| add(key::SCHEDULE_TIMEOUT, timeout));
    if step.options.on_failure.is_some() {
        add(key::ON_FAILURE, "true");
    }
    for parent in parents {
        add(key::PARENT, parent);
    }
    let flags = if run.compute.is_some() { FLAG_COMPUTE } else { 0 };
    let (compute, retries) = (option(run.compute.as_ref()), &run.retries);
    record((KIND_STEP, flags), text, place, &quote!(__hatchet::step), &quote!(#compute, #retries,))
}

pub(super) fn workflow(workflow: &Workflow, place: (Span, &SourceInfo)) -> TokenStream {
    let options = &workflow.options;
    let mut text = String::new();
    let mut add = |key, value: &str| push_line(&mut text, key, value);
    add(key::WORKFLOW, &workflow.name);
    for event in &options.on_events {
        add(key::EVENT, &event.value);
    }
    for cron in &options.on_crons {
        add(key::CRON, &cron.value);
    }
    options.description.iter().for_each(|text| add(key::DESCRIPTION, &text.value));
    options.version.iter().for_each(|text| add(key::VERSION, &text.value));
    record((KIND_WORKFLOW, 0), text, place, &quote!(__hatchet::workflow), &quote!())
}

/// The options of a step: its own, or those of its workflow.
pub(super) struct ResolvedOptions<'a> {
    pub(super) compute: Option<TokenStream>,
    pub(super) timeout: Option<&'a str>,
    pub(super) schedule_timeout: Option<&'a str>,
    pub(super) retries: TokenStream,
}

impl<'a> ResolvedOptions<'a> {
    pub(super) fn of(step: &'a Step, emitted: ComputeAs, defaults: Option<&'a RunOptions>) -> Self {
        let runs = || [Some(&step.options.run), defaults].into_iter().flatten();
        let own = step.options.run.compute.as_ref().map(|compute| argument(compute, emitted));
        let default = || Some(argument(defaults?.compute.as_ref()?, ComputeAs::Constant));
        let text = |text: &'a Option<Text>| text.as_ref().map(|text| &*text.value);
        let retries = runs().find_map(|run| run.retries.as_ref());
        Self {
            compute: own.or_else(default),
            timeout: runs().find_map(|run| text(&run.timeout)),
            schedule_timeout: runs().find_map(|run| text(&run.schedule_timeout)),
            retries: retries.map_or_else(|| quote!(0), |retries| tokens(StepOption::Retries, retries)),
        }
    }
}

/// A call of `function` with the arguments `before`, the known part of the checksum, and the text with its place.
fn record(
    (kind, flags): (u8, u8),
    mut text: String,
    (span, source): (Span, &SourceInfo),
    function: &TokenStream,
    before: &TokenStream,
) -> TokenStream {
    for (key, value) in [(key::AT, &(source.locate)(span)), (key::PACKAGE, &source.package)] {
        // Either may be unknown: the place before Rust 1.88, the package outside cargo.
        if !value.is_empty() {
            push_line(&mut text, key, value);
        }
    }
    let sum = Literal::u64_unsuffixed(sum(kind, flags, text.as_bytes()));
    let (length, text) = (Literal::usize_unsuffixed(text.len()), Literal::byte_string(text.as_bytes()));
    quote!(__hatchet::record! { #length, #function(#before #sum, #text) })
}
