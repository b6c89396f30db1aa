//! What is known about a program: its plan and its workflows.

use std::collections::BTreeMap;

use hatchet_compute::cost::Rates;
use hatchet_compute::record::Records;
use hatchet_compute::{Autoscaling, Compute, Location, Plan, PlanError, Replicas, RuntimeConfig, Step};
use hatchet_compute_core::{format_duration, quoted};
use serde::{Deserialize, Serialize};

use crate::args::PlanSettings;
use crate::estimate::Monthly;

pub(crate) struct Program {
    pub(crate) plan: Plan,
    pub(crate) workflows: Vec<Workflow>,
    /// The Rust libraries that it links, whose steps are in their own files.
    pub(crate) libraries: Vec<String>,
    /// Whether it has a namespace and slots itself, as a saved plan does and a binary does not.
    pub(crate) has_settings: bool,
}

/// A workflow that has a record; the workflow of a step outside an impl block has none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Workflow {
    pub(crate) name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(crate) on_events: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(crate) on_crons: Vec<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(crate) description: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(crate) version: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub(crate) location: SavedLocation,
}

/// Where an annotation is in the source. Empty and 0 where that is not known.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct SavedLocation {
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) file: String,
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) line: u32,
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) column: u32,
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) package: String,
    #[serde(skip_serializing_if = "is_default")]
    pub(crate) version: String,
}

pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The sums over all machines of a plan; with autoscaling, over the maximum.
#[derive(Default, Serialize)]
pub(crate) struct Totals {
    pub(crate) machines: u64,
    pub(crate) cpus: u64,
    pub(crate) memory_mb: u64,
    #[serde(skip)]
    pub(crate) cost: Monthly,
    #[serde(skip)]
    pub(crate) is_autoscaled: bool,
}

impl Program {
    pub(crate) fn from_records(records: Records) -> Result<Self, PlanError> {
        let workflows = records.workflows.iter().map(Workflow::from).collect();
        Ok(Self { plan: Plan::from_records(records)?, workflows, libraries: Vec::new(), has_settings: false })
    }

    /// The program with the namespace and slots of the command line. A binary, which has none, otherwise gets those of
    /// the saved plan that it is compared with.
    pub(crate) fn with_settings(mut self, setting: &PlanSettings, other: Option<&Self>) -> Result<Self, PlanError> {
        let saved = other.filter(|other| other.has_settings && !self.has_settings).map(|other| &other.plan);
        if let Some(namespace) = setting.namespace.as_deref().or(saved.map(Plan::prefix)) {
            self.plan = self.plan.with_namespace(namespace)?;
        }
        if let Some(slots) = setting.slots.or(saved.map(Plan::slots)) {
            self.plan = self.plan.with_slots(slots)?;
        }
        Ok(self)
    }

    /// A note about these libraries, if there are any.
    pub(crate) fn libraries_text(&self) -> Option<String> {
        let names = quoted(&self.libraries, "and");
        (!names.is_empty()).then(|| {
            format!(
                "the program links {names}: the steps of a Rust `dylib` are in its own file, not in this plan, and if it has \
                 any, the running program finds only those"
            )
        })
    }

    /// The number of each runtime config, from 1, by its compute.
    pub(crate) fn machine_numbers(&self) -> BTreeMap<Compute, usize> {
        let configs = self.plan.runtime_configs().iter();
        configs.zip(1..).map(|(config, number)| (*config.compute(), number)).collect()
    }

    /// The step of an action without the namespace.
    pub(crate) fn step(&self, action: &str) -> Option<&Step> {
        let steps = self.plan.steps();
        steps.binary_search_by(|step| step.action().cmp(action)).ok().map(|index| &steps[index])
    }

    pub(crate) fn totals(&self, rates: &Rates) -> Totals {
        let mut totals = Totals { cost: self.plan.cost(rates).into(), ..Totals::default() };
        for compute in self.plan.runtime_configs().iter().map(RuntimeConfig::compute) {
            let machines = u64::from(compute.replicas().highest());
            totals.machines += machines;
            totals.cpus += machines * u64::from(compute.cpus());
            totals.memory_mb += machines * u64::from(compute.memory_mb());
            totals.is_autoscaled |= matches!(compute.replicas(), Replicas::Autoscaling(_));
        }
        totals
    }
}

impl From<&hatchet_compute::Workflow> for Workflow {
    fn from(workflow: &hatchet_compute::Workflow) -> Self {
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

impl SavedLocation {
    /// `src/main.rs:12:10`; empty if the file is not known.
    pub(crate) fn text(&self) -> String {
        let Self { file, line, column, .. } = self;
        if file.is_empty() { String::new() } else { format!("{file}:{line}:{column}") }
    }
}

/// `1 machine`, `2 machines`.
pub(crate) fn count(number: u64, singular: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {singular}{ending}")
}

/// `shared, 2 CPUs, 4096 MB`.
pub(crate) fn machine_text(compute: &Compute) -> String {
    format!("{}, {}, {} MB", compute.cpu_kind(), count(compute.cpus().into(), "CPU"), compute.memory_mb())
}

/// `2 replicas in ewr, lhr`, `1 replica, region chosen by Hatchet`.
pub(crate) fn replicas_text(compute: &Compute) -> String {
    let replicas = compute.replicas();
    let regions = match (compute.regions(), replicas.highest()) {
        (regions, _) if !regions.is_empty() => format!(" in {regions}"),
        (_, 1) => ", region chosen by Hatchet".to_owned(),
        _ => ", regions chosen by Hatchet".to_owned(),
    };
    let pool = if compute.is_default_pool() { String::new() } else { format!(", pool {}", compute.pool()) };
    format!("{replicas}{regions}{pool}")
}

/// `1 to 5 replicas; 1 machine at a time, up above 0.75 …`.
pub(crate) fn scaling_text(scaling: &Autoscaling) -> String {
    format!(
        "{scaling}; {} at a time, up above {} and down below {} utilization over {}, at most every {}",
        count(scaling.increment().into(), "machine"),
        scaling.utilization_scale_up_threshold(),
        scaling.utilization_scale_down_threshold(),
        format_duration(scaling.rolling_window_duration()),
        format_duration(scaling.wait_duration()),
    )
}

pub(crate) fn regions_text(compute: &Compute) -> String {
    let regions = compute.regions();
    if regions.is_empty() { "chosen by Hatchet".to_owned() } else { regions.to_string() }
}
