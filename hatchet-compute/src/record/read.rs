//! Turns bytes into steps and workflows, or says what is wrong with them. Nothing in the bytes is trusted.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::{self, Display, Formatter};
use std::str::from_utf8;
use std::time::Duration;

use hatchet_compute_core::record::{
    FIXED_LENGTH, FIXED_LENGTH_MIN, FLAG_AUTOSCALING, FLAG_COMPUTE, FLAG_SCALE_TO_ZERO, Fixed, KIND_STEP,
    KIND_WORKFLOW, MAGIC, VERSION, checksum, key, lines,
};
use hatchet_compute_core::{
    Autoscaling, AutoscalingSpec, Compute, ComputeSpec, CpuKind, Message, Region, Regions, THOUSANDTHS, Violations,
    error_with_message, format_duration, parse_duration, retries_problem,
};

use crate::location::Location;
use crate::step::Step;
use crate::workflow::Workflow;

/// A record that cannot be read: where it begins, and what is wrong with it.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordError {
    offset: usize,
    problem: RecordProblem,
}

impl RecordError {
    /// Where the record begins, in bytes from the beginning of the section.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// What is wrong with it.
    pub fn problem(&self) -> &RecordProblem {
        &self.problem
    }

    /// What is wrong, and what to do about it.
    pub fn message(&self) -> Message {
        let Self { offset, problem } = self;
        let message = Message::new(format!("the record at byte {offset} cannot be read: {problem}"));
        let help = "use the version of hatchet-compute that the program was built with";
        if matches!(problem, RecordProblem::Version(_)) { message.with_help(help) } else { message }
    }
}

error_with_message!(RecordError);

/// What is wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecordProblem {
    /// Its version is not [`VERSION`].
    Version(u16),
    /// Its bytes or its text do not follow the format, and how.
    Format(String),
    /// The configuration breaks rules.
    Compute(Violations),
}

impl Display for RecordProblem {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Version(version) => {
                write!(f, "it is in version {version} of the format, but this reader knows only version {VERSION}")
            }
            Self::Format(problem) => f.write_str(problem),
            Self::Compute(violations) => violations.fmt(f),
        }
    }
}

impl From<String> for RecordProblem {
    fn from(problem: String) -> Self {
        Self::Format(problem)
    }
}

/// What the records of a program say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Records {
    /// The steps, sorted by action, then by location.
    pub steps: Vec<Step>,
    /// The workflows, sorted by name, then by location.
    pub workflows: Vec<Workflow>,
}

impl Records {
    /// The same records in an order that does not depend on the linker, without duplicates: a crate is linked twice
    /// into its unit tests if one of their dependencies depends on it.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.steps.sort_unstable();
        self.steps.dedup();
        self.workflows.sort_by_cached_key(|Workflow { name, location, .. }| {
            (name.to_lowercase(), location.clone(), name.clone())
        });
        self.workflows.dedup();
        self
    }
}

/// The combinations of flags that a step with a compute can have.
const COMPUTE_FLAGS: [u8; 3] =
    [FLAG_COMPUTE, FLAG_COMPUTE | FLAG_AUTOSCALING, FLAG_COMPUTE | FLAG_AUTOSCALING | FLAG_SCALE_TO_ZERO];

/// Reads the records of a whole section.
///
/// Zero bytes between and after records are skipped: linkers pad with them. Unknown keys of the text, and what a fixed
/// part has beyond today's, are ignored, since later writers may add them. Equal records count once.
/// [`Plan::from_records`](crate::Plan::from_records) checks whether the records form a plan.
///
/// # Errors
///
/// The first record that does not follow the format: another version or kind, a length that does not fit, a wrong
/// checksum, text that cannot be read, or a compute that [`ComputeSpec::check`] rejects. No bytes make this panic.
pub fn read(section: &[u8]) -> Result<Records, RecordError> {
    let (mut records, mut computes) = (Records::default(), Computes::new());
    let mut rest = section;
    while let Some(zeros) = rest.iter().position(|&byte| byte != 0) {
        rest = &rest[zeros..];
        let offset = section.len() - rest.len();
        rest = add(&mut records, &mut computes, rest).map_err(|problem| RecordError { offset, problem })?;
    }
    Ok(records.sorted())
}

