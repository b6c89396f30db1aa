//! Turns a step of a workflow with `client` into tokens: the client's task, as a local variable of `declare`.
//!
//! Tokens about a type have the spans of that type, and tokens about the call those of the method's name, so that
//! rustc's own errors point there. The errors show the client's functions, which have bounds, but none of this library.
//! A local variable has the same span wherever it is named: the user's tokens may come from different macros, which do
//! not see each other's names.

use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use crate::check::client::{Handler, ParentOutput};
use crate::check::step::{Step, steps_of};
use crate::tokens::{SpanRange, group};

/// The task of a step, as a local variable, after the checks of its types.
pub(super) fn task(step: &Step, steps: &[Step], input: &[TokenTree]) -> TokenStream {
    let Some(handler) = &step.handler else { return TokenStream::new() };
    // The lint levels of a step are for its own code.
    let (task, options, predicates) = (task_name(&step.method), name_of(&step.method, "_step"), &step.predicates);
    let (span, own_input, cfgs) = (step.method.span(), &handler.input, quote!(#(#[cfg(#predicates)])*));
    let mut before = TokenStream::new();
    if quote!(#(#input)*).to_string() != quote!(#(#own_input)*).to_string() {
        let of_input = quote!(__task::<#(#input)*, ()>(&#options, __assignment));
        before.extend(of_type(&cfgs, &of_input, own_input, "__ClientTaskBuilder"));
    }
    for ParentOutput { step, type_tokens } in &handler.outputs {
        let task = task_name(step);
        before.extend(of_type(&cfgs, &quote!(__output_of(&#task)), type_tokens, "__Result"));
    }
    let mut new = quote!(__task(&#options, __assignment));
    if let Some(path) = &step.options.configure {
        // Its type is checked as a whole, so that an error points at its path.
        let tokens: Vec<TokenTree> = path.clone().into_iter().collect();
        let type_path = quote_spanned!(span_of(&tokens).first=> __Configure<#(#own_input)*, _>);
        before.extend(quote!(#cfgs let __configure: #type_path = #path; #cfgs let __builder = #new;));
        new = quote!(__configure(__builder));
    }
    // These names have the span of the method, so that errors about the handler point there. They differ for each step,
    // because a clippy lint rejects reused names.
    let [builder, built] = ["builder", "handler"].map(|name| {
        let name = format_ident!("__{}_{name}", step.method).to_string().to_lowercase();
        Ident::new(&name, span)
    });
    let [function, set] = [quote_spanned!(span=> __hatchet::handler), quote_spanned!(span=> .handler)];
    let inside = quote!(|__error| __error.downcast_ref());
    let SpanRange { first, last } = span_of(&handler.returned);
    let (error, into_text) = (Ident::new("__StepError", first), quote_spanned!(last=> ::into_text));
    let failed = quote!(|__failure| __failure.__client_error(#error #into_text));
    let closures = [call(&step.method, handler), check(step, steps), inside, failed];
    let none = at(&quote!(__hatchet::none::<#(#own_input)*>()), span.into());
    let arguments = group(span, Delimiter::Parenthesis, quote!(__steps.with_input(#none), #(#closures),*));
    let given = group(span, Delimiter::Parenthesis, built.to_token_stream());
    let (always, sometimes) = parents(step, steps, &cfgs);
    quote! {
        #before
        #cfgs
        let #builder = #new;
        #cfgs
        let #built = #function #arguments;
        #cfgs
        let #task = #builder #set #given #always;
        #sometimes
    }
}

fn parents(step: &Step, steps: &[Step], cfgs: &TokenStream) -> (TokenStream, TokenStream) {
    let task = task_name(&step.method);
    let (mut always, mut sometimes) = (TokenStream::new(), TokenStream::new());
    for parent in step.parents().into_iter().flat_map(|parent| steps_of(steps, parent)) {
        let (under, name) = (&parent.predicates, task_name(&parent.method));
        if parent.is_conditional() {
            sometimes.extend(quote!(#cfgs #(#[cfg(#under)])* let #task = #task.parent(&#name);));
        } else {
            always.extend(quote!(.parent(&#name)));
        }
    }
    (always, sometimes)
}

/// A statement that compiles only if this type is the first of the two type arguments of a value's type. For a value
/// of the type itself, rustc would suggest conversions.
fn of_type(cfgs: &TokenStream, value: &TokenStream, type_tokens: &[TokenTree], outer: &str) -> TokenStream {
    let span = span_of(type_tokens);
    // Spans of the expansion, so that no clippy lint finds the whole type too complex.
    let [first, last] = [span.first, span.last].map(|span| Span::call_site().located_at(span));
    let (value, outer, end) = (at(value, span), Ident::new(outer, first), quote_spanned!(last=> >));
    quote!(#cfgs let _: #outer<#(#type_tokens)*, _ #end = #value;)
}

/// The same value as an expression that rustc underlines from the first of these spans to the last: a field, since it
/// underlines the innermost expression.
pub(super) fn at(value: &TokenStream, SpanRange { first, last }: SpanRange) -> TokenStream {
    let mut index = Literal::usize_unsuffixed(0);
    index.set_span(last);
    let (holder, dot) = (group(first, Delimiter::Parenthesis, quote!(#value,)), quote_spanned!(last=> .));
    quote!(#holder #dot #index)
}

fn call(method: &Ident, handler: &Handler) -> TokenStream {
    let span = method.span();
    // An error about its type points at the type.
    let type_span = span_of(&handler.context);
    let ctx = Ident::new("__ctx", type_span.first);
    let context = if handler.context.len() == 1 { ctx.to_token_stream() } else { at(&quote!(#ctx), type_span) };
    let outputs: Vec<Ident> = handler.outputs.iter().map(|output| name_of(&output.step, "_out")).collect();
    let mut reads = TokenStream::new();
    for (ParentOutput { step, type_tokens }, name) in handler.outputs.iter().zip(&outputs) {
        let parent = name_of(step, "_step");
        let read = Ident::new("parent_output_by_name", span_of(type_tokens).first);
        let output = quote!(#ctx.#read::<#(#type_tokens)*>(#parent.name));
        reads.extend(quote!(let #name = __given(#output)?;));
    }
    // By its path: a method call would find `declare` of the trait before a step of that name.
    let this = if handler.has_receiver { "__this" } else { "_" };
    let this = Ident::new(this, Span::call_site());
    let value = handler.has_receiver.then(|| quote!(#this,));
    let arguments = group(span, Delimiter::Parenthesis, quote!(#value #context, __input #(, #outputs)*));
    let mut future = quote_spanned!(span=> Self::#method #arguments);
    if !outputs.is_empty() {
        // As a variable, because the call is long.
        reads.extend(quote!(let __call = #future;));
        future = quote!(__call);
    }
    let future = group(span, Delimiter::Parenthesis, future);
    let pinned = group(span, Delimiter::Parenthesis, quote_spanned!(span=> __Boxed::pin #future));
    let (bar, body) = (quote_spanned!(span=> |), group(span, Delimiter::Brace, quote!(#reads __Ok #pinned)));
    quote!(#bar #this, #ctx: __ClientContext, __input #bar #body)
}

fn check(step: &Step, steps: &[Step]) -> TokenStream {
    let options = name_of(&step.method, "_step");
    let check = quote!(#options.check(__Output(__output).__json()));
    let children = steps.iter().filter(|child| child.has_parent(&step.method));
    let children: Vec<&[TokenStream]> = children.map(|child| &*child.predicates).collect();
    if children.is_empty() {
        return quote!(__hatchet::no_check);
    }
    if children.iter().any(|predicates| predicates.is_empty()) {
        return quote!(|__output| #check);
    }
    let checks = children.iter().map(|predicates| quote!(#[cfg(all(#(#predicates),*))] #check?;));
    quote!(|__output| { let _ = __output; #(#checks)* __Ok(()) })
}

pub(super) fn span_of(tokens: &[TokenTree]) -> SpanRange {
    SpanRange::of(tokens).unwrap_or_else(|| Span::call_site().into())
}

pub(super) fn task_name(method: &Ident) -> Ident {
    name_of(method, "_task")
}

/// A name of ours, visible to all emitted code, whatever macro the method comes from.
pub(super) fn name_of(method: &Ident, ending: &str) -> Ident {
    format_ident!("__{}{ending}", method, span = Span::call_site())
}
