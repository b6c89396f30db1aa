//! Bytes to steps and workflows. Nothing in the bytes is trusted.

use std::borrow::Cow;
use std::collections::HashMap;

use hatchet_compute_core::record::{FLAG_COMPUTE, KIND_STEP, KIND_WORKFLOW, MAGIC, VERSION, key, lines};
use hatchet_compute_core::{Compute, ComputeSpec, CpuKind, RETRIES_MAX, Region, Regions, parse_duration};

use super::error::{RecordError, RecordProblem};
use crate::location::Location;
use crate::step::Step;
use crate::workflow::Workflow;
use hatchet_compute_core::record::{ComputeBytes, Fixed};

/// What the records of a program say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Records {
    /// The steps, sorted by action, then by location.
    pub steps: Vec<Step>,
    /// The workflows, sorted by name, then by location.
    pub workflows: Vec<Workflow>,
}

/// Reads the records of a whole section.
///
/// Zero bytes between and after records are skipped: linkers fill up with them. Unknown keys of the text, and fixed
/// parts longer than today's, are accepted, as later writers may make them; what they add is ignored. Whether the
/// records make a plan together is checked by [`Plan::from_records`](crate::Plan::from_records).
///
/// # Errors
///
/// The first record that is not as the format says: of another version or kind, of a length that does not fit, with
/// text that cannot be read, or with a compute that [`ComputeSpec::check`] refuses. Nothing in the bytes is trusted,
/// and none of them make this panic.
pub fn read(section: &[u8]) -> Result<Records, RecordError> {
    let mut reader = Reader::default();
    let mut rest = section;
    while let Some(zeros) = rest.iter().position(|&byte| byte != 0) {
        rest = &rest[zeros..];
        let offset = section.len() - rest.len();
        let (fixed, text, after) = split_record(rest).map_err(|problem| RecordError { offset, problem })?;
        reader.add(&fixed, text).map_err(|problem| RecordError { offset, problem })?;
        rest = after;
    }
    Ok(reader.finish())
}

/// Splits the bytes of a section into the fixed part and the text of its first record, and what comes after it.
fn split_record(bytes: &[u8]) -> Result<(Fixed, &[u8], &[u8]), RecordProblem> {
    let available = bytes.len();
    check_beginning(bytes)?;
    let Some((fixed, _)) = Fixed::split(bytes) else {
        return Err(RecordProblem::Truncated { available });
    };
    let length = u32::from_le_bytes(fixed.length);
    let is_whole = |&length: &usize| size_of::<Fixed>() <= length && length <= available;
    let Some(end) = usize::try_from(length).ok().filter(is_whole) else {
        return Err(RecordProblem::Length { length, available });
    };
    let (record, rest) = bytes.split_at(end);
    let text_offset = u16::from_le_bytes(fixed.text_offset);
    let start = usize::from(text_offset);
    match record.get(start..) {
        Some(text) if start >= size_of::<Fixed>() => Ok((fixed, text, rest)),
        _ => Err(RecordProblem::TextOffset(text_offset)),
    }
}

/// Checks magic and version, which come first in records of every version.
fn check_beginning(bytes: &[u8]) -> Result<(), RecordProblem> {
    let truncated = RecordProblem::Truncated { available: bytes.len() };
    let Some((magic, rest)) = bytes.split_first_chunk() else {
        return Err(truncated);
    };
    if *magic != MAGIC {
        return Err(RecordProblem::Magic);
    }
    match rest.first_chunk().map(|version| u16::from_le_bytes(*version)) {
        None => Err(truncated),
        Some(VERSION) => Ok(()),
        Some(other) => Err(RecordProblem::Version(other)),
    }
}

/// Collects the steps and workflows of records.
#[derive(Default)]
pub(crate) struct Reader {
    records: Records,
    /// The computes that were checked, by the bytes that say them: most steps share theirs with others.
    computes: HashMap<ComputeBytes, Compute>,
}

impl Reader {
    /// Adds a record, whose magic, version and lengths were checked.
    pub(crate) fn add(&mut self, fixed: &Fixed, text: &[u8]) -> Result<(), RecordProblem> {
        let text = str::from_utf8(text).map_err(|_| RecordProblem::NotUtf8)?;
        match fixed.kind {
            [KIND_STEP] => {
                let step = self.step(fixed, text)?;
                self.records.steps.push(step);
            }
            [KIND_WORKFLOW] => self.records.workflows.push(workflow(text)?),
            [other] => return Err(RecordProblem::Kind(other)),
        }
        Ok(())
    }

    /// All records, in an order that does not depend on the linker.
    pub(crate) fn finish(self) -> Records {
        let mut records = self.records;
        records.steps.sort_unstable_by(Step::compare);
        records.workflows.sort_by(Workflow::compare);
        records
    }

