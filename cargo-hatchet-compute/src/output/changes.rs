//! A diff as text: `+` for what is added, `-` for what is removed, `~` for what is changed.

use hatchet_compute::{Compute, RuntimeConfig};

use super::escape::escape;
use super::table::{columns, regions};
use super::{BOLD, GREEN, RED, YELLOW, machine, replicas, styled};
use crate::diff::{Change, Diff, Properties};

/// All changes and the totals; one line if nothing changes.
pub(crate) fn diff(diff: &Diff) -> String {
    if diff.is_empty() {
        return "no change\n".to_owned();
    }
    format!("{}\n{}", lines(diff), totals(diff))
}

/// All changes, without the totals.
pub(super) fn lines(diff: &Diff) -> String {
    let (old, new) = &diff.settings;
    let settings = edits(old, new).into_iter().map(|edit| entry('~', &edit, &[]));
    let moved = diff.moved_actions.iter().map(|(action, (old, new))| {
        let [old, new] = [old, new].map(|compute| described(compute.flatten()));
        entry('~', &escape(action), &[format!("from: {old}"), format!("to:   {new}")])
    });
    let sections: [(&str, Vec<String>); 5] = [
        ("Settings", settings.collect()),
        ("Machines", diff.machines.iter().map(machines).collect()),
        ("Actions that change machines", moved.collect()),
        ("Steps", diff.steps.iter().map(named).collect()),
        ("Workflows", diff.workflows.iter().map(named).collect()),
    ];
    let mut parts = Vec::new();
    for (heading, entries) in sections {
        if !entries.is_empty() {
            parts.push(format!("{}\n{}", styled(heading, BOLD), entries.concat()));
        }
    }
    parts.join("\n")
}

/// A line with a coloured sign, and indented lines with details.
fn entry(sign: char, line: &str, details: &[String]) -> String {
    let style = match sign {
        '+' => GREEN,
        '-' => RED,
        _ => YELLOW,
    };
    let mut text = format!("{} {line}\n", styled(&sign.to_string(), style));
    for detail in details {
        text += &format!("    {detail}\n");
    }
    text
}

/// A step or a workflow.
fn named((name, change): (&String, &Change<Properties>)) -> String {
    match change {
        (Some(old), Some(new)) => entry('~', &escape(name), &edits(old, new)),
        (Some(_), None) => entry('-', &escape(name), &[]),
        (None, _) => entry('+', &escape(name), &[]),
    }
}

fn machines(change: &Change<RuntimeConfig>) -> String {
    let (sign, config, mut details) = match change {
        (Some(old), Some(new)) => ('~', new, edits(&aspects(old), &aspects(new))),
        (Some(old), None) => ('-', old, Vec::new()),
        (None, Some(new)) => ('+', new, Vec::new()),
        (None, None) => return String::new(),
    };
    let actions: Vec<String> = config.actions().iter().map(|action| escape(action)).collect();
    details.push(format!("actions: {}", actions.join(", ")));
    entry(sign, &described(Some(*config.compute())), &details)
}

fn described(compute: Option<Compute>) -> String {
    match compute {
        Some(compute) => format!("{}, {}", machine(&compute), replicas(&compute)),
        None => "no compute".to_owned(),
    }
}

/// What can change about machines: what the change is called, and the value.
fn aspects(config: &RuntimeConfig) -> Properties {
    let compute = config.compute();
    vec![
        ("resized", vec![machine(compute)]),
        ("replicas", vec![compute.num_replicas().to_string()]),
        ("moved", vec![regions(compute)]),
        ("pool", vec![compute.pool().to_owned()]),
    ]
}

/// `retries: 0 -> 2` for each property that changes.
fn edits(old: &Properties, new: &Properties) -> Vec<String> {
    let value = |values: &[String]| if values.is_empty() { "none".to_owned() } else { escape(&values.join(", ")) };
    let changed = old.iter().zip(new).filter(|(old, new)| old != new);
    changed.map(|((what, old), (_, new))| format!("{what}: {} -> {}", value(old), value(new))).collect()
}

fn totals(diff: &Diff) -> String {
    let (before, after) = &diff.totals;
    let rows = [
        ("machines", before.machines, after.machines, ""),
        ("CPUs", before.cpus, after.cpus, ""),
        ("memory", before.memory_mb, after.memory_mb, " MB"),
    ];
    let rows = rows.map(|(what, before, after, unit)| {
        let change = match i128::from(after) - i128::from(before) {
            0 => String::new(),
            change => format!("{change:+}{unit}"),
        };
        vec![what.to_owned(), format!("{before}{unit}"), format!("{after}{unit}"), change]
    });
    columns(&["TOTAL", "BEFORE", "AFTER", "CHANGE"], rows)
}
