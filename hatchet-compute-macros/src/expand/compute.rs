//! A compute to tokens: its value, the checks that rustc evaluates, and the warnings about it.

use std::time::Duration;

use hatchet_compute_core::{
    Advice, DEFAULT_INCREMENT, DEFAULT_MIN_AWAKE_REPLICAS, DEFAULT_NUM_REPLICAS, DEFAULT_POOL, DEFAULT_ROLLING_WINDOW,
    DEFAULT_SCALE_DOWN_THRESHOLD, DEFAULT_SCALE_UP_THRESHOLD, DEFAULT_WAIT, ScaleField, parse_duration, thousandths,
};
use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::option;
use crate::check::compute::CheckedCompute;
use crate::errors::Errors;
use crate::lower::compute::{Autoscaling, Compute, ComputeOption};
use crate::lower::typed::{Boolean, Decimal, Integer, Text};
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
            let Compute { cpus, memory_mb, num_replicas, base, .. } = &compute.fields;
            let integers = [cpus, memory_mb, num_replicas].into_iter().flatten();
            integers.filter_map(Integer::constant).chain(base).next()
        }
        ComputeOption::Constant(value) => Some(value),
    };
    value.map_or_else(|| format_ident!("COMPUTE_AS_WRITTEN"), |value| constant_name("COMPUTE", value))
}

