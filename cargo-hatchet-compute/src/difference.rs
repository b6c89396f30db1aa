//! What changes from one plan to another, as `diff` and `check --locked` say it.
//!
//! Steps are known by their actions without the namespace, workflows by their names. Machines have no name: two
//! configurations are the same machines, changed, when they share the most steps.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use hatchet_compute::{Compute, Plan, RuntimeConfig, Step};

use crate::format::duration_text;
use crate::program::{Program, Totals};
use crate::saved::SavedWorkflow;

/// What changes from one plan to another. Places in the source and versions of packages are not looked at.
#[derive(Debug)]
pub(crate) struct Difference {
    /// Namespace and slots, in words.
    pub(crate) settings: Vec<String>,
    pub(crate) machines: Vec<MachinesChange>,
    /// Actions that are on other machines than before.
    pub(crate) moved_actions: Vec<MovedAction>,
    pub(crate) steps: Vec<Change>,
    pub(crate) workflows: Vec<Change>,
    pub(crate) before: Totals,
    pub(crate) after: Totals,
}

/// What happens to the machines of one configuration.
#[derive(Debug)]
pub(crate) enum MachinesChange {
    Added(RuntimeConfig),
    Removed(RuntimeConfig),
    /// Another kind, size, number, place or pool for mostly the same steps.
    Changed {
        old: RuntimeConfig,
        new: RuntimeConfig,
    },
}

/// An action that is on other machines than before; `None` for a step without machines.
#[derive(Debug)]
pub(crate) struct MovedAction {
    pub(crate) action: String,
    pub(crate) old: Option<Compute>,
    pub(crate) new: Option<Compute>,
}

/// What happens to something that has a name.
#[derive(Debug)]
pub(crate) enum Change {
    Added(String),
    Removed(String),
    /// What of it changes, in words.
    Changed {
        name: String,
        what: Vec<String>,
    },
}

impl Difference {
    pub(crate) fn between(old: &Program, new: &Program) -> Self {
        let machines = machines(&old.plan, &new.plan);
        let moved_actions = moved_actions(old, new, &machines);
        Self {
            settings: settings(&old.plan, &new.plan),
            moved_actions,
            machines,
            steps: changes_by_name(&steps(old), &steps(new)),
            workflows: changes_by_name(&workflows(old), &workflows(new)),
            before: old.totals(),
            after: new.totals(),
        }
    }

    /// Whether nothing changes.
    pub(crate) fn is_empty(&self) -> bool {
        self.settings.is_empty()
            && self.machines.is_empty()
            && self.moved_actions.is_empty()
            && self.steps.is_empty()
            && self.workflows.is_empty()
    }
}

fn settings(old: &Plan, new: &Plan) -> Vec<String> {
    let name = |plan: &Plan| match plan.prefix() {
        "" => "none".to_owned(),
        prefix => format!("`{prefix}`"),
    };
    let values = [
        ("namespace", name(old), name(new)),
        ("slots", old.slots().to_string(), new.slots().to_string()),
    ];
    values
        .into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(what, old, new)| format!("{what}: {old} -> {new}"))
        .collect()
}

/// Machines that only one of the plans has, those that share steps taken together: most steps in common first.
fn machines(old: &Plan, new: &Plan) -> Vec<MachinesChange> {
    let (gone, added) = (only_in(old, new), only_in(new, old));
    let mut pairs: Vec<(Reverse<usize>, usize, usize)> = steps_in_common(old, new, &gone, &added)
        .into_iter()
        .map(|((i, j), steps)| (Reverse(steps), i, j))
        .collect();
    pairs.sort_unstable();
    let (mut taken_old, mut taken_new) = (BTreeSet::new(), BTreeSet::new());
    let mut changes = Vec::new();
    for (_, i, j) in pairs {
        if taken_old.contains(&i) || taken_new.contains(&j) {
            continue;
        }
        taken_old.insert(i);
        taken_new.insert(j);
        changes.push(MachinesChange::Changed {
            old: gone[i].clone(),
            new: added[j].clone(),
        });
    }
    let left = |configs: &[&RuntimeConfig], taken: &BTreeSet<usize>| -> Vec<RuntimeConfig> {
        let configs = configs.iter().enumerate();
        configs
            .filter(|(index, _)| !taken.contains(index))
            .map(|(_, config)| (*config).clone())
            .collect()
    };
    let (added, gone) = (left(&added, &taken_new), left(&gone, &taken_old));
    changes.extend(added.into_iter().map(MachinesChange::Added));
    changes.extend(gone.into_iter().map(MachinesChange::Removed));
    changes
}

/// The configurations of a plan that another does not have.
fn only_in<'a>(plan: &'a Plan, other: &Plan) -> Vec<&'a RuntimeConfig> {
    let others: BTreeSet<&Compute> = other
        .runtime_configs()
        .iter()
        .map(RuntimeConfig::compute)
        .collect();
    plan.runtime_configs()
        .iter()
        .filter(|config| !others.contains(config.compute()))
        .collect()
}

