//! The options of a step, and a step that is not part of a workflow.

use hatchet_compute_core::{
    Key, Message, StepOption, invalid_duration, invalid_name, is_name, parse_duration, retries_problem,
    time_limit_advice, valid_name,
};
use proc_macro2::{Ident, Span, TokenStream};

use crate::errors::Errors;
use crate::item::function::Function;
use crate::item::{Unexpected, copied};
use crate::lower::compute::ComputeOption;
use crate::lower::options::{RunOptions, StepOptions};
use crate::lower::typed::{Text, Typed};
use crate::parse;
use crate::source_info::RENAMED_LIBRARY;
use crate::tokens::SpanRange;

pub(crate) struct Step {
    pub(crate) name: String,
    pub(crate) name_span: SpanRange,
    /// All options but the name.
    pub(crate) options: StepOptions,
}

/// A step that is not part of a workflow.
pub(crate) struct LoneStep {
    pub(crate) step: Step,
    pub(crate) function: Ident,
    pub(crate) copied: Vec<TokenStream>,
    /// Whether a constant can be next to it: not next to a method or a declaration.
    pub(crate) has_neighbors: bool,
}

pub(crate) fn lone_step(
    mut options: StepOptions,
    function: Result<Function, Unexpected>,
    errors: &mut Errors,
) -> Option<LoneStep> {
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
            step(options, &Ident::new("step", Span::call_site()), errors);
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
    Some(LoneStep {
        step: step(options, &function.name, errors),
        function: function.name.clone(),
        copied: copied(&function.attributes),
        has_neighbors: receiver.is_none() && function.has_body,
    })
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

/// The given path of the library, which is required only if the library has another name in this crate.
pub(super) fn library_path(given: Option<TokenStream>, item: &Ident, errors: &mut Errors) -> Option<TokenStream> {
    let Some(name) = RENAMED_LIBRARY.as_ref().filter(|_| given.is_none()) else { return given };
    let call = item.span().located_at(Span::call_site());
    let problem = format!("`hatchet_compute` has the name `{name}` in this crate");
    errors.help(call, problem, format!("add the option `crate = ::{name}`"));
    format!("::{name}").parse().ok()
}

pub(super) fn step(mut options: StepOptions, function: &Ident, errors: &mut Errors) -> Step {
    let (name, name_span) = name(options.name.take(), function, errors);
    run_options(&mut options.run, errors);
    Step { name, name_span, options }
}

pub(super) fn run_options(options: &mut RunOptions, errors: &mut Errors) {
    let durations = [(StepOption::Timeout, &options.timeout), (StepOption::ScheduleTimeout, &options.schedule_timeout)];
    for (option, text) in durations {
        let Some(text) = text else { continue };
        if parse_duration(&text.value).is_err() {
            text.error(invalid_duration(option.name(), &text.value), errors);
        }
        options.advice.extend(time_limit_advice(option.name(), &text.value).map(|advice| (text.span, advice)));
    }
    if let Some(Typed::Integer(literal, earlier)) = &options.retries {
        if let Some(problem) = retries_problem(literal.value) {
            errors.at_value(*earlier, literal.span, problem.message(literal.number()).into());
        }
    }
    if let Some(ComputeOption::Fields(compute)) = &mut options.compute {
        super::compute::compute(compute, errors);
    }
}

pub(super) fn name(given: Option<Text>, item: &Ident, errors: &mut Errors) -> (String, SpanRange) {
    if let Some(text) = given {
        if !is_name(&text.value) {
            text.error(invalid_name(&text.value), errors);
        }
        return (text.value, text.span);
    }
    let name = item.to_string();
    let name = name.strip_prefix("r#").unwrap_or(&name).to_owned();
    if !is_name(&name) {
        let valid = valid_name(&name).unwrap_or_else(|| "process_data".into());
        let help = format!("add a name to the annotation, for example `name = {valid:?}`");
        errors.help(item, invalid_name(&name).problem(), help);
    }
    (name, item.into())
}
