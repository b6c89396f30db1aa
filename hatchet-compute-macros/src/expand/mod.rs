//! Stage 4: a judged configuration to tokens. It takes no decision and reports no error.
//!
//! What a step becomes, beside the function:
//!
//! ```text
//! const _: () = {
//!     use ::hatchet_compute::__private as __hatchet;
//!     const __HATCHET_COMPUTE: __hatchet::Compute = __hatchet::Fields {
//!         cpu_kind: __hatchet::CpuKind::Shared,
//!         cpus: 2,
//!         memory_mb: 1024,
//!         num_replicas: 2,
//!         regions: &[__hatchet::Region::Ewr],
//!         pool: __hatchet::None,
//!     }
//!     .into_compute();
//!     __hatchet::record! { 97, __hatchet::step(__hatchet::Some(__HATCHET_COMPUTE), 0, b"step=…") }
//! };
//! ```

pub(crate) mod declare;

use hatchet_compute_core::record::{key, push_line};
use hatchet_compute_core::{Advice, CpuKind, DEFAULT_NUM_REPLICAS, Region};
use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use crate::check::{Compute, Fields, Step, Workflow};
use crate::parse;
use crate::support::attribute::Attribute;
use crate::support::place::Place;
use crate::support::typed::Integer;
use crate::support::value::Value;

/// The path of the library where the user gave none.
pub(crate) fn default_crate_path() -> TokenStream {
    quote!(::hatchet_compute)
}

/// `const _: () = { … };` around items that name the library `__hatchet`, under the attributes of the function they
/// belong to. Nothing if there are none.
pub(crate) fn anonymous_const(
    crate_path: &TokenStream,
    attributes: &[TokenStream],
    items: &TokenStream,
) -> TokenStream {
    if items.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #(#attributes)*
        const _: () = {
            use #crate_path::__private as __hatchet;
            #items
        };
    }
}

/// The same without the import: inside of another, or for compile errors alone.
pub(crate) fn nested_const(attributes: &[TokenStream], items: &TokenStream) -> TokenStream {
    if items.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #(#attributes)*
        const _: () = { #items };
    }
}

/// The attributes of an item that hold for what is emitted beside it too.
pub(crate) fn governing(attributes: &[Attribute]) -> Vec<TokenStream> {
    let governing = attributes.iter().filter(|attribute| attribute.governs());
    governing
        .map(|attribute| attribute.tokens().cloned().collect())
        .collect()
}

/// What a step's record says of it in words.
pub(crate) struct StepText<'a> {
    pub(crate) workflow: &'a str,
    pub(crate) parents: &'a [&'a str],
    pub(crate) at: &'a str,
    pub(crate) package: &'a str,
}

