//! A workflow: its options and the block that it is on.

use hatchet_compute_core::{Advice, Key, Message, StepOption, check_cron, cron_advice, event_advice};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

use super::client::{handler, resolve, resolve_outputs};
use super::declaration::{Tasks, input_of, tasks};
use super::graph;
use super::step::{Step, library_path, name, run_options};
use crate::errors::Errors;
use crate::item::impl_block::ImplBlock;
use crate::item::{Attribute, Unexpected, copied};
use crate::lower::compute::ComputeOption;
use crate::lower::options::{RunOptions, StepOptions, WorkflowOptions};
use crate::lower::typed::{Text, Typed};
use crate::parse::{Block, Method};
use crate::tokens::value::{Value, with_span};
use crate::tokens::{SpanRange, group, is_path_separator, is_word};

pub(crate) struct Workflow {
    pub(crate) name: String,
    pub(crate) options: WorkflowOptions,
    pub(crate) header: ImplBlock,
    pub(crate) steps: Vec<Step>,
    /// Whether nothing is wrong with the workflow itself: only then does it have records.
    pub(crate) is_valid: bool,
    /// What to declare to the client, if there is one and no error says why not.
    pub(crate) tasks: Option<Tasks>,
    pub(crate) advice: Vec<(SpanRange, Advice)>,
}

pub(crate) fn workflow(
    mut options: WorkflowOptions,
    steps: Vec<StepOptions>,
    block: Result<Block, Unexpected>,
    errors: &mut Errors,
) -> Option<Workflow> {
    let block = match block {
        Ok(block) if block.steps.iter().all(|step| !step.is_read) => block,
        other => {
            match other {
                Ok(block) => {
                    let problem = "this impl block is already a workflow";
                    errors.help(block.header.call(), problem, "remove one of the two `#[workflow]`");
                }
                Err(unexpected) => {
                    let found = unexpected.found();
                    let problem = format!("`#[workflow]` is on {found}, but a workflow is an inherent impl block");
                    let help = "write it above the `impl TYPE { … }` whose methods are the steps";
                    errors.help(unexpected.span(), problem, help);
                }
            }
            // The options are still checked; there is no type to take the name from.
            check_options(&mut options, &Ident::new("workflow", Span::call_site()), errors);
            return None;
        }
    };
    let Block { header, methods, steps: annotated } = block;
    let annotated = annotated.into_iter().zip(steps).collect();
    let steps = workflow_steps(&methods, annotated, &header, options.client.is_some());
    let type_name = &header.type_name;
    if let Some(span) = header.trait_span {
        let problem = "`#[workflow]` is on the impl of a trait, but a workflow is an inherent impl block";
        errors.help(span, problem, "write the steps in a separate `impl TYPE { … }`");
    } else if steps.is_empty() {
        let problem = format!("workflow `{type_name}` has no step");
        let help = match &methods[..] {
            [] => "write its steps as methods with `#[step]` in the block itself, not in a macro",
            _ => "write `#[step]` above the methods that are its steps",
        };
        errors.help(type_name, problem, help);
    }
    if let Some(lifetime) = header.free_lifetime().filter(|_| options.client.is_some()) {
        let problem = "a workflow with `client` cannot borrow: the client keeps it";
        errors.help(lifetime, problem, "own the data, for example in an `Arc`");
    }
    if let Some(keyword) = header.dyn_keyword().filter(|_| options.client.is_some()) {
        let problem = "a workflow with `client` cannot be on a `dyn` type: the client keeps its value";
        errors.help(keyword, problem, "write the steps as methods of a struct");
    }
    options.crate_path = library_path(options.crate_path, type_name, errors);
    resolve_self(&mut options.run, &header, errors);
    let name = check_options(&mut options, type_name, errors);
    if options.client.is_some() && options.cron_input_key.is_none() {
        cron_input_missing(&options, &steps, errors);
    }
    let is_valid = errors.is_empty();
    // Neither a trait impl nor a `dyn` type has a `declare`.
    options.client.take_if(|_| header.trait_span.is_some() || header.dyn_keyword().is_some());
    let tasks = options.client.as_ref().and_then(|_| tasks(&steps, is_valid));
    let on_crons = options.on_crons.iter().filter_map(|cron| Some((cron, cron_advice(&cron.value)?)));
    let on_events = options.on_events.iter().filter_map(|event| Some((event, event_advice(&event.value)?)));
    let advice = on_crons.chain(on_events).map(|(text, advice)| text.with_advice(advice, errors)).collect();
    Some(Workflow { name, options, header, steps, is_valid, tasks, advice })
}

