//! The options of steps and workflows, as they are written.

use hatchet_compute_core::{StepOption, WorkflowOption};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Given;
use super::compute::{ComputeOption, compute_option};
use super::keys::{Keys, elements, read, read_path};
use super::typed::{self, Integer, Text};
use crate::errors::Errors;
use crate::parse::entries::Entry;
use crate::parse::{Annotated, Block, Method};

/// The options of one step.
#[derive(Default)]
pub(crate) struct StepOptions {
    pub(crate) compute: ComputeOption,
    pub(crate) name: Given<Text>,
    pub(crate) timeout: Given<Text>,
    pub(crate) retries: Given<Integer>,
    pub(crate) parents: Vec<Ident>,
    /// The word `parents`.
    pub(crate) parents_key: Option<Ident>,
    pub(crate) crate_path: Option<TokenStream>,
}

/// The options of one workflow.
#[derive(Default)]
pub(crate) struct WorkflowOptions {
    pub(crate) name: Given<Text>,
    /// The path of the crate that runs the workflow.
    pub(crate) client: Option<TokenStream>,
    pub(crate) on_events: Vec<Text>,
    pub(crate) on_crons: Vec<Text>,
    pub(crate) description: Given<Text>,
    pub(crate) version: Given<Text>,
    pub(crate) crate_path: Option<TokenStream>,
}

/// The options of `#[step(…)]` on an item.
pub(crate) fn step<Item>(step: Annotated<Vec<Entry>, Item>, errors: &mut Errors) -> Annotated<StepOptions, Item> {
    Annotated { options: step_options(step.options, errors), item: step.item }
}

/// The options of `#[workflow(…)]` on a block, and those of its steps.
pub(crate) fn workflow(
    workflow: Annotated<Vec<Entry>, Block<Vec<Entry>>>,
    errors: &mut Errors,
) -> Annotated<WorkflowOptions, Block<StepOptions>> {
    let method = |mut method: Method<Vec<Entry>>| Method {
        options: step_options(method.options, &mut method.errors),
        function: method.function,
        word: method.word,
        predicate: method.predicate,
        errors: method.errors,
    };
    let item = workflow.item.map(|block| Block {
        header: block.header,
        methods: block.methods,
        steps: block.steps.into_iter().map(method).collect(),
    });
    Annotated { options: workflow_options(workflow.options, errors), item }
}

fn step_options(entries: Vec<Entry>, errors: &mut Errors) -> StepOptions {
    let mut options = StepOptions::default();
    let mut keys = Keys::new("an option of `#[step]`", "the options are");
    for entry in entries {
        let Some(key) = keys.known(&entry.key, errors) else {
            continue;
        };
        match key {
            StepOption::Compute => options.compute = compute_option(entry, errors),
            StepOption::Name => options.name = read(key, &entry, typed::text, errors),
            StepOption::Timeout => options.timeout = read(key, &entry, typed::text, errors),
            StepOption::Retries => options.retries = read(key, &entry, typed::integer, errors),
            StepOption::Parents => {
                options.parents = elements(key, &entry, typed::method, errors);
                options.parents_key = Some(entry.key);
            }
            StepOption::Crate => options.crate_path = read_path(key, &entry, errors),
        }
    }
    options
}

fn workflow_options(entries: Vec<Entry>, errors: &mut Errors) -> WorkflowOptions {
    let mut options = WorkflowOptions::default();
    let mut keys = Keys::new("an option of `#[workflow]`", "the options are");
    for entry in entries {
        let Some(key) = keys.known(&entry.key, errors) else {
            continue;
        };
        match key {
            WorkflowOption::Name => options.name = read(key, &entry, typed::text, errors),
            // Without a path the usual one: callers of `declare` should not see errors of their own.
            WorkflowOption::Client => {
                options.client = read_path(key, &entry, errors).or_else(|| Some(quote!(::hatchet_client)));
            }
            WorkflowOption::OnEvents => options.on_events = elements(key, &entry, typed::text, errors),
            WorkflowOption::OnCrons => options.on_crons = elements(key, &entry, typed::text, errors),
            WorkflowOption::Description => options.description = read(key, &entry, typed::text, errors),
            WorkflowOption::Version => options.version = read(key, &entry, typed::text, errors),
            WorkflowOption::Crate => options.crate_path = read_path(key, &entry, errors),
        }
    }
    options
}
