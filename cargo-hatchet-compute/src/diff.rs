//! What changes from one plan to another.
//!
//! Steps are matched by their actions without the namespace, workflows by their names. Machines have no name: two
//! configurations are the same machines, changed, if they share the most steps.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use hatchet_compute::{Compute, Plan, RuntimeConfig, Step};

use crate::program::{Program, Totals, Workflow, duration_text};

/// Something before and after the change: what is added has no first value, what is removed no second.
pub(crate) type Change<T> = (Option<T>, Option<T>);

/// What is compared of a plan, a step or a workflow: names of properties, and their values, if there are any.
pub(crate) type Properties = Vec<(&'static str, Vec<String>)>;

/// What changes from one plan to another. Places in the source and versions of packages are not compared.
#[derive(Debug)]
pub(crate) struct Diff {
    /// Namespace and slots before and after, changed or not.
    pub(crate) settings: (Properties, Properties),
    /// Machines of another kind, size, number, region or pool for mostly the same steps are changed.
    pub(crate) machines: Vec<Change<RuntimeConfig>>,
    /// Actions that run on other machines, or without compute, while their old machines are not the ones that change.
    pub(crate) moved_actions: BTreeMap<String, Change<Option<Compute>>>,
    pub(crate) steps: BTreeMap<String, Change<Properties>>,
    pub(crate) workflows: BTreeMap<String, Change<Properties>>,
    pub(crate) totals: (Totals, Totals),
}

impl Diff {
    pub(crate) fn between(old: &Program, new: &Program) -> Self {
        let machines = machines(&old.plan, &new.plan);
        Self {
            settings: (settings(&old.plan), settings(&new.plan)),
            moved_actions: moved_actions(&old.plan, &new.plan, &machines),
            machines,
            steps: changes(steps(old), steps(new)),
            workflows: changes(workflows(old), workflows(new)),
            totals: (old.totals(), new.totals()),
        }
    }

    /// Whether nothing changes.
    pub(crate) fn is_empty(&self) -> bool {
        self.settings.0 == self.settings.1
            && self.machines.is_empty()
            && self.moved_actions.is_empty()
            && self.steps.is_empty()
            && self.workflows.is_empty()
    }
}

/// What only one side has, and what both have with different values.
fn changes<T: PartialEq>(old: BTreeMap<String, T>, new: BTreeMap<String, T>) -> BTreeMap<String, Change<T>> {
    let old = old.into_iter().map(|(name, old)| (name, (Some(old), None)));
    let mut changes: BTreeMap<String, Change<T>> = old.collect();
    for (name, new) in new {
        changes.entry(name).or_default().1 = Some(new);
    }
    changes.retain(|_, (old, new)| old != new);
    changes
}

/// Configurations that only one of the plans has. Those that share steps are paired, most steps in common first.
fn machines(old: &Plan, new: &Plan) -> Vec<Change<RuntimeConfig>> {
    let (mut removed, mut added) = (only_in(old, new), only_in(new, old));
    let mut added_of = BTreeMap::new();
    for (config, j) in added.iter().flatten().zip(0_usize..) {
        added_of.extend(config.actions().iter().map(|action| (action.strip_prefix(new.prefix()), j)));
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (config, i) in removed.iter().flatten().zip(0..) {
        for action in config.actions() {
            if let Some(j) = added_of.get(&action.strip_prefix(old.prefix())) {
                *shared.entry((i, *j)).or_default() += 1;
            }
        }
    }
    let mut pairs: Vec<_> = shared.into_iter().collect();
    // Stable: of pairs that share as many steps, the one that comes first in the plans stays first.
    pairs.sort_by_key(|(_, steps)| Reverse(*steps));
    let mut changes = Vec::new();
    for ((i, j), _) in pairs {
        if removed[i].is_some() && added[j].is_some() {
            changes.push((removed[i].take(), added[j].take()));
        }
    }
    changes.extend(added.into_iter().flatten().map(|config| (None, Some(config))));
    changes.extend(removed.into_iter().flatten().map(|config| (Some(config), None)));
    changes
}

/// The configurations of a plan that another does not have, to be taken out one by one.
fn only_in(plan: &Plan, other: &Plan) -> Vec<Option<RuntimeConfig>> {
    let others: BTreeSet<&Compute> = other.runtime_configs().iter().map(RuntimeConfig::compute).collect();
    let configs = plan.runtime_configs().iter();
    configs.filter(|config| !others.contains(config.compute())).cloned().map(Some).collect()
}

/// Steps that run on other machines, by the action with the new namespace.
fn moved_actions(
    old: &Plan,
    new: &Plan,
    machines: &[Change<RuntimeConfig>],
) -> BTreeMap<String, Change<Option<Compute>>> {
    let pairs = machines.iter().filter_map(|(old, new)| Some((*old.as_ref()?.compute(), *new.as_ref()?.compute())));
    let changed: BTreeSet<(Compute, Compute)> = pairs.collect();
    let mut moved = changes(computes(old, new.prefix()), computes(new, new.prefix()));
    moved.retain(|_, change| match *change {
        (Some(old), Some(new)) => old.zip(new).is_none_or(|pair| !changed.contains(&pair)),
        _ => false,
    });
    moved
}

/// The machines of each action; `None` for a step without compute.
fn computes(plan: &Plan, prefix: &str) -> BTreeMap<String, Option<Compute>> {
    let steps = plan.steps().iter();
    let action = |step: &Step| format!("{prefix}{}", step.action());
    steps.map(|step| (action(step), step.compute().copied())).collect()
}

fn settings(plan: &Plan) -> Properties {
    let namespace = Some(plan.prefix()).filter(|prefix| !prefix.is_empty());
    vec![("namespace", listed(namespace)), ("slots", listed([plan.slots()]))]
}

fn steps(program: &Program) -> BTreeMap<String, Properties> {
    let properties = |step: &Step| {
        vec![
            ("name", vec![format!("{}:{}", step.workflow(), step.name())]),
            ("parents", listed(step.parents())),
            ("timeout", listed(step.timeout().map(duration_text))),
            ("retries", listed([step.retries()])),
        ]
    };
    let steps = program.plan.steps().iter();
    steps.map(|step| (step.action().to_owned(), properties(step))).collect()
}

fn workflows(program: &Program) -> BTreeMap<String, Properties> {
    let properties = |workflow: &Workflow| {
        vec![
            ("name", listed([&workflow.name])),
            ("events", listed(&workflow.on_events)),
            ("crons", listed(&workflow.on_crons)),
            ("version", listed(&workflow.version)),
            ("description", listed(&workflow.description)),
        ]
    };
    let workflows = program.workflows.iter();
    workflows.map(|workflow| (workflow.name.to_lowercase(), properties(workflow))).collect()
}

/// The values as texts, sorted: the order of parents, events and crons does not matter.
fn listed(values: impl IntoIterator<Item = impl ToString>) -> Vec<String> {
    let mut values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    values.sort();
    values
}
