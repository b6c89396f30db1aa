//! What changes from one plan to another.
//!
//! Steps are matched by their actions without the namespace, workflows by their names. Machines have no name: two
//! configurations are the same machines, changed, if they share the most steps.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use hatchet_compute::cost::Rates;
use hatchet_compute::{Compute, Plan, Replicas, RuntimeConfig};
use hatchet_compute_core::format_duration;

use crate::estimate::Monthly;
use crate::program::{Program, Totals, machine_text, regions_text, replicas_text, scaling_text};

/// Something that is added (`+`), removed (`-`) or changed (`~`).
pub(crate) struct Change {
    pub(crate) sign: char,
    pub(crate) name: String,
    pub(crate) details: Vec<Detail>,
}

/// What changes about something, or is worth knowing about it.
pub(crate) struct Detail {
    pub(crate) what: &'static str,
    /// The value before; `None` if there is nothing to compare.
    pub(crate) old: Option<String>,
    pub(crate) new: String,
}

/// The compared properties of a plan, a step or a workflow: names, and values, if there are any.
type Properties = Vec<(&'static str, Vec<String>)>;

/// A configuration of the old plan and the one of the new plan that takes its place, if there are any.
type Pair<'a> = (Option<&'a RuntimeConfig>, Option<&'a RuntimeConfig>);

/// The defaults of a step, which are not listed for a new one.
const IN_EVERY_RUN: &str = "in every run";
const NO_RETRIES: &str = "0";

/// What changes from one plan to another. Places in the source and versions of packages are not compared.
pub(crate) struct Diff {
    /// Headings, and the changes under each, of which there is at least one.
    pub(crate) sections: Vec<(&'static str, Vec<Change>)>,
    pub(crate) totals: (Totals, Totals),
    /// The estimated cost before and after.
    pub(crate) costs: (Monthly, Monthly),
    pub(crate) rates: Rates,
    /// Whether either plan has autoscaling.
    pub(crate) is_autoscaled: bool,
}

impl Diff {
    pub(crate) fn between(old: &Program, new: &Program, rates: Rates) -> Self {
        let settings = edits(&settings(&old.plan), &settings(&new.plan)).into_iter();
        let machines = machines(&old.plan, &new.plan);
        let mut sections = vec![
            (
                "Settings",
                settings.map(|edit| Change { sign: '~', name: edit.what.to_owned(), details: vec![edit] }).collect(),
            ),
            ("Machines", machines.iter().filter_map(machine_change).collect()),
            ("Actions that change machines", moved_actions(&old.plan, &new.plan, &machines)),
            ("Steps", step_changes(old, new)),
            ("Workflows", changes(&workflows(old), &workflows(new))),
        ];
        sections.retain(|(_, changes)| !changes.is_empty());
        Self {
            sections,
            totals: (old.totals(), new.totals()),
            costs: (old.plan.cost(&rates).into(), new.plan.cost(&rates).into()),
            rates,
            is_autoscaled: old.is_autoscaled() || new.is_autoscaled(),
        }
    }
}

impl Change {
    pub(crate) fn word(&self) -> &'static str {
        match self.sign {
            '+' => "added",
            '-' => "removed",
            _ => "changed",
        }
    }

    fn new(name: String, old: Option<&Properties>, new: Option<&Properties>) -> Self {
        let (sign, details) = match (old, new) {
            (Some(old), Some(new)) => ('~', edits(old, new)),
            (Some(_), None) => ('-', Vec::new()),
            (None, _) => ('+', Vec::new()),
        };
        Self { sign, name, details }
    }
}

/// What only one side has, and what both have with different values.
fn changes(old: &BTreeMap<String, Properties>, new: &BTreeMap<String, Properties>) -> Vec<Change> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let changed = names.into_iter().filter(|&name| old.get(name) != new.get(name));
    let change = |name: &String| {
        let change = Change::new(name.clone(), old.get(name), new.get(name));
        match (old.get(name), new.get(name)) {
            (None, Some(new)) => Change { details: given(new), ..change },
            _ => change,
        }
    };
    changed.map(change).collect()
}

/// What is listed for something new: its properties, except its name and defaults.
fn given(properties: &Properties) -> Vec<Detail> {
    let details = properties.iter().map(|(what, values)| Detail { what, old: None, new: values.join(", ") });
    let defaults = ["", NO_RETRIES, IN_EVERY_RUN];
    details.filter(|Detail { what, new, .. }| *what != "name" && !defaults.contains(&new.as_str())).collect()
}

/// Changes of steps, with the machines of new ones. Other steps that change machines have a separate section.
fn step_changes(old: &Program, new: &Program) -> Vec<Change> {
    let mut changes = changes(&steps(old), &steps(new));
    for change in changes.iter_mut().filter(|change| change.sign == '+') {
        let steps = new.plan.steps();
        let step = steps.binary_search_by(|step| step.action().cmp(&change.name)).ok();
        let machines = described(step.and_then(|index| steps[index].compute()));
        change.details.insert(0, Detail { what: "machines", old: None, new: machines });
    }
    changes
}

