//! Of a workflow with `client`: the implementation of `Declare`, by which its steps become the client's tasks.
//!
//! What a step becomes in it:
//!
//! ```text
//! let __summarize_task = {
//!     let __task = __client::TaskBuilder::<Order, _>::new("summarize").retries(__summarize_step.retries);
//!     let __task = __summarize_step.assign(__assignment, __task, |__task, __key| {
//!         __task.worker_label(__hatchet::WORKER_LABEL, __client::DesiredLabel::eq(__key).required())
//!     });
//!     let __task = __task.handler({
//!         let __self = __hatchet::Clone::clone(&__self);
//!         let __fetch_task = __hatchet::Clone::clone(&__fetch_task);
//!         move |__context, __input| {
//!             let __self = __hatchet::Clone::clone(&__self);
//!             let __fetch_task = __hatchet::Clone::clone(&__fetch_task);
//!             async move {
//!                 let __parent = &__fetch_task;
//!                 let __fetch_output = __context.parent_output(__parent);
//!                 let __fetch_output =
//!                     __fetch_output.map_err(|__error| __client::TaskError::non_retryable(__hatchet::text(__error)))?;
//!                 let __returned = Self::summarize(
//!                     &__self,
//!                     __hatchet::context::<Context, _>(__context),
//!                     __hatchet::input::<Order, _>(__input),
//!                     __hatchet::output::<Fetched, _>(__fetch_output),
//!                 )
//!                 .await;
//!                 __hatchet::Ok::<_, __client::TaskError>(__returned?)
//!             }
//!         }
//!     });
//!     let __task = __task.parent(&__fetch_task);
//!     __task
//! };
//! ```
//!
//! What is about a type has the spans of that type, what is about the call those of the method's name, so that rustc's
//! own errors stand there. A local variable has one span wherever it is named: the user's tokens may come from
//! different macros, and names of different ones do not see each other.

use hatchet_compute_core::parse_duration;
use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use crate::check::client::{Handler, Output};
use crate::check::{Step, Workflow};
use crate::support::item::ImplBlock;
use crate::support::place::Place;

/// A step as its workflow declares it.
pub(crate) struct Task<'a> {
    pub(crate) method: &'a Ident,
    pub(crate) step: &'a Step,
    pub(crate) handler: &'a Handler,
    /// The attributes under which the step exists.
    pub(crate) governing: &'a [TokenStream],
    /// All parents, whether their output is taken or not, with the attributes under which each exists.
    pub(crate) parents: Vec<(&'a Ident, &'a [TokenStream])>,
}

