//! The fields of a compute: the core crate's check, each violation at the token of its field and index.

use hatchet_compute_core::{
    Advice, AutoscalingSpec, ComputeSpec, CpuKind, DEFAULT_MIN_AWAKE_REPLICAS, DEFAULT_NUM_REPLICAS, Field, Key,
    Message, Region, ScaleField, Violation, memory_mb_advice, region_advice, replica_advice,
};

use crate::errors::Errors;
use crate::lower::compute::{Autoscaling, Compute, ComputeOption};
use crate::lower::typed::{Decimal, Integer, Text};
use crate::tokens::SpanRange;
use crate::tokens::value::IntegerLiteral;

/// The fields of a compute, and what is left to do about them.
pub(crate) struct CheckedCompute {
    pub(crate) fields: Compute,
    /// The kind of CPU, if it is valid.
    pub(crate) cpu_kind: Option<CpuKind>,
    /// Whether the CPUs are valid, as far as is known here.
    pub(crate) cpus_are_valid: bool,
    /// Where const evaluation has to check the CPUs.
    pub(crate) cpus: Option<SpanRange>,
    /// Where const evaluation has to check the memory.
    pub(crate) memory_mb: Option<SpanRange>,
    /// The fields of autoscaling that const evaluation has to check against `max_replicas`, with the spans of their values.
    pub(crate) scaling: Vec<(ScaleField, SpanRange)>,
    pub(crate) advice: Vec<(SpanRange, Advice)>,
}

pub(super) fn compute_option(option: ComputeOption<Compute>, errors: &mut Errors) -> ComputeOption<CheckedCompute> {
    match option {
        ComputeOption::Fields(fields) => ComputeOption::Fields(Box::new(compute(*fields, errors))),
        ComputeOption::Constant(value) => ComputeOption::Constant(value),
    }
}

/// Checks the fields of a compute.
pub(crate) fn compute(fields: Compute, errors: &mut Errors) -> CheckedCompute {
    let violations = violations(&fields);
    for violation in &violations {
        report(&fields, violation, errors);
    }
    let scaling = fields.autoscaling.as_ref().map(|scaling| autoscaling(scaling, errors)).unwrap_or_default();
    let is_valid = |field: Field| violations.iter().all(|violation| violation.field() != field.name());
    let advice = advice(&fields, is_valid(Field::MemoryMb), errors);
    let has_base = fields.base.is_some();
    let span = |integer: &Option<Integer>| integer.as_ref().map(Integer::span);
    let kind_span = fields.cpu_kind.as_ref().filter(|_| has_base).map(|text| text.span);
    let cpus = match &fields.cpus {
        Some(Integer::Literal(..)) if !has_base || fields.cpu_kind.is_some() => None,
        Some(cpus) => Some(cpus.span()),
        None => kind_span,
    };
    let memory_mb = match (&fields.cpus, &fields.memory_mb) {
        (_, Some(Integer::Constant(memory_mb))) => Some(memory_mb.span),
        (Some(Integer::Constant(_)), Some(Integer::Literal(memory_mb, None))) => Some(memory_mb.span),
        // Next to a base, a size that is given in part is checked with the rest of it.
        (Some(_), Some(Integer::Literal(memory_mb, _))) if has_base && fields.cpu_kind.is_none() => {
            Some(memory_mb.span)
        }
        (None, Some(Integer::Literal(memory_mb, _))) if has_base => Some(memory_mb.span),
        (_, None) if has_base => span(&fields.cpus).or(kind_span),
        _ => None,
    };
    CheckedCompute {
        cpu_kind: text(fields.cpu_kind.as_ref()).and_then(|text| text.parse().ok()),
        cpus_are_valid: is_valid(Field::Cpus),
        cpus: cpus.filter(|_| is_valid(Field::Cpus)),
        memory_mb: memory_mb.filter(|_| is_valid(Field::MemoryMb)),
        scaling,
        advice,
        fields,
    }
}

/// Gives the error about a violation at the text that it is about.
fn at_text(text: Option<&Text>, violation: &Violation, errors: &mut Errors) {
    if let Some(text) = text {
        text.error(violation.message(), errors);
    }
}

