//! A workflow: its options and the block that it is on.

use hatchet_compute_core::check_cron;
use proc_macro2::{Ident, Span, TokenStream};

use super::declaration::{Declaration, declaration};
use super::step::name;
use super::workflow_steps::{WorkflowStep, workflow_steps};
use crate::errors::Errors;
use crate::item::impl_block::ImplBlock;
use crate::item::unexpected::Unexpected;
use crate::lower;
use crate::lower::typed::Text;
use crate::lower::workflow::WorkflowOptions;

/// A checked workflow.
pub(crate) struct Workflow {
    pub(crate) facts: WorkflowFacts,
    pub(crate) header: ImplBlock,
    pub(crate) steps: Vec<WorkflowStep>,
    pub(crate) crate_path: Option<TokenStream>,
    /// Whether nothing is wrong with the workflow itself: only then it has records.
    pub(crate) is_valid: bool,
    /// The path of the client with what to declare to it.
    pub(crate) client: Option<(TokenStream, Declaration)>,
}

/// What the record of a workflow says.
pub(crate) struct WorkflowFacts {
    pub(crate) name: String,
    pub(crate) on_events: Vec<String>,
    pub(crate) on_crons: Vec<String>,
    pub(crate) description: Option<String>,
    pub(crate) version: Option<String>,
}

/// Checks a workflow; nothing if it is not on an impl block.
pub(crate) fn workflow(workflow: lower::workflow::Workflow, errors: &mut Errors) -> Option<Workflow> {
    let options = workflow.options;
    let block = match workflow.block {
        Ok(block) => block,
        Err(unexpected) => {
            not_on_an_impl_block(&unexpected, errors);
            // The options are checked all the same; there is no type for the name to come from.
            facts(&options, &Ident::new("workflow", Span::call_site()), errors);
            return None;
        }
    };
    let steps = workflow_steps(&block.methods, block.steps, options.client.is_some());
    let header = block.header;
    check_header(&header, &steps, errors);
    let facts = facts(&options, &header.type_name, errors);
    let is_valid = errors.is_empty();
    let client = options.client.filter(|_| header.trait_span.is_none());
    let client = client.map(|client| (client, declaration(&steps, is_valid)));
    Some(Workflow { facts, header, steps, crate_path: options.crate_path, is_valid, client })
}

fn not_on_an_impl_block(unexpected: &Unexpected, errors: &mut Errors) {
    let found = unexpected.found();
    errors.help(
        unexpected.span(),
        format!("`#[workflow]` is on {found}, but a workflow is an inherent impl block"),
        "write it above the `impl TYPE { … }` whose methods are the steps",
    );
}

fn check_header(header: &ImplBlock, steps: &[WorkflowStep], errors: &mut Errors) {
    let type_name = &header.type_name;
    if let Some(span) = header.trait_span {
        errors.help(
            span,
            "`#[workflow]` is on the impl of a trait, but a workflow is an inherent impl block",
            "write the steps in a separate `impl TYPE { … }`",
        );
    } else if steps.is_empty() {
        errors.help(
            type_name,
            format!("workflow `{type_name}` has no step"),
            "write `#[step]` above the methods that are its steps",
        );
    }
}

/// Checks the options of a workflow on the type of this name.
fn facts(options: &WorkflowOptions, type_name: &Ident, errors: &mut Errors) -> WorkflowFacts {
    let (name, _) = name(options.name.usable(), type_name, errors);
    for event in &options.on_events {
        if event.value.trim().is_empty() {
            let problem = "an event of `on_events` is empty";
            errors.help(event.span, problem, "for example `\"user:create\"`");
        }
    }
    for cron in &options.on_crons {
        if let Err(message) = check_cron(&cron.value) {
            errors.at(cron.span, message);
        }
    }
    let values = |texts: &[Text]| texts.iter().map(|text| text.value.clone()).collect();
    WorkflowFacts {
        name,
        on_events: values(&options.on_events),
        on_crons: values(&options.on_crons),
        description: options.description.usable().map(|text| text.value.clone()),
        version: options.version.usable().map(|text| text.value.clone()),
    }
}
