//! Turns a workflow with `client` into tokens: the implementation of `Declare`, which turns its steps into the client's
//! tasks (`task.rs`).

use hatchet_compute_core::parse_duration;
use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::record::ResolvedOptions;
use super::task::{at, name_of, span_of, task, task_name};
use super::{anonymous_const, option};
use crate::check::declaration::Tasks;
use crate::check::step::Step;
use crate::check::workflow::Workflow;
use crate::errors::Errors;
use crate::item::impl_block::ImplBlock;
use crate::lower::options::WorkflowOptions;
use crate::lower::typed::Text;
use crate::tokens::is_group;
use crate::tokens::value::Value;

/// The constant around a step's record, which says what `declare` has to know about the step.
pub(super) fn options_of_step(step: &Step, run: &ResolvedOptions<'_>, items: &TokenStream) -> TokenStream {
    let (constant, name) = (name_of(&step.method, "_step"), &step.name);
    let (compute, retries) = (option(run.compute.as_ref()), &run.retries);
    let [timeout, schedule_timeout] = [run.timeout, run.schedule_timeout].map(|text| option(text.and_then(seconds)));
    quote! {
        const #constant: __hatchet::TaskOptions = {
            #items
            __hatchet::TaskOptions {
                name: #name,
                compute: #compute,
                retries: #retries,
                timeout_seconds: #timeout,
                schedule_timeout_seconds: #schedule_timeout,
            }
        };
    }
}

