//! A workflow with `client` to tokens: the implementation of `Declare`, by which its steps become the client's tasks.
//!
//! What two steps become in it:
//!
//! ```text
//! let __self = __hatchet::Arc::new(self);
//! let __fetch_task = __task::<Order, _>(&__fetch_step, __assignment).handler(
//!     __hatchet::handler(__hatchet::share::<Self>(&__self), |__self, __context, __input| {
//!         let __context = __hatchet::context::<Context, _>(__context);
//!         let __input = __hatchet::input::<Order, _>(__input);
//!         __hatchet::call(Self::fetch(__self, __context, __input))
//!     }),
//! );
//! let __summarize_task = __task::<Order, _>(&__summarize_step, __assignment)
//!     .handler(__hatchet::handler_with_outputs(
//!         __hatchet::share::<Self>(&__self),
//!         &__fetch_task,
//!         |__context: &__client::Context, __fetch_task| __context.parent_output(__fetch_task),
//!         __client::TaskError::non_retryable,
//!         |__self, __context, __input, __fetch_output| {
//!             let __context = __hatchet::context::<Context, _>(__context);
//!             let __input = __hatchet::input::<Order, _>(__input);
//!             let __fetch_output = __hatchet::output::<Fetched, _>(__fetch_output);
//!             __hatchet::call(Self::summarize(__self, __context, __input, __fetch_output))
//!         },
//!     ))
//!     .parent(&__fetch_task);
//! ```
//!
//! What is about a type has the spans of that type, what is about the call those of the method's name, so that rustc's own
//! errors are there. A local variable has one span wherever it is named: the user's tokens may come from different macros,
//! and names of different macros do not see each other.

use hatchet_compute_core::parse_duration;
use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::{option, record};
use crate::check::client::{Handler, Output};
use crate::check::declaration::{Declaration, Task, Tasks};
use crate::check::step::Step;
use crate::check::workflow::Workflow;
use crate::check::workflow_step::WorkflowStep;
use crate::item::impl_block::ImplBlock;
use crate::lower::options::WorkflowOptions;
use crate::lower::typed::Text;
use crate::tokens::SpanRange;