/// All items of a step: its checks, its compute, its advice, its record.
pub(crate) fn step(step: &Step, text: &StepText<'_>) -> TokenStream {
    let checks = checks(step);
    let (allow, compute) = match &step.compute {
        Compute::None => (None, None),
        Compute::Fields(fields) => (None, Some(compute_of(fields))),
        Compute::Constant(value) => (allow_enclosed(value), Some(expression(value))),
    };
    let constant = compute
        .as_ref()
        .map(|compute| quote!(#allow const __HATCHET_COMPUTE: __hatchet::Compute = #compute;));
    let given = match compute {
        Some(_) => quote!(__hatchet::Some(__HATCHET_COMPUTE)),
        None => quote!(__hatchet::None),
    };
    let warnings = match &step.compute {
        Compute::Fields(fields) => warnings(&fields.advice),
        _ => TokenStream::new(),
    };
    let retries = retries(step);
    let record = record(
        &step_text(step, text),
        |text| quote!(__hatchet::step(#given, #retries, #text)),
    );
    quote!(#checks #constant #warnings #record)
}

/// What rustc has to judge of a step, also when the macro has found errors itself.
pub(crate) fn checks(step: &Step) -> TokenStream {
    let retries = constant_number(step.retries.as_ref(), "RETRIES", "check_retries", &quote!());
    let compute = match &step.compute {
        Compute::Fields(fields) => compute_checks(fields),
        _ => TokenStream::new(),
    };
    quote!(#compute #retries)
}

/// A constant given for a step whose annotation has errors: rustc still judges its type.
pub(crate) fn constant_compute(step: &Step) -> TokenStream {
    match &step.compute {
        Compute::Constant(value) => {
            let (allow, value) = (allow_enclosed(value), expression(value));
            quote!(#allow const _: __hatchet::Compute = #value;)
        }
        _ => TokenStream::new(),
    }
}

/// The record of a workflow.
pub(crate) fn workflow(workflow: &Workflow, at: &str, package: &str) -> TokenStream {
    let mut text = String::new();
    push_line(&mut text, key::WORKFLOW, &workflow.name);
    for event in &workflow.on_events {
        push_line(&mut text, key::EVENT, event);
    }
    for cron in &workflow.on_crons {
        push_line(&mut text, key::CRON, cron);
    }
    if let Some(description) = &workflow.description {
        push_line(&mut text, key::DESCRIPTION, description);
    }
    if let Some(version) = &workflow.version {
        push_line(&mut text, key::VERSION, version);
    }
    push_line(&mut text, key::AT, at);
    push_line(&mut text, key::PACKAGE, package);
    record(&text, |text| quote!(__hatchet::workflow(#text)))
}

/// The value of a `compute! {…}`; with `None`, where errors were found, some valid one.
pub(crate) fn compute_value(
    crate_path: &TokenStream,
    errors: &TokenStream,
    fields: &Fields,
) -> TokenStream {
    let checks = compute_checks(fields);
    let (warnings, value) = if errors.is_empty() {
        (warnings(&fields.advice), compute_of(fields))
    } else {
        (TokenStream::new(), any_compute())
    };
    quote! {
        {
            #errors
            use #crate_path::__private as __hatchet;
            #checks
            #warnings
            #value
        }
    }
}

fn step_text(step: &Step, text: &StepText<'_>) -> String {
    let mut lines = String::new();
    push_line(&mut lines, key::STEP, &step.name);
    push_line(&mut lines, key::WORKFLOW, text.workflow);
    if let Some(timeout) = &step.timeout {
        push_line(&mut lines, key::TIMEOUT, timeout);
    }
    for parent in text.parents {
        push_line(&mut lines, key::PARENT, parent);
    }
    push_line(&mut lines, key::AT, text.at);
    push_line(&mut lines, key::PACKAGE, text.package);
    lines
}

/// `__hatchet::record! { LENGTH, … }` for the record that `of_text` makes of the text.
fn record(text: &str, of_text: impl Fn(&Literal) -> TokenStream) -> TokenStream {
    let length = Literal::usize_unsuffixed(text.len());
    let record = of_text(&Literal::byte_string(text.as_bytes()));
    quote!(__hatchet::record! { #length, #record })
}

fn compute_of(fields: &Fields) -> TokenStream {
    let number_or = |integer: &Option<Integer>, name, default: u32| match integer {
        Some(integer) => number(integer, name),
        None => Literal::u32_unsuffixed(default).to_token_stream(),
    };
    let cpu_kind = cpu_kind(fields.cpu_kind.unwrap_or(CpuKind::Shared));
    let cpus = number_or(&fields.cpus, "CPUS", 0);
    let memory_mb = number_or(&fields.memory_mb, "MEMORY_MB", 0);
    let num_replicas = number_or(&fields.num_replicas, "NUM_REPLICAS", DEFAULT_NUM_REPLICAS);
    let regions = fields.regions.iter().copied().map(region);
    let pool = option(fields.pool.as_ref().map(ToTokens::to_token_stream));
    quote! {
        __hatchet::Fields {
            cpu_kind: #cpu_kind,
            cpus: #cpus,
            memory_mb: #memory_mb,
            num_replicas: #num_replicas,
            regions: &[#(#regions),*],
            pool: #pool,
        }
        .into_compute()
    }
}

/// A value of the right type where an error stands, so that its users stay quiet.
fn any_compute() -> TokenStream {
    compute_of(&Fields::default())
}

fn cpu_kind(kind: CpuKind) -> TokenStream {
    variant("CpuKind", kind.as_str())
}

fn region(region: Region) -> TokenStream {
    variant("Region", region.code())
}

/// `__hatchet::Region::Ewr` for the type `Region` and the word `ewr`.
fn variant(type_name: &str, word: &str) -> TokenStream {
    let type_name = Ident::new(type_name, Span::call_site());
    let (first, rest) = word.split_at(1);
    let variant = format_ident!("{}{rest}", first.to_uppercase());
    quote!(__hatchet::#type_name::#variant)
}

/// A literal's digits, or the name of the constant that holds an expression's value.
fn number(integer: &Integer, name: &str) -> TokenStream {
    match integer {
        Integer::Literal(literal) => Literal::i64_unsuffixed(literal.value).to_token_stream(),
        Integer::Constant(_) => constant_name(name).to_token_stream(),
    }
}

fn constant_name(name: &str) -> Ident {
    format_ident!("__HATCHET_{name}")
}

fn retries(step: &Step) -> TokenStream {
    match &step.retries {
        Some(retries) => number(retries, "RETRIES"),
        None => quote!(0),
    }
}

/// The typed constants of the fields that are expressions, and the checks of the rules on them.
fn compute_checks(fields: &Fields) -> TokenStream {
    let kind = option(fields.cpu_kind.map(cpu_kind));
    let cpus = constant_number(fields.cpus.as_ref(), "CPUS", "check_cpus", &quote!(#kind,));
    let memory_mb = typed_constant(fields.memory_mb.as_ref(), "MEMORY_MB");
    let memory_check = fields.constant_memory.zip(fields.memory_mb.as_ref());
    let memory_check = memory_check.map(|(place, memory_mb)| {
        let size = fields
            .cpu_kind
            .zip(fields.cpus.as_ref())
            .map(|(kind, cpus)| {
                let (kind, cpus) = (cpu_kind(kind), number(cpus, "CPUS"));
                quote!((#kind, #cpus))
            });
        let (size, memory_mb) = (option(size), number(memory_mb, "MEMORY_MB"));
        check(place, "check_memory_mb", &quote!(#size, #memory_mb))
    });
    let replicas = fields.num_replicas.as_ref();
    let replicas = constant_number(replicas, "NUM_REPLICAS", "check_num_replicas", &quote!());
    quote!(#cpus #memory_mb #memory_check #replicas)
}

fn option(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(__hatchet::Some(#value)),
        None => quote!(__hatchet::None),
    }
}

/// The typed constant of an expression, and the check that takes it alone.
fn constant_number(
    integer: Option<&Integer>,
    name: &str,
    function: &str,
    before: &TokenStream,
) -> TokenStream {
    let Some(Integer::Constant(value)) = integer else {
        return TokenStream::new();
    };
    let constant = typed_constant(integer, name);
    let name = constant_name(name);
    let check = check(value.place(), function, &quote!(#before #name));
    quote!(#constant #check)
}

fn typed_constant(integer: Option<&Integer>, name: &str) -> TokenStream {
    let Some(Integer::Constant(value)) = integer else {
        return TokenStream::new();
    };
    let name = constant_name(name);
    let (allow, value) = (allow_enclosed(value), expression(value));
    quote!(#allow const #name: __hatchet::u32 = #value;)
}

/// A check that panics in const evaluation, with the spans of the value it is about: so rustc
/// underlines just that value.
fn check(place: Place, function: &str, arguments: &TokenStream) -> TokenStream {
    let function = Ident::new(function, place.first);
    let path = quote_spanned!(place.first=> __hatchet::#function);
    let mut group = Group::new(Delimiter::Parenthesis, arguments.clone());
    group.set_span(place.last);
    let arguments = TokenTree::from(group);
    quote!(const _: () = #path #arguments;)
}

/// The user's expression, unless it is a path behind a macro that takes nothing else: what is no
/// expression is an error there, and does not take the function with it.
fn expression(value: &Value) -> TokenStream {
    match parse::path(value) {
        Some(path) => path,
        None => quote!(__hatchet::expression! { #value }),
    }
}

/// rustc calls braces and parentheses around a whole value unused; the user's may stay.
fn allow_enclosed(value: &Value) -> Option<TokenStream> {
    let allow = quote!(#[allow(unused_braces, unused_parens)]);
    value.is_enclosed().then_some(allow)
}

/// A warning at each literal that advice is about: the use of a deprecated constant is the one
/// way for a macro to warn on stable.
fn warnings(advice: &[(Place, Advice)]) -> TokenStream {
    let warning = |(place, advice): &(Place, Advice)| {
        let name = Ident::new(&advice.id().to_uppercase(), Span::call_site());
        let used = Ident::new(&advice.id().to_uppercase(), place.first);
        let note = advice.to_string();
        quote! {
            const _: () = {
                #[deprecated(note = #note)]
                const #name: () = ();
                #used
            };
        }
    };
    advice.iter().map(warning).collect()
}