/// An error with this problem unless `holds`.
fn ensure(holds: bool, problem: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(problem()) }
}

/// The fixed part and the text of the first record, and the bytes after it.
fn split_record(bytes: &[u8]) -> Result<(Fixed, &[u8], &[u8]), RecordProblem> {
    let available = bytes.len();
    // Records of every version begin with these two.
    let has_magic = bytes.get(..4).is_none_or(|magic| magic == MAGIC);
    ensure(has_magic, || format!("it does not begin with `{}`", MAGIC.escape_ascii()))?;
    let version = bytes.get(4..6).map_or(VERSION, |version| u16::from_le_bytes([version[0], version[1]]));
    if version != VERSION {
        return Err(RecordProblem::Version(version));
    }
    ensure(available >= FIXED_LENGTH_MIN, || {
        format!("a record has at least {FIXED_LENGTH_MIN} bytes, but the section ends after {available}")
    })?;
    let beginning = Fixed::of(bytes);
    let length = u32::from_le_bytes(beginning.length);
    let end = usize::try_from(length).unwrap_or(usize::MAX);
    ensure((FIXED_LENGTH_MIN..=available).contains(&end), || {
        format!("its length is {length}, but must be {FIXED_LENGTH_MIN} to {available}, the bytes left of the section")
    })?;
    let (record, rest) = bytes.split_at(end);
    let start = usize::from(u16::from_le_bytes(beginning.text_offset));
    ensure((FIXED_LENGTH_MIN..=end).contains(&start), || {
        format!(
            "its text begins at byte {start}, but must begin at byte {FIXED_LENGTH_MIN} or later, inside the record"
        )
    })?;
    // Fields that an old writer did not know are zero, including the checksum.
    let fixed = if start < FIXED_LENGTH { Fixed::of(&record[..start]) } else { beginning };
    let (found, expected) = (u16::from_le_bytes(fixed.checksum), checksum(&fixed, record));
    ensure(found == expected || (found == 0 && start == FIXED_LENGTH_MIN), || {
        format!("it is damaged: its checksum is {found}, but that of its bytes is {expected}")
    })?;
    Ok((fixed, &record[start..], rest))
}

/// The computes that were checked, by their bytes: most steps share theirs with others.
type Computes = HashMap<Vec<u8>, Compute>;

/// Adds the first record of these bytes. Returns the bytes after it.
fn add<'a>(records: &mut Records, computes: &mut Computes, bytes: &'a [u8]) -> Result<&'a [u8], RecordProblem> {
    let (fixed, text, rest) = split_record(bytes)?;
    match fixed.kind {
        [KIND_STEP] => records.steps.push(step(computes, &fixed, &Text::read(text)?)?),
        [KIND_WORKFLOW] => records.workflows.push(workflow(&fixed, &Text::read(text)?)?),
        [other] => return Err(format!("its kind is {other}, but must be 1 (a step) or 2 (a workflow)").into()),
    }
    Ok(rest)
}

