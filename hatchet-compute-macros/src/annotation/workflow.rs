//! `#[workflow(…)]` on an impl block: its methods with `#[step]` are the steps.

use proc_macro2::{Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use super::judged_by_rustc;
use crate::check::graph::{self, Node};
use crate::check::{self, Step};
use crate::expand::{self, StepText};
use crate::lower;
use crate::support::errors::Errors;
use crate::support::item::{self, Attribute, Function, ImplBlock, ImplItem, Unexpected};
use crate::support::origin::Origin;
use crate::support::step_attribute::{self, StepAttribute};

/// A step of the workflow, judged on its own.
struct WorkflowStep {
    method: Ident,
    step: Step,
    parents: Vec<Ident>,
    crate_path: Option<TokenStream>,
    /// The attributes under which its method exists, and with which it was written.
    governing: Vec<TokenStream>,
    conditional: bool,
}

/// The impl block as it is given back, and what was found in it.
#[derive(Default)]
struct Block {
    items: TokenStream,
    methods: Vec<Ident>,
    steps: Vec<WorkflowStep>,
    /// What is wrong with each step, in the order of `steps`.
    step_errors: Vec<Errors>,
}

/// `#[workflow(…)]` on an inherent impl block.
pub(crate) fn workflow(arguments: TokenStream, item: &TokenStream, origin: &Origin) -> TokenStream {
    let mut errors = Errors::default();
    let mut options = lower::workflow(arguments, &mut errors);
    let crate_path = options.crate_path.take();
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
    let mut block = read(&impl_block, &mut errors);
    let item = rebuilt(&impl_block, std::mem::take(&mut block.items));
    judge_block(&impl_block, &block, &mut errors);
    judge_graph(&mut block);
    let workflow = check::workflow(&options, &impl_block.type_name, &mut errors);
    // A step with errors takes no other's record away: the errors may stand under a `cfg` that is off.
    let step_errors = std::mem::take(&mut block.step_errors);
    let steps = block.steps.iter().zip(step_errors);
    let (good, bad): (Vec<_>, Vec<_>) = steps.partition(|(_, errors)| errors.is_empty());
    let crate_path = crate_path.unwrap_or_else(expand::default_crate_path);
    let beside = if errors.is_empty() {
        let at = (origin.locate)(impl_block.type_name.span());
        let record = expand::workflow(&workflow, &at, &origin.package);
        let steps = good
            .iter()
            .map(|(step, _)| good_step(step, &block, &workflow.name, origin));
        let governing = expand::governing(&impl_block.attributes);
        expand::anonymous_const(&crate_path, &governing, &quote!(#record #(#steps)*))
    } else {
        errors.into_tokens()
    };
    let bad = bad
        .into_iter()
        .map(|(step, errors)| bad_step(step, errors, &crate_path));
    quote!(#item #beside #(#bad)*)
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

/// Reads the methods with `#[step]`, and gives the block back with these attributes emptied.
fn read(impl_block: &ImplBlock, errors: &mut Errors) -> Block {
    let mut block = Block::default();
    for item in item::impl_items(impl_block.body.stream()) {
        match item {
            ImplItem::Method { function, rest } => {
                for attribute in &function.attributes {
                    let (steps, rewritten) = step_attribute::read(attribute, errors);
                    rewritten.to_tokens(&mut block.items);
                    for step in steps {
                        add_step(&mut block, step, &function);
                    }
                }
                block.items.extend(rest);
                block.methods.push(function.name);
            }
            ImplItem::Other(tokens) => block.items.extend(tokens),
        }
    }
    block
}

fn add_step(block: &mut Block, attribute: StepAttribute, function: &Function) {
    let mut errors = Errors::default();
    let options = lower::step(attribute.arguments, &mut errors);
    let parents = options.parents.clone();
    let crate_path = options.crate_path.clone();
    let mut governing = expand::governing(&function.attributes);
    if let Some(predicate) = &attribute.predicate {
        governing.push(quote!(#[cfg(#predicate)]));
    }
    let conditional =
        attribute.predicate.is_some() || function.attributes.iter().any(Attribute::is_cfg);
    let twice = block
        .steps
        .iter()
        .any(|step| step.method == function.name && !step.conditional);
    if twice && !conditional {
        errors.at(
            &attribute.word,
            "this method is a step already\nhelp: remove one of the two `#[step]`",
        );
    }
    let step = check::step(options, &function.name, &mut errors);
    block.step_errors.push(errors);
    block.steps.push(WorkflowStep {
        method: function.name.clone(),
        step,
        parents,
        crate_path,
        governing,
        conditional,
    });
}

fn judge_graph(block: &mut Block) {
    let nodes: Vec<Node<'_>> = block
        .steps
        .iter()
        .map(|step| Node {
            method: &step.method,
            name: &step.step.name,
            name_place: step.step.name_place,
            parents: &step.parents,
            conditional: step.conditional,
        })
        .collect();
    let methods: Vec<&Ident> = block.methods.iter().collect();
    graph::names(&nodes, &mut block.step_errors);
    graph::parents(&nodes, &methods, &mut block.step_errors);
    graph::cycles(&nodes, &mut block.step_errors);
}

/// The records know steps by their names, the source knows them by their methods.
fn good_step(step: &WorkflowStep, block: &Block, workflow: &str, origin: &Origin) -> TokenStream {
    // A method under different `cfg`s may be steps of different names: whichever is there is meant.
    let mut parents: Vec<&str> = Vec::new();
    for method in &step.parents {
        let named = block.steps.iter().filter(|step| step.method == *method);
        for name in named.map(|step| step.step.name.as_str()) {
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
    match &step.crate_path {
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

fn rebuilt(impl_block: &ImplBlock, items: TokenStream) -> TokenStream {
    let mut body = Group::new(impl_block.body.delimiter(), items);
    body.set_span(impl_block.body.span());
    let header = &impl_block.header;
    quote!(#(#header)* #body)
}