/// The properties that change.
fn edits(old: &Properties, new: &Properties) -> Vec<Detail> {
    let value = |values: &[String]| if values.is_empty() { "none".to_owned() } else { values.join(", ") };
    let changed = old.iter().zip(new).filter(|(old, new)| old != new);
    changed.map(|((what, old), (_, new))| Detail { what, old: Some(value(old)), new: value(new) }).collect()
}

/// Configurations that only one of the plans has. Those that share steps are paired, most steps in common first.
fn machines<'a>(old: &'a Plan, new: &'a Plan) -> Vec<Pair<'a>> {
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
    let mut candidates: Vec<_> = shared.into_iter().collect();
    // Stable: of pairs that share equally many steps, the one that comes first in the plans stays first.
    candidates.sort_by_key(|(_, steps)| Reverse(*steps));
    let mut pairs = Vec::new();
    for ((i, j), _) in candidates {
        if removed[i].is_some() && added[j].is_some() {
            pairs.push((removed[i].take(), added[j].take()));
        }
    }
    pairs.extend(added.into_iter().flatten().map(|config| (None, Some(config))));
    pairs.extend(removed.into_iter().flatten().map(|config| (Some(config), None)));
    pairs
}

/// The configurations of a plan that another does not have, to be taken out one by one.
fn only_in<'a>(plan: &'a Plan, other: &Plan) -> Vec<Option<&'a RuntimeConfig>> {
    let others: BTreeSet<&Compute> = other.runtime_configs().iter().map(RuntimeConfig::compute).collect();
    plan.runtime_configs().iter().filter(|config| !others.contains(config.compute())).map(Some).collect()
}

fn machine_change((old, new): &Pair<'_>) -> Option<Change> {
    let config = new.or(*old)?;
    let name = described(Some(config.compute()));
    let mut change = Change::new(name, old.map(aspects).as_ref(), new.map(aspects).as_ref());
    change.details.push(Detail { what: "actions", old: None, new: config.actions().join(", ") });
    Some(change)
}

fn described(compute: Option<&Compute>) -> String {
    let text = compute.map(|compute| format!("{}, {}", machine_text(compute), replicas_text(compute)));
    text.unwrap_or_else(|| "no compute".to_owned())
}

/// What can change about machines: what the change is called, and the value.
fn aspects(config: &RuntimeConfig) -> Properties {
    let compute = config.compute();
    let replicas = match compute.replicas() {
        Replicas::Fixed(number) => number.to_string(),
        Replicas::Autoscaling(scaling) => scaling_text(&scaling),
    };
    vec![
        ("resized", vec![machine_text(compute)]),
        ("replicas", vec![replicas]),
        ("moved", vec![regions_text(compute)]),
        ("pool", vec![compute.pool().to_owned()]),
    ]
}

/// Actions that move to other machines, or gain or lose compute, unless their old machines became the new ones.
fn moved_actions(old: &Plan, new: &Plan, machines: &[Pair<'_>]) -> Vec<Change> {
    let pairs = machines.iter().filter_map(|(old, new)| old.zip(*new));
    let changed: BTreeSet<_> = pairs.map(|(old, new)| (old.compute(), new.compute())).collect();
    let new_steps: BTreeMap<_, _> = new.steps().iter().map(|step| (step.action(), step)).collect();
    let mut moved = Vec::new();
    for step in old.steps() {
        let Some(new_step) = new_steps.get(step.action()) else { continue };
        let (before, after) = (step.compute(), new_step.compute());
        if before != after && before.zip(after).is_none_or(|pair| !changed.contains(&pair)) {
            let detail = Detail { what: "machines", old: Some(described(before)), new: described(after) };
            moved.push(Change { sign: '~', name: new.action_of(new_step), details: vec![detail] });
        }
    }
    moved
}

fn settings(plan: &Plan) -> Properties {
    let namespace = Some(plan.prefix()).filter(|prefix| !prefix.is_empty());
    vec![("namespace", listed(namespace)), ("slots", listed([plan.slots()]))]
}

fn steps(program: &Program) -> BTreeMap<String, Properties> {
    let steps = program.plan.steps().iter().map(|step| {
        let properties = vec![
            ("name", vec![format!("{}:{}", step.workflow(), step.name())]),
            ("parents", listed(step.parents())),
            ("timeout", listed(step.timeout().map(format_duration))),
            ("schedule timeout", listed(step.schedule_timeout().map(format_duration))),
            ("runs", vec![if step.on_failure() { "on failure" } else { IN_EVERY_RUN }.to_owned()]),
            ("retries", listed([step.retries()])),
        ];
        (step.action().to_owned(), properties)
    });
    steps.collect()
}

fn workflows(program: &Program) -> BTreeMap<String, Properties> {
    let workflows = program.workflows.iter().map(|workflow| {
        let properties = vec![
            ("name", listed([&workflow.name])),
            ("events", listed(&workflow.on_events)),
            ("crons", listed(&workflow.on_crons)),
            ("version", listed(&workflow.version)),
            ("description", listed(&workflow.description)),
        ];
        (workflow.name.to_lowercase(), properties)
    });
    workflows.collect()
}

/// The values as texts, sorted: the order of parents, events and crons does not matter.
fn listed(values: impl IntoIterator<Item = impl ToString>) -> Vec<String> {
    let mut values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    values.sort();
    values
}