fn step(computes: &mut Computes, fixed: &Fixed, text: &Text<'_>) -> Result<Step, RecordProblem> {
    text.without(&[key::EVENT, key::CRON, key::DESCRIPTION, key::VERSION])?;
    let mut step = Step::at(text.location()?, text.required(key::WORKFLOW)?, text.required(key::STEP)?);
    step.parents = text.all(key::PARENT);
    step.retries = u32::from_le_bytes(fixed.retries);
    let retries = i64::from(step.retries);
    if let Some(problem) = retries_problem(retries) {
        let message = Message::from(problem.message(retries));
        return Err(message.problem().to_owned().into());
    }
    step.timeout = text.duration(key::TIMEOUT)?;
    step.schedule_timeout = text.duration(key::SCHEDULE_TIMEOUT)?;
    step.on_failure = match text.optional(key::ON_FAILURE)? {
        None => false,
        Some("true") => true,
        Some(other) => return Err(bad(key::ON_FAILURE, other)),
    };
    let bytes = fixed.compute_bytes();
    step.compute = match fixed.flags {
        [0] => {
            ensure_zero(&bytes, "its flags say that it has no compute")?;
            None
        }
        [flags] if COMPUTE_FLAGS.contains(&flags) => Some(match computes.entry(bytes) {
            Entry::Occupied(checked) => *checked.get(),
            Entry::Vacant(place) => *place.insert(check_compute(fixed)?),
        }),
        // A flag of a later version: ignoring it would misread the step.
        [flags] => {
            let problem = format!(
                "its flags are {flags:#x}, but this reader knows only 1 (a compute), 2 (autoscaling) and 4 (scaling to \
                 zero), each only together with the ones before it"
            );
            return Err(problem.into());
        }
    };
    Ok(step)
}

fn workflow(fixed: &Fixed, text: &Text<'_>) -> Result<Workflow, RecordProblem> {
    text.without(&[key::STEP, key::TIMEOUT, key::SCHEDULE_TIMEOUT, key::ON_FAILURE, key::PARENT])?;
    let unused = [&fixed.retries[..], &fixed.compute_bytes()].concat();
    ensure_zero(&unused, "it describes a workflow, which has no flags, retries or compute")?;
    Ok(Workflow {
        name: text.required(key::WORKFLOW)?,
        on_events: text.all(key::EVENT),
        on_crons: text.all(key::CRON),
        description: text.optional(key::DESCRIPTION)?.map(str::to_owned),
        version: text.optional(key::VERSION)?.map(str::to_owned),
        location: text.location()?,
    })
}

/// The lines of a record's text: keys and values.
struct Text<'a>(Vec<(&'a str, Cow<'a, str>)>);

impl<'a> Text<'a> {
    fn read(text: &'a [u8]) -> Result<Self, RecordProblem> {
        let text = from_utf8(text).map_err(|_| "its text is not UTF-8".to_owned())?;
        // A step has about six lines: collecting them would allocate twice.
        let mut all = Vec::with_capacity(8);
        for line in lines(text) {
            all.push(line?);
        }
        Ok(Self(all))
    }

    /// Checks that there is no line with a key of another kind of record.
    fn without(&self, keys: &[&str]) -> Result<(), String> {
        let found = keys.iter().find(|key| self.values(key).next().is_some());
        found.map_or(Ok(()), |key| {
            Err(format!("its text has the line `{key}=…`, which this kind of record cannot have"))
        })
    }

    /// The values of a line that a record may have any number of times.
    fn all(&self, key: &str) -> Vec<String> {
        self.values(key).map(str::to_owned).collect()
    }

    /// The value of a line that a record has at most once.
    fn optional(&self, key: &str) -> Result<Option<&str>, RecordProblem> {
        let mut values = self.values(key);
        match (values.next(), values.next()) {
            (_, Some(_)) => Err(format!("its text has the line `{key}=…` twice").into()),
            (value, None) => Ok(value),
        }
    }

    fn duration(&self, key: &str) -> Result<Option<Duration>, RecordProblem> {
        let text = self.optional(key)?;
        text.map(|text| parse_duration(text).map_err(|_| bad(key, text))).transpose()
    }

    /// The value of a line that a record has exactly once.
    fn required(&self, key: &str) -> Result<String, RecordProblem> {
        Ok(self.optional(key)?.ok_or_else(|| format!("its text has no line `{key}=…`"))?.to_owned())
    }

    fn values(&self, key: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(other, _)| *other == key).map(|(_, value)| value.as_ref())
    }

    /// The place and the package, each if it is given.
    fn location(&self) -> Result<Location, RecordProblem> {
        let (file, line, column) = match self.optional(key::AT)? {
            Some(at) => split_place(at).ok_or_else(|| bad(key::AT, at))?,
            None => ("", 0, 0),
        };
        let (package, version) = match self.optional(key::PACKAGE)? {
            Some(package) => package.rsplit_once(' ').ok_or_else(|| bad(key::PACKAGE, package))?,
            None => ("", ""),
        };
        Ok(Location { file: file.to_owned(), line, column, package: package.to_owned(), version: version.to_owned() })
    }
}

