//! The options of a workflow and of its steps, as they are written.

use std::rc::Rc;

use hatchet_compute_core::WorkflowOption;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Given;
use super::keys::{Keys, elements, read, read_path};
use super::step::{StepOptions, step_options};
use super::typed::{self, Text};
use crate::errors::Errors;
use crate::item::function::Function;
use crate::item::impl_block::ImplBlock;
use crate::item::unexpected::Unexpected;
use crate::parse::entries::Entry;
use crate::parse::{self, MethodInput};

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

/// The options inside of `#[workflow(…)]`.
fn workflow_options(entries: Vec<Entry>, errors: &mut Errors) -> WorkflowOptions {
    let mut options = WorkflowOptions::default();
    let mut keys = Keys::new("an option of `#[workflow]`", "the options are");
    for entry in entries {
        let Some(key) = keys.known(&entry.key, errors) else {
            continue;
        };
        match key {
            WorkflowOption::Name => options.name = read(key, &entry, typed::text, errors),
            WorkflowOption::Client => {
                // Without a path the usual one: callers of `declare` should not see errors of their own.
                let path = read_path(key, &entry, errors);
                options.client = path.or_else(|| Some(quote!(::hatchet_client)));
            }
            WorkflowOption::OnEvents => {
                options.on_events = elements(key, &entry, typed::text, errors);
            }
            WorkflowOption::OnCrons => {
                options.on_crons = elements(key, &entry, typed::text, errors);
            }
            WorkflowOption::Description => {
                options.description = read(key, &entry, typed::text, errors);
            }
            WorkflowOption::Version => options.version = read(key, &entry, typed::text, errors),
            WorkflowOption::Crate => options.crate_path = read_path(key, &entry, errors),
        }
    }
    options
}

/// What is written in an impl block and above it.
pub(crate) struct Workflow {
    pub(crate) options: WorkflowOptions,
    pub(crate) block: Result<Block, Unexpected>,
}

/// An impl block and the steps in it.
pub(crate) struct Block {
    pub(crate) header: ImplBlock,
    /// All methods, steps or not.
    pub(crate) methods: Vec<Ident>,
    pub(crate) steps: Vec<Method>,
}

/// One `#[step(…)]` on a method.
pub(crate) struct Method {
    pub(crate) options: StepOptions,
    pub(crate) function: Rc<Function>,
    /// The word `step` of the attribute.
    pub(crate) word: Ident,
    /// The `p` of a `#[cfg_attr(p, step(…))]`.
    pub(crate) predicate: Option<TokenStream>,
    /// What is wrong with this step.
    pub(crate) errors: Errors,
}

/// `#[workflow(…)]` and the `#[step(…)]`s of its methods.
pub(crate) fn workflow(entries: Vec<Entry>, block: Result<parse::Block, Unexpected>, errors: &mut Errors) -> Workflow {
    let block = block.map(|block| Block {
        header: block.header,
        methods: block.methods,
        steps: block.steps.into_iter().map(method).collect(),
    });
    Workflow { options: workflow_options(entries, errors), block }
}

fn method(input: MethodInput) -> Method {
    let mut errors = input.errors;
    Method {
        options: step_options(input.entries, &mut errors),
        function: input.function,
        word: input.word,
        predicate: input.predicate,
        errors,
    }
}