    fn step(&mut self, fixed: &Fixed, text: &str) -> Result<Step, RecordProblem> {
        let [mut workflow, mut name, mut timeout, mut at, mut package] = [const { None }; 5];
        let mut parents = Vec::new();
        for line in lines(text) {
            let (key, value) = line.map_err(RecordProblem::Line)?;
            match key {
                key::WORKFLOW => set(&mut workflow, key::WORKFLOW, value)?,
                key::STEP => set(&mut name, key::STEP, value)?,
                key::TIMEOUT => set(&mut timeout, key::TIMEOUT, value)?,
                key::PARENT => parents.push(value.into_owned()),
                key::AT => set(&mut at, key::AT, value)?,
                key::PACKAGE => set(&mut package, key::PACKAGE, value)?,
                _ => {}
            }
        }
        let workflow = required(workflow, key::WORKFLOW)?;
        let name = required(name, key::STEP)?;
        let mut step = Step::at(location(at.as_deref(), package.as_deref())?, workflow, name);
        step.parents = parents;
        step.retries = u32::from_le_bytes(fixed.retries);
        if step.retries > RETRIES_MAX {
            return Err(RecordProblem::Retries(step.retries));
        }
        if let Some(written) = timeout {
            let timeout = parse_duration(&written).map_err(|_| bad(key::TIMEOUT, &written))?;
            step.timeout = Some(timeout);
        }
        step.compute = self.compute(fixed)?;
        Ok(step)
    }

    /// The compute, through the same check as anybody's; one that has passed it is not checked again.
    fn compute(&mut self, fixed: &Fixed) -> Result<Option<Compute>, RecordProblem> {
        let [flags] = fixed.flags;
        if flags & FLAG_COMPUTE == 0 {
            return Ok(None);
        }
        let bytes = fixed.compute_bytes();
        if let Some(compute) = self.computes.get(&bytes) {
            return Ok(Some(*compute));
        }
        let compute = check_compute(fixed)?;
        self.computes.insert(bytes, compute);
        Ok(Some(compute))
    }
}

fn workflow(text: &str) -> Result<Workflow, RecordProblem> {
    let [mut name, mut description, mut version, mut at, mut package] = [const { None }; 5];
    let (mut on_events, mut on_crons) = (Vec::new(), Vec::new());
    for line in lines(text) {
        let (key, value) = line.map_err(RecordProblem::Line)?;
        match key {
            key::WORKFLOW => set(&mut name, key::WORKFLOW, value)?,
            key::EVENT => on_events.push(value.into_owned()),
            key::CRON => on_crons.push(value.into_owned()),
            key::DESCRIPTION => set(&mut description, key::DESCRIPTION, value)?,
            key::VERSION => set(&mut version, key::VERSION, value)?,
            key::AT => set(&mut at, key::AT, value)?,
            key::PACKAGE => set(&mut package, key::PACKAGE, value)?,
            _ => {}
        }
    }
    Ok(Workflow {
        name: required(name, key::WORKFLOW)?,
        on_events,
        on_crons,
        description: description.map(Cow::into_owned),
        version: version.map(Cow::into_owned),
        location: location(at.as_deref(), package.as_deref())?,
    })
}

/// Takes the value of a line that a record has at most once.
fn set<'a>(slot: &mut Option<Cow<'a, str>>, key: &'static str, value: Cow<'a, str>) -> Result<(), RecordProblem> {
    match slot.replace(value) {
        Some(_) => Err(RecordProblem::RepeatedKey(key)),
        None => Ok(()),
    }
}

/// The value of a line that a record must have.
fn required(value: Option<Cow<'_, str>>, key: &'static str) -> Result<String, RecordProblem> {
    value.map(Cow::into_owned).ok_or(RecordProblem::MissingKey(key))
}

fn bad(key: &'static str, value: &str) -> RecordProblem {
    RecordProblem::Value { key, value: value.to_owned() }
}

/// The place and the package, each as far as it is written.
fn location(at: Option<&str>, package: Option<&str>) -> Result<Location, RecordProblem> {
    let (file, line, column) = match at {
        Some(at) => split_place(at).ok_or_else(|| bad(key::AT, at))?,
        None => ("", 0, 0),
    };
    let (package, version) = match package {
        Some(package) => split_last(package, b' ').ok_or_else(|| bad(key::PACKAGE, package))?,
        None => ("", ""),
    };
    Ok(Location { file: file.to_owned(), line, column, package: package.to_owned(), version: version.to_owned() })
}

/// Splits `FILE:LINE:COLUMN` from the right, since files have colons on Windows.
fn split_place(at: &str) -> Option<(&str, u32, u32)> {
    let (rest, column) = split_last(at, b':')?;
    let (file, line) = split_last(rest, b':')?;
    Some((file, line.parse().ok()?, column.parse().ok()?))
}

/// [`str::rsplit_once`], which takes longer for texts as short as these.
fn split_last(text: &str, separator: u8) -> Option<(&str, &str)> {
    let end = text.bytes().rposition(|byte| byte == separator)?;
    Some((&text[..end], &text[end + 1..]))
}

/// The compute of the fields.
fn check_compute(fixed: &Fixed) -> Result<Compute, RecordProblem> {
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
    spec.check().map_err(RecordProblem::Compute)
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
