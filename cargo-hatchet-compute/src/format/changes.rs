//! What changes from one plan to another, as lines: `+` for what is new, `-` for what is gone, `~` for what is changed.

use anstyle::{AnsiColor, Style};
use hatchet_compute::Compute;
use hatchet_compute_core::Parts;

use super::plain;
use super::table::{columns, regions};
use crate::answer::styled;
use crate::difference::{Change, Difference, MachinesChange};

/// All changes and the totals; one line when nothing changes.
pub(crate) fn diff(difference: &Difference) -> String {
    if difference.is_empty() {
        return "no change\n".to_owned();
    }
    format!("{}\n{}", lines(difference), totals(difference))
}

/// All changes without the totals.
pub(crate) fn lines(difference: &Difference) -> String {
    let machines = difference.machines.iter().map(machines_change);
    let moved = difference.moved_actions.iter().map(|moved| {
        format!(
            "{} {}\n    from: {}\n    to:   {}\n",
            sign('~'),
            plain(&moved.action),
            described(moved.old.as_ref()),
            described(moved.new.as_ref()),
        )
    });
    let settings = difference
        .settings
        .iter()
        .map(|setting| format!("{} {}\n", sign('~'), plain(setting)));
    let parts = [
        section("Settings", settings),
        section("Machines", machines),
        section("Actions that change machines", moved),
        section("Steps", difference.steps.iter().map(change)),
        section("Workflows", difference.workflows.iter().map(change)),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join("\n")
}

/// A heading and what stands under it, if anything does.
fn section(heading: &str, entries: impl Iterator<Item = String>) -> Option<String> {
    let entries: String = entries.collect();
    let heading = styled(heading, Style::new().bold());
    (!entries.is_empty()).then(|| format!("{heading}\n{entries}"))
}

/// The sign of a change in its colour.
fn sign(sign: char) -> String {
    let colour = match sign {
        '+' => AnsiColor::Green,
        '-' => AnsiColor::Red,
        _ => AnsiColor::Yellow,
    };
    styled(&sign.to_string(), colour.on_default().bold())
}

fn described(compute: Option<&Compute>) -> String {
    compute.map_or_else(
        || "no machines of its own".to_owned(),
        |compute| compute.to_string(),
    )
}

fn machines_change(change: &MachinesChange) -> String {
    let (first, config) = match change {
        MachinesChange::Added(config) => (format!("{} {}", sign('+'), config.compute()), config),
        MachinesChange::Removed(config) => (format!("{} {}", sign('-'), config.compute()), config),
        MachinesChange::Changed { old, new } => {
            let mut text = format!("{} {}", sign('~'), new.compute());
            for what in differences(old.compute(), new.compute()) {
                text.push_str(&format!("\n    {what}"));
            }
            (text, new)
        }
    };
    format!("{first}\n    actions: {}\n", config.actions().join(", "))
}

/// What an operator calls the changes of machines.
fn differences(old: &Compute, new: &Compute) -> Vec<String> {
    aspects(old)
        .into_iter()
        .zip(aspects(new))
        .filter(|(old, new)| old != new)
        .map(|((what, old), (_, new))| format!("{what}: {old} -> {new}"))
        .collect()
}

/// What can change of machines, by what it is then called, as words.
fn aspects(compute: &Compute) -> [(&'static str, String); 4] {
    let Parts {
        cpu_kind,
        cpus,
        memory_mb,
        num_replicas,
        regions: codes,
        pool: _,
    } = compute.parts();
    let cpu_noun = if cpus == 1 { "CPU" } else { "CPUs" };
    [
        (
            "resized",
            format!("{cpu_kind}, {cpus} {cpu_noun}, {memory_mb} MB"),
        ),
        ("replicas", num_replicas.to_string()),
        ("moved", regions(codes)),
        ("pool", compute.pool().to_owned()),
    ]
}

fn change(change: &Change) -> String {
    match change {
        Change::Added(name) => format!("{} {}\n", sign('+'), plain(name)),
        Change::Removed(name) => format!("{} {}\n", sign('-'), plain(name)),
        Change::Changed { name, what } => {
            let mut text = format!("{} {}\n", sign('~'), plain(name));
            for what in what {
                text.push_str(&format!("    {}\n", plain(what)));
            }
            text
        }
    }
}

fn totals(difference: &Difference) -> String {
    let (before, after) = (&difference.before, &difference.after);
    let row = |what: &str, before: u64, after: u64, unit: &str| {
        let change = i128::from(after) - i128::from(before);
        vec![
            what.to_owned(),
            format!("{before}{unit}"),
            format!("{after}{unit}"),
            match change {
                0 => String::new(),
                change => format!("{change:+}{unit}"),
            },
        ]
    };
    columns(
        &["IN TOTAL", "BEFORE", "AFTER", "CHANGE"],
        [
            row("machines", before.machines, after.machines, ""),
            row("CPUs", before.cpus, after.cpus, ""),
            row("memory", before.memory_mb, after.memory_mb, " MB"),
        ],
    )
}