/// Checks the options of a workflow on the type of this name. Returns the workflow's name.
fn check_options(options: &mut WorkflowOptions, type_name: &Ident, errors: &mut Errors) -> String {
    for event in &options.on_events {
        if event.value.trim().is_empty() {
            let message = Message::new("an event of `on_events` is empty");
            event.error(message.with_help("for example `\"user:create\"`"), errors);
        }
    }
    for cron in &options.on_crons {
        if let Err(message) = check_cron(&cron.value) {
            cron.error(message, errors);
        }
    }
    for (what, texts) in [("event", &options.on_events), ("cron", &options.on_crons)] {
        // Spaces do not count in a cron.
        let parts = |text: &Text| match what {
            "cron" => text.value.split_whitespace().map(ToOwned::to_owned).collect(),
            _ => vec![text.value.clone()],
        };
        for (index, text) in texts.iter().enumerate() {
            if texts[..index].iter().any(|before| parts(before) == parts(text)) {
                let message = Message::new(format!("{what} `{:?}` is given twice", text.value));
                text.error(message.with_help("remove it: it is already in the list"), errors);
            }
        }
    }
    if let Some(key) = options.cron_input_key {
        let needed = [("client", options.client.is_none()), ("on_crons", options.on_crons_key.is_none())];
        if let Some((missing, _)) = needed.iter().find(|(_, is_missing)| *is_missing) {
            let problem = format!("`cron_input` is the input of a run that a cron starts, but there is no `{missing}`");
            errors.help(key, problem, format!("add `{missing} = …`, or remove `cron_input`"));
        }
    }
    let name = name(options.name.take(), type_name, errors).0;
    run_options(&mut options.run, errors);
    name
}

fn cron_input_missing(options: &WorkflowOptions, steps: &[Step], errors: &mut Errors) {
    let Some(key) = options.on_crons_key.filter(|_| !options.on_crons.is_empty()) else { return };
    let type_tokens = input_of(steps).unwrap_or_default();
    let written: String = type_tokens.iter().map(ToString::to_string).collect();
    let example = match type_tokens.last() {
        _ if written == "()" => written,
        Some(TokenTree::Ident(name)) if name == "String" => "String::new()".into(),
        Some(TokenTree::Ident(name)) if name == "Value" => format!("{written}::Null"),
        Some(TokenTree::Ident(name)) if name.to_string().starts_with(char::is_uppercase) => {
            format!("{written} {{ … }}")
        }
        _ => "Default::default()".into(),
    };
    let problem = "runs started by a cron have the input `null` unless `cron_input` is given";
    errors.help(key, problem, format!("add the input, for example `cron_input = {example}`"));
}

fn workflow_steps(
    methods: &[Ident],
    annotated: Vec<(Method, StepOptions)>,
    header: &ImplBlock,
    has_client: bool,
) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (mut method, mut options) in annotated {
        resolve_self(&mut options.run, header, &mut method.errors);
        let step = workflow_step(method, options, &steps, has_client);
        steps.push(step);
    }
    let names = methods_of(&steps);
    for step in &mut steps {
        for (parent, _) in &mut step.options.parents {
            let name = parent.to_string();
            resolve(parent, &name, methods);
        }
        if let Some(handler) = &mut step.handler {
            resolve_outputs(handler, &names);
        }
    }
    graph::check(&mut steps, methods);
    steps
}

fn methods_of(steps: &[Step]) -> Vec<Ident> {
    steps.iter().map(|step| step.method.clone()).collect()
}