pub(super) fn declaration(workflow: &Workflow) -> TokenStream {
    let (Some(client), Some(tasks)) = (&workflow.options.client, &workflow.tasks) else { return undeclared(workflow) };
    let mut names = vec!["TaskBuilder", "Task", "Workflow", "Context", "DesiredLabel", "TaskError"];
    names.extend(workflow.options.cron_input.as_ref().map(|_| "EventInput"));
    let import = import(client, &names);
    let (builder, implementation) = (builder(), implementation(workflow, &body(tasks, workflow)));
    let Some(broken) = &tasks.broken_if else { return quote!(#import #builder #implementation) };
    let in_error = in_error(workflow);
    let under = |(predicate, found): &(TokenStream, Errors)| {
        anonymous_const(None, &[quote!(#[cfg(#predicate)])], &found.to_tokens())
    };
    let errors = tasks.errors.iter().map(under);
    quote! {
        #[allow(unused_imports)]
        #import
        #builder
        #[cfg(not(#broken))]
        #implementation
        #[cfg(#broken)]
        #in_error
        #(#errors)*
    }
}

/// In an editor, or if errors prevent a declaration: callers of `declare` still compile.
pub(super) fn undeclared(workflow: &Workflow) -> TokenStream {
    let Some(client) = &workflow.options.client else { return TokenStream::new() };
    let (import, in_error) = (import(client, &["Workflow"]), in_error(workflow));
    quote!(#import #in_error)
}

fn in_error(workflow: &Workflow) -> TokenStream {
    implementation(workflow, &quote!(__hatchet::in_error((self, __assignment))))
}

/// The import of what is used of the client. If the path is another crate's, there is one error, at the path.
fn import(client: &TokenStream, names: &[&str]) -> TokenStream {
    let tokens: Vec<TokenTree> = client.clone().into_iter().collect();
    let last = span_of(&tokens).last;
    let names = names.iter().map(|name| {
        let (name, alias) = (Ident::new(name, last), format_ident!("__Client{name}", span = last));
        quote!(#name as #alias)
    });
    let names = quote_spanned!(last=> ::{#(#names),*});
    quote!(use #client #names;)
}

fn builder() -> TokenStream {
    quote! {
        use __hatchet::{
            Boxed as __Boxed, DowncastRef as _, NotSerializable as _, Ok as __Ok, Output as __Output, Result as __Result,
            StepError as __StepError, WithText as _, given as __given,
        };

        fn __task<Input, Output>(
            __step: &__hatchet::TaskOptions,
            __assignment: __hatchet::Assignment,
        ) -> __ClientTaskBuilder<Input, Output> {
            __step.new_task(
                __assignment,
                __ClientTaskBuilder::new,
                __ClientTaskBuilder::retries,
                __ClientTaskBuilder::execution_timeout,
                __ClientTaskBuilder::schedule_timeout,
                __ClientTaskBuilder::worker_label,
                |__key| __ClientDesiredLabel::eq(__key).required(),
            )
        }

        type __Configure<Input, Output> =
            fn(__ClientTaskBuilder<Input, Output>) -> __ClientTaskBuilder<Input, Output>;

        fn __steps_of<This>(
            __value: __hatchet::SharedValue<This>,
        ) -> __hatchet::Steps<This, __ClientTaskError> {
            __hatchet::Steps {
                value: __value,
                retried: __ClientTaskError::new,
                not_retried: __ClientTaskError::non_retryable,
                is_retried: __ClientTaskError::is_retryable,
            }
        }

        fn __output_of<Input, Output>(_: &__ClientTask<Input, Output>) -> __Result<Output, __ClientTaskError> {
            __hatchet::Err(__ClientTaskError::new(""))
        }
    }
}

fn implementation(workflow: &Workflow, body: &TokenStream) -> TokenStream {
    let ImplBlock { generics, target, .. } = &workflow.header;
    let steps = &workflow.steps;
    let value = workflow.options.cron_input.as_ref().map(Value::to_token_stream);
    let configured = steps.iter().filter_map(|step| step.options.configure.as_ref());
    let has_path = value.iter().chain(configured).any(|tokens| tokens.to_string().contains("::"));
    let is_parenthesis = |token: TokenTree| is_group(&token, Delimiter::Parenthesis);
    let lints = [
        (steps.iter().any(|step| step.is_deprecated), quote!(deprecated)),
        (value.is_some_and(|value| value.into_iter().any(is_parenthesis)), quote!(unused_parens)),
        (has_path, quote!(unused_qualifications)),
    ];
    let lints: Vec<_> = lints.into_iter().filter_map(|(is_needed, lint)| is_needed.then_some(lint)).collect();
    // Only if needed: it is an error where the lint is forbidden.
    let allow = (!lints.is_empty()).then(|| quote!(#[allow(#(#lints),*)]));
    quote! {
        #allow
        impl #(#generics)* __hatchet::Declare for #(#target)* {
            type Workflow = __ClientWorkflow;

            fn declare(self, __assignment: __hatchet::Assignment) -> __ClientWorkflow {
                #body
            }
        }
    }
}

fn body(tasks: &Tasks, workflow: &Workflow) -> TokenStream {
    let (name, options) = (&workflow.name, options(&workflow.options));
    let cron_input = workflow.options.cron_input.as_ref().map(|value| {
        let (input, name, span) = (&tasks.input, cron_input_name(value), value.span.first);
        let (new, reference) = (quote_spanned!(span=> __ClientEventInput::new), quote_spanned!(span=> &));
        // A value that rustc finds unfinished ends there.
        let end = quote_spanned!(value.span.last=> ;);
        quote! {
            let #name: #(#input)* = #value #end
            // The client says in an error what has to be serialized.
            let _ = #new("", #reference #name);
        }
    });
    let (mut declared, mut always, mut sometimes) = (TokenStream::new(), TokenStream::new(), TokenStream::new());
    let (mut methods, mut named) = (Vec::new(), TokenStream::new());
    for &index in &tasks.in_order {
        let step = &workflow.steps[index];
        declared.extend(task(step, &workflow.steps, &tasks.input));
        let (predicates, task) = (&step.predicates, task_name(&step.method));
        let add = format_ident!("{}", if step.options.on_failure.is_some() { "on_failure" } else { "task" });
        let method = &step.method;
        if step.is_conditional() {
            sometimes.extend(quote!(#(#[cfg(#predicates)])* let __workflow = __workflow.#add(&#task);));
            named.extend(quote!(#(#[cfg(#predicates)])* let _ = Self::#method;));
        } else {
            always.extend(quote!(.#add(&#task)));
            methods.push(method);
        }
    }
    let mut added = quote!(__ClientWorkflow::new(#name) #options #always);
    if !sometimes.is_empty() {
        added = quote!(let __workflow = #added; #sometimes __workflow);
    }
    // rustc's error about a value that threads cannot share points at the first step. It drops others at that place.
    let first = tasks.in_order.first().map_or_else(Span::call_site, |&index| workflow.steps[index].method.span());
    let value = at(&quote!(__hatchet::Arc::new(self)), first.into());
    quote! {
        #cron_input
        let __steps = __steps_of::<Self>(#value);
        // A lint of clippy is about functions that are used once.
        let _ = (#(Self::#methods,)*);
        #named
        #declared
        #added
    }
}

fn options(workflow: &WorkflowOptions) -> TokenStream {
    let WorkflowOptions { description, version, on_events, on_crons, .. } = workflow;
    let value = |text: &Text| text.value.to_token_stream();
    let (description, version) = (description.iter().map(value), version.iter().map(value));
    let events = (!on_events.is_empty()).then(|| {
        let events = on_events.iter().map(value);
        quote!(.on_events([#(#events),*]))
    });
    let (crons, inputs) = (on_crons.iter().map(value), workflow.cron_input.iter().map(cron_input_name));
    let cron_input = quote!(#(.cron_input(__hatchet::cron_input(__Output(&#inputs).__json())))*);
    quote!(#(.description(#description))* #(.version(#version))* #events #(.cron(#crons))* #cron_input)
}

fn cron_input_name(value: &Value) -> Ident {
    Ident::new("__cron_input", value.span.first)
}

/// Rounded up, since the client drops the rest: a step with too much time is better than one with none.
fn seconds(duration: &str) -> Option<TokenStream> {
    let duration = parse_duration(duration).ok()?;
    let seconds = u64::try_from(duration.as_nanos().div_ceil(1_000_000_000)).ok()?;
    Some(TokenTree::from(Literal::u64_unsuffixed(seconds)).into())
}
