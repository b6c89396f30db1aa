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
        let mut parents: Vec<&Ident> = self.step.options.parents.iter().map(|(parent, _)| parent).collect();
        for parent in self.output_parents() {
            if !parents.contains(&parent) {
                parents.push(parent);
            }
        }
        parents
    }

    pub(crate) fn has_parent(&self, method: &Ident) -> bool {
        self.step.options.parents.iter().any(|(parent, _)| parent == method)
            || self.output_parents().any(|parent| parent == method)
    }

    /// The names of all parents, each once: records know steps by their names, the source knows them by their methods.
    pub(crate) fn parent_names<'a>(&self, steps: &'a [WorkflowStep]) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        // A method can be a step with different names under different `cfg`s: whichever exists is meant.
        for method in self.parents() {
            for parent in steps_of(steps, method) {
                if !names.contains(&parent.step.name.as_str()) {
                    names.push(&parent.step.name);
                }
            }
        }
        names
    }
}

/// The steps of a method: more than one if it is another step under another `cfg`.
pub(crate) fn steps_of<'a>(steps: &'a [WorkflowStep], method: &Ident) -> impl Iterator<Item = &'a WorkflowStep> {
    steps.iter().filter(move |step| step.method == *method)
}
