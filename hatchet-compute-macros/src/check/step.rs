//! A step: its options, its parents, and the rules on the options.

use hatchet_compute_core::{
    Key, StepOption, invalid_duration, invalid_name, is_name, parse_duration, retries_problem, time_limit_advice,
    valid_name,
};
use proc_macro2::{Ident, Span, TokenStream};

use super::client::Handler;
use crate::errors::Errors;
use crate::lower::compute::ComputeOption;
use crate::lower::options::{RunOptions, StepOptions};
use crate::lower::typed::{Text, Typed};
use crate::source_info::RENAMED_LIBRARY;
use crate::tokens::SpanRange;

pub(crate) struct Step {
    /// Its method in a workflow, or else its function.
    pub(crate) method: Ident,
    pub(crate) name: String,
    pub(crate) name_span: SpanRange,
    /// All options but the name.
    pub(crate) options: StepOptions,
    /// The attributes that are copied onto what is emitted.
    pub(crate) copied: Vec<TokenStream>,
    /// The predicates of the `cfg`s of a step in a workflow.
    pub(crate) predicates: Vec<TokenStream>,
    /// How a client calls it, if one does and the signature is right.
    pub(crate) handler: Option<Handler>,
    /// Whether its attributes say that its function, or something that it names, is deprecated.
    pub(crate) is_deprecated: bool,
    /// The errors of a step in a workflow, which apply only under its `cfg`.
    pub(crate) errors: Errors,
}

impl Step {
    pub(super) fn new(method: Ident, mut options: StepOptions, copied: Vec<TokenStream>, errors: &mut Errors) -> Step {
        let (name, name_span) = name(options.name.take(), &method, errors);
        run_options(&mut options.run, errors);
        let (predicates, handler, is_deprecated) = (Vec::new(), None, false);
        Step { method, name, name_span, options, copied, predicates, handler, is_deprecated, errors: Errors::default() }
    }

    pub(crate) fn is_conditional(&self) -> bool {
        !self.predicates.is_empty()
    }

    pub(super) fn output_parents(&self) -> impl Iterator<Item = &Ident> {
        let outputs = self.handler.iter().flat_map(|handler| &handler.outputs);
        outputs.map(|output| &output.step)
    }

    pub(crate) fn parents(&self) -> Vec<&Ident> {
        each_once(self.options.parents.iter().map(|(parent, _)| parent).chain(self.output_parents()))
    }

    pub(crate) fn has_parent(&self, method: &Ident) -> bool {
        self.parents().contains(&method)
    }

    /// The names of all parents, each once: records know steps by their names, the source knows them by their methods.
    pub(crate) fn parent_names<'a>(&self, steps: &'a [Step]) -> Vec<&'a str> {
        // A method can be a step with different names under different `cfg`s: whichever exists is meant.
        let parents = self.parents().into_iter().flat_map(|method| steps_of(steps, method));
        each_once(parents.map(|parent| parent.name.as_str()))
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
pub(crate) fn steps_of<'a>(steps: &'a [Step], method: &Ident) -> impl Iterator<Item = &'a Step> {
    steps.iter().filter(move |step| step.method == *method)
}

/// The given path of the library, which is required only if the library has another name in this crate.
pub(super) fn library_path(given: Option<TokenStream>, item: &Ident, errors: &mut Errors) -> Option<TokenStream> {
    let Some(name) = RENAMED_LIBRARY.as_ref().filter(|_| given.is_none()) else { return given };
    let call = item.span().located_at(Span::call_site());
    let problem = format!("`hatchet_compute` has the name `{name}` in this crate");
    errors.help(call, problem, format!("add the option `crate = ::{name}`"));
    format!("::{name}").parse().ok()
}

pub(super) fn run_options(options: &mut RunOptions, errors: &mut Errors) {
    let durations = [(StepOption::Timeout, &options.timeout), (StepOption::ScheduleTimeout, &options.schedule_timeout)];
    for (option, text) in durations {
        let Some(text) = text else { continue };
        if parse_duration(&text.value).is_err() {
            text.error(invalid_duration(option.name(), &text.value), errors);
        }
        let advice = time_limit_advice(option.name(), &text.value);
        options.advice.extend(advice.map(|advice| text.with_advice(advice, errors)));
    }
    if let Some(Typed::Integer(literal, earlier)) = &options.retries {
        if let Some(problem) = retries_problem(literal.value) {
            errors.at_value(*earlier, literal.span, literal.shown_in(problem.message(literal.value).into()));
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
