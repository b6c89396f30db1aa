//! The options of steps and workflows, as they are written.

use hatchet_compute_core::{Advice, Key, StepOption, WorkflowOption};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::compute::{ComputeOption, compute_option};
use super::expected::Expected;
use super::keys::{by_key, elements, read, read_path, word};
use super::typed::{self, Text, Typed};
use crate::errors::{EarlierError, Errors};
use crate::parse::entries::Entry;
use crate::parse::{Block, Method};
use crate::tokens::SpanRange;
use crate::tokens::value::Value;

/// The options of a step, or of a workflow for all its steps that do not set their own.
#[derive(Default)]
pub(crate) struct RunOptions {
    pub(crate) compute: Option<ComputeOption>,
    pub(crate) timeout: Option<Text>,
    pub(crate) schedule_timeout: Option<Text>,
    pub(crate) retries: Option<Typed>,
    /// What the next stage finds.
    pub(crate) advice: Vec<(SpanRange, Advice)>,
}

#[derive(Default)]
pub(crate) struct StepOptions {
    pub(crate) run: RunOptions,
    pub(crate) name: Option<Text>,
    pub(crate) on_failure: Option<SpanRange>,
    /// The function that completes the client's task.
    pub(crate) configure: Option<TokenStream>,
    pub(crate) parents: Vec<(Ident, Expected)>,
    /// The keys of the options that only a step of a workflow has, with the errors about how they are written.
    pub(crate) of_workflow: Vec<(&'static str, SpanRange, Option<EarlierError>)>,
    pub(crate) crate_path: Option<TokenStream>,
}

#[derive(Default)]
pub(crate) struct WorkflowOptions {
    pub(crate) run: RunOptions,
    pub(crate) name: Option<Text>,
    pub(crate) client: Option<TokenStream>,
    pub(crate) on_events: Vec<Text>,
    pub(crate) on_crons: Vec<Text>,
    pub(crate) on_crons_key: Option<SpanRange>,
    pub(crate) cron_input: Option<Value>,
    pub(crate) cron_input_key: Option<SpanRange>,
    pub(crate) description: Option<Text>,
    pub(crate) version: Option<Text>,
    pub(crate) crate_path: Option<TokenStream>,
}

pub(crate) fn steps(block: &mut Block) -> Vec<StepOptions> {
    let options = |method: &mut Method| step(std::mem::take(&mut method.entries), &mut method.errors);
    block.steps.iter_mut().map(options).collect()
}

pub(crate) fn step(entries: Vec<Entry>, errors: &mut Errors) -> StepOptions {
    let mut options = StepOptions::default();
    let (entries, _) = by_key(StepOption::INFOS, entries, ("an option of `#[step]`", "the options are"), errors);
    for (index, mut entry) in entries {
        let (info, option) = (StepOption::INFOS[index], StepOption::ALL[index]);
        match option {
            StepOption::Compute => options.run.compute = compute_option(&mut entry, errors),
            StepOption::Name => options.name = read(info, &mut entry, typed::text, errors),
            StepOption::Timeout => options.run.timeout = read(info, &mut entry, typed::text, errors),
            StepOption::ScheduleTimeout => options.run.schedule_timeout = read(info, &mut entry, typed::text, errors),
            StepOption::Retries => options.run.retries = read(info, &mut entry, typed::integer, errors),
            StepOption::OnFailure => options.on_failure = word(&entry, errors),
            StepOption::Configure => options.configure = read_path(info, &mut entry, errors),
            StepOption::Parents => options.parents = elements(info, &mut entry, typed::method, errors),
            StepOption::Crate => options.crate_path = read_path(info, &mut entry, errors),
        }
        if matches!(option, StepOption::OnFailure | StepOption::Configure | StepOption::Parents) {
            options.of_workflow.push((info.name, entry.span, entry.earlier));
        }
    }
    options
}

pub(crate) fn workflow(entries: Vec<Entry>, errors: &mut Errors) -> WorkflowOptions {
    let mut options = WorkflowOptions::default();
    let (entries, _) =
        by_key(WorkflowOption::INFOS, entries, ("an option of `#[workflow]`", "the options are"), errors);
    for (index, mut entry) in entries {
        let info = WorkflowOption::INFOS[index];
        match WorkflowOption::ALL[index] {
            WorkflowOption::Name => options.name = read(info, &mut entry, typed::text, errors),
            // Without a path, the default one: callers of `declare` should not get further errors.
            WorkflowOption::Client => {
                options.client = read_path(info, &mut entry, errors).or_else(|| Some(quote!(::hatchet_client)));
            }
            WorkflowOption::Compute => options.run.compute = compute_option(&mut entry, errors),
            WorkflowOption::Timeout => options.run.timeout = read(info, &mut entry, typed::text, errors),
            WorkflowOption::ScheduleTimeout => {
                options.run.schedule_timeout = read(info, &mut entry, typed::text, errors);
            }
            WorkflowOption::Retries => options.run.retries = read(info, &mut entry, typed::integer, errors),
            WorkflowOption::OnEvents => options.on_events = elements(info, &mut entry, typed::text, errors),
            WorkflowOption::OnCrons => {
                options.on_crons = elements(info, &mut entry, typed::text, errors);
                options.on_crons_key = Some(entry.span);
            }
            WorkflowOption::CronInput => {
                options.cron_input = read(info, &mut entry, typed::constant, errors);
                options.cron_input_key = Some(entry.span);
            }
            WorkflowOption::Description => options.description = read(info, &mut entry, typed::text, errors),
            WorkflowOption::Version => options.version = read(info, &mut entry, typed::text, errors),
            WorkflowOption::Crate => options.crate_path = read_path(info, &mut entry, errors),
        }
    }
    options
}
