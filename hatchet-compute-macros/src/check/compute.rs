//! Checks the fields of a compute with the core crate, and reports each violation at the token of its field and index.

use hatchet_compute_core::{
    Advice, AutoscalingSpec, ComputeSpec, DEFAULT_MIN_AWAKE_REPLICAS, DEFAULT_NUM_REPLICAS, Field, Key, NUM_REPLICAS,
    Region, ScaleField, Violation, memory_mb_advice, region_advice, replica_advice,
};

use crate::errors::Errors;
use crate::lower::compute::{Checked, Compute, given};
use crate::lower::typed::{Text, Typed, help_of};
use crate::tokens::SpanRange;

pub(crate) fn compute(compute: &mut Compute, errors: &mut Errors) {
    let Compute { fields, autoscaling, base, .. } = &*compute;
    let violations = violations(fields);
    report(fields, &violations, errors);
    let scaling = autoscaling.as_ref().map(|fields| self::autoscaling(fields, errors)).unwrap_or_default();
    let is_valid = |field: Field| violations.iter().all(|violation| violation.field() != field.name());
    let advice = advice(compute, is_valid(Field::MemoryMb), errors);
    let (has_base, cpu_kind, cpus) = (base.is_some(), given(fields, Field::CpuKind), given(fields, Field::Cpus));
    let is_constant = |value: &Typed| value.constant().is_some();
    // With a base, a partly given size is checked together with the rest of it.
    let rest_of_base = has_base && (cpu_kind.is_none() || cpus.is_none());
    let cpus_to_check = match cpus {
        Some(cpus) => Some(cpus).filter(|cpus| is_constant(cpus) || rest_of_base),
        None => cpu_kind.filter(|_| has_base),
    };
    let memory_mb = match given(fields, Field::MemoryMb) {
        Some(Typed::Integer(..)) if !rest_of_base && !cpus.is_some_and(is_constant) => None,
        Some(memory_mb) => Some(memory_mb),
        None => cpus.or(cpu_kind).filter(|_| has_base),
    };
    // A value that has an error already has no second one from const evaluation.
    let span = |value: Option<&Typed>, field| {
        value.filter(|value| value.earlier().is_none() && is_valid(field)).map(Typed::span)
    };
    compute.checked = Checked {
        cpu_kind: text(given(fields, Field::CpuKind)).and_then(|text| text.parse().ok()),
        cpus_are_valid: is_valid(Field::Cpus),
        cpus: span(cpus_to_check, Field::Cpus),
        memory_mb: span(memory_mb, Field::MemoryMb),
        scaling,
        advice,
    };
}

fn known<K: Key>(fields: &[(K, Typed)]) -> Vec<K> {
    fields.iter().filter(|(_, value)| value.constant().is_none()).map(|(key, _)| *key).collect()
}

fn report<K: Key>(fields: &[(K, Typed)], violations: &[Violation], errors: &mut Errors) {
    for violation in violations {
        if let Some(value) = K::named(violation.field()).and_then(|key| given(fields, key)) {
            value.error(violation, errors);
        }
    }
}

/// Checks the fields of autoscaling. Returns those that const evaluation has to check.
fn autoscaling(fields: &[(ScaleField, Typed)], errors: &mut Errors) -> Vec<(ScaleField, SpanRange)> {
    let number = |field| given(fields, field).and_then(Typed::number);
    let decimal = |field| given(fields, field).and_then(Typed::decimal);
    let spec = AutoscalingSpec {
        max_replicas: number(ScaleField::MaxReplicas).unwrap_or_default(),
        min_awake_replicas: number(ScaleField::MinAwakeReplicas),
        scale_to_zero: None,
        increment: number(ScaleField::Increment),
        wait_duration: text(given(fields, ScaleField::WaitDuration)),
        rolling_window_duration: text(given(fields, ScaleField::RollingWindowDuration)),
        utilization_scale_up_threshold: decimal(ScaleField::UtilizationScaleUpThreshold),
        utilization_scale_down_threshold: decimal(ScaleField::UtilizationScaleDownThreshold),
    };
    let violations = spec.check_known(&known(fields));
    report(fields, &violations, errors);
    let Some(max_replicas) = given(fields, ScaleField::MaxReplicas) else { return Vec::new() };
    let to_check = |field: ScaleField| {
        let is_valid = violations.iter().all(|violation| violation.field() != field.name());
        let value = given(fields, field)?;
        let is_checked = value.constant().is_some() || (max_replicas.constant().is_some() && is_valid);
        is_checked.then(|| (field, value.span()))
    };
    [ScaleField::MinAwakeReplicas, ScaleField::Increment].into_iter().filter_map(to_check).collect()
}

