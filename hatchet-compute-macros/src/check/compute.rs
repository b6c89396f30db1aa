//! The fields of a compute: the core crate's check, each violation at the token of its field and index.

use hatchet_compute_core::{
    Advice, ComputeSpec, CpuKind, DEFAULT_NUM_REPLICAS, Field, Key, Message, Region, Violation, memory_mb_advice,
    region_advice, replica_advice,
};

use crate::errors::Errors;
use crate::lower::compute::{Compute, ComputeOption};
use crate::lower::typed::{Integer, Text};
use crate::tokens::SpanRange;
use crate::tokens::value::IntegerLiteral;

/// The fields of a compute, and what is left to do about them.
pub(crate) struct CheckedCompute {
    pub(crate) fields: Compute,
    /// The kind of CPU, if it is valid.
    pub(crate) cpu_kind: Option<CpuKind>,
    /// Whether the CPUs are valid, as far as is known here.
    pub(crate) cpus_are_valid: bool,
    /// The span of the memory, if const evaluation has to check it.
    pub(crate) memory_mb: Option<SpanRange>,
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
    let is_valid = |field: Field| violations.iter().all(|violation| violation.field() != field.name());
    let advice = advice(&fields, is_valid(Field::MemoryMb), errors);
    let memory_mb = match (&fields.cpus, &fields.memory_mb) {
        (_, Some(Integer::Constant(memory_mb))) => Some(memory_mb.span),
        (Some(Integer::Constant(_)), Some(Integer::Literal(memory_mb, None))) => Some(memory_mb.span),
        _ => None,
    };
    CheckedCompute {
        cpu_kind: text(fields.cpu_kind.as_ref()).and_then(|text| text.parse().ok()),
        cpus_are_valid: is_valid(Field::Cpus),
        memory_mb: memory_mb.filter(|_| is_valid(Field::MemoryMb)),
        advice,
        fields,
    }
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
        // A list of elements that could not be read is not an empty list.
        Field::Regions => regions.is_some_and(|list| list.is_empty || !list.codes.is_empty()),
        Field::Pool => spec.pool.is_some(),
    };
    let known: Vec<Field> = Field::ALL.iter().copied().filter(is_known).collect();
    spec.check_known(&known)
}

/// Gives the error about a violation at the value that it is about.
fn report(fields: &Compute, violation: &Violation, errors: &mut Errors) {
    let text = |text: Option<&Text>, errors: &mut Errors| {
        if let Some(text) = text {
            text.error(violation.message(), errors);
        }
    };
    let integer = |integer: Option<&Integer>, errors: &mut Errors| {
        if let Some(Integer::Literal(literal, earlier)) = integer {
            let message = if literal.fits { violation.message() } else { violation.message_about(&literal.written) };
            errors.at_value(*earlier, literal.span, message);
        }
    };
    match Field::named(violation.field()) {
        Some(Field::CpuKind) => text(fields.cpu_kind.as_ref(), errors),
        Some(Field::Cpus) => integer(fields.cpus.as_ref(), errors),
        Some(Field::MemoryMb) => integer(fields.memory_mb.as_ref(), errors),
        Some(Field::NumReplicas) => integer(fields.num_replicas.as_ref(), errors),
        Some(Field::Regions) => match (&fields.regions, violation.index()) {
            (Some(list), Some(index)) => list.codes[index].error(violation.message(), errors),
            (Some(list), None) => errors.at(list.span, violation.message()),
            (None, _) => {}
        },
        Some(Field::Pool) => text(fields.pool.as_ref(), errors),
        None => {}
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
    let (replicas, span) = match &fields.num_replicas {
        Some(Integer::Literal(literal, _)) => (number(literal), literal.span),
        Some(Integer::Constant(value)) => (None, value.span),
        None => (Some(DEFAULT_NUM_REPLICAS), list.span),
    };
    let found = replicas.and_then(|replicas| replica_advice(replicas, regions.len()));
    if let (Some(Integer::Literal(_, Some(earlier))), Some(found)) = (&fields.num_replicas, &found) {
        errors.at_value(Some(*earlier), span, better(found));
    }
    advice.extend(found.map(|found| (span, found)));
    for (region, span) in regions {
        advice.extend(region_advice(region).map(|found| (span, found)));
    }
    advice
}