/// Gives the error about a violation at the integer that it is about.
fn at_integer(integer: Option<&Integer>, violation: &Violation, errors: &mut Errors) {
    if let Some(Integer::Literal(literal, earlier)) = integer {
        let message = if literal.fits { violation.message() } else { violation.message_about(&literal.written) };
        errors.at_value(*earlier, literal.span, message);
    }
}

fn at_decimal(decimal: Option<&Decimal>, violation: &Violation, errors: &mut Errors) {
    if let Some(Decimal { span, earlier, .. }) = decimal {
        errors.at_value(*earlier, *span, violation.message());
    }
}

/// Checks the fields of autoscaling. Gives those that const evaluation has to check.
fn autoscaling(fields: &Autoscaling, errors: &mut Errors) -> Vec<(ScaleField, SpanRange)> {
    let number = |integer: &Option<Integer>| literal(integer.as_ref()).map(|literal| literal.value);
    let spec = AutoscalingSpec {
        max_replicas: number(&fields.max_replicas).unwrap_or_default(),
        min_awake_replicas: number(&fields.min_awake_replicas),
        scale_to_zero: None,
        increment: number(&fields.increment),
        wait_duration: text(fields.wait_duration.as_ref()),
        rolling_window_duration: text(fields.rolling_window_duration.as_ref()),
        utilization_scale_up_threshold: fields.scale_up.as_ref().map(|decimal| decimal.value),
        utilization_scale_down_threshold: fields.scale_down.as_ref().map(|decimal| decimal.value),
    };
    let is_known = |field: &ScaleField| *field != ScaleField::MaxReplicas || number(&fields.max_replicas).is_some();
    let known: Vec<ScaleField> = ScaleField::ALL.iter().copied().filter(is_known).collect();
    let violations = spec.check_known(&known);
    for violation in &violations {
        match ScaleField::named(violation.field()) {
            Some(ScaleField::MaxReplicas) => at_integer(fields.max_replicas.as_ref(), violation, errors),
            Some(ScaleField::MinAwakeReplicas) => at_integer(fields.min_awake_replicas.as_ref(), violation, errors),
            Some(ScaleField::Increment) => at_integer(fields.increment.as_ref(), violation, errors),
            Some(ScaleField::WaitDuration) => at_text(fields.wait_duration.as_ref(), violation, errors),
            Some(ScaleField::RollingWindowDuration) => {
                at_text(fields.rolling_window_duration.as_ref(), violation, errors);
            }
            Some(ScaleField::UtilizationScaleUpThreshold) => at_decimal(fields.scale_up.as_ref(), violation, errors),
            Some(ScaleField::UtilizationScaleDownThreshold) => {
                at_decimal(fields.scale_down.as_ref(), violation, errors);
            }
            Some(ScaleField::ScaleToZero) | None => {}
        }
    }
    let depend_on_max =
        [(ScaleField::MinAwakeReplicas, &fields.min_awake_replicas), (ScaleField::Increment, &fields.increment)];
    let mut to_check = Vec::new();
    for (field, integer) in depend_on_max {
        let is_valid = violations.iter().all(|violation| violation.field() != field.name());
        match (integer, &fields.max_replicas) {
            (Some(Integer::Constant(value)), Some(_)) => to_check.push((field, value.span)),
            (Some(Integer::Literal(literal, _)), Some(Integer::Constant(_))) if is_valid => {
                to_check.push((field, literal.span));
            }
            _ => {}
        }
    }
    to_check
}

fn literal(integer: Option<&Integer>) -> Option<&IntegerLiteral> {
    integer.and_then(Integer::literal)
}

fn text(text: Option<&Text>) -> Option<&str> {
    text.map(|text| text.value.as_str())
}

