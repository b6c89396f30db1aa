//! One record's bytes to a step or a workflow. Nothing in them is trusted.

use std::time::Duration;

use hatchet_compute_core::parse_duration;
use hatchet_compute_core::record::{FLAG_COMPUTE, KIND_STEP, KIND_WORKFLOW, key};

use super::layout::Fixed;
use super::text::Text;
use super::{RecordProblem, Records};
use crate::location::Location;
use crate::{Compute, ComputeSpec, CpuKind, RETRIES_MAX, Region, Regions, Step, Workflow};

/// Puts what a record says into `records`. The caller has checked magic, version and lengths.
pub(crate) fn decode(
    fixed: &Fixed,
    text: &[u8],
    records: &mut Records,
) -> Result<(), RecordProblem> {
    let text = str::from_utf8(text).map_err(|_| RecordProblem::NotUtf8)?;
    match fixed.kind {
        [KIND_STEP] => records.steps.push(step(fixed, &Text::read(text)?)?),
        [KIND_WORKFLOW] => records.workflows.push(workflow(&Text::read(text)?)?),
        [other] => return Err(RecordProblem::Kind(other)),
    }
    Ok(())
}

fn step(fixed: &Fixed, text: &Text<'_>) -> Result<Step, RecordProblem> {
    let workflow = text.required(key::WORKFLOW)?.to_owned();
    let name = text.required(key::STEP)?.to_owned();
    let mut step = Step::at(location(text)?, workflow, name)
        .with_parents(text.all(key::PARENT))
        .with_retries(retries(fixed)?);
    if let Some(timeout) = timeout(text)? {
        step = step.with_timeout(timeout);
    }
    if let Some(compute) = compute(fixed)? {
        step = step.with_compute(compute);
    }
    Ok(step)
}

fn workflow(text: &Text<'_>) -> Result<Workflow, RecordProblem> {
    Ok(Workflow {
        name: text.required(key::WORKFLOW)?.to_owned(),
        on_events: text.all(key::EVENT).map(str::to_owned).collect(),
        on_crons: text.all(key::CRON).map(str::to_owned).collect(),
        description: text.optional(key::DESCRIPTION)?.map(str::to_owned),
        version: text.optional(key::VERSION)?.map(str::to_owned),
        location: location(text)?,
    })
}

fn retries(fixed: &Fixed) -> Result<u32, RecordProblem> {
    match u32::from_le_bytes(fixed.retries) {
        retries if retries <= RETRIES_MAX => Ok(retries),
        retries => Err(RecordProblem::Retries(retries)),
    }
}

fn timeout(text: &Text<'_>) -> Result<Option<Duration>, RecordProblem> {
    let Some(written) = text.optional(key::TIMEOUT)? else {
        return Ok(None);
    };
    match parse_duration(written) {
        Ok(timeout) => Ok(Some(timeout)),
        Err(_) => Err(value(key::TIMEOUT, written)),
    }
}

/// The place and the package, each as far as the text tells.
fn location(text: &Text<'_>) -> Result<Location, RecordProblem> {
    let mut location = Location::unknown("");
    if let Some(at) = text.optional(key::AT)? {
        let (file, line, column) = split_place(at).ok_or_else(|| value(key::AT, at))?;
        (location.file, location.line, location.column) = (file.to_owned(), line, column);
    }
    if let Some(package) = text.optional(key::PACKAGE)? {
        let (name, version) = package
            .rsplit_once(' ')
            .ok_or_else(|| value(key::PACKAGE, package))?;
        (location.package, location.version) = (name.to_owned(), version.to_owned());
    }
    Ok(location)
}

/// Splits `FILE:LINE:COLUMN` from the right, since files have colons on Windows.
fn split_place(at: &str) -> Option<(&str, u32, u32)> {
    let (rest, column) = at.rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    Some((file, line.parse().ok()?, column.parse().ok()?))
}

fn value(key: &'static str, value: &str) -> RecordProblem {
    RecordProblem::Value {
        key,
        value: value.to_owned(),
    }
}

/// The compute, through the same check as everybody's.
fn compute(fixed: &Fixed) -> Result<Option<Compute>, RecordProblem> {
    let [flags] = fixed.flags;
    if flags & FLAG_COMPUTE == 0 {
        return Ok(None);
    }
    let [kind_number] = fixed.cpu_kind;
    let cpu_kind = CpuKind::from_number(kind_number).ok_or(RecordProblem::CpuKind(kind_number))?;
    let codes: Vec<&str> = regions(fixed)?.iter().map(Region::code).collect();
    let spec = ComputeSpec {
        cpu_kind: cpu_kind.as_str(),
        cpus: i64::from(u8::from_le_bytes(fixed.cpus)),
        memory_mb: i64::from(u32::from_le_bytes(fixed.memory_mb)),
        num_replicas: Some(i64::from(u16::from_le_bytes(fixed.num_replicas))),
        regions: (!codes.is_empty()).then_some(&codes),
        pool: pool(fixed)?,
    };
    spec.check().map(Some).map_err(RecordProblem::Compute)
}

fn regions(fixed: &Fixed) -> Result<Regions, RecordProblem> {
    let bits = u64::from_le_bytes(fixed.regions);
    let known = Regions::of(Region::ALL).bits();
    Regions::from_bits(bits).ok_or(RecordProblem::Regions(bits & !known))
}

/// The name of the pool without its padding; `None` for the default one.
fn pool(fixed: &Fixed) -> Result<Option<&str>, RecordProblem> {
    let name = str::from_utf8(&fixed.pool).map_err(|_| RecordProblem::PoolNotUtf8)?;
    let name = name.trim_end_matches('\0');
    Ok((!name.is_empty()).then_some(name))
}
