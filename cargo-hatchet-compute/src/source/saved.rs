//! The saved plan, whose format README.md describes. Workflows and places in the source have the keys of [`Workflow`]
//! and [`SavedLocation`].
//!
//! Within version 1, keys may be added, and a reader ignores those that it does not know, except in a compute. Any
//! other change is a new version. What was not given is left out.

use std::collections::{BTreeMap, BTreeSet};

use hatchet_compute::cost::Rates;
use hatchet_compute::{Compute, Location, Plan, RuntimeConfig, Step};
use hatchet_compute_core::{format_duration, parse_duration};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::Error;
use crate::estimate::{self, Monthly};
use crate::program::{Program, SavedLocation, Workflow, is_default};

/// Tells a saved plan from any other JSON.
const FORMAT: &str = "hatchet-compute-plan";
const VERSION: u32 = 1;

/// What some editors put at the start of a file in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The first two keys, which every version has.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Header {
    format: String,
    version: u32,
}

#[derive(Serialize, Deserialize)]
pub(crate) struct SavedPlan {
    format: String,
    version: u32,
    /// The prefix of every action, with its underscore. As a namespace, it gives the same prefix again.
    namespace: String,
    slots: u32,
    runtime_configs: Vec<SavedConfig>,
    steps: Vec<SavedStep>,
    workflows: Vec<Workflow>,
    /// Follows from the machines, and is not read back.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    estimated_cost: Option<Value>,
}

#[derive(PartialEq, Serialize, Deserialize)]
struct SavedConfig {
    /// The label of workers on these machines, for tools that start workers. It follows from `compute`.
    key: String,
    compute: Compute,
    /// With the namespace. A step whose action is in none of these lists has no compute.
    actions: Vec<String>,
    /// Follows from `compute`, and is not read back.
    #[serde(skip_deserializing, skip_serializing_if = "Option::is_none")]
    estimated_cost_per_month: Option<Monthly>,
}

#[derive(Serialize, Deserialize)]
struct SavedStep {
    action: String,
    workflow: String,
    name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    parents: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    timeout: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    schedule_timeout: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    retries: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    on_failure: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    location: SavedLocation,
}

impl SavedConfig {
    fn new(config: &RuntimeConfig, rates: Option<&Rates>) -> Self {
        let (compute, actions) = (*config.compute(), config.actions().to_vec());
        let estimated_cost_per_month = rates.map(|rates| config.cost(rates).into());
        Self { key: config.key(), compute, actions, estimated_cost_per_month }
    }
}

impl SavedPlan {
    /// Without rates, the plan to put under version control, which places in the source, versions of packages and costs
    /// do not change. With rates, the plan for other programs, with all of that.
    pub(crate) fn new(program: &Program, rates: Option<&Rates>) -> Self {
        let plan = &program.plan;
        let shown = |place: SavedLocation| rates.map(|_| place).unwrap_or_default();
        let configs = plan.runtime_configs().iter().map(|config| SavedConfig::new(config, rates));
        let steps = plan.steps().iter().map(|step| SavedStep {
            action: plan.action_of(step),
            workflow: step.workflow().to_owned(),
            name: step.name().to_owned(),
            parents: step.parents().to_vec(),
            timeout: step.timeout().map(format_duration),
            schedule_timeout: step.schedule_timeout().map(format_duration),
            retries: step.retries(),
            on_failure: step.on_failure(),
            location: shown(step.location().into()),
        });
        let workflows = program.workflows.iter().cloned();
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            namespace: plan.prefix().to_owned(),
            slots: plan.slots(),
            runtime_configs: configs.collect(),
            steps: steps.collect(),
            workflows: workflows.map(|workflow| Workflow { location: shown(workflow.location), ..workflow }).collect(),
            estimated_cost: rates.map(|rates| estimate::json(Monthly::from(plan.cost(rates)), rates)),
        }
    }
}

/// Whether a file that starts with these bytes is JSON, and so probably a saved plan; or has a mark of a merge conflict.
pub(crate) fn may_be_plan(start: &[u8]) -> bool {
    let start = start.strip_prefix(BYTE_ORDER_MARK).unwrap_or(start);
    start.trim_ascii_start().starts_with(b"{") || start.starts_with(b"<<<<<<< ")
}

