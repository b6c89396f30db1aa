//! A diff as text.

use hatchet_compute_core::escape;

use super::table::columns;
use super::{BOLD, GREEN, RED, YELLOW, styled};
use crate::diff::{Change, Diff};

/// All changes and the totals; one line if nothing changes.
pub(crate) fn diff(diff: &Diff) -> String {
    if diff.sections.is_empty() {
        return "no change\n".to_owned();
    }
    format!("{}\n{}", lines(diff), totals(diff))
}

/// All changes, without the totals.
pub(super) fn lines(diff: &Diff) -> String {
    let mut parts = Vec::new();
    for (heading, changes) in &diff.sections {
        let mut part = format!("{}\n", styled(heading, BOLD));
        for Change { sign, name, details } in changes {
            let style = match sign {
                '+' => GREEN,
                '-' => RED,
                _ => YELLOW,
            };
            part += &format!("{} {}\n", styled(&sign.to_string(), style), escape(name));
            for detail in details {
                part += &format!("    {}\n", escape(detail));
            }
        }
        parts.push(part);
    }
    parts.join("\n")
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
