//! A compute to tokens: its value, the checks that rustc evaluates, and the warnings about it.

use hatchet_compute_core::{Advice, DEFAULT_NUM_REPLICAS, DEFAULT_POOL};
use proc_macro2::{Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::{allow_enclosed, expression, option};
use crate::check::compute::CheckedCompute;
use crate::errors::Errors;
use crate::lower::compute::{Compute, ComputeOption};
use crate::lower::typed::Integer;
use crate::tokens::SpanRange;

/// The value of a `compute! {…}`; some valid one if there are errors.
pub(crate) fn compute(crate_path: &TokenStream, compute: &CheckedCompute, errors: &Errors) -> TokenStream {
    let checks = checks(compute);
    let (warnings, value) = if errors.is_empty() {
        (warnings(&compute.advice), value(&compute.fields))
    } else {
        // Of the right type, so that its users stay quiet.
        (TokenStream::new(), value(&Compute::default()))
    };
    let errors = errors.to_tokens();
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

/// The constant with the compute of a step, with the checks that rustc evaluates and the warnings.
pub(super) fn constant(name: &Ident, compute: Option<&ComputeOption<CheckedCompute>>) -> TokenStream {
    match compute {
        None => TokenStream::new(),
        Some(ComputeOption::Fields(compute)) => {
            let (checks, warnings) = (checks(compute), warnings(&compute.advice));
            let value = value(&compute.fields);
            quote!(#checks const #name: __hatchet::Compute = #value; #warnings)
        }
        Some(ComputeOption::Constant(value)) => {
            let (allow, value) = (allow_enclosed(value), expression(value));
            quote!(#allow const #name: __hatchet::Compute = #value;)
        }
    }
}

/// What rustc still checks of a compute if the annotation has errors.
pub(super) fn checks_in_error(compute: Option<&ComputeOption<CheckedCompute>>) -> TokenStream {
    match compute {
        Some(ComputeOption::Fields(compute)) => checks(compute),
        None => TokenStream::new(),
        Some(ComputeOption::Constant(_)) => constant(&format_ident!("_"), compute),
    }
}

/// The typed constant of an integer that is an expression, and the check that takes it after `before`.
pub(super) fn checked_constant(
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
    let check = check(value.span, function, &quote!(#before #name));
    quote!(#constant #check)
}

/// The digits of a literal, or the name of the constant with the value of an expression.
pub(super) fn number(integer: &Integer, name: &str) -> TokenStream {
    match integer {
        Integer::Literal(literal) => Literal::i64_unsuffixed(literal.value).to_token_stream(),
        Integer::Constant(_) => constant_name(name).to_token_stream(),
    }
}

/// The fields in clear, in the order of the documentation, with the defaults of those that are left out.
fn value(fields: &Compute) -> TokenStream {
    let Compute { cpu_kind, cpus, memory_mb, num_replicas, regions, pool } = fields;
    let integer = |integer: Option<&Integer>, name, default: u32| match integer {
        Some(integer) => number(integer, name),
        None => Literal::u32_unsuffixed(default).to_token_stream(),
    };
    let cpu_kind = cpu_kind.as_ref().map_or("shared", |text| &text.value);
    let cpus = integer(cpus.as_ref(), "CPUS", 0);
    let memory_mb = integer(memory_mb.as_ref(), "MEMORY_MB", 0);
    let num_replicas = integer(num_replicas.as_ref(), "NUM_REPLICAS", DEFAULT_NUM_REPLICAS);
    let regions = regions.iter().flat_map(|list| list.codes.iter().map(|code| &code.value));
    let pool = pool.as_ref().map_or(DEFAULT_POOL, |text| &text.value);
    quote!(__hatchet::compute(#cpu_kind, #cpus, #memory_mb, #num_replicas, &[#(#regions),*], #pool))
}

/// The typed constants of the fields that are expressions, and the checks of the rules on them.
fn checks(compute: &CheckedCompute) -> TokenStream {
    let (fields, for_rustc) = (&compute.fields, &compute.for_rustc);
    let cpu_kind = for_rustc.cpu_kind.map(|kind| {
        let variant = format_ident!("{kind:?}");
        quote!(__hatchet::CpuKind::#variant)
    });
    let kind = option(cpu_kind.clone());
    let cpus = fields.cpus.as_ref().filter(|_| for_rustc.cpus_are_valid);
    let cpus_check = checked_constant(cpus, "CPUS", "check_cpus", &quote!(#kind,));
    let memory_mb = fields.memory_mb.as_ref();
    let memory_constant = typed_constant(memory_mb, "MEMORY_MB");
    let memory_check = for_rustc.memory_mb.zip(memory_mb).map(|(span, memory_mb)| {
        let size = cpu_kind.zip(cpus).map(|(kind, cpus)| {
            let cpus = number(cpus, "CPUS");
            quote!((#kind, #cpus))
        });
        let (size, memory_mb) = (option(size), number(memory_mb, "MEMORY_MB"));
        check(span, "check_memory_mb", &quote!(#size, #memory_mb))
    });
    let replicas = fields.num_replicas.as_ref();
    let replicas_check = checked_constant(replicas, "NUM_REPLICAS", "check_num_replicas", &quote!());
    quote!(#cpus_check #memory_constant #memory_check #replicas_check)
}

fn typed_constant(integer: Option<&Integer>, name: &str) -> TokenStream {
    let Some(Integer::Constant(value)) = integer else {
        return TokenStream::new();
    };
    let name = constant_name(name);
    let (allow, value) = (allow_enclosed(value), expression(value));
    quote!(#allow const #name: __hatchet::u32 = #value;)
}

fn constant_name(name: &str) -> Ident {
    format_ident!("__HATCHET_{name}")
}

/// A check that panics in const evaluation. It has the spans of the value that it is about, so that rustc underlines just
/// that value.
fn check(span: SpanRange, function: &str, arguments: &TokenStream) -> TokenStream {
    let function = Ident::new(function, span.first);
    let path = quote_spanned!(span.first=> __hatchet::#function);
    let mut group = Group::new(proc_macro2::Delimiter::Parenthesis, arguments.clone());
    group.set_span(span.last);
    let arguments = TokenTree::from(group);
    quote!(const _: () = #path #arguments;)
}

/// A warning at each literal that advice is about. To use a deprecated constant is the one way in which a macro can warn on
/// stable.
fn warnings(advice: &[(SpanRange, Advice)]) -> TokenStream {
    let warning = |(span, advice): &(SpanRange, Advice)| {
        let name = Ident::new(&advice.id().to_uppercase(), Span::call_site());
        let used = Ident::new(&advice.id().to_uppercase(), span.first);
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
