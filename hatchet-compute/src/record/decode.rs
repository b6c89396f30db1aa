//! One record's bytes to a step or a workflow. Nothing in them is trusted.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::time::Duration;

use hatchet_compute_core::parse_duration;
use hatchet_compute_core::record::{FLAG_COMPUTE, KIND_STEP, KIND_WORKFLOW, key};

use super::text::{Line, Text, Value};
use super::{RecordProblem, Records};
use crate::location::Location;
use crate::{Compute, ComputeSpec, CpuKind, RETRIES_MAX, Region, Regions, Step, Workflow};
use hatchet_compute_core::record::{ComputeBytes, Fixed};

/// How a text of a record is kept: borrowed from the running program, copied from a file.
pub(crate) trait Keep<'a>: Fn(&'a str) -> Cow<'static, str> {}

impl<'a, F: Fn(&'a str) -> Cow<'static, str>> Keep<'a> for F {}

/// Makes steps and workflows of records.
pub(crate) struct Decoder<K> {
    keep: K,
    pub(crate) records: Records,
    /// The computes that were checked, by what the records say of them: most steps share theirs with others.
    computes: HashMap<ComputeBytes, Compute>,
}

impl<'a, K: Keep<'a>> Decoder<K> {
    pub(crate) fn new(keep: K) -> Self {
        Self {
            keep,
            records: Records::default(),
            computes: HashMap::new(),
        }
    }

    /// Takes in what a record says. The caller has checked magic, version and lengths.
    pub(crate) fn decode(&mut self, fixed: &Fixed, text: &'a [u8]) -> Result<(), RecordProblem> {
        let text = str::from_utf8(text).map_err(|_| RecordProblem::NotUtf8)?;
        match fixed.kind {
            [KIND_STEP] => {
                let step = self.step(fixed, Text::read(text)?)?;
                self.records.steps.push(step);
            }
            [KIND_WORKFLOW] => {
                let workflow = self.workflow(Text::read(text)?)?;
                self.records.workflows.push(workflow);
            }
            [other] => return Err(RecordProblem::Kind(other)),
        }
        Ok(())
    }

    fn step(&mut self, fixed: &Fixed, text: Text<'a>) -> Result<Step, RecordProblem> {
        let workflow = self.kept(text.workflow.required(key::WORKFLOW)?);
        let name = self.kept(text.step.required(key::STEP)?);
        let location = self.location(text.at, text.package)?;
        let mut step = Step::at(location, workflow, name);
        step.parents = text.parents.into_iter().map(Value::into_owned).collect();
        step.retries = retries(fixed)?;
        let timeout = text.timeout.optional(key::TIMEOUT)?;
        step.timeout = timeout.map(|written| duration(&written)).transpose()?;
        step.compute = self.compute(fixed)?;
        Ok(step)
    }

    fn workflow(&self, text: Text<'a>) -> Result<Workflow, RecordProblem> {
        let owned = |values: Vec<Value<'a>>| values.into_iter().map(Value::into_owned).collect();
        let description = text.description.optional(key::DESCRIPTION)?;
        let version = text.version.optional(key::VERSION)?;
        Ok(Workflow {
            name: text.workflow.required(key::WORKFLOW)?.into_owned(),
            on_events: owned(text.events),
            on_crons: owned(text.crons),
            description: description.map(Value::into_owned),
            version: version.map(Value::into_owned),
            location: self.location(text.at, text.package)?,
        })
    }

    /// The place and the package, each as far as the text tells.
    fn location(&self, at: Line<'a>, package: Line<'a>) -> Result<Location, RecordProblem> {
        let mut location = Location::unknown("");
        if let Some(at) = at.optional(key::AT)? {
            let (file, line, column) = split_place(&at).ok_or_else(|| value(key::AT, &at))?;
            (location.line, location.column) = (line, column);
            location.file = self.kept(part(&at, 0..file.len()));
        }
        if let Some(package) = package.optional(key::PACKAGE)? {
            let (name, version) =
                split_last(&package, b' ').ok_or_else(|| value(key::PACKAGE, &package))?;
            let version = package.len() - version.len()..package.len();
            location.package = self.kept(part(&package, 0..name.len()));
            location.version = self.kept(part(&package, version));
        }
        Ok(location)
    }

    /// A value of the text, for as long as it may be needed.
    fn kept(&self, value: Value<'a>) -> Cow<'static, str> {
        match value {
            Cow::Borrowed(value) => (self.keep)(value),
            Cow::Owned(value) => Cow::Owned(value),
        }
    }

    /// The compute, through the same check as everybody's; what has passed it once is not checked again.
    fn compute(&mut self, fixed: &Fixed) -> Result<Option<Compute>, RecordProblem> {
        let [flags] = fixed.flags;
        if flags & FLAG_COMPUTE == 0 {
            return Ok(None);
        }
        let bytes = fixed.compute_bytes();
        if let Some(compute) = self.computes.get(&bytes) {
            return Ok(Some(*compute));
        }
        let compute = checked(fixed)?;
        self.computes.insert(bytes, compute);
        Ok(Some(compute))
    }
}

/// A part of a value, borrowed if the value is.
fn part<'a>(value: &Value<'a>, part: Range<usize>) -> Value<'a> {
    match value {
        Cow::Borrowed(value) => Cow::Borrowed(&value[part]),
        Cow::Owned(value) => Cow::Owned(value[part].to_owned()),
    }
}

fn retries(fixed: &Fixed) -> Result<u32, RecordProblem> {
    match u32::from_le_bytes(fixed.retries) {
        retries if retries <= RETRIES_MAX => Ok(retries),
        retries => Err(RecordProblem::Retries(retries)),
    }
}

fn duration(written: &str) -> Result<Duration, RecordProblem> {
    parse_duration(written).map_err(|_| value(key::TIMEOUT, written))
}

/// Splits `FILE:LINE:COLUMN` from the right, since files have colons on Windows.
fn split_place(at: &str) -> Option<(&str, u32, u32)> {
    let (rest, column) = split_last(at, b':')?;
    let (file, line) = split_last(rest, b':')?;
    Some((file, line.parse().ok()?, column.parse().ok()?))
}

/// What stands before and after the last such character, which is ASCII.
fn split_last(text: &str, character: u8) -> Option<(&str, &str)> {
    let end = text.bytes().rposition(|byte| byte == character)?;
    Some((&text[..end], &text[end + 1..]))
}

fn value(key: &'static str, value: &str) -> RecordProblem {
    RecordProblem::Value {
        key,
        value: value.to_owned(),
    }
}

/// The compute of the fields.
fn checked(fixed: &Fixed) -> Result<Compute, RecordProblem> {
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
