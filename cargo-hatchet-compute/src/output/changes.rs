//! A diff as text: `+` for what is added, `-` for what is removed, `~` for what is changed.

use anstyle::{AnsiColor, Style};
use hatchet_compute::{Compute, RuntimeConfig};

use super::escape::escape;
use super::table::{columns, regions};
use super::{machine, replicas, styled};
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
    let settings = edits(old, new).into_iter();
    let settings = settings.map(|edit| entry('~', &edit, Vec::new()));
    let moved = diff.moved_actions.iter().map(|(action, (old, new))| {
        let (old, new) = (described(old.flatten()), described(new.flatten()));
        let details = vec![format!("from: {old}"), format!("to:   {new}")];
        entry('~', &escape(action), details)
    });
    let sections: [(&str, Vec<String>); 5] = [
        ("Settings", settings.collect()),
        ("Machines", diff.machines.iter().map(machines).collect()),
        ("Actions that change machines", moved.collect()),
        ("Steps", diff.steps.iter().map(named).collect()),
        ("Workflows", diff.workflows.iter().map(named).collect()),
    ];
    let sections = sections.into_iter();
    let sections: Vec<String> = sections
        .filter(|(_, entries)| !entries.is_empty())
        .map(|(heading, entries)| {
            let heading = styled(heading, Style::new().bold());
            format!("{heading}\n{}", entries.concat())
        })
        .collect();
    sections.join("\n")
}

/// A line with a coloured sign, and indented lines with details.
fn entry(sign: char, line: &str, details: Vec<String>) -> String {
    let colour = match sign {
        '+' => AnsiColor::Green,
        '-' => AnsiColor::Red,
        _ => AnsiColor::Yellow,
    };
    let sign = styled(&sign.to_string(), colour.on_default().bold());
    let mut text = format!("{sign} {line}\n");
    for detail in details {
        text.push_str(&format!("    {detail}\n"));
    }
    text
}

fn sign<T>(change: &Change<T>) -> char {
    match change {
        (None, _) => '+',
        (_, None) => '-',
        _ => '~',
    }
}

/// A step or a workflow.
fn named((name, change): (&String, &Change<Properties>)) -> String {
    let edits = match change {
        (Some(old), Some(new)) => edits(old, new),
        _ => Vec::new(),
    };
    entry(sign(change), &escape(name), edits)
}

fn machines(change: &Change<RuntimeConfig>) -> String {
    let (mut details, config) = match change {
        (Some(old), Some(new)) => (edits(&aspects(old), &aspects(new)), new),
        (Some(config), None) | (None, Some(config)) => (Vec::new(), config),
        (None, None) => return String::new(),
    };
    let actions = config.actions().iter().map(|action| escape(action));
    let actions: Vec<String> = actions.collect();
    details.push(format!("actions: {}", actions.join(", ")));
    entry(sign(change), &described(Some(*config.compute())), details)
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
    let value = |values: &[String]| match values {
        [] => "none".to_owned(),
        values => escape(&values.join(", ")),
    };
    let changed = old.iter().zip(new).filter(|(old, new)| old != new);
    changed.map(|((what, old), (_, new))| format!("{what}: {} -> {}", value(old), value(new))).collect()
}

fn totals(diff: &Diff) -> String {
    let (before, after) = &diff.totals;
    let row = |what: &str, before: u64, after: u64, unit: &str| {
        let change = match i128::from(after) - i128::from(before) {
            0 => String::new(),
            change => format!("{change:+}{unit}"),
        };
        let (before, after) = (format!("{before}{unit}"), format!("{after}{unit}"));
        vec![what.to_owned(), before, after, change]
    };
    let rows = [
        row("machines", before.machines, after.machines, ""),
        row("CPUs", before.cpus, after.cpus, ""),
        row("memory", before.memory_mb, after.memory_mb, " MB"),
    ];
    columns(&["TOTAL", "BEFORE", "AFTER", "CHANGE"], rows)
}
