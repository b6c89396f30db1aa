//! A workflow with `client` to tokens: the implementation of `Declare`, by which its steps become the client's tasks.
//!
//! What a step without outputs of parents becomes in it:
//!
//! ```text
//! let __fetch_handler = __hatchet::share::<Self>(&__self).handler(|__self, __ctx, __input| {
//!     let __ctx = __hatchet::context::<Context, _>(__ctx);
//!     let __input = __hatchet::input::<Order, _>(__input);
//!     __hatchet::call(Self::fetch(__self, __ctx, __input))
//! });
//! let __fetch_task = __task::<Order, _>(&__fetch_step, __assignment).handler(__fetch_handler);
//! ```
//!
//! What is about a type has the spans of that type, what is about the call those of the method's name, so that rustc's own
//! errors are there. A local variable has one span wherever it is named: the user's tokens may come from different macros,
//! and names of different macros do not see each other.

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
        #[cfg(not(#broken))]
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
    let names = ["TaskBuilder", "Workflow", "Context", "DesiredLabel", "Error", "TaskError"].map(|name| {
        let (name, alias) = (Ident::new(name, last), format_ident!("__Client{name}", span = last));
        quote!(#name as #alias)
    });
    let names = quote_spanned!(last=> ::{#(#names),*});
    quote!(#[allow(unused_imports)] use #client #names;)
}

/// The function that begins each task.
fn builder() -> TokenStream {
    quote! {
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
    let (mut declared, mut always, mut sometimes) = (TokenStream::new(), TokenStream::new(), TokenStream::new());
    for &index in &tasks.in_order {
        let step = &workflow.steps[index];
        declared.extend(self::declared(step, &workflow.steps, &tasks.input));
        let (predicates, task) = (&step.predicates, task_name(&step.method));
        let add = format_ident!("{}", if step.step.on_failure { "on_failure" } else { "task" });
        if step.is_conditional() {
            sometimes.extend(quote!(#(#[cfg(#predicates)])* let __workflow = __workflow.#add(&#task);));
        } else {
            always.extend(quote!(.#add(&#task)));
        }
    }
    let mut added = quote!(__ClientWorkflow::new(#name) #options #always);
    if !sometimes.is_empty() {
        added = quote!(let __workflow = #added; #sometimes __workflow);
    }
    quote! {
        let __self = __hatchet::Arc::new(self);
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
    quote!(#(.description(#description))* #(.version(#version))* #events #(.cron(#crons))*)
}

/// The handler of a step and its task, as local variables.
fn declared(step: &WorkflowStep, steps: &[WorkflowStep], input: &[TokenTree]) -> TokenStream {
    let Some(handler) = &step.handler else {
        return TokenStream::new();
    };
    let (name, options) = (task_name(&step.method), name_of(&step.method, "_step"));
    // The lint levels of a step are for its own code.
    let predicates = &step.predicates;
    let (handler_name, handler) = (name_of(&step.method, "_handler"), self::handler(&step.method, handler));
    // What it is about has the span of the method, so that errors about the step are there.
    let span = step.method.span();
    let arguments = group(span, Delimiter::Parenthesis, quote!(&#options, __assignment));
    let given = group(span, Delimiter::Parenthesis, handler_name.to_token_stream());
    let (mut always, mut sometimes) = (TokenStream::new(), TokenStream::new());
    for parent in step.parents().flat_map(|parent| steps_of(steps, parent)) {
        let (under, task) = (&parent.predicates, task_name(&parent.method));
        if parent.is_conditional() {
            let cfgs = quote!(#(#[cfg(#predicates)])* #(#[cfg(#under)])*);
            sometimes.extend(quote!(#cfgs let #name = #name.parent(&#task);));
        } else {
            always.extend(quote!(.parent(&#task)));
        }
    }
    let task = quote_spanned!(span=> __task::<#(#input)*, _> #arguments.handler #given);
    let method = &step.method;
    quote! {
        // A lint of clippy is about functions that are used once.
        #(#[cfg(#predicates)])*
        let _ = Self::#method;
        #(#[cfg(#predicates)])*
        let #handler_name = #handler;
        #(#[cfg(#predicates)])*
        let #name = #task #always;
        #sometimes
    }
}

/// A time limit in whole seconds. Rounded up, since the client drops the rest: a step with too much time is better than
/// one with none.
fn seconds(duration: &str) -> Option<TokenStream> {
    let duration = parse_duration(duration).ok()?;
    let seconds = u64::try_from(duration.as_nanos().div_ceil(1_000_000_000)).ok()?;
    Some(TokenTree::from(Literal::u64_unsuffixed(seconds)).into())
}

/// The call of the user's function, with all that it takes.
fn handler(method: &Ident, step: &Handler) -> TokenStream {
    let span = method.span();
    let this = Ident::new(if step.has_receiver { "__self" } else { "_" }, Span::call_site());
    let outputs: Vec<Ident> = step.outputs.iter().map(|output| name_of(&output.step, "_out")).collect();
    let (context_name, input_name) = (format_ident!("__ctx"), format_ident!("__input"));
    let mut taken = taken("context", &context_name, &step.context);
    taken.extend(self::taken("input", &input_name, &step.input));
    for (output, name) in step.outputs.iter().zip(&outputs) {
        taken.extend(self::taken("output", name, &output.type_tokens));
    }
    // By its path: a method call would find `declare` of the trait before a step of that name.
    let value = step.has_receiver.then(|| quote!(#this,));
    let arguments = quote!(#value __ctx, __input #(, #outputs)*);
    let arguments = group(span, Delimiter::Parenthesis, arguments);
    let call = quote_spanned!(span=> __hatchet::call(Self::#method #arguments));
    let body = group(span, Delimiter::Brace, quote!(#taken #call));
    let (name, arguments) = if outputs.is_empty() {
        ("handler", quote_spanned!(span=> |#this, #context_name, #input_name| #body))
    } else {
        let parents: Vec<Ident> = step.outputs.iter().map(|output| task_name(&output.step)).collect();
        let (read, given) = (read_outputs(&outputs, &step.outputs), tuple(&outputs));
        let parents = match parents.as_slice() {
            [parent] => quote!(&#parent),
            parents => quote!(&(#(__hatchet::Clone::clone(&#parents)),*)),
        };
        let step = quote_spanned!(span=> |#this, #context_name, #input_name, #given| #body);
        ("handler_with_outputs", quote!(#parents, #read, __ClientTaskError::non_retryable, #step))
    };
    // All but the names of local variables has the span of the method, so that errors about the handler are there.
    let shared = group(span, Delimiter::Parenthesis, quote!(&__self));
    let shared = quote_spanned!(span=> __hatchet::share::<Self> #shared);
    let name = Ident::new(name, span);
    let arguments = group(span, Delimiter::Parenthesis, arguments);
    quote!(#shared.#name #arguments)
}

/// The function that reads the outputs of the parents from a context.
fn read_outputs(parents: &[Ident], outputs: &[Output]) -> TokenStream {
    let mut parents = parents.to_vec();
    let mut reads: Vec<TokenStream> = Vec::new();
    for (parent, output) in parents.iter_mut().zip(outputs) {
        parent.set_span(span_of(&output.type_tokens).first);
        let read = Ident::new("parent_output", parent.span());
        reads.push(quote!(__ctx.#read(#parent)));
    }
    let read = match reads.as_slice() {
        [read] => read.clone(),
        reads => quote!(__hatchet::Ok::<_, __ClientError>((#(#reads?),*))),
    };
    let parents = tuple(&parents);
    quote!(|__ctx: &__ClientContext, #parents| #read)
}

/// What is given for a parameter, as the parameter takes it.
fn taken(what: &str, name: &Ident, type_tokens: &[TokenTree]) -> TokenStream {
    let take = Ident::new(what, span_of(type_tokens).first);
    quote!(let #name = __hatchet::#take::<#(#type_tokens)*, _>(#name);)
}

fn tuple(names: &[Ident]) -> TokenStream {
    match names {
        [name] => quote!(#name),
        names => quote!((#(#names),*)),
    }
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