fn ensure_zero(bytes: &[u8], why: &str) -> Result<(), String> {
    ensure(bytes.iter().all(|byte| *byte == 0), || format!("{why}, but the bytes for it are not zero"))
}

fn bad(key: &str, value: &str) -> RecordProblem {
    format!("`{key}` cannot be `{value:?}`").into()
}

/// Splits `FILE:LINE:COLUMN` from the right, since files have colons on Windows.
fn split_place(at: &str) -> Option<(&str, u32, u32)> {
    let (rest, column) = at.rsplit_once(':')?;
    let (file, line) = rest.rsplit_once(':')?;
    Some((file, line.parse().ok()?, column.parse().ok()?))
}

fn check_compute(fixed: &Fixed) -> Result<Compute, RecordProblem> {
    let [kind_number] = fixed.cpu_kind;
    let cpu_kind =
        CpuKind::from_number(kind_number).ok_or_else(|| format!("no kind of CPU has the number {kind_number}"))?;
    let bits = u64::from_le_bytes(fixed.regions);
    let regions = Regions::from_bits(bits).ok_or_else(|| {
        let unknown = bits & !Regions::of(Region::ALL).bits();
        format!("no region has the number {}", unknown.trailing_zeros())
    })?;
    let codes: Vec<&str> = regions.iter().map(Region::code).collect();
    // Padded with zeros; all zero for the default pool.
    let pool =
        from_utf8(&fixed.pool).map_err(|_| "the name of its pool is not UTF-8".to_owned())?.trim_end_matches('\0');
    let has_autoscaling = fixed.flags[0] & FLAG_AUTOSCALING != 0;
    if has_autoscaling {
        ensure_zero(&fixed.num_replicas, "its flags say that it has autoscaling, and so no number of replicas")?;
    }
    let spec = ComputeSpec {
        cpu_kind: cpu_kind.as_str(),
        cpus: i64::from(u8::from_le_bytes(fixed.cpus)),
        memory_mb: i64::from(u32::from_le_bytes(fixed.memory_mb)),
        num_replicas: Some(i64::from(u16::from_le_bytes(fixed.num_replicas))),
        regions: (!codes.is_empty()).then_some(&codes),
        pool: (!pool.is_empty()).then_some(pool),
    };
    let compute = spec.check().map_err(RecordProblem::Compute)?;
    if has_autoscaling {
        return Ok(compute.with_autoscaling(check_autoscaling(fixed)?));
    }
    ensure_zero(&fixed.scaling_bytes(), "its flags say that it has no autoscaling")?;
    Ok(compute)
}

fn check_autoscaling(fixed: &Fixed) -> Result<Autoscaling, RecordProblem> {
    let number = |bytes| i64::from(u16::from_le_bytes(bytes));
    let duration = |bytes| format_duration(Duration::from_nanos(u64::from_le_bytes(bytes)));
    let threshold = |bytes| f64::from(u16::from_le_bytes(bytes)) / THOUSANDTHS;
    let (wait, window) = (duration(fixed.wait_duration), duration(fixed.rolling_window_duration));
    let spec = AutoscalingSpec {
        max_replicas: number(fixed.max_replicas),
        min_awake_replicas: Some(number(fixed.min_awake_replicas)),
        scale_to_zero: Some(fixed.flags[0] & FLAG_SCALE_TO_ZERO != 0),
        increment: Some(number(fixed.increment)),
        wait_duration: Some(&wait),
        rolling_window_duration: Some(&window),
        utilization_scale_up_threshold: Some(threshold(fixed.scale_up)),
        utilization_scale_down_threshold: Some(threshold(fixed.scale_down)),
    };
    spec.check().map_err(RecordProblem::Compute)
}
