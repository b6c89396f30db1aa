//! What a workflow with `client` requires of the signatures of its steps. rustc checks their types in what is emitted.

use proc_macro2::{Ident, TokenTree};

use crate::errors::Errors;
use crate::item::function::{Function, Parameter};
use crate::tokens::{SpanRange, is_punct, is_word, lifetimes};

pub(crate) struct Handler {
    pub(crate) has_receiver: bool,
    pub(crate) context: Vec<TokenTree>,
    pub(crate) input: Vec<TokenTree>,
    pub(crate) outputs: Vec<ParentOutput>,
    /// What the step returns: a `Result`, as far as can be told.
    pub(crate) returned: Vec<TokenTree>,
}

pub(crate) struct ParentOutput {
    pub(crate) step: Ident,
    pub(crate) type_tokens: Vec<TokenTree>,
}

pub(super) fn handler(function: &Function, errors: &mut Errors) -> Option<Handler> {
    let step = &function.name;
    if !function.is_async {
        let problem = format!("step `{step}` is not async, but `client` runs only async steps");
        if function.returned.iter().any(|token| is_word(token, "Future")) {
            let help = "write `async fn`, with the future's output as its return type";
            errors.help(&function.keyword, problem, help);
        } else if function.is_const {
            errors.help(&function.keyword, problem, "write `async fn` in place of `const fn`");
        } else {
            errors.replace(&function.keyword, problem, "async fn");
        }
    }
    if let Some(word) = &function.unsafe_keyword {
        let problem = format!("step `{step}` is unsafe, but `client` calls it from safe code");
        errors.help(word, problem, "remove `unsafe` here, and write `unsafe { … }` in the body");
    }
    let signature = function.signature();
    let mut types = signature.parameters.iter().flat_map(|parameter| &parameter.type_tokens);
    if let Some(generic) = function.first_type_parameter().or_else(|| types.find(|token| is_word(*token, "impl"))) {
        let problem = format!("step `{step}` is generic, but `client` cannot choose its types");
        errors.help(generic, problem, "replace the generics with concrete types");
        return None;
    }
    if let Some(span) = signature.cfg_span {
        let problem = format!("a parameter of step `{step}` is under a `cfg`, but `client` always passes it");
        errors.help(span, problem, "write two methods, each under its `#[cfg(…)]`");
        return None;
    }
    if let Some(receiver) = signature.receiver.as_ref().filter(|receiver| !receiver.is_shared_reference) {
        errors.replace(receiver.span, format!("step `{step}` must take `&self`: all steps share one value"), "&self");
    }
    let is_context = |parameter: &Parameter| is_word(parameter.type_tokens.last(), "Context");
    let [context, input, outputs @ ..] = signature.parameters.as_slice() else {
        let (missing, help) = match signature.parameters.as_slice() {
            [only] if is_context(only) => ("no input", "write `input: Input` after the context"),
            [_] => ("no context", "write `ctx: Context` before the input"),
            _ => ("no context and no input", "write `(&self, ctx: Context, input: Input)`"),
        };
        let rule = "but `client` calls each step with a context and an input";
        errors.help(step, format!("step `{step}` takes {missing}, {rule}"), help);
        return None;
    };
    if is_context(input) && !is_context(context) {
        let span = SpanRange::of(&context.pattern).unwrap_or_else(|| step.into());
        errors.help(span, format!("step `{step}` takes its input before its context"), "write the context first");
    }
    for parameter in &signature.parameters {
        check_owned(parameter, function, errors);
    }
    check_returned(function, signature.receiver.is_some(), errors);
    Some(Handler {
        returned: function.returned.clone(),
        has_receiver: signature.receiver.is_some(),
        context: context.type_tokens.clone(),
        input: input.type_tokens.clone(),
        outputs: outputs.iter().filter_map(|parameter| parent_output(parameter, errors)).collect(),
    })
}

fn check_returned(function: &Function, has_receiver: bool, errors: &mut Errors) {
    let Function { name: step, returned, .. } = function;
    if returned.is_empty() {
        let problem = format!("step `{step}` must return a `Result`: `client` reports what each step returns");
        errors.help(step, problem, "write `-> Result<(), TaskError>` after the parameters");
    }
    let is_borrowed = |pair: &&[TokenTree]| match pair {
        [quote, name] if is_punct(quote, '\'') => has_receiver && is_word(name, "_"),
        [and, next] => is_punct(and, '&') && !is_punct(next, '\''),
        _ => false,
    };
    if let Some(borrowed) = returned.windows(2).find(is_borrowed).and_then(SpanRange::of) {
        let problem = format!("step `{step}` returns borrowed data, but `client` keeps it after the step has ended");
        errors.help(borrowed, problem, "write a type that owns its data");
    }
}

fn check_owned(parameter: &Parameter, function: &Function, errors: &mut Errors) {
    let (tokens, step) = (parameter.type_tokens.as_slice(), &function.name);
    let owned = match tokens {
        [and, quote, _, rest @ ..] if is_punct(and, '&') && is_punct(quote, '\'') => rest,
        [and, rest @ ..] if is_punct(and, '&') => rest,
        _ => {
            let is_own = |name: &TokenTree| function.generics.iter().any(|own| own.to_string() == name.to_string());
            if let Some(own) = lifetimes(tokens).find(|lifetime| is_own(&lifetime[1])).and_then(SpanRange::of) {
                let problem = format!("step `{step}` takes borrowed data, but `client` passes owned values");
                errors.help(own, problem, "write a type that owns its data");
            }
            return;
        }
    };
    let problem = format!("step `{step}` takes a reference, but `client` passes owned values");
    let span = SpanRange::of(tokens).unwrap_or_else(|| step.into());
    match owned {
        [word] if is_word(word, "str") => errors.replace(span, problem, "String"),
        [TokenTree::Ident(name)] => errors.replace(span, problem, name.to_string()),
        _ => errors.help(span, problem, "write a type that owns its data"),
    }
}

fn parent_output(parameter: &Parameter, errors: &mut Errors) -> Option<ParentOutput> {
    if let Some(step) = parameter.name() {
        return Some(ParentOutput { step: step.clone(), type_tokens: parameter.type_tokens.clone() });
    }
    let problem =
        "a parameter after the input takes the output of the step that it is named after, but this is a pattern";
    let help = "write the step's name, and destructure the output in the body";
    errors.help(SpanRange::of(&parameter.pattern)?, problem, help);
    None
}

/// Finds the step that each parameter means: a leading `_` is ignored, unless a step has that name.
pub(super) fn resolve_outputs(handler: &mut Handler, steps: &[Ident]) {
    for output in &mut handler.outputs {
        let name = output.step.to_string();
        if !resolve(&mut output.step, &name, steps) {
            let name = name.trim_start_matches("r#");
            let without = name.strip_prefix('_').unwrap_or(name);
            resolve(&mut output.step, without, steps);
        }
    }
}

/// Replaces `written` with the method of this name; `false` if there is none. `r#name` counts as `name`.
pub(super) fn resolve(written: &mut Ident, name: &str, methods: &[Ident]) -> bool {
    let plain = |name: &str| name.trim_start_matches("r#").to_owned();
    let Some(method) = methods.iter().find(|method| plain(&method.to_string()) == plain(name)) else { return false };
    let span = written.span();
    *written = method.clone();
    written.set_span(span);
    true
}
