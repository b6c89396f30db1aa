//! A workflow with `client` to tokens: the implementation of `Declare`, by which its steps become the client's tasks.
//!
//! A step that takes the output of another becomes this in it:
//!
//! ```text
//! let __summarize_task = {
//!     let (__shared, __value) = (&__steps, __steps.value());
//!     let _: &__hatchet::Shared = __value;
//!     let __fetch_given = (__output_of(&__fetch_task),);
//!     let _: __Result<Fetched, _> = __fetch_given.0;
//!     let __builder = __task::<Order, _>(&__summarize_step, __assignment);
//!     let __handler = __hatchet::handler(
//!         __shared,
//!         |__this: &Self, __ctx: __ClientContext, __input| {
//!             let __fetch_out = __given(__ctx.parent_output_by_name::<Fetched>(__fetch_step.name()))?;
//!             __Ok(__Boxed::pin(Self::summarize(__this, __ctx, __input, __fetch_out)))
//!         },
//!         __hatchet::unchecked,
//!         |__error| …,
//!     );
//!     __builder.handler(__handler).parent(&__fetch_task)
//! };
//! ```
//!
//! What is about a type has the spans of that type, what is about the call those of the method's name, so that rustc's own
//! errors are there. They show the client's functions, which have bounds, but none of this library. A local variable has one
//! span wherever it is named: the user's tokens may come from different macros, and names of different macros do not see
//! each other.

use hatchet_compute_core::parse_duration;
use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::option;
use super::record::RunOptions;
use crate::check::client::{Handler, Output};
use crate::check::declaration::{Declaration, Tasks};
use crate::check::step::CheckedRunOptions;
use crate::check::workflow::Workflow;
use crate::check::workflow_step::{WorkflowStep, steps_of};
use crate::item::impl_block::ImplBlock;
use crate::lower::options::WorkflowOptions;
use crate::lower::typed::Text;
use crate::tokens::value::Value;
use crate::tokens::{SpanRange, group};

/// The constant around a step's record, which says what `declare` has to know about the step.
pub(super) fn options_of_step(step: &WorkflowStep, defaults: &CheckedRunOptions, items: &TokenStream) -> TokenStream {
    let (constant, name) = (name_of(&step.method, "_step"), &step.step.name);
    let import = step.crate_path.as_ref().map(|crate_path| super::library(Some(crate_path)));
    let run = RunOptions::of(&step.step, Some(defaults));
    let (compute, retries) = (run.compute(), run.retries());
    let [timeout, schedule_timeout] = [run.timeout, run.schedule_timeout].map(|text| option(text.and_then(seconds)));
    quote! {
        const #constant: __hatchet::StepOptions = {
            #import
            #items
            __hatchet::step_options(#name, #compute, #retries, #timeout, #schedule_timeout)
        };
    }
}