/// The typed constant of an integer that is an expression, and the check of it.
pub(super) fn checked_constant(integer: Option<&Integer>, name: &str, function: &str) -> TokenStream {
    let Some(Integer::Constant(value)) = integer else {
        return TokenStream::new();
    };
    let name = constant_name(name, value);
    let constant = typed_constant(&name, "u32", value);
    let check = check(value.span, function, name.to_token_stream());
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
    if let Some(base) = &fields.base {
        return value_over(base, fields);
    }
    let Compute { cpu_kind, cpus, memory_mb, num_replicas, autoscaling, regions, pool, base: _ } = fields;
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
    let autoscaling = autoscaling.as_ref().map(self::autoscaling);
    quote!(__hatchet::compute(#cpu_kind, #cpus, #memory_mb, #num_replicas, &[#(#regions),*], #pool) #autoscaling)
}

/// The fields that are given, over those of a base.
fn value_over(base: &Value, fields: &Compute) -> TokenStream {
    let Compute { cpu_kind, cpus, memory_mb, num_replicas, autoscaling, regions, pool, base: _ } = fields;
    let base = constant_name("BASE", base);
    let integer = |integer: &Option<Integer>, name| option(integer.as_ref().map(|integer| number(integer, name)));
    let text = |text: &Option<Text>| option(text.as_ref().map(|text| text.value.to_token_stream()));
    let (cpu_kind, pool) = (text(cpu_kind), text(pool));
    let (cpus, memory_mb) = (integer(cpus, "CPUS"), integer(memory_mb, "MEMORY_MB"));
    let num_replicas = integer(num_replicas, "NUM_REPLICAS");
    let regions = option(regions.as_ref().map(|list| {
        let codes = list.codes.iter().map(|code| &code.value);
        quote!(&[#(#codes),*])
    }));
    let autoscaling = autoscaling.as_ref().map(self::autoscaling);
    quote! {
        __hatchet::compute_over(#base, #cpu_kind, #cpus, #memory_mb, #num_replicas, #regions, #pool) #autoscaling
    }
}

/// `.with_autoscaling(…)`: the fields in clear, in the order of the documentation, with the defaults of those that are left
/// out; the thresholds in thousandths.
fn autoscaling(fields: &Autoscaling) -> TokenStream {
    let integer = |integer: &Option<Integer>, name, default: u32| match integer {
        Some(integer) => number(integer, name),
        None => Literal::u32_unsuffixed(default).to_token_stream(),
    };
    let duration = |text: &Option<Text>, default: Duration| {
        let duration = text.as_ref().and_then(|text| parse_duration(&text.value).ok()).unwrap_or(default);
        let nanoseconds = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        let (unit, count) = if nanoseconds.is_multiple_of(1_000_000) {
            ("from_millis", nanoseconds / 1_000_000)
        } else {
            ("from_nanos", nanoseconds)
        };
        let (unit, count) = (format_ident!("{unit}"), Literal::u64_unsuffixed(count));
        quote!(__hatchet::Duration::#unit(#count))
    };
    let thousandths = |decimal: &Option<Decimal>, default: f64| {
        let value = decimal.as_ref().map_or(default, |decimal| decimal.value);
        Literal::u16_unsuffixed(thousandths(value).unwrap_or_default())
    };
    let max_replicas = integer(&fields.max_replicas, "MAX_REPLICAS", 1);
    let min_awake_replicas = integer(&fields.min_awake_replicas, "MIN_AWAKE_REPLICAS", DEFAULT_MIN_AWAKE_REPLICAS);
    let scale_to_zero = match &fields.scale_to_zero {
        Some(Boolean::Constant(value)) => constant_name("SCALE_TO_ZERO", value).to_token_stream(),
        Some(Boolean::Literal(value)) => value.to_token_stream(),
        None => false.to_token_stream(),
    };
    let wait = duration(&fields.wait_duration, DEFAULT_WAIT);
    let window = duration(&fields.rolling_window_duration, DEFAULT_ROLLING_WINDOW);
    let scale_up = thousandths(&fields.scale_up, DEFAULT_SCALE_UP_THRESHOLD);
    let scale_down = thousandths(&fields.scale_down, DEFAULT_SCALE_DOWN_THRESHOLD);
    let increment = integer(&fields.increment, "INCREMENT", DEFAULT_INCREMENT);
    quote! {
        .with_autoscaling(__hatchet::autoscaling(
            #max_replicas, #min_awake_replicas, #scale_to_zero, #wait, #window, #scale_up, #scale_down, #increment
        ))
    }
}

/// The typed constants of the fields that are expressions, and the checks of the rules on them.
fn checks(compute: &CheckedCompute) -> TokenStream {
    let fields = &compute.fields;
    let base = fields.base.as_ref().map(|value| constant_name("BASE", value));
    let base_constant =
        fields.base.as_ref().map(|value| typed_constant(&constant_name("BASE", value), "Compute", value));
    // What is not given is that of the base, if there is one.
    let of_base = |is_given: bool, getter: &str| {
        let (base, getter) = (base.as_ref().filter(|_| !is_given)?, format_ident!("{getter}"));
        Some(quote!(#base.#getter()))
    };
    let cpu_kind = compute.cpu_kind.map(|kind| {
        let variant = format_ident!("{kind:?}");
        quote!(__hatchet::CpuKind::#variant)
    });
    let cpu_kind = cpu_kind.or_else(|| of_base(fields.cpu_kind.is_some(), "cpu_kind"));
    let cpus = fields.cpus.as_ref().filter(|_| compute.cpus_are_valid).map(|cpus| number(cpus, "CPUS"));
    let cpus = cpus.or_else(|| of_base(fields.cpus.is_some(), "cpus"));
    let memory_mb = fields.memory_mb.as_ref().map(|memory_mb| number(memory_mb, "MEMORY_MB"));
    let memory_mb = memory_mb.or_else(|| of_base(false, "memory_mb"));
    let cpus_check = compute.cpus.zip(cpus.clone()).map(|(span, cpus)| {
        let kind = option(cpu_kind.clone());
        let function = if fields.cpus.is_some() { "check_cpus" } else { "check_cpus_of_base" };
        check(span, function, quote!(#kind, #cpus))
    });
    let memory_check = compute.memory_mb.zip(memory_mb).map(|(span, memory_mb)| {
        let size = option(cpu_kind.zip(cpus).map(|(kind, cpus)| quote!((#kind, #cpus))));
        let function = if fields.memory_mb.is_some() { "check_memory_mb" } else { "check_memory_mb_of_base" };
        check(span, function, quote!(#size, #memory_mb))
    });
    let constants = [(&fields.cpus, "CPUS"), (&fields.memory_mb, "MEMORY_MB")].map(|(integer, name)| {
        let value = integer.as_ref().and_then(Integer::constant)?;
        Some(typed_constant(&constant_name(name, value), "u32", value))
    });
    let constants = constants.into_iter().flatten();
    let replicas = fields.num_replicas.as_ref();
    let replicas_check = checked_constant(replicas, "NUM_REPLICAS", "check_num_replicas");
    let scaling = fields.autoscaling.as_ref().map(|scaling| scaling_checks(scaling, &compute.scaling));
    quote!(#base_constant #(#constants)* #cpus_check #memory_check #replicas_check #scaling)
}

/// The typed constants of the fields of autoscaling that are expressions, and the checks of the rules on them.
fn scaling_checks(fields: &Autoscaling, to_check: &[(ScaleField, SpanRange)]) -> TokenStream {
    let mut checks = checked_constant(fields.max_replicas.as_ref(), "MAX_REPLICAS", "check_max_replicas");
    if let Some(Boolean::Constant(value)) = &fields.scale_to_zero {
        checks.extend(typed_constant(&constant_name("SCALE_TO_ZERO", value), "bool", value));
    }
    let numbers = [
        (ScaleField::MinAwakeReplicas, &fields.min_awake_replicas, "MIN_AWAKE_REPLICAS", "check_min_awake_replicas"),
        (ScaleField::Increment, &fields.increment, "INCREMENT", "check_increment"),
    ];
    for (field, integer, name, function) in numbers {
        if let Some(Integer::Constant(value)) = integer {
            checks.extend(typed_constant(&constant_name(name, value), "u32", value));
        }
        let span = to_check.iter().find(|(other, _)| *other == field);
        if let (Some((_, span)), Some(integer), Some(max)) = (span, integer, &fields.max_replicas) {
            let (max, integer) = (number(max, "MAX_REPLICAS"), number(integer, name));
            checks.extend(check(*span, function, quote!(#max, #integer)));
        }
    }
    checks
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