fn text(value: Option<&Typed>) -> Option<&str> {
    value.and_then(Typed::text).map(|text| text.value.as_str())
}

fn violations(fields: &[(Field, Typed)]) -> Vec<Violation> {
    let number = |field| given(fields, field).and_then(Typed::number);
    let codes: Option<Vec<&str>> = match given(fields, Field::Regions) {
        Some(Typed::Texts(codes, _)) => Some(codes.iter().map(|code| &*code.value).collect()),
        _ => None,
    };
    let spec = ComputeSpec {
        cpu_kind: text(given(fields, Field::CpuKind)).unwrap_or_default(),
        cpus: number(Field::Cpus).unwrap_or_default(),
        memory_mb: number(Field::MemoryMb).unwrap_or_default(),
        num_replicas: number(Field::NumReplicas),
        regions: codes.as_deref(),
        pool: text(given(fields, Field::Pool)),
    };
    spec.check_known(&known(fields))
}

/// The advice on the literals. If a value is an error, advice on what was meant by it changes what the error says.
fn advice(compute: &Compute, is_memory_valid: bool, errors: &mut Errors) -> Vec<(SpanRange, Advice)> {
    let Compute { fields, autoscaling, base, .. } = compute;
    let mut advice = Vec::new();
    if let Some(Typed::Integer(literal, earlier)) = given(fields, Field::MemoryMb) {
        let found = memory_mb_advice(u32::try_from(literal.value).unwrap_or(u32::MAX));
        advice.extend(found.map(|found| (literal.span, found)));
        if let Some((span, found)) = advice.first().filter(|_| earlier.is_some() && is_memory_valid) {
            errors.at_value(*earlier, *span, help_of(found));
        }
    }
    let Some(Typed::Texts(codes, list_span)) = given(fields, Field::Regions) else { return advice };
    let mut regions: Vec<(Region, &Text)> = Vec::new();
    for code in codes {
        let region = code.value.parse().ok();
        if let Some(region) = region.filter(|region| regions.iter().all(|(before, _)| before != region)) {
            regions.push((region, code));
        }
    }
    // How many machines a base has is not known here.
    let default_replicas = base.is_none().then_some(DEFAULT_NUM_REPLICAS);
    let (key, written, default, most) = match autoscaling {
        Some(scaling) => {
            let (field, most) = (ScaleField::MinAwakeReplicas, given(scaling, ScaleField::MaxReplicas));
            (field.name(), given(scaling, field), Some(DEFAULT_MIN_AWAKE_REPLICAS), most.and_then(Typed::number))
        }
        None => (Field::NumReplicas.name(), given(fields, Field::NumReplicas), default_replicas, None),
    };
    let most = most.and_then(|most| u32::try_from(most).ok()).unwrap_or(*NUM_REPLICAS.end());
    let (replicas, span, earlier) = match written {
        Some(value) => (value.number().and_then(|number| u32::try_from(number).ok()), value.span(), value.earlier()),
        None => (default, *list_span, None),
    };
    if let Some(found) = replicas.and_then(|replicas| replica_advice(key, replicas, most, regions.len())) {
        if earlier.is_some() {
            errors.at_value(earlier, span, help_of(&found));
        }
        advice.push((span, found));
    }
    let of_regions = regions.into_iter().filter_map(|(region, code)| Some((region_advice(region)?, code)));
    advice.extend(of_regions.map(|(found, code)| code.with_advice(found, errors)));
    advice
}