fn workflow_step(method: Method, options: StepOptions, before: &[Step], has_client: bool) -> Step {
    let Method { function, word, predicate, mut errors, .. } = method;
    let attributes = &function.attributes;
    let mut copied = copied(attributes);
    let mut predicates: Vec<TokenStream> = attributes.iter().filter_map(Attribute::predicate).collect();
    if let Some(predicate) = predicate {
        copied.push(quote!(#[cfg(#predicate)]));
        predicates.push(predicate);
    }
    // Spelled as in an earlier step, which may have `r#name` where this one has `name`.
    let mut method = function.name.clone();
    resolve(&mut method, &function.name.to_string(), &methods_of(before));
    let is_step_already = |step: &Step| step.method == method && !step.is_conditional();
    if predicates.is_empty() && before.iter().any(is_step_already) {
        errors.help(&word, "this method is already a step", "remove one of the two `#[step]`");
    }
    let key = options.of_workflow.iter().find(|(name, ..)| *name == StepOption::Configure.name());
    if let Some((_, key, _)) = key.filter(|_| options.configure.is_some() && !has_client) {
        let problem = "`configure` is only for steps of a workflow with `client`";
        errors.help(*key, problem, "add `client = hatchet_client` to `#[workflow]`, or remove `configure`");
    }
    let step = Step::new(method, options, copied, &mut errors);
    let handler = if has_client { handler(&function, &mut errors) } else { None };
    let is_deprecated = attributes.iter().any(|attribute| mentions(attribute.group.stream(), "deprecated"));
    Step { predicates, handler, is_deprecated, errors, ..step }
}

/// Reports each `Self`, which means nothing outside the impl block, and continues with the type in its place.
fn resolve_self(run: &mut RunOptions, header: &ImplBlock, errors: &mut Errors) {
    let mut is_lost = |typed: &mut Typed| match typed {
        Typed::Constant(value) => !resolve_self_in(value, header, errors),
        _ => false,
    };
    run.retries.take_if(&mut is_lost);
    if let Some(ComputeOption::Fields(compute)) = &mut run.compute {
        compute.fields.retain_mut(|(_, typed)| !is_lost(typed));
        if let Some(scaling) = &mut compute.autoscaling {
            scaling.retain_mut(|(_, typed)| !is_lost(typed));
        }
        compute.base.take_if(|base| !resolve_self_in(base, header, errors));
    }
    run.compute.take_if(|compute| match compute {
        ComputeOption::Constant(value) => !resolve_self_in(value, header, errors),
        ComputeOption::Fields(_) => false,
    });
}

/// Replaces each `Self` in a value with the type; `false` if the type has no path to write.
fn resolve_self_in(value: &mut Value, header: &ImplBlock, errors: &mut Errors) -> bool {
    if !mentions(quote!(#value), "Self") {
        return true;
    }
    let path = header.path();
    let changed = Value::new(with_path(quote!(#value), path.as_ref(), errors)).filter(|_| path.is_some());
    changed.map(|changed| *value = changed).is_some()
}

fn mentions(tokens: TokenStream, word: &str) -> bool {
    tokens.into_iter().any(|token| match &token {
        TokenTree::Group(group) => mentions(group.stream(), word),
        token => is_word(token, word),
    })
}

fn with_path(value: TokenStream, path: Option<&TokenStream>, errors: &mut Errors) -> Vec<TokenTree> {
    let tokens: Vec<TokenTree> = value.into_iter().collect();
    let mut changed = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match (token, path) {
            (TokenTree::Group(inner), _) => {
                let inside = with_path(inner.stream(), path, errors).into_iter().collect();
                changed.push(group(inner.span(), inner.delimiter(), inside));
            }
            (token, None) if is_word(token, "Self") => {
                errors.help(token, "`Self` cannot be used in an annotation", "write the type with its arguments");
            }
            (token, Some(path)) if is_word(token, "Self") => {
                let name = tokens.get(index + 3).filter(|_| is_path_separator(&tokens[index + 1..]));
                let span = SpanRange { first: token.span(), last: name.unwrap_or(token).span() };
                let name = name.map(|name| format!("::{name}")).unwrap_or_default();
                let replacement = format!("{}{name}", path.to_string().replace(' ', ""));
                errors.replace(span, "`Self` cannot be used in an annotation", replacement);
                changed.extend(with_span(path.clone(), token.span()));
            }
            (token, _) => changed.push(token.clone()),
        }
    }
    changed
}
