//! The fields of a compute: the core crate's check, each violation at the token of its field and index.

use hatchet_compute_core::{
    Advice, ComputeSpec, CpuKind, DEFAULT_NUM_REPLICAS, Field, Key, Region, Violation, memory_mb_advice, region_advice,
    replica_advice,
};

use crate::errors::Errors;
use crate::lower;
use crate::lower::compute::Compute;
use crate::lower::typed::Integer;
use crate::tokens::span_range::SpanRange;
use crate::tokens::value::Value;

/// How the machines of a step are given.
pub(crate) enum ComputeOption {
    None,
    Fields(Box<CheckedCompute>),
    Constant(Value),
}

impl ComputeOption {
    pub(crate) fn is_given(&self) -> bool {
        !matches!(self, ComputeOption::None)
    }
}

/// The fields of a compute, and what is left to do about them.
pub(crate) struct CheckedCompute {
    pub(crate) fields: Compute,
    pub(crate) for_rustc: ForRustc,
    pub(crate) advice: Vec<(SpanRange, Advice)>,
}

/// What const evaluation has to check.
pub(crate) struct ForRustc {
    /// The kind of CPU, if it is valid.
    pub(crate) cpu_kind: Option<CpuKind>,
    /// Whether the CPUs are valid, as far as is known here.
    pub(crate) cpus_are_valid: bool,
    /// The span of the memory, if it depends on a constant.
    pub(crate) memory_mb: Option<SpanRange>,
}

/// Checks how a step gives its machines.
pub(super) fn compute_option(option: lower::compute::ComputeOption, errors: &mut Errors) -> ComputeOption {
    match option {
        lower::compute::ComputeOption::None => ComputeOption::None,
        lower::compute::ComputeOption::Fields(fields) => ComputeOption::Fields(Box::new(compute(*fields, errors))),
        lower::compute::ComputeOption::Constant(value) => ComputeOption::Constant(value),
    }
}

/// Checks the fields of a compute.
pub(crate) fn compute(fields: Compute, errors: &mut Errors) -> CheckedCompute {
    let violations = violations(&fields);
    for violation in &violations {
        let (span, too_wide) = location(&fields, violation);
        let message = match too_wide {
            Some(literal) => violation.message_about(literal),
            None => violation.message(),
        };
        if let Some(span) = span {
            errors.at(span, message);
        }
    }
    let is_valid = |field: Field| violations.iter().all(|violation| violation.field() != field.name());
    let memory_mb = match (fields.cpus.usable(), fields.memory_mb.usable()) {
        (_, Some(Integer::Constant(memory_mb))) => Some(memory_mb.span()),
        (Some(Integer::Constant(_)), Some(Integer::Literal(memory_mb))) => Some(memory_mb.span),
        _ => None,
    };
    let cpu_kind = fields.cpu_kind.usable();
    let for_rustc = ForRustc {
        cpu_kind: cpu_kind.and_then(|text| text.value.parse().ok()),
        cpus_are_valid: is_valid(Field::Cpus),
        memory_mb: memory_mb.filter(|_| is_valid(Field::MemoryMb)),
    };
    CheckedCompute { advice: advice(&fields), fields, for_rustc }
}

/// All that the core crate's check finds in the literals.
fn violations(fields: &Compute) -> Vec<Violation> {
    let literal = |integer: Option<&Integer>| {
        let literal = integer.and_then(Integer::literal);
        literal.map(|literal| literal.value)
    };
    let cpus = literal(fields.cpus.usable());
    let memory_mb = literal(fields.memory_mb.usable());
    let num_replicas = literal(fields.num_replicas.usable());
    let cpu_kind = fields.cpu_kind.usable().map(|text| text.value.as_str());
    let pool = fields.pool.usable().map(|text| text.value.as_str());
    let regions = fields.regions.usable();
    let codes = regions.map(|list| list.codes.iter().map(|code| code.value.as_str()));
    let codes: Option<Vec<&str>> = codes.map(Iterator::collect);
    let spec = ComputeSpec {
        cpu_kind: cpu_kind.unwrap_or_default(),
        cpus: cpus.unwrap_or_default(),
        memory_mb: memory_mb.unwrap_or_default(),
        num_replicas,
        regions: codes.as_deref(),
        pool,
    };
    let is_known = |field: &Field| match field {
        Field::CpuKind => cpu_kind.is_some(),
        Field::Cpus => cpus.is_some(),
        Field::MemoryMb => memory_mb.is_some(),
        Field::NumReplicas => num_replicas.is_some(),
        // A list of elements that could not be read is not an empty list.
        Field::Regions => regions.is_some_and(|list| list.is_empty || !list.codes.is_empty()),
        Field::Pool => pool.is_some(),
    };
    let known: Vec<Field> = Field::ALL.iter().copied().filter(is_known).collect();
    spec.check_known(&known)
}

/// The span of the value that a violation is about, and its literal if that is too wide for the check.
fn location<'a>(fields: &'a Compute, violation: &Violation) -> (Option<SpanRange>, Option<&'a str>) {
    let integer = |integer: Option<&'a Integer>| {
        let literal = integer.and_then(Integer::literal);
        let too_wide = literal.filter(|literal| !literal.fits).map(|literal| literal.written.as_str());
        (literal.map(|literal| literal.span), too_wide)
    };
    match Field::named(violation.field()) {
        Some(Field::CpuKind) => (fields.cpu_kind.usable().map(|text| text.span), None),
        Some(Field::Cpus) => integer(fields.cpus.usable()),
        Some(Field::MemoryMb) => integer(fields.memory_mb.usable()),
        Some(Field::NumReplicas) => integer(fields.num_replicas.usable()),
        Some(Field::Regions) => {
            let list = fields.regions.usable();
            let span = list.map(|list| match violation.index() {
                Some(index) => list.codes[index].span,
                None => list.span,
            });
            (span, None)
        }
        Some(Field::Pool) => (fields.pool.usable().map(|text| text.span), None),
        None => (None, None),
    }
}

/// The advice on the literals, each with the span of what it is about.
fn advice(fields: &Compute) -> Vec<(SpanRange, Advice)> {
    let mut advice = Vec::new();
    if let Some(memory_mb) = fields.memory_mb.usable().and_then(Integer::literal) {
        let megabytes = u32::try_from(memory_mb.value).unwrap_or(u32::MAX);
        advice.extend(memory_mb_advice(megabytes).map(|advice| (memory_mb.span, advice)));
    }
    let Some(list) = fields.regions.usable() else {
        return advice;
    };
    let mut regions: Vec<(Region, SpanRange)> = Vec::new();
    for code in &list.codes {
        if let Ok(region) = code.value.parse()
            && regions.iter().all(|(before, _)| *before != region)
        {
            regions.push((region, code.span));
        }
    }
    let replicas = match fields.num_replicas.usable() {
        Some(Integer::Literal(literal)) => Some((u32::try_from(literal.value).ok(), literal.span)),
        Some(Integer::Constant(_)) => None,
        None => Some((Some(DEFAULT_NUM_REPLICAS), list.span)),
    };
    if let Some((Some(replicas), span)) = replicas {
        advice.extend(replica_advice(replicas, regions.len()).map(|advice| (span, advice)));
    }
    for (region, span) in regions {
        advice.extend(region_advice(region).map(|advice| (span, advice)));
    }
    advice
}
