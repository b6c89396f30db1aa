//! The saved plan: the only file that knows its format, which README.md describes.
//!
//! Within version 1, keys may be added, and a reader ignores those that it does not know. Any other change is a new
//! version. What was not given is left out.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::Path;

use hatchet_compute::{Compute, Plan, Step};
use hatchet_compute_core::parse_duration;
use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::program::{Place, Program, Workflow, duration_text};

/// Tells a saved plan from any other JSON.
const FORMAT: &str = "hatchet-compute-plan";

/// The version that is written, and the only one that is read.
const VERSION: u32 = 1;

/// What some editors put at the start of a file in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The first two keys, which every version has.
#[derive(Deserialize)]
struct Header {
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
    /// The prefix of every action, with its underscore. As a namespace, it gives the same prefix again.
    namespace: String,
    slots: u32,
    runtime_configs: Vec<SavedConfig>,
    steps: Vec<SavedStep>,
    workflows: Vec<WorkflowEntry>,
}

#[derive(Debug, Serialize, Deserialize)]
struct SavedConfig {
    /// The value of the label of workers on these machines, for tools that start workers. It follows from `compute`, and
    /// is not read.
    #[serde(skip_deserializing)]
    key: String,
    compute: Compute,
    /// With the namespace. A step whose action is in none of these lists has no compute.
    actions: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct SavedStep {
    action: String,
    workflow: String,
    name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parents: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    timeout: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    retries: u32,
    #[serde(default, skip_serializing_if = "is_default", with = "SavedPlace")]
    location: Place,
}

/// Makes serde read and write a [`Workflow`] in these keys.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Workflow")]
struct SavedWorkflow {
    name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    on_events: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    on_crons: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    version: Option<String>,
    #[serde(default, skip_serializing_if = "is_default", with = "SavedPlace", rename = "location")]
    place: Place,
}

/// A workflow as an element of a list.
#[derive(Debug, Serialize, Deserialize)]
#[serde(transparent)]
struct WorkflowEntry(#[serde(with = "SavedWorkflow")] Workflow);

/// Makes serde read and write a [`Place`] in these keys.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Place")]
struct SavedPlace {
    #[serde(default, skip_serializing_if = "is_default")]
    file: String,
    #[serde(default, skip_serializing_if = "is_default")]
    line: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    column: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    package: String,
    #[serde(default, skip_serializing_if = "is_default")]
    version: String,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl From<&Program> for SavedPlan {
    fn from(program: &Program) -> Self {
        let (plan, places) = (&program.plan, &program.places);
        let configs = plan.runtime_configs().iter().map(|config| SavedConfig {
            key: config.key(),
            compute: *config.compute(),
            actions: config.actions().to_vec(),
        });
        let steps = plan.steps().iter().map(|step| SavedStep {
            action: plan.action_of(step),
            workflow: step.workflow().to_owned(),
            name: step.name().to_owned(),
            parents: step.parents().to_vec(),
            timeout: step.timeout().map(duration_text),
            retries: step.retries(),
            location: places.get(step.action()).cloned().unwrap_or_default(),
        });
        let workflows = program.workflows.iter().cloned();
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            namespace: plan.prefix().to_owned(),
            slots: plan.slots(),
            runtime_configs: configs.collect(),
            steps: steps.collect(),
            workflows: workflows.map(WorkflowEntry).collect(),
        }
    }
}

/// Whether a file that starts with these bytes is JSON, and so probably a saved plan.
pub(crate) fn is_json(start: &[u8]) -> bool {
    let start = start.strip_prefix(BYTE_ORDER_MARK).unwrap_or(start);
    start.trim_ascii_start().starts_with(b"{")
}

/// The program in the text of a saved plan; the path is for errors.
pub(crate) fn parse(path: &Path, text: &[u8]) -> Result<Program, Error> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let header: Header = serde_json::from_slice(text).map_err(|error| not_json(path, &error))?;
    if header.format != FORMAT {
        let problem = format!("is JSON, but not a saved plan: `format` is not `{FORMAT}`");
        return Err(refused(path, problem));
    }
    if header.version != VERSION {
        let version = header.version;
        let problem = format!("is a saved plan of version {version}, but this command reads only version {VERSION}");
        return Err(refused(path, problem));
    }
    let saved = serde_json::from_slice(text).map_err(|error| not_json(path, &error))?;
    program(path, saved)
}

/// The program of a saved plan. Its runtime configs say which machines each step runs on; the plan that is made from
/// the steps must have the same ones.
fn program(path: &Path, saved: SavedPlan) -> Result<Program, Error> {
    let mut computes: BTreeMap<&str, Compute> = BTreeMap::new();
    for config in &saved.runtime_configs {
        for action in &config.actions {
            computes.insert(action, config.compute);
        }
    }
    let (mut steps, mut places) = (Vec::new(), BTreeMap::new());
    for saved in saved.steps {
        let compute = computes.get(saved.action.as_str()).copied();
        let step = step(path, &saved, compute)?;
        let action = step.action().to_owned();
        if places.insert(action.clone(), saved.location).is_some() {
            let problem = format!("is a saved plan with two steps for the action `{action}`");
            return Err(refused(path, problem));
        }
        steps.push(step);
    }
    let plan = Plan::from_steps(steps)
        .and_then(|plan| plan.with_namespace(&saved.namespace))
        .and_then(|plan| plan.with_slots(saved.slots))
        .map_err(|error| {
            let problem = "is a saved plan whose steps do not form a valid plan";
            refused(path, problem).with_details(error)
        })?;
    let planned = plan.runtime_configs().iter();
    let planned = planned.map(|config| (config.compute(), config.actions()));
    let written = saved.runtime_configs.iter();
    let written = written.map(|config| (&config.compute, config.actions.as_slice()));
    if plan.prefix() != saved.namespace || planned.ne(written) {
        let problem = "is a saved plan that was edited: its `steps` give other `runtime_configs`";
        return Err(refused(path, problem));
    }
    Ok(Program {
        plan,
        workflows: saved.workflows.into_iter().map(|entry| entry.0).collect(),
        places,
        has_setting: true,
    })
}

fn step(path: &Path, saved: &SavedStep, compute: Option<Compute>) -> Result<Step, Error> {
    let mut step = Step::new(saved.workflow.as_str(), saved.name.as_str())
        .with_parents(saved.parents.iter().map(String::as_str))
        .with_retries(saved.retries);
    if let Some(timeout) = &saved.timeout {
        let duration = parse_duration(timeout).map_err(|_| {
            let action = &saved.action;
            let problem =
                format!("is a saved plan with the `timeout` {timeout:?} of `{action}`, which is not a duration");
            refused(path, problem)
        })?;
        step = step.with_timeout(duration);
    }
    if let Some(compute) = compute {
        step = step.with_compute(compute);
    }
    Ok(step)
}

fn not_json(path: &Path, error: &serde_json::Error) -> Error {
    // The column is of little use in a file that a program wrote, and would come after the help of our own messages.
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = error.to_string();
    let details = text.strip_suffix(&place).unwrap_or(&text);
    let problem = format!("is not a saved plan: line {}", error.line());
    refused(path, problem).with_details(details)
}

/// The error of a file that is not a saved plan for this reason.
fn refused(path: &Path, problem: impl Display) -> Error {
    Error::new(format!("`{}` {problem}", path.display()))
        .with_help("write it again with `cargo hatchet-compute plan --format json`")
}
