//! Which of its steps a workflow with `client` declares, in which order, and what instead if there are errors.
//!
//! Errors can be under a `cfg`, and whether it is on is not known here. So two declarations are emitted: the real one,
//! for when none of these `cfg`s is on, and one that only lets its callers compile, for when one is.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::graph;
use super::step::{Step, steps_of};
use crate::errors::Errors;

pub(crate) struct Tasks {
    pub(crate) input: Vec<TokenTree>,
    /// The positions of the steps that are declared, each after its parents.
    pub(crate) in_order: Vec<usize>,
    /// The predicate under which there is an error, and nothing to declare.
    pub(crate) broken_if: Option<TokenStream>,
    pub(crate) errors: Vec<(TokenStream, Errors)>,
}

/// Decides what to declare; `is_valid` if nothing is wrong with the workflow itself. `None` if errors prevent it.
pub(super) fn tasks(steps: &[Step], is_valid: bool) -> Option<Tasks> {
    let order = graph::parents_first(steps);
    let (bad, good): (Vec<usize>, Vec<usize>) = order.into_iter().partition(|&index| !steps[index].errors.is_empty());
    let is_broken = bad.iter().any(|&index| !steps[index].is_conditional());
    let input = input_of(steps).filter(|_| is_valid && !is_broken)?;
    let in_order: Vec<usize> = good.into_iter().filter(|&index| steps[index].handler.is_some()).collect();
    let errors = absent_parents(&in_order, steps);
    let mut predicates: Vec<TokenStream> = errors.iter().map(|(predicate, _)| predicate.clone()).collect();
    predicates.extend(bad.iter().filter_map(|&index| predicate_of(&steps[index])));
    Some(Tasks { input: input.to_vec(), in_order, broken_if: combined("any", predicates), errors })
}

/// The type of the workflow's input: that of its first step, which all others have to share.
pub(super) fn input_of(steps: &[Step]) -> Option<&[TokenTree]> {
    let with_handler = || steps.iter().filter(|step| step.handler.is_some());
    let first = with_handler().find(|step| !step.is_conditional());
    let first = first.or_else(|| with_handler().next())?;
    Some(&first.handler.as_ref()?.input)
}

/// The predicate under which a step exists; `None` if it always does.
fn predicate_of(step: &Step) -> Option<TokenStream> {
    combined("all", step.predicates.clone())
}

/// `all(…)` or `any(…)` of predicates; `None` if there are none.
fn combined(how: &str, predicates: Vec<TokenStream>) -> Option<TokenStream> {
    if predicates.len() < 2 {
        return predicates.into_iter().next();
    }
    let how = Ident::new(how, Span::call_site());
    Some(quote!(#how(#(#predicates),*)))
}

/// The errors about steps that may exist without a parent whose output they take, each with its predicate.
fn absent_parents(indices: &[usize], steps: &[Step]) -> Vec<(TokenStream, Errors)> {
    let mut found = Vec::new();
    for step in indices.iter().map(|&index| &steps[index]) {
        for output in step.handler.iter().flat_map(|handler| &handler.outputs) {
            let parents: Vec<&Step> = steps_of(steps, &output.step).collect();
            if parents.iter().any(|parent| exists_with(parent, step)) {
                continue;
            }
            let parent_exists = combined("any", parents.iter().filter_map(|parent| predicate_of(parent)).collect());
            let mut predicates: Vec<TokenStream> = predicate_of(step).into_iter().collect();
            predicates.extend(parent_exists.map(|predicate| quote!(not(#predicate))));
            let Some(predicate) = combined("all", predicates) else { continue };
            let parent = &output.step;
            let mut errors = Errors::default();
            let problem =
                format!("this parameter takes the output of `{parent}`, which does not exist under these `cfg`s");
            errors.help(parent, problem, "write the parent's `#[cfg(…)]` above this step too");
            found.push((predicate, errors));
        }
    }
    found
}

/// Whether a parent exists wherever its child does, as far as can be told without evaluating predicates.
fn exists_with(parent: &Step, child: &Step) -> bool {
    let of_child: Vec<String> = child.predicates.iter().map(ToString::to_string).collect();
    let mut of_parent = parent.predicates.iter().map(ToString::to_string);
    of_parent.all(|predicate| of_child.contains(&predicate))
}
