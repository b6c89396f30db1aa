//! What changes from one plan to another.
//!
//! Steps are matched by their actions without the namespace, workflows by their names. Machines have no name: two
//! configurations are the same machines, changed, if they share the most steps.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use hatchet_compute::cost::Rates;
use hatchet_compute::{Compute, Replicas, RuntimeConfig, Step};
use hatchet_compute_core::format_duration;

use crate::program::{Program, Totals, machine_text, regions_text, replicas_text, scaling_text};

pub(crate) struct Change {
    /// `added`, `removed` or `changed`.
    pub(crate) what: &'static str,
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

/// The compared properties of something, each with its values.
type Properties = Vec<(&'static str, Vec<String>)>;

/// A configuration of the old plan, and the one of the new plan that takes its place.
type Pair<'a> = (Option<&'a RuntimeConfig>, Option<&'a RuntimeConfig>);

/// The default of a step, which is not listed for a new one.
const IN_EVERY_RUN: &str = "in every run";

/// What changes from one plan to another. Places in the source and versions of packages are not compared.
pub(crate) struct Diff {
    /// Headings, and the changes under each, of which there is at least one.
    pub(crate) sections: Vec<(&'static str, Vec<Change>)>,
    pub(crate) before: Totals,
    pub(crate) after: Totals,
    pub(crate) rates: Rates,
}

impl Diff {
    pub(crate) fn between(old: &Program, new: &Program, rates: Rates) -> Self {
        let machines = machines(old, new);
        let mut sections = vec![
            ("Settings", changes(&settings(old), &settings(new))),
            ("Machines", machines.iter().filter_map(machine_change).collect()),
            ("Actions that change machines", moved_actions(old, new, &machines)),
            ("Steps", changes(&steps(old, new), &steps(new, old))),
            ("Workflows", changes(&workflows(old), &workflows(new))),
        ];
        sections.retain(|(_, changes)| !changes.is_empty());
        Self { sections, before: old.totals(&rates), after: new.totals(&rates), rates }
    }
}

/// What only one side has, and what both have with different values.
fn changes(old: &BTreeMap<String, Properties>, new: &BTreeMap<String, Properties>) -> Vec<Change> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let changes = names.into_iter().filter(|&name| old.get(name) != new.get(name)).map(|name| {
        let (what, details) = match (old.get(name), new.get(name)) {
            (Some(old), Some(new)) => ("changed", edits(old, new)),
            (Some(_), None) => ("removed", Vec::new()),
            (None, new) => ("added", new.map(given).unwrap_or_default()),
        };
        Change { what, name: name.clone(), details }
    });
    changes.collect()
}

/// What is listed for something new: its properties, except its name and defaults.
fn given(properties: &Properties) -> Vec<Detail> {
    let details = properties.iter().map(|(what, values)| Detail { what, old: None, new: values.join(", ") });
    let defaults = ["", "0", IN_EVERY_RUN];
    details.filter(|Detail { what, new, .. }| *what != "name" && !defaults.contains(&new.as_str())).collect()
}

fn edits(old: &Properties, new: &Properties) -> Vec<Detail> {
    let value = |values: &[String]| if values.is_empty() { "none".to_owned() } else { values.join(", ") };
    let changed = old.iter().zip(new).filter(|(old, new)| old != new);
    changed.map(|((what, old), (_, new))| Detail { what, old: Some(value(old)), new: value(new) }).collect()
}

/// The computes of the steps that both programs have.
fn computes<'a>(old: &'a Program, new: &'a Program) -> impl Iterator<Item = (&'a Step, [Option<&'a Compute>; 2])> {
    let common = old.plan.steps().iter().filter_map(|step| Some((step, new.step(step.action())?)));
    common.map(|(old, new)| (old, [old.compute(), new.compute()]))
}

/// Configurations that only one of the plans has. Those that share steps are paired, most steps in common first.
fn machines<'a>(old: &'a Program, new: &'a Program) -> Vec<Pair<'a>> {
    let (old_numbers, new_numbers) = (old.machine_numbers(), new.machine_numbers());
    let only_in = |program: &'a Program, others: &BTreeMap<Compute, usize>| {
        let configs = (1..).zip(program.plan.runtime_configs());
        configs.filter(|(_, config)| !others.contains_key(config.compute())).collect::<BTreeMap<_, _>>()
    };
    let (mut removed, mut added) = (only_in(old, &new_numbers), only_in(new, &old_numbers));
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (_, [before, after]) in computes(old, new) {
        if let Some((before, after)) = before.zip(after) {
            *shared.entry((old_numbers[before], new_numbers[after])).or_default() += 1;
        }
    }
    let mut shared: Vec<_> = shared.into_iter().collect();
    // Stable: of pairs that share equally many steps, the one that comes first in the plans stays first.
    shared.sort_by_key(|(_, steps)| Reverse(*steps));
    let mut pairs = Vec::new();
    for ((before, after), _) in shared {
        if removed.contains_key(&before) && added.contains_key(&after) {
            pairs.push((removed.remove(&before), added.remove(&after)));
        }
    }
    pairs.extend(added.into_values().map(|config| (None, Some(config))));
    pairs.extend(removed.into_values().map(|config| (Some(config), None)));
    pairs
}

fn machine_change(&(old, new): &Pair<'_>) -> Option<Change> {
    let config = new.or(old)?;
    let (what, mut details) = match (old, new) {
        (Some(old), Some(new)) => ("changed", edits(&machine_properties(old), &machine_properties(new))),
        (Some(_), None) => ("removed", Vec::new()),
        (None, _) => ("added", Vec::new()),
    };
    details.push(Detail { what: "actions", old: None, new: config.actions().join(", ") });
    Some(Change { what, name: described(Some(config.compute())), details })
}

fn described(compute: Option<&Compute>) -> String {
    let text = compute.map(|compute| format!("{}, {}", machine_text(compute), replicas_text(compute)));
    text.unwrap_or_else(|| "no compute".to_owned())
}

/// What can change about machines, named as the change.
fn machine_properties(config: &RuntimeConfig) -> Properties {
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
fn moved_actions(old: &Program, new: &Program, machines: &[Pair<'_>]) -> Vec<Change> {
    let changed = machines.iter().map(|(old, new)| [old, new].map(|config| config.map(RuntimeConfig::compute)));
    let changed: BTreeSet<_> = changed.filter(|pair| !pair.contains(&None)).collect();
    let moved = computes(old, new).filter(|(_, pair)| pair[0] != pair[1] && !changed.contains(pair));
    let change = |(step, [before, after]): (&Step, [Option<&Compute>; 2])| {
        let detail = Detail { what: "machines", old: Some(described(before)), new: described(after) };
        Change { what: "changed", name: new.plan.action_of(step), details: vec![detail] }
    };
    moved.map(change).collect()
}

fn settings(program: &Program) -> BTreeMap<String, Properties> {
    let namespace = Some(program.plan.prefix()).filter(|prefix| !prefix.is_empty());
    let settings = [("namespace", sorted_texts(namespace)), ("slots", sorted_texts([program.plan.slots()]))];
    settings.map(|(what, value)| (what.to_owned(), vec![(what, value)])).into()
}

/// The steps, with the machines of those that the other program does not have: steps that change machines have a
/// section of their own.
fn steps(program: &Program, other: &Program) -> BTreeMap<String, Properties> {
    let steps = program.plan.steps().iter().map(|step| {
        let is_new = other.step(step.action()).is_none();
        let properties = vec![
            ("machines", is_new.then(|| described(step.compute())).into_iter().collect()),
            ("name", vec![format!("{}:{}", step.workflow(), step.name())]),
            ("parents", sorted_texts(step.parents())),
            ("timeout", sorted_texts(step.timeout().map(format_duration))),
            ("schedule timeout", sorted_texts(step.schedule_timeout().map(format_duration))),
            ("runs", vec![if step.on_failure() { "on failure" } else { IN_EVERY_RUN }.to_owned()]),
            ("retries", sorted_texts([step.retries()])),
        ];
        (step.action().to_owned(), properties)
    });
    steps.collect()
}

fn workflows(program: &Program) -> BTreeMap<String, Properties> {
    let workflows = program.workflows.iter().map(|workflow| {
        let properties = vec![
            ("name", sorted_texts([&workflow.name])),
            ("events", sorted_texts(&workflow.on_events)),
            ("crons", sorted_texts(&workflow.on_crons)),
            ("version", sorted_texts(&workflow.version)),
            ("description", sorted_texts(&workflow.description)),
        ];
        (workflow.name.to_lowercase(), properties)
    });
    workflows.collect()
}

/// The order of parents, events and crons does not matter.
fn sorted_texts(values: impl IntoIterator<Item = impl ToString>) -> Vec<String> {
    let mut values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    values.sort();
    values
}
