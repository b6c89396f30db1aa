//! A program as the commands see it: its plan, its workflows, and where its steps are written.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::Path;

use hatchet_compute::record::Records;
use hatchet_compute::{Compute, Plan, PlanError};

use crate::arguments::Setting;
use crate::binary::{self, BinaryError};
use crate::error::Error;
use crate::saved::{self, BYTE_ORDER_MARK, SavedLocation, SavedWorkflow};

/// What is known of a program, from its records or from a saved plan.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Program {
    pub(crate) plan: Plan,
    /// Sorted by name, as [`Plan::steps`] are by action.
    pub(crate) workflows: Vec<SavedWorkflow>,
    /// Where each step is written, by its action without a namespace.
    pub(crate) locations: BTreeMap<String, SavedLocation>,
}

impl Program {
    /// The program that these records are of.
    pub(crate) fn from_records(records: Records) -> Result<Self, PlanError> {
        let workflows = records.workflows.iter().map(SavedWorkflow::from).collect();
        let locations = records
            .steps
            .iter()
            .map(|step| (step.action().to_owned(), step.location().into()))
            .collect();
        Ok(Self {
            plan: Plan::from_records(records)?,
            workflows,
            locations,
        })
    }

    /// The program in a file: a binary, or a plan that was saved.
    pub(crate) fn read(path: &Path) -> Result<Self, Error> {
        if Self::is_saved(path)? {
            return Self::read_saved(path);
        }
        let file = binary::open(path).map_err(|error| Error::binary(path, error))?;
        let records = binary::read(file).map_err(|error| Error::binary(path, error))?;
        Self::from_records(records).map_err(|error| Error::plan(path, error))
    }

    /// Whether a file is meant to be a saved plan: whether it is JSON.
    pub(crate) fn is_saved(path: &Path) -> Result<bool, Error> {
        binary::open(path)
            .and_then(|file| starts_with_brace(file).map_err(BinaryError::Io))
            .map_err(|error| Error::binary(path, error))
    }

    /// The program in a saved plan.
    pub(crate) fn read_saved(path: &Path) -> Result<Self, Error> {
        let mut file = binary::open(path).map_err(|error| Error::binary(path, error))?;
        saved::read(path, &mut file)
    }

    /// The same program with the namespace and the slots of another, where the command line does not give them.
    pub(crate) fn with_setting_of(self, other: &Self, given: &Setting) -> Result<Self, PlanError> {
        let namespace = Some(other.plan.prefix()).filter(|_| given.namespace.is_none());
        let slots = Some(other.plan.slots()).filter(|_| given.slots.is_none());
        self.with(namespace, slots)
    }

    /// The same program with another namespace or other slots, where they are given.
    pub(crate) fn with(
        mut self,
        namespace: Option<&str>,
        slots: Option<u32>,
    ) -> Result<Self, PlanError> {
        if let Some(namespace) = namespace {
            self.plan = self.plan.with_namespace(namespace)?;
        }
        if let Some(slots) = slots {
            self.plan = self.plan.with_slots(slots)?;
        }
        Ok(self)
    }

    /// The numbers of all machines, from 1: the places of the runtime configs.
    pub(crate) fn numbers_of_machines(&self) -> BTreeMap<Compute, usize> {
        let configs = self.plan.runtime_configs().iter();
        configs
            .zip(1..)
            .map(|(config, number)| (*config.compute(), number))
            .collect()
    }

    /// Where the step of an action with the namespace is written, if that is known.
    pub(crate) fn location(&self, action: &str) -> Option<&SavedLocation> {
        let action = action.strip_prefix(self.plan.prefix())?;
        self.locations.get(action)
    }

    /// What all machines are together.
    pub(crate) fn totals(&self) -> Totals {
        let mut totals = Totals::default();
        for config in self.plan.runtime_configs() {
            let compute = config.compute();
            let machines = u64::from(compute.num_replicas());
            totals.machines += machines;
            totals.cpus += machines * u64::from(compute.cpus());
            totals.memory_mb += machines * u64::from(compute.memory_mb());
        }
        totals
    }
}

/// Machines, CPUs and memory of a plan, each over all machines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    pub(crate) machines: u64,
    pub(crate) cpus: u64,
    pub(crate) memory_mb: u64,
}

/// Whether the first character that is no blank opens a JSON object.
fn starts_with_brace(file: impl Read) -> io::Result<bool> {
    let mut beginning = Vec::new();
    file.take(64).read_to_end(&mut beginning)?;
    let beginning = beginning
        .strip_prefix(BYTE_ORDER_MARK)
        .unwrap_or(&beginning);
    Ok(beginning.trim_ascii_start().first() == Some(&b'{'))
}
