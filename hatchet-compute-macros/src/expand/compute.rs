//! Turns a compute into tokens: its value, the checks that rustc evaluates, and the warnings about it.

use std::time::Duration;

use hatchet_compute_core::{
    Advice, DEFAULT_INCREMENT, DEFAULT_MIN_AWAKE_REPLICAS, DEFAULT_NUM_REPLICAS, DEFAULT_POOL, DEFAULT_ROLLING_WINDOW,
    DEFAULT_SCALE_DOWN_THRESHOLD, DEFAULT_SCALE_UP_THRESHOLD, DEFAULT_WAIT, Field, Key, ScaleField, ValueType,
    parse_duration, thousandths,
};
use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};

use super::option;
use crate::errors::Errors;
use crate::lower::compute::{Compute, ComputeOption, given};
use crate::lower::typed::Typed;
use crate::tokens::value::{Value, with_span};
use crate::tokens::{SpanRange, group};

/// The value of a `compute! {…}`; a placeholder if there are errors.
pub(crate) fn compute(
    crate_path: &TokenStream,
    compute: &Compute,
    errors: &Errors,
    editor: Option<&TokenStream>,
) -> TokenStream {
    let checks = checks(compute);
    let (warnings, value) = if errors.is_empty() {
        (warnings(&compute.checked.advice), value(compute))
    } else {
        // Of the right type, so that code that uses it has no errors.
        (TokenStream::new(), value(&Compute::default()))
    };
    let errors = errors.to_tokens();
    let value = quote!(use #crate_path::__private as __hatchet; #checks #warnings #value);
    match editor {
        // `editor` has the user's tokens. The value is in a block of its own, so that our names are not visible there,
        // and has the span of the call, so that no token occurs twice.
        Some(editor) => {
            let value = with_span(value, Span::call_site());
            quote!({ #editor #errors { #value } })
        }
        None => quote!({ #errors #value }),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ComputeAs {
    /// As a constant, which is used more than once.
    Constant,
    /// Inside the record if it is given as fields: another constant would cost rustc time.
    Argument,
    /// Not at all, since the annotation has errors: only the checks that rustc still runs.
    Checks,
}

/// The checks that rustc evaluates, the warnings, and the constant with the compute.
pub(super) fn constant(compute: Option<&ComputeOption>, emitted: ComputeAs) -> TokenStream {
    let Some(option) = compute else { return TokenStream::new() };
    match option {
        ComputeOption::Constant(value) => {
            let name = if emitted == ComputeAs::Checks { format_ident!("_") } else { compute_name(option) };
            typed_constant(&name, "Compute", value)
        }
        ComputeOption::Fields(compute) => {
            let checks = checks(compute);
            let constant = (emitted == ComputeAs::Constant).then(|| {
                let (name, value) = (compute_name(option), value(compute));
                quote!(const #name: __hatchet::Compute = #value;)
            });
            let warnings = (emitted != ComputeAs::Checks).then(|| warnings(&compute.checked.advice));
            quote!(#checks #constant #warnings)
        }
    }
}

pub(super) fn argument(compute: &ComputeOption, emitted: ComputeAs) -> TokenStream {
    match compute {
        ComputeOption::Fields(compute) if emitted == ComputeAs::Argument => value(compute),
        _ => compute_name(compute).to_token_stream(),
    }
}

fn compute_name(compute: &ComputeOption) -> Ident {
    let value = match compute {
        ComputeOption::Fields(compute) => {
            compute.fields.iter().find_map(|(_, value)| value.constant()).or(compute.base.as_ref())
        }
        ComputeOption::Constant(value) => Some(value),
    };
    value.map_or_else(|| format_ident!("_COMPUTE_AS_WRITTEN"), |value| constant_name("compute", value))
}

fn constant_of(key: impl Key, value: Option<&Typed>) -> Option<TokenStream> {
    let value = value?.constant()?;
    let type_name = if key.info().value_type == ValueType::Boolean { "bool" } else { "u32" };
    Some(typed_constant(&constant_name(key.name(), value), type_name, value))
}

pub(super) fn checked_constant(key: impl Key, value: Option<&Typed>) -> Option<TokenStream> {
    let (constant, value) = (constant_of(key, value)?, value?);
    let check = check(value.span(), &format!("check_{}", key.name()), tokens(key, value));
    Some(quote!(#constant #check))
}

/// A value written out (thresholds in thousandths), or the name of the constant for an expression.
pub(super) fn tokens(key: impl Key, value: &Typed) -> TokenStream {
    match value {
        Typed::Text(text) => match parse_duration(&text.value) {
            Ok(time) if key.info().value_type == ValueType::Duration => duration(time),
            _ => text.value.to_token_stream(),
        },
        Typed::Texts(texts, _) => {
            let texts = texts.iter().map(|text| &text.value);
            quote!(&[#(#texts),*])
        }
        Typed::Integer(literal, _) => Literal::i64_unsuffixed(literal.value).to_token_stream(),
        Typed::Decimal(number, ..) => threshold(*number),
        Typed::Boolean(value, _) => value.to_token_stream(),
        Typed::Constant(value) => constant_name(key.name(), value).to_token_stream(),
    }
}

fn threshold(number: f64) -> TokenStream {
    Literal::u16_unsuffixed(thousandths(number).unwrap_or_default()).to_token_stream()
}

fn duration(time: Duration) -> TokenStream {
    let nanoseconds = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
    let (unit, count) = if nanoseconds % 1_000_000 == 0 {
        ("from_millis", nanoseconds / 1_000_000)
    } else {
        ("from_nanos", nanoseconds)
    };
    let (unit, count) = (format_ident!("{unit}"), Literal::u64_unsuffixed(count));
    quote!(__hatchet::Duration::#unit(#count))
}

/// The fields written out in the order of the documentation, with defaults for those left out; or applied to a base.
fn value(compute: &Compute) -> TokenStream {
    let Compute { fields, autoscaling, base, .. } = compute;
    let keys = Field::ALL.iter().filter(|key| **key != Field::Autoscaling);
    let given = keys.map(|&key| (key, given(fields, key).map(|value| tokens(key, value))));
    let value = if let Some(base) = base {
        let (base, fields) = (constant_name("base", base), given.map(|(_, value)| option(value)));
        quote!(__hatchet::compute_over(#base, #(#fields),*))
    } else {
        let default = |key| match key {
            Field::CpuKind => "shared".to_token_stream(),
            Field::Cpus | Field::MemoryMb => quote!(0),
            Field::NumReplicas => Literal::u32_unsuffixed(DEFAULT_NUM_REPLICAS).to_token_stream(),
            Field::Regions => quote!(&[]),
            Field::Pool => DEFAULT_POOL.to_token_stream(),
            Field::Autoscaling => TokenStream::new(),
        };
        let fields = given.map(|(key, value)| value.unwrap_or_else(|| default(key)));
        quote!(__hatchet::compute(#(#fields),*))
    };
    let autoscaling = autoscaling.as_deref().map(self::autoscaling);
    quote!(#value #autoscaling)
}

fn autoscaling(fields: &[(ScaleField, Typed)]) -> TokenStream {
    let default = |key| match key {
        ScaleField::MaxReplicas => quote!(1),
        ScaleField::MinAwakeReplicas => Literal::u32_unsuffixed(DEFAULT_MIN_AWAKE_REPLICAS).to_token_stream(),
        ScaleField::ScaleToZero => quote!(false),
        ScaleField::WaitDuration => duration(DEFAULT_WAIT),
        ScaleField::RollingWindowDuration => duration(DEFAULT_ROLLING_WINDOW),
        ScaleField::UtilizationScaleUpThreshold => threshold(DEFAULT_SCALE_UP_THRESHOLD),
        ScaleField::UtilizationScaleDownThreshold => threshold(DEFAULT_SCALE_DOWN_THRESHOLD),
        ScaleField::Increment => Literal::u32_unsuffixed(DEFAULT_INCREMENT).to_token_stream(),
    };
    let values =
        ScaleField::ALL.iter().map(|&key| given(fields, key).map_or_else(|| default(key), |value| tokens(key, value)));
    quote!(.with_autoscaling(__hatchet::autoscaling(#(#values),*)))
}

fn checks(compute: &Compute) -> TokenStream {
    let Compute { fields, autoscaling, base, checked } = compute;
    let base = base.as_ref().map(|value| (constant_name("base", value), value));
    let base_constant = base.as_ref().map(|(name, value)| typed_constant(name, "Compute", value));
    // A field that is not given comes from the base, if there is one.
    let of_base = |key: Field| {
        let (base, _) = base.as_ref().filter(|_| given(fields, key).is_none())?;
        let getter = format_ident!("{}", key.name());
        Some(quote!(#base.#getter()))
    };
    let number = |key| given(fields, key).map(|value| tokens(key, value)).or_else(|| of_base(key));
    let check = |key: Field, span, arguments| {
        let ending = if given(fields, key).is_some() { "" } else { "_of_base" };
        check(span, &format!("check_{}{ending}", key.name()), arguments)
    };
    let cpu_kind = checked.cpu_kind.map(|kind| {
        let variant = format_ident!("{kind:?}");
        quote!(__hatchet::CpuKind::#variant)
    });
    let cpu_kind = cpu_kind.or_else(|| of_base(Field::CpuKind));
    let cpus = number(Field::Cpus).filter(|_| checked.cpus_are_valid);
    let cpus_check = checked.cpus.zip(cpus.clone()).map(|(span, cpus)| {
        let kind = option(cpu_kind.clone());
        if given(fields, Field::Cpus).is_none() {
            return check(Field::Cpus, span, quote!(#kind, #cpus));
        }
        let memory_mb = match given(fields, Field::MemoryMb).and_then(Typed::number) {
            Some(literal) => {
                u32::try_from(literal).ok().map(|number| Literal::u32_unsuffixed(number).to_token_stream())
            }
            None => number(Field::MemoryMb),
        };
        let memory_mb = option(memory_mb);
        check(Field::Cpus, span, quote!(#kind, #cpus, #memory_mb))
    });
    let memory_check = checked.memory_mb.zip(number(Field::MemoryMb)).map(|(span, memory_mb)| {
        let size = option(cpu_kind.zip(cpus).map(|(kind, cpus)| quote!((#kind, #cpus))));
        check(Field::MemoryMb, span, quote!(#size, #memory_mb))
    });
    let constants = [Field::Cpus, Field::MemoryMb].map(|key| constant_of(key, given(fields, key)));
    let others = Field::ALL.iter().filter(|key| !matches!(key, Field::Cpus | Field::MemoryMb));
    let others = others.filter_map(|&key| checked_constant(key, given(fields, key)));
    let scaling = autoscaling.as_ref().map(|fields| scaling_checks(fields, &checked.scaling));
    quote!(#base_constant #(#constants)* #cpus_check #memory_check #(#others)* #scaling)
}

fn scaling_checks(fields: &[(ScaleField, Typed)], to_check: &[(ScaleField, SpanRange)]) -> TokenStream {
    let max = given(fields, ScaleField::MaxReplicas);
    let mut checks = checked_constant(ScaleField::MaxReplicas, max).unwrap_or_default();
    for key in [ScaleField::ScaleToZero, ScaleField::MinAwakeReplicas, ScaleField::Increment] {
        let value = given(fields, key);
        constant_of(key, value).to_tokens(&mut checks);
        let span = to_check.iter().find(|(other, _)| *other == key);
        if let (Some((_, span)), Some(value), Some(max)) = (span, value, max) {
            let (max, value) = (tokens(ScaleField::MaxReplicas, max), tokens(key, value));
            checks.extend(check(*span, &format!("check_{}", key.name()), quote!(#max, #value)));
        }
    }
    checks
}

/// A constant with the value of the user's expression. Anything but a path is in parentheses: after a mistake inside
/// them, rustc continues with what follows, and the function is kept.
fn typed_constant(name: &Ident, type_name: &str, value: &Value) -> TokenStream {
    let type_name = Ident::new(type_name, Span::call_site());
    if let Some(path) = value.path() {
        return quote!(const #name: __hatchet::#type_name = #path;);
    }
    // No lint calls parentheses from an expansion unused. But an error at them should not mention the expansion.
    let (last, is_plain) = (value.span.last, value.is_plain());
    let span = if is_plain { Span::call_site().located_at(last) } else { last };
    let allow = (!is_plain).then(|| quote!(#[allow(unused_parens)]));
    let value = group(span, Delimiter::Parenthesis, quote!(#value));
    quote!(#allow const #name: __hatchet::#type_name = #value;)
}

/// The name of the constant with a value, which rustc shows, at the value, if the value cannot be evaluated.
fn constant_name(name: &str, value: &Value) -> Ident {
    format_ident!("_{}_AS_WRITTEN", name.to_uppercase(), span = value.span.first)
}

/// A check that panics in const evaluation, with the spans of its value, so that rustc underlines just that.
fn check(span: SpanRange, function: &str, arguments: TokenStream) -> TokenStream {
    let function = Ident::new(function, span.first);
    let path = quote_spanned!(span.first=> __hatchet::#function);
    let arguments = group(span.last, Delimiter::Parenthesis, arguments);
    quote!(const _: () = #path #arguments;)
}

/// Using a deprecated constant is the only way for a macro to warn on stable.
pub(super) fn warnings(advice: &[(SpanRange, Advice)]) -> TokenStream {
    let warning = |(span, advice): &(SpanRange, Advice)| {
        let (id, note) = (advice.id().to_uppercase(), advice.to_string());
        let (name, used) = (Ident::new(&id, Span::call_site()), Ident::new(&id, span.first));
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
