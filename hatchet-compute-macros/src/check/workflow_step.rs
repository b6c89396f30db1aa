//! A step of a workflow.

use proc_macro2::{Ident, TokenStream};

use super::client::Handler;
use super::step::Step;
use crate::errors::Errors;

pub(crate) struct WorkflowStep {
    pub(crate) method: Ident,
    pub(crate) step: Step,
    /// How a client calls it, if one does and the signature is right.
    pub(crate) handler: Option<Handler>,
    pub(crate) copied: Vec<TokenStream>,
    /// The predicates of the `cfg`s among them.
    pub(crate) predicates: Vec<TokenStream>,
    /// Whether its attributes say that its function, or something that it names, is deprecated.
    pub(crate) is_deprecated: bool,
    /// The errors of the step, which apply only under its `cfg`.
    pub(crate) errors: Errors,
}

impl WorkflowStep {
    pub(crate) fn is_conditional(&self) -> bool {
        !self.predicates.is_empty()
    }

    pub(super) fn output_parents(&self) -> impl Iterator<Item = &Ident> {
        let outputs = self.handler.iter().flat_map(|handler| &handler.outputs);
        outputs.map(|output| &output.step)
    }

    pub(crate) fn parents(&self) -> Vec<&Ident> {
        each_once(self.step.options.parents.iter().map(|(parent, _)| parent).chain(self.output_parents()))
    }

    pub(crate) fn has_parent(&self, method: &Ident) -> bool {
        self.parents().contains(&method)
    }

    /// The names of all parents, each once: records know steps by their names, the source knows them by their methods.
    pub(crate) fn parent_names<'a>(&self, steps: &'a [WorkflowStep]) -> Vec<&'a str> {
        // A method can be a step with different names under different `cfg`s: whichever exists is meant.
        let parents = self.parents().into_iter().flat_map(|method| steps_of(steps, method));
        each_once(parents.map(|parent| parent.step.name.as_str()))
    }
}

fn each_once<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut found = Vec::new();
    for item in items {
        if !found.contains(&item) {
            found.push(item);
        }
    }
    found
}

/// The steps of a method: more than one if it is another step under another `cfg`.
pub(crate) fn steps_of<'a>(steps: &'a [WorkflowStep], method: &Ident) -> impl Iterator<Item = &'a WorkflowStep> {
    steps.iter().filter(move |step| step.method == *method)
}