/// Whether a text is a saved plan of any version, perhaps one that is cut off or has the marks of a merge conflict.
pub(crate) fn is_plan(text: &[u8]) -> bool {
    may_be_plan(text) && text.windows(FORMAT.len()).any(|part| part == FORMAT.as_bytes())
}

pub(crate) fn parse(text: &[u8]) -> Result<Program, Error> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let Header { format, version } = from_json(text)?;
    if format != FORMAT {
        return Err(Error::new(format!("is JSON, but not a saved plan: `format` is not `{FORMAT}`")));
    }
    if version != VERSION {
        let problem = format!("is a saved plan of version {version}, but this command reads only version {VERSION}");
        return Err(Error::new(problem).with_help("install a version of `cargo-hatchet-compute` that reads it"));
    }
    program(from_json(text)?)
}

fn from_json<'a, T: Deserialize<'a>>(text: &'a [u8]) -> Result<T, Error> {
    serde_json::from_slice(text).map_err(|error| {
        // The column is of little use in a file that a program wrote, and would come after the help of our own
        // messages.
        let place = format!(" at line {} column {}", error.line(), error.column());
        let text = error.to_string();
        let details = text.strip_suffix(&place).unwrap_or(&text);
        Error::new(format!("is not a saved plan: line {}", error.line())).with_details(details)
    })
}

/// The program of a saved plan. What it says twice must agree: the plan that is made from the steps has the same
/// runtime configs, with the same keys, and gives each step the same action.
fn program(saved: SavedPlan) -> Result<Program, Error> {
    let mut computes: BTreeMap<&str, Compute> = BTreeMap::new();
    for config in &saved.runtime_configs {
        computes.extend(config.actions.iter().map(|action| (action.as_str(), config.compute)));
    }
    let mut actions: Vec<&str> = saved.steps.iter().map(|step| step.action.as_str()).collect();
    actions.sort_unstable();
    let steps: Result<Vec<_>, _> =
        saved.steps.iter().map(|saved| step(saved, computes.get(saved.action.as_str()))).collect();
    let plan = Plan::from_steps(steps?)
        .and_then(|plan| plan.with_namespace(&saved.namespace)?.with_slots(saved.slots))
        .map_err(|error| Error::new("is a saved plan whose steps do not form a valid plan").with_details(error))?;
    let edited = |what: &str| Error::new(format!("is a saved plan that was edited: {what}"));
    let configs = plan.runtime_configs().iter().map(|config| SavedConfig::new(config, None));
    if plan.prefix() != saved.namespace || configs.ne(saved.runtime_configs) {
        return Err(edited("its `runtime_configs` do not match its `steps`"));
    }
    if plan.steps().iter().map(|step| plan.action_of(step)).ne(actions) {
        return Err(edited("the `action` of a step does not match its `workflow` and `name`"));
    }
    let names: BTreeSet<String> = saved.workflows.iter().map(|workflow| workflow.name.to_lowercase()).collect();
    if names.len() < saved.workflows.len() {
        return Err(edited("it has a workflow twice"));
    }
    Ok(Program { plan, workflows: saved.workflows, libraries: Vec::new(), has_settings: true })
}

fn step(saved: &SavedStep, compute: Option<&Compute>) -> Result<Step, Error> {
    let SavedLocation { file, line, column, package, version } = &saved.location;
    let mut step = Step::new(&saved.workflow, &saved.name)
        .with_location(Location::new(file, *line, *column).with_package(package, version))
        .with_parents(&saved.parents)
        .with_retries(saved.retries)
        .with_on_failure(saved.on_failure);
    let duration = |name: &str, text: &str| {
        let problem = format!("is a saved plan in which the `{name}` of `{}` is {text:?}", saved.action);
        parse_duration(text).map_err(|_| Error::new(problem + ", which is not a duration"))
    };
    if let Some(timeout) = &saved.timeout {
        step = step.with_timeout(duration("timeout", timeout)?);
    }
    if let Some(timeout) = &saved.schedule_timeout {
        step = step.with_schedule_timeout(duration("schedule_timeout", timeout)?);
    }
    if let Some(compute) = compute {
        step = step.with_compute(*compute);
    }
    Ok(step)
}