/// The import of the client, whose path is the user's.
pub(crate) fn import(client: &TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = client.clone().into_iter().collect();
    let place = Place::of(&tokens).map_or_else(Span::call_site, |place| place.last);
    let renamed = quote_spanned!(place=> as __client);
    quote!(use #client #renamed;)
}

/// The constant in which a step's record stands, and which says what `declare` has to know of it.
pub(crate) fn options_of_step(
    method: &Ident,
    step: &Step,
    crate_path: Option<&TokenStream>,
    items: &TokenStream,
) -> TokenStream {
    let name = options_name(method);
    let import = crate_path.map(|crate_path| quote!(use #crate_path::__private as __hatchet;));
    let compute = super::option(step.compute.is_given().then(|| quote!(__HATCHET_COMPUTE)));
    let retries = super::retries(step);
    quote! {
        const #name: __hatchet::StepOptions = {
            #import
            #items
            __hatchet::StepOptions { compute: #compute, retries: #retries }
        };
    }
}

/// The implementation for a workflow. A task stands behind its parents.
pub(crate) fn implementation(
    impl_block: &ImplBlock,
    workflow: &Workflow,
    input: &[TokenTree],
    tasks: &[Task<'_>],
) -> TokenStream {
    let declared = tasks.iter().map(|task| declared(task, input));
    let name = &workflow.name;
    let options = options(workflow);
    let (always, sometimes): (Vec<&Task<'_>>, Vec<&Task<'_>>) =
        tasks.iter().partition(|task| task.governing.is_empty());
    let always = always.iter().map(|task| task_name(task.method));
    let added = quote!(__client::Workflow::new(#name) #options #(.task(&#always))*);
    let added = if sometimes.is_empty() {
        added
    } else {
        let sometimes = sometimes.iter().map(|task| {
            let (governing, task) = (task.governing, task_name(task.method));
            quote!(#(#governing)* let __workflow = __workflow.task(&#task);)
        });
        quote!(let __workflow = #added; #(#sometimes)* __workflow)
    };
    let body = quote! {
        let __self = __hatchet::Arc::new(self);
        #(#declared)*
        #added
    };
    implementation_of(impl_block, &body)
}

/// An implementation for a workflow with errors: so its callers stay quiet.
pub(crate) fn implementation_in_error(impl_block: &ImplBlock) -> TokenStream {
    implementation_of(
        impl_block,
        &quote!(__hatchet::in_error((self, __assignment))),
    )
}

fn implementation_of(impl_block: &ImplBlock, body: &TokenStream) -> TokenStream {
    let (generics, target) = (&impl_block.generics, &impl_block.target);
    quote! {
        impl #(#generics)* __hatchet::Declare for #(#target)* {
            type Workflow = __client::Workflow;

            fn declare(self, __assignment: __hatchet::Assignment) -> __client::Workflow {
                #body
            }
        }
    }
}

/// What the workflow's own options add to it.
fn options(workflow: &Workflow) -> TokenStream {
    let description = workflow.description.iter();
    let version = workflow.version.iter();
    let crons = workflow.on_crons.iter();
    let events = &workflow.on_events;
    let on_events = (!events.is_empty()).then(|| quote!(.on_events([#(#events),*])));
    quote!(#(.description(#description))* #(.version(#version))* #on_events #(.cron(#crons))*)
}

/// The task of a step, as a local variable.
fn declared(task: &Task<'_>, input: &[TokenTree]) -> TokenStream {
    let name = &task.step.name;
    let (variable, options) = (task_name(task.method), options_name(task.method));
    let governing = task.governing;
    let timeout = task.step.timeout.as_deref().and_then(timeout);
    let builder = Ident::new("__task", task.method.span());
    let label = task.step.compute.is_given().then(|| {
        quote! {
            let #builder = #options.assign(__assignment, #builder, |__task, __key| {
                __task.worker_label(__hatchet::WORKER_LABEL, __client::DesiredLabel::eq(__key).required())
            });
        }
    });
    let handler = handler(task, &builder);
    let parents = task.parents.iter().map(|(parent, governing)| {
        let parent = task_name(parent);
        quote!(#(#governing)* let #builder = #builder.parent(&#parent);)
    });
    quote! {
        #(#governing)*
        let #variable = {
            let #builder = __client::TaskBuilder::<#(#input)*, _>::new(#name)
                .retries(#options.retries)
                #timeout;
            #label
            let #builder = #handler;
            #(#parents)*
            #builder
        };
    }
}

/// `.execution_timeout(…)`. Rounded up, since the client sends whole seconds and drops the rest: a step with too much
/// time is better than one with none.
fn timeout(text: &str) -> Option<TokenStream> {
    let duration = parse_duration(text).ok()?;
    let seconds = duration.as_nanos().div_ceil(1_000_000_000);
    let seconds = Literal::u64_unsuffixed(u64::try_from(seconds).ok()?);
    Some(quote!(.execution_timeout(__hatchet::Duration::from_secs(#seconds))))
}

/// `__task.handler(…)`: the call of the user's function, with all that it takes.
fn handler(task: &Task<'_>, builder: &Ident) -> TokenStream {
    let (method, step) = (task.method, task.handler);
    let parents = step.outputs.iter().map(|output| task_name(&output.step));
    let outputs = step.outputs.iter().map(output_taken);
    let given = step
        .outputs
        .iter()
        .map(|output| converted("output", &output.type_tokens, &output_name(&output.step)));
    let context = converted("context", &step.context, &format_ident!("__context"));
    let input = converted("input", &step.input, &format_ident!("__input"));
    let place = method.span();
    let returned = Ident::new("__returned", place);
    let question_mark = quote_spanned!(place=> ?);
    // By its path: a method call would find `declare` of the trait before a step of that name.
    let value = step.has_receiver.then(|| quote!(&__self,));
    let kept = step.has_receiver.then(|| format_ident!("__self"));
    let kept = kept.into_iter().chain(parents);
    let cloned: TokenStream = kept
        .map(|name| quote!(let #name = __hatchet::Clone::clone(&#name);))
        .collect();
    let call = spanned_group(
        place,
        quote! {
            #(#outputs)*
            let #returned = Self::#method(#value #context, #input #(, #given)*).await;
            __hatchet::Ok::<_, __client::TaskError>(#returned #question_mark)
        },
    );
    let future = quote_spanned!(place=> async move #call);
    let called = spanned_group(place, quote!(#cloned #future));
    let closure = quote_spanned!(place=> move);
    let kept = spanned_group(place, quote!(#cloned #closure |__context, __input| #called));
    let handler = quote_spanned!(place=> handler);
    quote!(#builder.#handler(#kept))
}

/// A parent's output as a local variable.
fn output_taken(output: &Output) -> TokenStream {
    let (task, name) = (task_name(&output.step), output_name(&output.step));
    let place = first_span(&output.type_tokens);
    let parent = Ident::new("__parent", place);
    let parent_output = Ident::new("parent_output", place);
    quote! {
        let #parent = &#task;
        let #name = __context.#parent_output(#parent);
        // What cannot be read now cannot be read at the next try either.
        let #name = #name.map_err(|__error| __client::TaskError::non_retryable(__hatchet::text(__error)))?;
    }
}

/// `__hatchet::input::<TYPE, _>(VALUE)`: the same value, if it is of this type.
fn converted(what: &str, type_tokens: &[TokenTree], value: &Ident) -> TokenStream {
    let function = Ident::new(what, first_span(type_tokens));
    quote!(__hatchet::#function::<#(#type_tokens)*, _>(#value))
}

fn first_span(tokens: &[TokenTree]) -> Span {
    Place::of(tokens).map_or_else(Span::call_site, |place| place.first)
}

fn spanned_group(span: Span, tokens: TokenStream) -> TokenStream {
    let mut group = Group::new(Delimiter::Brace, tokens);
    group.set_span(span);
    group.into_token_stream()
}

/// The local variable of a step's task.
fn task_name(method: &Ident) -> Ident {
    name_of(method, "task")
}

/// The local variable of what a parent returned.
fn output_name(method: &Ident) -> Ident {
    name_of(method, "output")
}

/// The constant of what `declare` has to know of a step.
fn options_name(method: &Ident) -> Ident {
    name_of(method, "step")
}

/// A name of ours, seen by all that is emitted, whichever macro the method comes from.
fn name_of(method: &Ident, what: &str) -> Ident {
    let mut name = format_ident!("__{}_{}", method, what);
    name.set_span(Span::call_site());
    name
}
