//! The saved plan: what `plan --format json` writes, and `diff` and `check --locked` read. README.md describes it.
//!
//! Within version 1, keys may be added, and a reader ignores those that it does not know. Anything else is a new
//! version. What was not given is left out.

mod error;

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};
use std::fs::File;
use std::io::Read;
use std::path::Path;

use hatchet_compute::{Compute, Location, Plan, Step, Workflow};
use hatchet_compute_core::parse_duration;
use serde::{Deserialize, Serialize};

pub(crate) use self::error::SavedError;
use crate::error::Error;
use crate::format::duration_text;
use crate::program::Program;

/// What tells a saved plan from any other JSON.
const FORMAT: &str = "hatchet-compute-plan";

/// The version that is written, and the only one that is read.
const VERSION: u32 = 1;

/// What some editors put in front of UTF-8.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The first two keys, which are there in every version.
#[derive(Deserialize)]
struct Beginning {
    #[serde(default)]
    format: String,
    #[serde(default)]
    version: u32,
}

/// A plan as it is saved.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct SavedPlan {
    format: String,
    version: u32,
    /// In front of every action, with its underscore; empty for none. As a namespace, it stays as it is.
    namespace: String,
    slots: u32,
    runtime_configs: Vec<SavedConfig>,
    steps: Vec<SavedStep>,
    workflows: Vec<SavedWorkflow>,
}

/// Machines of one configuration.
#[derive(Debug, Serialize, Deserialize)]
struct SavedConfig {
    /// The value of the label that ties steps to these machines, for whoever starts workers. It follows from `compute`,
    /// and is not read.
    #[serde(skip_deserializing)]
    key: String,
    compute: Compute,
    /// With the namespace. A step that stands in none of these lists asks for no machines.
    actions: Vec<String>,
}

/// A step.
#[derive(Debug, Serialize, Deserialize)]
struct SavedStep {
    action: String,
    workflow: String,
    name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parents: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    timeout: Option<String>,
    #[serde(default, skip_serializing_if = "is_zero")]
    retries: u32,
    #[serde(default, skip_serializing_if = "SavedLocation::is_unknown")]
    location: SavedLocation,
}

/// A workflow, if it has a record of its own: a step that stands alone has none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct SavedWorkflow {
    pub(crate) name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) on_events: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) on_crons: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) version: Option<String>,
    #[serde(default, skip_serializing_if = "SavedLocation::is_unknown")]
    pub(crate) location: SavedLocation,
}

/// Where an annotation stands.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct SavedLocation {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) file: String,
    #[serde(default, skip_serializing_if = "is_zero")]
    line: u32,
    #[serde(default, skip_serializing_if = "is_zero")]
    column: u32,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    package: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    version: String,
}

// serde gives a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl SavedLocation {
    fn is_unknown(&self) -> bool {
        *self == Self::default()
    }
}

impl From<&Location> for SavedLocation {
    fn from(location: &Location) -> Self {
        Self {
            file: location.file().to_owned(),
            line: location.line(),
            column: location.column(),
            package: location.package().to_owned(),
            version: location.version().to_owned(),
        }
    }
}

/// `src/main.rs:12:10`; nothing when it is not known.
impl Display for SavedLocation {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.file.is_empty() {
            return Ok(());
        }
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl From<&Workflow> for SavedWorkflow {
    fn from(workflow: &Workflow) -> Self {
        Self {
            name: workflow.name().to_owned(),
            on_events: workflow.on_events().to_vec(),
            on_crons: workflow.on_crons().to_vec(),
            description: workflow.description().map(str::to_owned),
            version: workflow.version().map(str::to_owned),
            location: workflow.location().into(),
        }
    }
}

impl From<&Program> for SavedPlan {
    fn from(program: &Program) -> Self {
        let plan = &program.plan;
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            namespace: plan.prefix().to_owned(),
            slots: plan.slots(),
            runtime_configs: configs(plan),
            steps: plan
                .steps()
                .iter()
                .map(|step| SavedStep {
                    action: plan.action_of(step),
                    workflow: step.workflow().to_owned(),
                    name: step.name().to_owned(),
                    parents: step.parents().to_vec(),
                    timeout: step.timeout().map(duration_text),
                    retries: step.retries(),
                    location: program
                        .locations
                        .get(step.action())
                        .cloned()
                        .unwrap_or_default(),
                })
                .collect(),
            workflows: program.workflows.clone(),
        }
    }
}

fn configs(plan: &Plan) -> Vec<SavedConfig> {
    let configs = plan.runtime_configs().iter();
    configs
        .map(|config| SavedConfig {
            key: config.key(),
            compute: *config.compute(),
            actions: config.actions().to_vec(),
        })
        .collect()
}

/// Reads a saved plan.
pub(crate) fn read(path: &Path, file: &mut File) -> Result<Program, Error> {
    let mut text = Vec::new();
    file.read_to_end(&mut text)
        .map_err(SavedError::Io)
        .and_then(|_| parse(&text))
        .map_err(|error| Error::saved(path, error))
}

fn parse(text: &[u8]) -> Result<Program, SavedError> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let beginning: Beginning = serde_json::from_slice(text).map_err(SavedError::Json)?;
    if beginning.format != FORMAT {
        return Err(SavedError::Format);
    }
    if beginning.version != VERSION {
        return Err(SavedError::Version(beginning.version));
    }
    let saved: SavedPlan = serde_json::from_slice(text).map_err(SavedError::Json)?;
    program(saved)
}

/// The program that a saved plan is of. Its runtime configs say which step asks for which machines; the plan that
/// follows has to have the same ones.
fn program(saved: SavedPlan) -> Result<Program, SavedError> {
    let mut computes: BTreeMap<&str, Compute> = BTreeMap::new();
    for config in &saved.runtime_configs {
        for action in &config.actions {
            computes.insert(action, config.compute);
        }
    }
    let steps = saved
        .steps
        .iter()
        .map(|step| restored(step, computes.get(step.action.as_str()).copied()))
        .collect::<Result<Vec<Step>, _>>()?;
    let locations = steps
        .iter()
        .zip(&saved.steps)
        .map(|(step, saved)| (step.action().to_owned(), saved.location.clone()))
        .collect();
    let plan = Plan::from_steps(steps)
        .and_then(|plan| plan.with_namespace(&saved.namespace))
        .and_then(|plan| plan.with_slots(saved.slots))
        .map_err(SavedError::Plan)?;
    let planned = plan.runtime_configs().iter();
    let planned = planned.map(|config| (config.compute(), config.actions()));
    let written = saved.runtime_configs.iter();
    let written = written.map(|config| (&config.compute, config.actions.as_slice()));
    if plan.prefix() != saved.namespace || planned.ne(written) {
        return Err(SavedError::Edited);
    }
    Ok(Program {
        plan,
        workflows: saved.workflows,
        locations,
    })
}

fn restored(saved: &SavedStep, compute: Option<Compute>) -> Result<Step, SavedError> {
    let mut step = Step::new(saved.workflow.as_str(), saved.name.as_str())
        .with_parents(saved.parents.iter().map(String::as_str))
        .with_retries(saved.retries);
    if let Some(timeout) = &saved.timeout {
        step = step.with_timeout(parse_duration(timeout).map_err(|_| SavedError::Timeout {
            action: saved.action.clone(),
            timeout: timeout.clone(),
        })?);
    }
    if let Some(compute) = compute {
        step = step.with_compute(compute);
    }
    Ok(step)
}
