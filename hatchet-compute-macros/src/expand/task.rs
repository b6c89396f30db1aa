//! A step of a workflow with `client` to tokens: the client's task, as a local variable of `declare`.
//!
//! A step that takes the output of another becomes this in it:
//!
//! ```text
//! let __summarize_task = {
//!     let _: &__hatchet::Shared = (__steps.value(),).0;
//!     let _: &__hatchet::Sent = (__hatchet::none::<Order>(),).0;
//!     let _: __Result<Fetched, _> = (__output_of(&__fetch_task),).0;
//!     let __builder = __task::<Order, _>(&__summarize_step, __assignment);
//!     let __handler = __hatchet::handler(
//!         (&__steps,).0,
//!         |__this: &Self, __ctx: __ClientContext, __input| {
//!             let __fetch_out = __given(__ctx.parent_output_by_name::<Fetched>(__fetch_step.name()))?;
//!             let __ctx: Context = (__ctx,).0;
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

use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use crate::check::client::{Handler, Output};
use crate::check::workflow_step::{WorkflowStep, steps_of};
use crate::tokens::{SpanRange, group};

/// The task of a step, as a local variable, after the checks of its types.
pub(super) fn task(step: &WorkflowStep, steps: &[WorkflowStep], input: &[TokenTree]) -> TokenStream {
    let Some(handler) = &step.handler else {
        return TokenStream::new();
    };
    // The lint levels of a step are for its own code.
    let (task, options, predicates) = (task_name(&step.method), name_of(&step.method, "_step"), &step.predicates);
    let span = step.method.span();
    let own_input = &handler.input;
    let closures = [call(&step.method, handler), check(step, steps), failed(&step.method, handler)];
    let (mut always, mut sometimes) = (TokenStream::new(), TokenStream::new());
    for parent in step.parents().into_iter().flat_map(|parent| steps_of(steps, parent)) {
        let (under, name) = (&parent.predicates, task_name(&parent.method));
        if parent.is_conditional() {
            let cfgs = quote!(#(#[cfg(#predicates)])* #(#[cfg(#under)])*);
            sometimes.extend(quote!(#cfgs let #task = #task.parent(&#name);));
        } else {
            always.extend(quote!(.parent(&#name)));
        }
    }
    let mut checks = shared(own_input, span);
    if quote!(#(#input)*).to_string() != quote!(#(#own_input)*).to_string() {
        checks.extend(of_type(&quote!(__builder_of::<#(#input)*>()), own_input, "__ClientTaskBuilder"));
    }
    for Output { step, type_tokens } in &handler.outputs {
        let task = task_name(step);
        checks.extend(of_type(&quote!(__output_of(&#task)), type_tokens, "__Result"));
    }
    // The words have the span of the method, so that errors about the handler are there.
    let (method, function) = (quote_spanned!(span=> .handler), quote_spanned!(span=> __hatchet::handler));
    let value = at(&quote!(&__steps), span.into());
    let arguments = group(span, Delimiter::Parenthesis, quote!(#value, #(#closures),*));
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

/// Statements that compile if threads can share the value and send the input. Without them rustc's errors, which are about
/// the same place, would show a function of ours.
fn shared(input: &[TokenTree], span: Span) -> TokenStream {
    let value = at(&quote!(__steps.value()), span.into());
    let none = at(&quote!(__hatchet::none::<#(#input)*>()), span.into());
    quote!(let _: &__hatchet::Shared = #value; let _: &__hatchet::Sent = #none;)
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
/// Rustc suggests how to convert a value of the type itself. So there is another type around it.
fn of_type(value: &TokenStream, type_tokens: &[TokenTree], outer: &str) -> TokenStream {
    let span = span_of(type_tokens);
    let (value, outer, end) = (at(value, span), Ident::new(outer, span.first), quote_spanned!(span.last=> >));
    quote!(let _: #outer<#(#type_tokens)*, _ #end = #value;)
}

/// The same value as an expression that rustc underlines from the first of these spans to the last: a field, since it
/// underlines the innermost expression.
fn at(value: &TokenStream, SpanRange { first, last }: SpanRange) -> TokenStream {
    let mut index = Literal::usize_unsuffixed(0);
    index.set_span(last);
    let (holder, dot) = (group(first, Delimiter::Parenthesis, quote!(#value,)), quote_spanned!(last=> .));
    quote!(#holder #dot #index)
}

/// The closure that calls the user's function with all that it takes.
fn call(method: &Ident, handler: &Handler) -> TokenStream {
    let span = method.span();
    let (context, context_type) = (at(&quote!(__ctx), span_of(&handler.context)), &handler.context);
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
    let arguments = group(span, Delimiter::Parenthesis, quote!(#value __ctx, __input #(, #outputs)*));
    let future = group(span, Delimiter::Parenthesis, quote_spanned!(span=> Self::#method #arguments));
    let pinned = group(span, Delimiter::Parenthesis, quote_spanned!(span=> __Boxed::pin #future));
    let body = quote! {
        #reads
        let __ctx: #(#context_type)* = #context;
        __Ok #pinned
    };
    closure(span, &quote!(#this: &Self, __ctx: __ClientContext, __input), body)
}

/// The closure that checks the output of a step that others wait for, wherever one of them exists.
fn check(step: &WorkflowStep, steps: &[WorkflowStep]) -> TokenStream {
    let (options, span) = (name_of(&step.method, "_step"), step.method.span());
    let check = quote!(#options.check(__Output(__output).written()));
    let children = steps.iter().filter(|child| child.has_parent(&step.method));
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
    let SpanRange { first, last } = span_of(&handler.returned);
    let (error, into_text) = (Ident::new("__StepError", first), quote_spanned!(last=> ::into_text));
    let body = quote! {
        let __retried = __error.downcast_ref().map(__is_retried);
        __failed(__error, __retried).with_text(#error #into_text)
    };
    closure(method.span(), &quote!(__error), body)
}

pub(super) fn span_of(tokens: &[TokenTree]) -> SpanRange {
    SpanRange::of(tokens).unwrap_or_else(|| Span::call_site().into())
}

pub(super) fn task_name(method: &Ident) -> Ident {
    name_of(method, "_task")
}

/// A name of ours, seen by all that is emitted, whatever macro the method comes from.
pub(super) fn name_of(method: &Ident, ending: &str) -> Ident {
    format_ident!("__{}{ending}", method, span = Span::call_site())
}
