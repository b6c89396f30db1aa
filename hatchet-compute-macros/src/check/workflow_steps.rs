//! The steps of a workflow: each on its own, and what holds between them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::client::{Handler, handler, resolve_outputs};
use super::graph::{self, Node};
use super::step::{Step, step};
use crate::errors::Errors;
use crate::item::attribute::{Attribute, copied};
use crate::lower::workflow::Method;

/// A step of a workflow.
pub(crate) struct WorkflowStep {
    pub(crate) method: Ident,
    pub(crate) step: Step,
    /// The methods of the parents that are listed.
    pub(super) listed_parents: Vec<Ident>,
    /// The names of all parents, each once.
    pub(crate) parent_names: Vec<String>,
    /// How a client calls it, if one does and the signature is right.
    pub(crate) handler: Option<Handler>,
    pub(crate) crate_path: Option<TokenStream>,
    /// The attributes that are copied onto what is emitted.
    pub(crate) copied: Vec<TokenStream>,
    /// The predicates of the `cfg`s among them.
    pub(super) predicates: Vec<TokenStream>,
    /// What is wrong with the step. It holds under the same `cfg` as the step.
    pub(crate) errors: Errors,
}

impl WorkflowStep {
    /// Whether a `cfg` decides if the step exists.
    pub(super) fn is_conditional(&self) -> bool {
        !self.predicates.is_empty()
    }

    /// The methods of the parents whose output is a parameter.
    fn output_parents(&self) -> impl Iterator<Item = &Ident> {
        let outputs = self.handler.iter().flat_map(|handler| &handler.outputs);
        outputs.map(|output| &output.step)
    }

    /// The methods of all parents, each once.
    pub(super) fn parents(&self) -> impl Iterator<Item = &Ident> {
        let more = self.output_parents();
        let more = more.filter(|parent| !self.listed_parents.contains(parent));
        self.listed_parents.iter().chain(more)
    }
}

/// The steps of a method: more than one if it is another step under another `cfg`.
pub(super) fn steps_of<'a>(steps: &'a [WorkflowStep], method: &'a Ident) -> impl Iterator<Item = &'a WorkflowStep> {
    steps.iter().filter(move |step| step.method == *method)
}

/// Checks the steps, each on its own and then together.
pub(super) fn workflow_steps(methods: &[Ident], inputs: Vec<Method>, has_client: bool) -> Vec<WorkflowStep> {
    let mut steps: Vec<WorkflowStep> = Vec::new();
    for input in inputs {
        let step = workflow_step(input, &steps, has_client);
        steps.push(step);
    }
    let names: Vec<Ident> = steps.iter().map(|step| step.method.clone()).collect();
    for handler in steps.iter_mut().filter_map(|step| step.handler.as_mut()) {
        resolve_outputs(handler, &names);
    }
    let mut errors: Vec<Errors> = steps.iter_mut().map(|step| std::mem::take(&mut step.errors)).collect();
    let nodes = nodes(&steps);
    graph::names(&nodes, &mut errors);
    graph::parents(&nodes, methods, &mut errors);
    graph::cycles(&nodes, &mut errors);
    let parent_names: Vec<Vec<String>> = steps.iter().map(|step| parent_names(step, &steps)).collect();
    for ((step, errors), names) in steps.iter_mut().zip(errors).zip(parent_names) {
        step.errors = errors;
        step.parent_names = names;
    }
    steps
}

fn workflow_step(input: Method, before: &[WorkflowStep], has_client: bool) -> WorkflowStep {
    let Method { mut options, function, word, predicate, mut errors } = input;
    let attributes = &function.attributes;
    let mut copied = copied(attributes);
    let mut predicates: Vec<TokenStream> = attributes.iter().filter_map(Attribute::predicate).collect();
    if let Some(predicate) = predicate {
        copied.push(quote!(#[cfg(#predicate)]));
        predicates.push(predicate);
    }
    let is_step_already = |step: &WorkflowStep| step.method == function.name && !step.is_conditional();
    if predicates.is_empty() && before.iter().any(is_step_already) {
        let problem = "this method is already a step";
        errors.help(&word, problem, "remove one of the two `#[step]`");
    }
    let listed_parents = std::mem::take(&mut options.parents);
    let crate_path = options.crate_path.take();
    let step = step(options, &function.name, &mut errors);
    let handler = if has_client { handler(&function, &mut errors) } else { None };
    WorkflowStep {
        method: function.name.clone(),
        step,
        listed_parents,
        parent_names: Vec::new(),
        handler,
        crate_path,
        copied,
        predicates,
        errors,
    }
}

/// The steps as nodes of the graph that their parents make.
pub(super) fn nodes(steps: &[WorkflowStep]) -> Vec<Node<'_>> {
    let nodes = steps.iter().map(|step| Node {
        method: &step.method,
        name: &step.step.name,
        name_span: step.step.name_span,
        parents: &step.listed_parents,
        outputs: step.output_parents().collect(),
        conditional: step.is_conditional(),
    });
    nodes.collect()
}

/// The names of a step's parents: records know steps by their names, the source knows them by their methods.
fn parent_names(step: &WorkflowStep, steps: &[WorkflowStep]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for method in step.parents() {
        // A method can be steps of different names under different `cfg`s: any that exists is meant.
        for parent in steps_of(steps, method) {
            if !names.contains(&parent.step.name) {
                names.push(parent.step.name.clone());
            }
        }
    }
    names
}