/// All that the core crate's check finds in the literals.
fn violations(fields: &Compute) -> Vec<Violation> {
    let number = |integer| literal(integer).map(|literal| literal.value);
    let (cpus, memory_mb) = (number(fields.cpus.as_ref()), number(fields.memory_mb.as_ref()));
    let regions = fields.regions.as_ref();
    let codes: Option<Vec<&str>> = regions.map(|list| list.codes.iter().map(|code| &*code.value).collect());
    let spec = ComputeSpec {
        cpu_kind: text(fields.cpu_kind.as_ref()).unwrap_or_default(),
        cpus: cpus.unwrap_or_default(),
        memory_mb: memory_mb.unwrap_or_default(),
        num_replicas: number(fields.num_replicas.as_ref()),
        regions: codes.as_deref(),
        pool: text(fields.pool.as_ref()),
    };
    let is_known = |field: &Field| match field {
        Field::CpuKind => fields.cpu_kind.is_some(),
        Field::Cpus => cpus.is_some(),
        Field::MemoryMb => memory_mb.is_some(),
        Field::NumReplicas => spec.num_replicas.is_some(),
        // Its fields are checked on their own.
        Field::Autoscaling => false,
        // A list of elements that could not be read is not an empty list.
        Field::Regions => regions.is_some_and(|list| list.is_empty || !list.codes.is_empty()),
        Field::Pool => spec.pool.is_some(),
    };
    let known: Vec<Field> = Field::ALL.iter().copied().filter(is_known).collect();
    spec.check_known(&known)
}

/// Gives the error about a violation at the value that it is about.
fn report(fields: &Compute, violation: &Violation, errors: &mut Errors) {
    match Field::named(violation.field()) {
        Some(Field::CpuKind) => at_text(fields.cpu_kind.as_ref(), violation, errors),
        Some(Field::Cpus) => at_integer(fields.cpus.as_ref(), violation, errors),
        Some(Field::MemoryMb) => at_integer(fields.memory_mb.as_ref(), violation, errors),
        Some(Field::NumReplicas) => at_integer(fields.num_replicas.as_ref(), violation, errors),
        Some(Field::Regions) => match (&fields.regions, violation.index()) {
            (Some(list), Some(index)) => list.codes[index].error(violation.message(), errors),
            (Some(list), None) => errors.at(list.span, violation.message()),
            (None, _) => {}
        },
        Some(Field::Pool) => at_text(fields.pool.as_ref(), violation, errors),
        Some(Field::Autoscaling) | None => {}
    }
}

/// The advice on the literals, each with the span of what it is about. Advice on what was meant by another value changes
/// what the error about that value says to write.
fn advice(fields: &Compute, is_memory_valid: bool, errors: &mut Errors) -> Vec<(SpanRange, Advice)> {
    let mut advice = Vec::new();
    let number = |literal: &IntegerLiteral| u32::try_from(literal.value).ok();
    if let Some(memory_mb) = literal(fields.memory_mb.as_ref()) {
        let found = memory_mb_advice(number(memory_mb).unwrap_or(u32::MAX));
        advice.extend(found.map(|found| (memory_mb.span, found)));
    }
    let better = |found: &Advice| Message::new("").with_replacement(found.replacement().unwrap_or_default());
    if let (Some(Integer::Literal(literal, Some(earlier))), Some((_, found)), true) =
        (&fields.memory_mb, advice.first(), is_memory_valid)
    {
        errors.at_value(Some(*earlier), literal.span, better(found));
    }
    let Some(list) = &fields.regions else {
        return advice;
    };
    let mut regions: Vec<(Region, SpanRange)> = Vec::new();
    for code in &list.codes {
        if let Ok(region) = code.value.parse()
            && regions.iter().all(|(before, _)| *before != region)
        {
            if let Some(found) = region_advice(region).filter(|_| code.has_error()) {
                code.error(better(&found), errors);
            }
            regions.push((region, code.span));
        }
    }
    // How many machines a base has is not known here.
    let default_replicas = fields.base.is_none().then_some(DEFAULT_NUM_REPLICAS);
    let (key, written, default) = match &fields.autoscaling {
        Some(scaling) => {
            (ScaleField::MinAwakeReplicas.name(), &scaling.min_awake_replicas, Some(DEFAULT_MIN_AWAKE_REPLICAS))
        }
        None => (Field::NumReplicas.name(), &fields.num_replicas, default_replicas),
    };
    let (replicas, span) = match written {
        Some(Integer::Literal(literal, _)) => (number(literal), literal.span),
        Some(Integer::Constant(value)) => (None, value.span),
        None => (default, list.span),
    };
    let found = replicas.and_then(|replicas| replica_advice(key, replicas, regions.len()));
    if let (Some(Integer::Literal(_, Some(earlier))), Some(found)) = (written, &found) {
        errors.at_value(Some(*earlier), span, better(found));
    }
    advice.extend(found.map(|found| (span, found)));
    for (region, span) in regions {
        advice.extend(region_advice(region).map(|found| (span, found)));
    }
    advice
}
