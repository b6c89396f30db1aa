//! A step that is not part of a workflow.

use hatchet_compute_core::{Key, Message, StepOption};
use proc_macro2::{Ident, Span};

use super::step::{Step, library_path};
use crate::errors::Errors;
use crate::item::function::Function;
use crate::item::{Unexpected, copied};
use crate::lower::options::StepOptions;
use crate::parse;

pub(crate) fn lone_step(
    mut options: StepOptions,
    function: Result<Function, Unexpected>,
    errors: &mut Errors,
) -> Option<Step> {
    let function = match function {
        Ok(function) => function,
        Err(unexpected) => {
            let help = if unexpected.is("impl") {
                "write `#[workflow]` above an impl block, and `#[step]` above its methods"
            } else {
                "write it above the `fn` of the step"
            };
            let problem = format!("`#[step]` is on {}, but a step is a function", unexpected.found());
            errors.help(unexpected.span(), problem, help);
            // The options are still checked; there is no function to take the name from.
            Step::new(Ident::new("step", Span::call_site()), options, Vec::new(), errors);
            return None;
        }
    };
    for &(name, span, earlier) in &options.of_workflow {
        let client = if name == StepOption::Configure.name() { " with `client`" } else { "" };
        let problem = format!("`{name}` is only for steps of a workflow{client}");
        let help = "write the steps as methods of one impl block with `#[workflow]` above it";
        // An earlier error keeps its own problem, so the help states this one.
        let help = if earlier.is_some() { format!("{problem}: {help}") } else { help.into() };
        errors.at_value(earlier, span, Message::new(problem).with_help(help));
    }
    let receiver = function.signature().receiver;
    match &receiver {
        Some(receiver) => outside_of_a_workflow(&receiver.word, errors),
        None if !function.has_body => {
            let problem = "`#[step]` is on a function without a body";
            errors.help(&function.name, problem, "write it above a function with a body");
        }
        None => {
            let mut others = function.attributes.iter();
            if let Some(second) = others.find(|other| parse::is_step(other, options.crate_path.as_ref())) {
                errors.help(second.span(), "this function is already a step", "remove one of the two `#[step]`");
            }
        }
    }
    options.crate_path = library_path(options.crate_path, &function.name, errors);
    let step = Step::new(function.name.clone(), options, copied(&function.attributes), errors);
    // A constant cannot be next to a method or a declaration.
    (receiver.is_none() && function.has_body).then_some(step)
}

/// Reports a method, by its receiver, that is not in a workflow, or whose workflow does not know it as a step.
fn outside_of_a_workflow(receiver: &Ident, errors: &mut Errors) {
    let name = parse::called_as().map(|(name, _)| name);
    if let Some(name) = name.filter(|name| name != "step") {
        let call = receiver.span().located_at(Span::call_site());
        let problem = format!("`#[workflow]` recognises only the name `step`, not `{name}`");
        errors.help(call, problem, "import `step` under its own name, and write `#[step]`");
    } else {
        let problem = "a method can be a step only in an inherent impl block with `#[workflow]`";
        let help = "write `#[workflow]` above the impl block, and the method in the block itself, not in a macro";
        errors.help(receiver, problem, help);
    }
}