/// The constant around a step's record, which says what `declare` has to know about the step.
pub(super) fn options_of_step(step: &WorkflowStep, items: &TokenStream) -> TokenStream {
    let (constant, name) = (options_name(&step.method), &step.step.name);
    let import = step.crate_path.as_ref().map(|crate_path| quote!(use #crate_path::__private as __hatchet;));
    let compute = record::given_compute(&step.step);
    let retries = record::retries(&step.step);
    let timeout = option(timeout(&step.step));
    quote! {
        const #constant: __hatchet::StepOptions = {
            #import
            #items
            __hatchet::StepOptions { name: #name, compute: #compute, retries: #retries, timeout: #timeout }
        };
    }
}

/// The import of the client and the implementation of `Declare`; nothing for a workflow without a client.
pub(super) fn declaration(workflow: &Workflow) -> TokenStream {
    let (Some(client), Some(declaration)) = (&workflow.options.client, &workflow.declaration) else {
        return TokenStream::new();
    };
    let import = import(client);
    let header = &workflow.header;
    let in_error = implementation(header, &quote!(__hatchet::in_error((self, __assignment))));
    let Declaration::Tasks(tasks) = declaration else {
        return quote!(#import #in_error);
    };
    let (builder, body) = (builder(), body(tasks, workflow));
    let implementation = implementation(header, &body);
    let Some(broken) = &tasks.broken_if else {
        return quote!(#import #builder #implementation);
    };
    let errors = tasks
        .errors
        .iter()
        .map(|(predicate, errors)| super::nested_const(&[quote!(#[cfg(#predicate)])], &errors.to_tokens()));
    quote! {
        #import
        #[cfg(not(#broken))]
        #builder
        #[cfg(not(#broken))]
        #implementation
        #[cfg(#broken)]
        #in_error
        #(#errors)*
    }
}

/// The import of the client, whose path is the user's.
fn import(client: &TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = client.clone().into_iter().collect();
    let span = SpanRange::of(&tokens).map_or_else(Span::call_site, |span| span.last);
    let renamed = quote_spanned!(span=> as __client);
    quote!(use #client #renamed;)
}

/// The function that begins each task.
fn builder() -> TokenStream {
    quote! {
        fn __task<Input, Output>(
            __step: &__hatchet::StepOptions,
            __assignment: __hatchet::Assignment,
        ) -> __client::TaskBuilder<Input, Output> {
            __step.set_on(
                __assignment,
                __client::TaskBuilder::new(__step.name),
                __client::TaskBuilder::retries,
                __client::TaskBuilder::execution_timeout,
                |__task, __name, __key| {
                    __task.worker_label(__name, __client::DesiredLabel::eq(__key).required())
                },
            )
        }
    }
}

fn implementation(header: &ImplBlock, body: &TokenStream) -> TokenStream {
    let (generics, target) = (&header.generics, &header.target);
    quote! {
        impl #(#generics)* __hatchet::Declare for #(#target)* {
            type Workflow = __client::Workflow;

            fn declare(self, __assignment: __hatchet::Assignment) -> __client::Workflow {
                #body
            }
        }
    }
}

fn body(tasks: &Tasks, workflow: &Workflow) -> TokenStream {
    let step_of = |task: &Task| &workflow.steps[task.step];
    let declared = tasks.in_order.iter().map(|task| declared(task, step_of(task), &tasks.input));
    let (name, options) = (&workflow.name, options(&workflow.options));
    let (always, sometimes): (Vec<&WorkflowStep>, Vec<&WorkflowStep>) =
        tasks.in_order.iter().map(step_of).partition(|step| step.copied.is_empty());
    let always = always.iter().map(|step| task_name(&step.method));
    let added = quote!(__client::Workflow::new(#name) #options #(.task(&#always))*);
    let added = if sometimes.is_empty() {
        added
    } else {
        let sometimes = sometimes.iter().map(|step| {
            let (copied, task) = (&step.copied, task_name(&step.method));
            quote!(#(#copied)* let __workflow = __workflow.task(&#task);)
        });
        quote!(let __workflow = #added; #(#sometimes)* __workflow)
    };
    quote! {
        let __self = __hatchet::Arc::new(self);
        #(#declared)*
        #added
    }
}

/// What the workflow's own options add to it.
fn options(workflow: &WorkflowOptions) -> TokenStream {
    let text = |text: &Text| text.value.clone();
    let description = workflow.description.as_ref().map(text).into_iter();
    let version = workflow.version.as_ref().map(text).into_iter();
    let crons = workflow.on_crons.iter().map(text);
    let events = workflow.on_events.iter().map(text);
    let on_events = (!workflow.on_events.is_empty()).then(|| quote!(.on_events([#(#events),*])));
    quote!(#(.description(#description))* #(.version(#version))* #on_events #(.cron(#crons))*)
}

/// The task of a step, as a local variable.
fn declared(task: &Task, step: &WorkflowStep, input: &[TokenTree]) -> TokenStream {
    let Some(handler) = &step.handler else {
        return TokenStream::new();
    };
    let (name, options, copied) = (task_name(&step.method), options_name(&step.method), &step.copied);
    let handler = self::handler(&step.method, handler);
    // What it is about has the span of the method, so that errors about the step are there.
    let span = step.method.span();
    let arguments = spanned(span, Delimiter::Parenthesis, quote!(&#options, __assignment));
    let declared = quote_spanned!(span=> __task::<#(#input)*, _> #arguments #handler);
    let (always, sometimes): (Vec<_>, Vec<_>) = task.parents.iter().partition(|(_, copied)| copied.is_empty());
    let always = always.iter().map(|(parent, _)| task_name(parent));
    let sometimes = sometimes.iter().map(|(parent, under)| {
        let parent = task_name(parent);
        quote!(#(#copied)* #(#under)* let #name = #name.parent(&#parent);)
    });
    quote! {
        #(#copied)*
        let #name = #declared #(.parent(&#always))*;
        #(#sometimes)*
    }
}

/// The time limit in whole seconds. Rounded up, since the client drops the rest: a step with too much time is better than
/// one with none.
fn timeout(step: &Step) -> Option<TokenStream> {
    let duration = parse_duration(step.timeout.as_deref()?).ok()?;
    let seconds = u64::try_from(duration.as_nanos().div_ceil(1_000_000_000)).ok()?;
    Some(Literal::u64_unsuffixed(seconds).to_token_stream())
}

/// `.handler(…)`: the call of the user's function, with all that it takes.
fn handler(method: &Ident, step: &Handler) -> TokenStream {
    let span = method.span();
    let this = if step.has_receiver { "__self" } else { "_" };
    let this = Ident::new(this, Span::call_site());
    let outputs: Vec<Ident> = step.outputs.iter().map(output_name).collect();
    let (context_name, input_name) = (format_ident!("__context"), format_ident!("__input"));
    let context = taken("context", &context_name, &step.context);
    let input = taken("input", &input_name, &step.input);
    let taken = step.outputs.iter().map(|output| taken("output", &output_name(output), &output.type_tokens));
    // By its path: a method call would find `declare` of the trait before a step of that name.
    let value = step.has_receiver.then(|| quote!(#this,));
    let arguments = quote!(#value __context, __input #(, #outputs)*);
    let arguments = spanned(span, Delimiter::Parenthesis, arguments);
    let call = quote_spanned!(span=> __hatchet::call(Self::#method #arguments));
    let body = spanned(span, Delimiter::Brace, quote!(#context #input #(#taken)* #call));
    let (name, arguments) = if outputs.is_empty() {
        ("handler", quote_spanned!(span=> |#this, #context_name, #input_name| #body))
    } else {
        let parents: Vec<Ident> = step.outputs.iter().map(|output| task_name(&output.step)).collect();
        let (read, given) = (read_outputs(&parents, &step.outputs), tuple(&outputs));
        let parents = match parents.as_slice() {
            [parent] => quote!(&#parent),
            parents => quote!(&(#(__hatchet::Clone::clone(&#parents)),*)),
        };
        let step = quote_spanned!(span=> |#this, #context_name, #input_name, #given| #body);
        ("handler_with_outputs", quote!(#parents, #read, __client::TaskError::non_retryable, #step))
    };
    // All but the names of local variables has the span of the method, so that errors about the handler are there.
    let shared = spanned(span, Delimiter::Parenthesis, quote!(&__self));
    let shared = quote_spanned!(span=> __hatchet::share::<Self> #shared);
    let name = Ident::new(name, span);
    let arguments = spanned(span, Delimiter::Parenthesis, quote!(#shared, #arguments));
    let made = spanned(span, Delimiter::Parenthesis, quote_spanned!(span=> __hatchet::#name #arguments));
    let name = Ident::new("handler", span);
    quote!(.#name #made)
}

/// The function that reads the outputs of the parents from a context.
fn read_outputs(parents: &[Ident], outputs: &[Output]) -> TokenStream {
    let mut parents = parents.to_vec();
    let reads = parents.iter_mut().zip(outputs).map(|(parent, output)| {
        parent.set_span(first_span(&output.type_tokens));
        let read = Ident::new("parent_output", parent.span());
        quote!(__context.#read(#parent))
    });
    let reads: Vec<TokenStream> = reads.collect();
    let read = match outputs {
        [_] => quote!(#(#reads)*),
        _ => quote!(__hatchet::Ok::<_, __client::Error>((#(#reads?),*))),
    };
    let parents = tuple(&parents);
    quote!(|__context: &__client::Context, #parents| #read)
}

/// What is given for a parameter, as the parameter takes it.
fn taken(what: &str, name: &Ident, type_tokens: &[TokenTree]) -> TokenStream {
    let take = Ident::new(what, first_span(type_tokens));
    quote!(let #name = __hatchet::#take::<#(#type_tokens)*, _>(#name);)
}

fn tuple(names: &[Ident]) -> TokenStream {
    match names {
        [name] => quote!(#name),
        names => quote!((#(#names),*)),
    }
}

fn first_span(tokens: &[TokenTree]) -> Span {
    SpanRange::of(tokens).map_or_else(Span::call_site, |span| span.first)
}

fn spanned(span: Span, delimiter: Delimiter, tokens: TokenStream) -> TokenStream {
    let mut group = Group::new(delimiter, tokens);
    group.set_span(span);
    group.into_token_stream()
}

/// The local variable of a step's task.
fn task_name(method: &Ident) -> Ident {
    name_of(method, "_task")
}

/// The local variable of what a parent returned.
fn output_name(output: &Output) -> Ident {
    name_of(&output.step, "_output")
}

/// The constant with what `declare` has to know about a step.
fn options_name(method: &Ident) -> Ident {
    name_of(method, "_step")
}

/// A name of ours, seen by all that is emitted, whatever macro the method comes from.
fn name_of(method: &Ident, ending: &str) -> Ident {
    let mut name = format_ident!("__{}{ending}", method);
    name.set_span(Span::call_site());
    name
}
