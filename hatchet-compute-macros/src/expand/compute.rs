//! A compute to tokens: its value, the checks that rustc evaluates, and the warnings about it.

use hatchet_compute_core::{Advice, DEFAULT_NUM_REPLICAS, DEFAULT_POOL};
use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::option;
use crate::check::compute::CheckedCompute;
use crate::errors::Errors;
use crate::lower::compute::{Compute, ComputeOption};
use crate::lower::typed::Integer;
use crate::tokens::value::Value;
use crate::tokens::{SpanRange, group};

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

/// The constant with the compute of a step, with the checks that rustc evaluates and the warnings. If the annotation has
/// errors, only what rustc still checks.
pub(super) fn constant(compute: Option<&ComputeOption<CheckedCompute>>, in_error: bool) -> TokenStream {
    match compute {
        None => TokenStream::new(),
        Some(ComputeOption::Fields(compute)) if in_error => checks(compute),
        Some(option @ ComputeOption::Fields(compute)) => {
            let (checks, warnings) = (checks(compute), warnings(&compute.advice));
            let (name, value) = (compute_name(option), value(&compute.fields));
            quote!(#checks const #name: __hatchet::Compute = #value; #warnings)
        }
        Some(ComputeOption::Constant(value)) if in_error => typed_constant(&format_ident!("_"), "Compute", value),
        Some(option @ ComputeOption::Constant(value)) => typed_constant(&compute_name(option), "Compute", value),
    }
}

/// The name of the constant with the compute of a step.
pub(super) fn compute_name(compute: &ComputeOption<CheckedCompute>) -> Ident {
    let value = match compute {
        ComputeOption::Fields(compute) => {
            let Compute { cpus, memory_mb, num_replicas, .. } = &compute.fields;
            [cpus, memory_mb, num_replicas].into_iter().flatten().find_map(Integer::constant)
        }
        ComputeOption::Constant(value) => Some(value),
    };
    value.map_or_else(|| format_ident!("COMPUTE_AS_WRITTEN"), |value| constant_name("COMPUTE", value))
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
    let name = constant_name(name, value);
    let constant = typed_constant(&name, "u32", value);
    let check = check(value.span, function, quote!(#before #name));
    quote!(#constant #check)
}

/// The digits of a literal, or the name of the constant with the value of an expression.
pub(super) fn number(integer: &Integer, name: &str) -> TokenStream {
    match integer {
        Integer::Literal(literal, _) => Literal::i64_unsuffixed(literal.value).to_token_stream(),
        Integer::Constant(value) => constant_name(name, value).to_token_stream(),
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
    let fields = &compute.fields;
    let cpu_kind = compute.cpu_kind.map(|kind| {
        let variant = format_ident!("{kind:?}");
        quote!(__hatchet::CpuKind::#variant)
    });
    let kind = option(cpu_kind.clone());
    let cpus = fields.cpus.as_ref().filter(|_| compute.cpus_are_valid);
    let cpus_check = checked_constant(cpus, "CPUS", "check_cpus", &quote!(#kind,));
    let memory_mb = fields.memory_mb.as_ref();
    let memory_constant = match memory_mb {
        Some(Integer::Constant(value)) => typed_constant(&constant_name("MEMORY_MB", value), "u32", value),
        _ => TokenStream::new(),
    };
    let memory_check = compute.memory_mb.zip(memory_mb).map(|(span, memory_mb)| {
        let size = cpu_kind.zip(cpus).map(|(kind, cpus)| {
            let cpus = number(cpus, "CPUS");
            quote!((#kind, #cpus))
        });
        let (size, memory_mb) = (option(size), number(memory_mb, "MEMORY_MB"));
        check(span, "check_memory_mb", quote!(#size, #memory_mb))
    });
    let replicas = fields.num_replicas.as_ref();
    let replicas_check = checked_constant(replicas, "NUM_REPLICAS", "check_num_replicas", &quote!());
    quote!(#cpus_check #memory_constant #memory_check #replicas_check)
}

/// A constant with the value of the user's expression. All but a path is in parentheses: after a mistake in them, rustc
/// goes on with what follows, and the function stays.
fn typed_constant(name: &Ident, type_name: &str, value: &Value) -> TokenStream {
    let type_name = Ident::new(type_name, Span::call_site());
    if let Some(path) = value.path() {
        return quote!(const #name: __hatchet::#type_name = #path;);
    }
    // No lint calls parentheses of an expansion unused. But an error at them should not tell of the expansion.
    let (last, is_plain) = (value.span.last, value.is_plain());
    let span = if is_plain { Span::call_site().located_at(last) } else { last };
    let allow = (!is_plain).then(|| quote!(#[allow(unused_parens)]));
    let value = group(span, Delimiter::Parenthesis, quote!(#value));
    quote!(#allow const #name: __hatchet::#type_name = #value;)
}

/// The name of the constant with a value, as rustc shows it where that value cannot be evaluated, and there.
fn constant_name(name: &str, value: &Value) -> Ident {
    format_ident!("{name}_AS_WRITTEN", span = value.span.first)
}

/// A check that panics in const evaluation. It has the spans of the value that it is about, so that rustc underlines just
/// that value.
fn check(span: SpanRange, function: &str, arguments: TokenStream) -> TokenStream {
    let function = Ident::new(function, span.first);
    let path = quote_spanned!(span.first=> __hatchet::#function);
    let arguments = group(span.last, Delimiter::Parenthesis, arguments);
    quote!(const _: () = #path #arguments;)
}

/// A warning at each literal that advice is about. To use a deprecated constant is the one way in which a macro can warn on
/// stable.
pub(super) fn warnings(advice: &[(SpanRange, Advice)]) -> TokenStream {
    let mut warnings = TokenStream::new();
    for (span, advice) in advice {
        let (id, note) = (advice.id().to_uppercase(), advice.to_string());
        let (name, used) = (Ident::new(&id, Span::call_site()), Ident::new(&id, span.first));
        warnings.extend(quote! {
            const _: () = {
                #[deprecated(note = #note)]
                const #name: () = ();
                #used
            };
        });
    }
    warnings
}