/// The import of the client and the implementation of `Declare`; nothing for a workflow without a client.
pub(super) fn declaration(workflow: &Workflow) -> TokenStream {
    let (Some(client), Some(declaration)) = (&workflow.options.client, &workflow.declaration) else {
        return TokenStream::new();
    };
    let import = import(client);
    let in_error = implementation(workflow, &quote!(__hatchet::in_error((self, __assignment))));
    let Declaration::Tasks(tasks) = declaration else {
        return quote!(#import #in_error);
    };
    let builder = builder();
    let implementation = implementation(workflow, &body(tasks, workflow));
    let Some(broken) = &tasks.broken_if else {
        return quote!(#import #builder #implementation);
    };
    let mut errors = TokenStream::new();
    for (predicate, found) in &tasks.errors {
        errors.extend(super::nested_const(&[quote!(#[cfg(#predicate)])], &found.to_tokens()));
    }
    quote! {
        #import
        #builder
        #[cfg(not(#broken))]
        #implementation
        #[cfg(#broken)]
        #in_error
        #errors
    }
}

/// What an editor has to know of it: that the type has `declare`.
pub(super) fn declared_in_editor(workflow: &Workflow) -> TokenStream {
    let client = workflow.options.client.as_ref().filter(|_| workflow.declaration.is_some());
    client.map_or_else(TokenStream::new, |client| {
        let implementation = implementation(workflow, &quote!(__hatchet::in_error((self, __assignment))));
        quote!(use #client::Workflow as __ClientWorkflow; #implementation)
    })
}

/// The import of all that is used of the client: of another crate, one error at its path.
fn import(client: &TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = client.clone().into_iter().collect();
    let last = span_of(&tokens).last;
    let names = ["TaskBuilder", "Task", "Workflow", "Context", "DesiredLabel", "EventInput", "TaskError"].map(|name| {
        let (name, alias) = (Ident::new(name, last), format_ident!("__Client{name}", span = last));
        quote!(#name as #alias)
    });
    let names = quote_spanned!(last=> ::{#(#names),*});
    quote!(#[allow(unused_imports)] use #client #names;)
}

/// The names that a declaration uses, the function that begins each task, and two that only compare types.
fn builder() -> TokenStream {
    quote! {
        #[allow(unused_imports)]
        use __hatchet::{
            Boxed as __Boxed, Ok as __Ok, Output as __Output, Result as __Result, StepError as __StepError, given as __given,
        };

        #[allow(dead_code)]
        fn __task<Input, Output>(
            __step: &__hatchet::StepOptions,
            __assignment: __hatchet::Assignment,
        ) -> __ClientTaskBuilder<Input, Output> {
            __step.set_on(
                __assignment,
                __ClientTaskBuilder::new,
                __ClientTaskBuilder::retries,
                __ClientTaskBuilder::execution_timeout,
                __ClientTaskBuilder::schedule_timeout,
                __ClientTaskBuilder::worker_label,
                |__key| __ClientDesiredLabel::eq(__key).required(),
            )
        }

        #[allow(dead_code)]
        fn __failure<StepError>(__error: StepError) -> __hatchet::Failure<StepError, __ClientTaskError> {
            __hatchet::failure(__error)
        }

        #[allow(dead_code)]
        fn __is_retried(__error: &__ClientTaskError) -> __hatchet::bool {
            __error.is_retryable()
        }

        #[allow(dead_code)]
        fn __builder_of<Input>() -> __ClientTaskBuilder<Input, ()> {
            __ClientTaskBuilder::new("")
        }

        #[allow(dead_code)]
        fn __output_of<Input, Output>(_: &__ClientTask<Input, Output>) -> __Result<Output, __ClientTaskError> {
            __hatchet::Err(__ClientTaskError::new(""))
        }
    }
}

fn implementation(workflow: &Workflow, body: &TokenStream) -> TokenStream {
    let ImplBlock { generics, target, .. } = &workflow.header;
    // Not without a reason: it would be an error where the lint is forbidden.
    let allow = workflow.steps.iter().any(|step| step.is_deprecated).then(|| quote!(#[allow(deprecated)]));
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
            #[allow(unused_parens, unused_qualifications)]
            let #name: #(#input)* = #value #end
            // The client says in an error what has to be serialized.
            let _ = #new("", #reference #name);
        }
    });
    let (mut declared, mut always, mut sometimes) = (TokenStream::new(), TokenStream::new(), TokenStream::new());
    let (mut methods, mut named) = (Vec::new(), TokenStream::new());
    for &index in &tasks.in_order {
        let step = &workflow.steps[index];
        declared.extend(self::declared(step, &workflow.steps, &tasks.input));
        let (predicates, task) = (&step.predicates, task_name(&step.method));
        let add = format_ident!("{}", if step.step.on_failure { "on_failure" } else { "task" });
        let method = step.handler.is_some().then_some(&step.method);
        if step.is_conditional() {
            sometimes.extend(quote!(#(#[cfg(#predicates)])* let __workflow = __workflow.#add(&#task);));
            named.extend(method.map(|method| quote!(#(#[cfg(#predicates)])* let _ = Self::#method;)));
        } else {
            always.extend(quote!(.#add(&#task)));
            methods.extend(method);
        }
    }
    let mut added = quote!(__ClientWorkflow::new(#name) #options #always);
    if !sometimes.is_empty() {
        added = quote!(let __workflow = #added; #sometimes __workflow);
    }
    quote! {
        #[allow(unused_imports)]
        use __hatchet::{DowncastRef as _, NotWritten as _, Other as _};
        #cron_input
        let __steps = __hatchet::steps(self, __ClientTaskError::new, __ClientTaskError::non_retryable);
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
    let crons = on_crons.iter().map(value);
    let cron_input = workflow
        .cron_input
        .as_ref()
        .map(cron_input_name)
        .map(|name| quote!(.cron_input(__hatchet::cron_input(__hatchet::Output(&#name).written()))));
    quote!(#(.description(#description))* #(.version(#version))* #events #(.cron(#crons))* #cron_input)
}

fn cron_input_name(value: &Value) -> Ident {
    Ident::new("__cron_input", value.span.first)
}

/// The task of a step, as a local variable, after the checks of its types.
fn declared(step: &WorkflowStep, steps: &[WorkflowStep], input: &[TokenTree]) -> TokenStream {
    let Some(handler) = &step.handler else {
        return TokenStream::new();
    };
    // The lint levels of a step are for its own code.
    let (task, options, predicates) = (task_name(&step.method), name_of(&step.method, "_step"), &step.predicates);
    let span = step.method.span();
    let own_input = &handler.input;
    let closures = [call(&step.method, handler), check(step, steps), failed(&step.method, handler)];
    let (mut always, mut sometimes) = (TokenStream::new(), TokenStream::new());
    for parent in step.parents().flat_map(|parent| steps_of(steps, parent)) {
        let (under, name) = (&parent.predicates, task_name(&parent.method));
        if parent.is_conditional() {
            let cfgs = quote!(#(#[cfg(#predicates)])* #(#[cfg(#under)])*);
            sometimes.extend(quote!(#cfgs let #task = #task.parent(&#name);));
        } else {
            always.extend(quote!(.parent(&#name)));
        }
    }
    let (mut checks, shared) = shared(span);
    if quote!(#(#input)*).to_string() != quote!(#(#own_input)*).to_string() {
        let (value, outer) = (quote!(__builder_of::<#(#input)*>()), "__ClientTaskBuilder");
        checks.extend(of_type(&value, own_input, outer, &format_ident!("input")));
    }
    for Output { step, type_tokens } in &handler.outputs {
        let task = task_name(step);
        checks.extend(of_type(&quote!(__output_of(&#task)), type_tokens, "__Result", step));
    }
    // The words have the span of the method, so that errors about the handler are there.
    let (method, function) = (quote_spanned!(span=> .handler), quote_spanned!(span=> __hatchet::handler));
    let arguments = group(span, Delimiter::Parenthesis, quote!(#shared, #(#closures),*));
    let [builder, handler] = ["__builder", "__handler"].map(|name| Ident::new(name, span));
    let configured = step.configure.as_ref().map(|path| configured(&builder, path, own_input));
    let (configured, last) = configured.map_or((None, builder.clone()), |(tokens, name)| (Some(tokens), name));
    let given = group(span, Delimiter::Parenthesis, handler.to_token_stream());
    quote! {
        #(#[cfg(#predicates)])*
        let #task = {
            #checks
            let #builder = __task::<#(#own_input)*, _>(&#options, __assignment);
            #configured
            let #handler = #function #arguments;
            #last #method #given #always
        };
        #sometimes
    }
}

/// Statements that compile if threads can share the value, and the steps with it. Without them rustc's error, which is about
/// the same place, would show a function of ours.
fn shared(span: Span) -> (TokenStream, Ident) {
    let [shared, value] = ["__shared", "__value"].map(|name| Ident::new(name, span));
    let check = quote! {
        let (#shared, #value) = (&__steps, __steps.value());
        let _: &__hatchet::Shared = #value;
    };
    (check, shared)
}

/// A closure, with a span that is not that of its parameters and its body.
fn closure(span: Span, parameters: &TokenStream, body: TokenStream) -> TokenStream {
    let (bar, body) = (quote_spanned!(span=> |), group(span, Delimiter::Brace, body));
    quote!(#bar #parameters #bar #body)
}

/// A task after the user's function, and the local variable with it. Its type is checked as a whole, so that an error is at its path.
fn configured(builder: &Ident, path: &TokenStream, input: &[TokenTree]) -> (TokenStream, Ident) {
    let tokens: Vec<TokenTree> = path.clone().into_iter().collect();
    let span = span_of(&tokens).first;
    let type_path = quote_spanned!(span=> __ClientTaskBuilder<#(#input)*, _>);
    let function = quote_spanned!(span=> fn(#type_path) -> #type_path);
    let name = Ident::new("__configured", builder.span());
    let tokens = quote! {
        #[allow(unused_qualifications)]
        let __configure: #function = #path;
        let #name = __configure(#builder);
    };
    (tokens, name)
}

/// A statement that compiles if a value is of this type, as the first of two arguments of another one.
///
/// Rustc underlines the innermost expression, and suggests how to convert it if it is of the type itself. So this is a field,
/// whose first and last token have the spans of the type, and there is another type around it.
fn of_type(value: &TokenStream, type_tokens: &[TokenTree], outer: &str, what: &Ident) -> TokenStream {
    let span = span_of(type_tokens);
    let (holder, field) = held(what, span);
    let (outer, end) = (Ident::new(outer, span.first), quote_spanned!(span.last=> >));
    quote!(let #holder = (#value,); let _: #outer<#(#type_tokens)*, _ #end = #field;)
}

/// A local variable and its only field, which has these spans.
fn held(what: &Ident, SpanRange { first, last }: SpanRange) -> (Ident, TokenStream) {
    let holder = format_ident!("__{}_given", what, span = first);
    let mut index = Literal::usize_unsuffixed(0);
    index.set_span(last);
    let dot = quote_spanned!(last=> .);
    (holder.clone(), quote!(#holder #dot #index))
}

/// A time limit in whole seconds. Rounded up, since the client drops the rest: a step with too much time is better than
/// one with none.
fn seconds(duration: &str) -> Option<TokenStream> {
    let duration = parse_duration(duration).ok()?;
    let seconds = u64::try_from(duration.as_nanos().div_ceil(1_000_000_000)).ok()?;
    Some(TokenTree::from(Literal::u64_unsuffixed(seconds)).into())
}

/// The closure that calls the user's function with all that it takes.
fn call(method: &Ident, handler: &Handler) -> TokenStream {
    let span = method.span();
    let (context, field) = held(&format_ident!("context"), span_of(&handler.context));
    let context_type = &handler.context;
    let outputs: Vec<Ident> = handler.outputs.iter().map(|output| name_of(&output.step, "_out")).collect();
    let mut reads = TokenStream::new();
    for (Output { step, type_tokens }, name) in handler.outputs.iter().zip(&outputs) {
        let parent = name_of(step, "_step");
        let read = Ident::new("parent_output_by_name", span_of(type_tokens).first);
        let output = quote!(__ctx.#read::<#(#type_tokens)*>(#parent.name()));
        reads.extend(quote!(let #name = __given(#output)?;));
    }
    // By its path: a method call would find `declare` of the trait before a step of that name.
    let this = if handler.has_receiver { "__this" } else { "_" };
    let this = Ident::new(this, Span::call_site());
    let value = handler.has_receiver.then(|| quote!(#this,));
    let arguments = group(span, Delimiter::Parenthesis, quote!(#value __context, __input #(, #outputs)*));
    let future = group(span, Delimiter::Parenthesis, quote_spanned!(span=> Self::#method #arguments));
    let pinned = group(span, Delimiter::Parenthesis, quote_spanned!(span=> __Boxed::pin #future));
    let body = quote! {
        #reads
        let #context = (__ctx,);
        let __context: #(#context_type)* = #field;
        __Ok #pinned
    };
    closure(span, &quote!(#this: &Self, __ctx: __ClientContext, __input), body)
}

/// The closure that checks the output of a step that others wait for, wherever one of them exists.
fn check(step: &WorkflowStep, steps: &[WorkflowStep]) -> TokenStream {
    let (options, span) = (name_of(&step.method, "_step"), step.method.span());
    let check = quote!(#options.check(__Output(__output).written()));
    let children = steps.iter().filter(|child| child.parents().any(|parent| *parent == step.method));
    let children: Vec<&[TokenStream]> = children.map(|child| &*child.predicates).collect();
    if children.is_empty() {
        return quote!(__hatchet::unchecked);
    }
    if children.iter().any(|predicates| predicates.is_empty()) {
        return quote!(|__output| #check);
    }
    let checks = children.iter().map(|predicates| quote!(#[cfg(all(#(#predicates),*))] #check?;));
    closure(span, &quote!(__output), quote!(let _ = __output; #(#checks)* __Ok(())))
}

/// The closure that makes the client's error of that of a step with this signature.
fn failed(method: &Ident, handler: &Handler) -> TokenStream {
    let (holder, error) = held(&format_ident!("error"), span_of(&handler.returned));
    let body = quote! {
        let __retried = __error.downcast_ref().map(__is_retried);
        let #holder = (__failure(__error).other()?,);
        __Ok((__StepError::into_text(#error), __retried))
    };
    closure(method.span(), &quote!(__error), body)
}

fn span_of(tokens: &[TokenTree]) -> SpanRange {
    SpanRange::of(tokens).unwrap_or_else(|| Span::call_site().into())
}

fn task_name(method: &Ident) -> Ident {
    name_of(method, "_task")
}

/// A name of ours, seen by all that is emitted, whatever macro the method comes from.
fn name_of(method: &Ident, ending: &str) -> Ident {
    format_ident!("__{}{ending}", method, span = Span::call_site())
}