/// How many steps two configurations have in common, by their places in the lists; those that have any.
fn steps_in_common(
    old: &Plan,
    new: &Plan,
    gone: &[&RuntimeConfig],
    added: &[&RuntimeConfig],
) -> BTreeMap<(usize, usize), usize> {
    let places = |configs: &[&RuntimeConfig]| -> BTreeMap<Compute, usize> {
        let configs = configs.iter().enumerate();
        configs
            .map(|(index, config)| (*config.compute(), index))
            .collect()
    };
    let (gone, added, before) = (places(gone), places(added), by_action(old));
    let mut steps = BTreeMap::new();
    for step in new.steps() {
        let old = before
            .get(step.action())
            .and_then(|step| step.compute())
            .and_then(|compute| gone.get(compute));
        let new = step.compute().and_then(|compute| added.get(compute));
        if let (Some(&i), Some(&j)) = (old, new) {
            *steps.entry((i, j)).or_default() += 1;
        }
    }
    steps
}

/// The actions that are in both plans and on other machines, unless it is the machines that change under them.
fn moved_actions(old: &Program, new: &Program, machines: &[MachinesChange]) -> Vec<MovedAction> {
    let changed: BTreeSet<(&Compute, &Compute)> = machines
        .iter()
        .filter_map(|change| match change {
            MachinesChange::Changed { old, new } => Some((old.compute(), new.compute())),
            MachinesChange::Added(_) | MachinesChange::Removed(_) => None,
        })
        .collect();
    let is_change_of_machines = |before: Option<&Compute>, after: Option<&Compute>| {
        before
            .zip(after)
            .is_some_and(|pair| changed.contains(&pair))
    };
    let before: BTreeMap<&str, &Step> = by_action(&old.plan);
    let new_steps = new.plan.steps().iter();
    new_steps
        .filter_map(|step| Some((step, *before.get(step.action())?)))
        .filter(|(after, before)| {
            before.compute() != after.compute()
                && !is_change_of_machines(before.compute(), after.compute())
        })
        .map(|(after, before)| MovedAction {
            action: new.plan.action_of(after),
            old: before.compute().copied(),
            new: after.compute().copied(),
        })
        .collect()
}

fn by_action(plan: &Plan) -> BTreeMap<&str, &Step> {
    let steps = plan.steps().iter();
    steps.map(|step| (step.action(), step)).collect()
}

/// Something with a name, and what is compared of it: what it is called, and its value in words.
type Described = BTreeMap<String, Vec<(&'static str, String)>>;

fn steps(program: &Program) -> Described {
    let describe = |step: &Step| {
        let mut parents = step.parents().to_vec();
        parents.sort();
        let timeout = step.timeout().map(duration_text);
        vec![
            ("written", format!("{}:{}", step.workflow(), step.name())),
            ("parents", words(&parents)),
            ("timeout", timeout.unwrap_or_else(|| "none".to_owned())),
            ("retries", step.retries().to_string()),
        ]
    };
    let steps = program.plan.steps().iter();
    steps
        .map(|step| (step.action().to_owned(), describe(step)))
        .collect()
}

fn workflows(program: &Program) -> Described {
    let describe = |workflow: &SavedWorkflow| {
        let text = |text: &Option<String>| {
            text.as_ref()
                .map_or_else(|| "none".to_owned(), |text| format!("{text:?}"))
        };
        let (mut events, mut crons) = (workflow.on_events.clone(), workflow.on_crons.clone());
        events.sort();
        crons.sort();
        vec![
            ("written", workflow.name.clone()),
            ("events", words(&events)),
            ("crons", words(&crons)),
            ("version", text(&workflow.version)),
            ("description", text(&workflow.description)),
        ]
    };
    let workflows = program.workflows.iter();
    workflows
        .map(|workflow| (workflow.name.to_lowercase(), describe(workflow)))
        .collect()
}

fn words(list: &[String]) -> String {
    if list.is_empty() {
        "none".to_owned()
    } else {
        list.join(", ")
    }
}

fn changes_by_name(old: &Described, new: &Described) -> Vec<Change> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    names
        .into_iter()
        .filter_map(|name| match (old.get(name), new.get(name)) {
            (None, _) => Some(Change::Added(name.clone())),
            (_, None) => Some(Change::Removed(name.clone())),
            (Some(old), Some(new)) => {
                let what: Vec<String> = old
                    .iter()
                    .zip(new)
                    .filter(|((_, old), (_, new))| old != new)
                    .map(|((what, old), (_, new))| format!("{what}: {old} -> {new}"))
                    .collect();
                (!what.is_empty()).then(|| Change::Changed {
                    name: name.clone(),
                    what,
                })
            }
        })
        .collect()
}
