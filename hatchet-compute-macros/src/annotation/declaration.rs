//! Of a workflow with `client`: which of its steps are declared, and where an error stands in for the declaration.
//!
//! Errors may stand under a `cfg`, and whether it is on is not known here. So both are emitted: the declaration for
//! where none of these `cfg`s is on, and one that only keeps its callers quiet for where one is.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::block::{Block, WorkflowStep};
use crate::check::Workflow;
use crate::expand::declare::{self, Task};
use crate::expand::nested_const;
use crate::support::errors::Errors;
use crate::support::item::ImplBlock;

/// The implementation of `Declare`; `is_good` if nothing is wrong with the workflow itself.
pub(super) fn declaration(
    impl_block: &ImplBlock,
    block: &Block,
    workflow: &Workflow,
    is_good: bool,
) -> TokenStream {
    let in_error = || declare::implementation_in_error(impl_block);
    let is_bad = |index: &usize| !block.step_errors[*index].is_empty();
    let (bad, good): (Vec<usize>, Vec<usize>) = block.parents_first().into_iter().partition(is_bad);
    let steps_of = |indices: Vec<usize>| -> Vec<&WorkflowStep> {
        let steps = indices.into_iter().map(|index| &block.steps[index]);
        steps.collect()
    };
    let (bad, good) = (steps_of(bad), steps_of(good));
    let may_be_good = is_good && bad.iter().all(|step| step.is_conditional());
    let Some(input) = input_of(block).filter(|_| may_be_good) else {
        return in_error();
    };
    let tasks: Vec<Task<'_>> = good.iter().filter_map(|step| task(step, block)).collect();
    let implementation = declare::implementation(impl_block, workflow, input, &tasks);
    let (mut wrong, absent_parents) = absent_parents(&good, block);
    wrong.extend(bad.iter().filter_map(|step| exists(step)));
    let Some(wrong) = combined("any", wrong) else {
        return implementation;
    };
    let in_error = in_error();
    quote! {
        #[cfg(not(#wrong))]
        #implementation
        #[cfg(#wrong)]
        #in_error
        #absent_parents
    }
}

/// The predicate under which a step exists; nothing if it always does.
fn exists(step: &WorkflowStep) -> Option<TokenStream> {
    combined("all", step.predicates.clone())
}

/// `all(…)` or `any(…)` of predicates; nothing if there are none.
fn combined(how: &str, predicates: Vec<TokenStream>) -> Option<TokenStream> {
    if predicates.len() < 2 {
        return predicates.into_iter().next();
    }
    let how = Ident::new(how, Span::call_site());
    Some(quote!(#how(#(#predicates),*)))
}

/// Where a step exists without a parent whose output it takes: the predicates of this, and the errors under them.
fn absent_parents(steps: &[&WorkflowStep], block: &Block) -> (Vec<TokenStream>, TokenStream) {
    let (mut wrong, mut found) = (Vec::new(), TokenStream::new());
    for step in steps {
        for output in step.handler.iter().flat_map(|handler| &handler.outputs) {
            let parents: Vec<&WorkflowStep> = block.steps_of(&output.step).collect();
            if parents.iter().any(|parent| exists_with(parent, step)) {
                continue;
            }
            let parent_exists = parents.iter().filter_map(|parent| exists(parent)).collect();
            let parent_exists = combined("any", parent_exists);
            let lacks_parent = parent_exists.map(|predicate| quote!(not(#predicate)));
            let predicates = exists(step).into_iter().chain(lacks_parent).collect();
            let Some(predicate) = combined("all", predicates) else {
                continue;
            };
            let mut errors = Errors::default();
            errors.at(
                &output.step,
                format!(
                    "this parameter takes the output of `{}`, which is not there under these `cfg`s\n\
                     help: write the parent's `#[cfg(…)]` above this step too",
                    output.step
                ),
            );
            found.extend(nested_const(
                &[quote!(#[cfg(#predicate)])],
                &errors.into_tokens(),
            ));
            wrong.push(predicate);
        }
    }
    (wrong, found)
}

/// Whether a parent exists wherever its child does, as far as can be read.
fn exists_with(parent: &WorkflowStep, child: &WorkflowStep) -> bool {
    let of_child: Vec<String> = child.predicates.iter().map(ToString::to_string).collect();
    let mut of_parent = parent.predicates.iter().map(ToString::to_string);
    of_parent.all(|predicate| of_child.contains(&predicate))
}

/// The type of the workflow's input: that of its first step, which all others have to share.
fn input_of(block: &Block) -> Option<&[TokenTree]> {
    let with_handler = || block.steps.iter().filter(|step| step.handler.is_some());
    let first = with_handler().find(|step| !step.is_conditional());
    let first = first.or_else(|| with_handler().next())?;
    Some(&first.handler.as_ref()?.input)
}

fn task<'a>(step: &'a WorkflowStep, block: &'a Block) -> Option<Task<'a>> {
    let parents = step.parents().flat_map(|parent| block.steps_of(parent));
    Some(Task {
        method: &step.method,
        step: &step.step,
        handler: step.handler.as_ref()?,
        governing: &step.governing,
        parents: parents
            .map(|parent| (&parent.method, parent.governing.as_slice()))
            .collect(),
    })
}
