//! `#[workflow(…)]` on an impl block: its methods with `#[step]` are the steps.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::block::{Block, WorkflowStep};
use super::declaration::declaration;
use super::judged_by_rustc;
use crate::check::{self, Workflow};
use crate::expand::declare;
use crate::expand::{self, StepText};
use crate::lower;
use crate::support::errors::Errors;
use crate::support::item::{self, ImplBlock, Unexpected};
use crate::support::origin::Origin;

/// `#[workflow(…)]` on an inherent impl block.
pub(crate) fn workflow(arguments: TokenStream, item: &TokenStream, origin: &Origin) -> TokenStream {
    let mut errors = Errors::default();
    let mut options = lower::workflow(arguments, &mut errors);
    let crate_path = options.crate_path.take();
    let client = options.client.take();
    let impl_block = match item::impl_block(item) {
        Ok(impl_block) => impl_block,
        Err(unexpected) => {
            refuse_item(&unexpected, &mut errors);
            // The options are judged all the same; the name has no type to come from.
            check::workflow(
                &options,
                &Ident::new("workflow", Span::call_site()),
                &mut errors,
            );
            let errors = errors.into_tokens();
            return quote!(#item #errors);
        }
    };
    let block = Block::read(&impl_block, client.is_some(), &mut errors);
    let item = block.rebuilt(&impl_block);
    judge_block(&impl_block, &block, &mut errors);
    let workflow = check::workflow(&options, &impl_block.type_name, &mut errors);
    let is_good = errors.is_empty();
    let records = is_good.then(|| records(&impl_block, &block, &workflow, origin));
    let client = client.filter(|_| impl_block.trait_place.is_none());
    let import = client.as_ref().map(declare::import);
    let declaration = client.map(|_| declaration(&impl_block, &block, &workflow, is_good));
    let crate_path = crate_path.unwrap_or_else(expand::default_crate_path);
    let governing = expand::governing(&impl_block.attributes);
    let beside = expand::anonymous_const(
        &crate_path,
        &governing,
        &quote!(#import #records #declaration),
    );
    let errors = errors.into_tokens();
    let bad = block.steps.iter().zip(block.step_errors);
    let bad = bad
        .filter(|(_, errors)| !errors.is_empty())
        .map(|(step, errors)| bad_step(step, errors, &crate_path));
    quote!(#item #beside #errors #(#bad)*)
}

fn refuse_item(unexpected: &Unexpected, errors: &mut Errors) {
    let found = unexpected.found();
    errors.at(
        unexpected.place(),
        format!(
            "`#[workflow]` is on {found}, but a workflow is an inherent impl block\n\
             help: write it above the `impl TYPE {{ … }}` whose methods are the steps"
        ),
    );
}

fn judge_block(impl_block: &ImplBlock, block: &Block, errors: &mut Errors) {
    let type_name = &impl_block.type_name;
    if let Some(place) = impl_block.trait_place {
        errors.at(
            place,
            "`#[workflow]` is on the impl of a trait, but a workflow is an inherent impl block\n\
             help: write the steps in an `impl TYPE { … }` of their own",
        );
    } else if block.steps.is_empty() {
        errors.at(
            type_name,
            format!(
                "workflow `{type_name}` has no step\n\
                 help: write `#[step]` above the methods that are its steps"
            ),
        );
    }
}

/// The records of the workflow and of its steps.
///
/// A step with errors takes no other's record away: its errors may stand under a `cfg` that is off.
fn records(
    impl_block: &ImplBlock,
    block: &Block,
    workflow: &Workflow,
    origin: &Origin,
) -> TokenStream {
    let at = (origin.locate)(impl_block.type_name.span());
    let record = expand::workflow(workflow, &at, &origin.package);
    let steps = block.steps.iter().zip(&block.step_errors);
    let steps = steps.filter(|(_, errors)| errors.is_empty());
    let steps = steps.map(|(step, _)| good_step(step, block, &workflow.name, origin));
    quote!(#record #(#steps)*)
}

/// The records know steps by their names, the source knows them by their methods.
fn good_step(step: &WorkflowStep, block: &Block, workflow: &str, origin: &Origin) -> TokenStream {
    // A method under different `cfg`s may be steps of different names: whichever is there is meant.
    let mut parents: Vec<&str> = Vec::new();
    for method in step.parents() {
        for name in block.steps_of(method).map(|step| step.step.name.as_str()) {
            if !parents.contains(&name) {
                parents.push(name);
            }
        }
    }
    let text = StepText {
        workflow,
        parents: &parents,
        at: &(origin.locate)(step.method.span()),
        package: &origin.package,
    };
    let items = expand::step(&step.step, &text);
    let crate_path = step.crate_path.as_ref();
    if block.has_client {
        let constant = declare::options_of_step(&step.method, &step.step, crate_path, &items);
        let governing = &step.governing;
        return quote!(#(#governing)* #constant);
    }
    match crate_path {
        Some(crate_path) => expand::anonymous_const(crate_path, &step.governing, &items),
        None => expand::nested_const(&step.governing, &items),
    }
}

/// The errors of a step, and what rustc has to judge of it, for as long as the step exists.
fn bad_step(step: &WorkflowStep, errors: Errors, crate_path: &TokenStream) -> TokenStream {
    let crate_path = step.crate_path.as_ref().unwrap_or(crate_path);
    let errors = expand::nested_const(&step.governing, &errors.into_tokens());
    let checks = expand::anonymous_const(crate_path, &step.governing, &judged_by_rustc(&step.step));
    quote!(#errors #checks)
}
