//! What a workflow with `client` asks of the signatures of its steps.
//!
//! Names and order are judged here. That the types fit is rustc's to say, on what stage 4 emits.

use proc_macro2::{Ident, TokenTree};

use crate::support::errors::Errors;
use crate::support::item::Function;
use crate::support::place::{Place, is_word};
use crate::support::signature::{Parameter, Signature};

/// How a step is called by the client.
pub(crate) struct Handler {
    /// Whether the step is a method, not an associated function.
    pub(crate) has_receiver: bool,
    pub(crate) context: Vec<TokenTree>,
    pub(crate) input: Vec<TokenTree>,
    pub(crate) outputs: Vec<Output>,
}

/// A parameter that takes the output of a parent.
pub(crate) struct Output {
    /// The parent's method.
    pub(crate) step: Ident,
    pub(crate) type_tokens: Vec<TokenTree>,
}

/// Judges the signature of a step.
pub(crate) fn handler(function: &Function, errors: &mut Errors) -> Option<Handler> {
    let step = &function.name;
    if !function.is_async {
        errors.at(
            &function.keyword,
            format!(
                "step `{step}` is not async, but the steps of a workflow with `client` are\nhelp: write `async fn {step}`"
            ),
        );
    }
    let signature = function.signature();
    let receiver = signature.receiver.as_ref();
    if let Some(receiver) = receiver.filter(|receiver| !receiver.is_shared_reference()) {
        errors.at(
            receiver.place(),
            format!(
                "step `{step}` takes another receiver than `&self`, but the steps of a workflow with `client` share one value\n\
                 help: write `&self`"
            ),
        );
    }
    let [context, input, outputs @ ..] = signature.parameters.as_slice() else {
        errors.at(step, missing_parameters(step, &signature));
        return None;
    };
    if is_context(input) && !is_context(context) {
        errors.at(
            Place::of(&context.pattern).unwrap_or_else(|| step.into()),
            format!(
                "step `{step}` takes its input before its context\nhelp: write the context first"
            ),
        );
    }
    let outputs: Vec<Output> = outputs
        .iter()
        .filter_map(|parameter| output(parameter, errors))
        .collect();
    Some(Handler {
        has_receiver: receiver.is_some(),
        context: context.type_tokens.clone(),
        input: input.type_tokens.clone(),
        outputs,
    })
}

/// The error of a step without context, input, or both.
fn missing_parameters(step: &Ident, signature: &Signature) -> String {
    let (missing, help) = match signature.parameters.as_slice() {
        [only] if is_context(only) => ("no input", "`input: Input` behind the context"),
        [_] => ("no context", "`ctx: Context` before the input"),
        _ => (
            "no context and no input",
            "`(&self, ctx: Context, input: Input)`",
        ),
    };
    format!(
        "step `{step}` takes {missing}, but the steps of a workflow with `client` take both\nhelp: write {help}"
    )
}

/// Whether a parameter's type is written `Context`, with or without a path before it.
fn is_context(parameter: &Parameter) -> bool {
    is_word(parameter.type_tokens.last(), "Context")
}

fn output(parameter: &Parameter, errors: &mut Errors) -> Option<Output> {
    let Some(step) = parameter.name() else {
        let place = Place::of(&parameter.pattern)?;
        errors.at(
            place,
            "a parameter after the input takes the output of the step of its name, but this is no name\n\
             help: write the step's name, and take the output apart in the body",
        );
        return None;
    };
    Some(Output {
        step: step.clone(),
        type_tokens: parameter.type_tokens.clone(),
    })
}

/// The step that a parameter means: a leading `_` does not count, unless a step is named so.
pub(crate) fn step_meant(parameter: &Ident, is_step: impl Fn(&Ident) -> bool) -> Ident {
    let written = parameter.to_string();
    let Some(rest) = written.strip_prefix('_').filter(|_| !is_step(parameter)) else {
        return parameter.clone();
    };
    // The rest may be a word of the language.
    let raw = format!("r#{rest}");
    let step = syn::parse_str::<Ident>(rest).or_else(|_| syn::parse_str(&raw));
    step.map_or_else(
        |_| parameter.clone(),
        |mut step| {
            step.set_span(parameter.span());
            step
        },
    )
}
