//! A diff as text and as JSON.

use hatchet_compute_core::escape;
use serde_json::{Value, json};

use super::table::columns;
use super::{BOLD, GREEN, RED, YELLOW, styled};
use crate::diff::{Change, Detail, Diff};
use crate::estimate::{self, Monthly, basis};

/// The longest line on which an old value and a new one are next to each other.
const LINE_MAX: usize = 80;

/// All changes, the totals and the estimated cost; one line if nothing changes.
pub(crate) fn text(diff: &Diff) -> String {
    if diff.sections.is_empty() {
        return "no change\n".to_owned();
    }
    let totals = columns(&TOTALS, totals(diff));
    format!("{}\n{totals}\nthe costs are estimates, {}\n", lines(diff), basis(&diff.rates))
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
            let sign = styled(&sign.to_string(), style);
            match &details[..] {
                // A setting.
                [detail] if detail.what == name => part += &format!("{sign} {}", detail_text(detail).trim_start()),
                _ => {
                    part +=
                        &format!("{sign} {}\n{}", escape(name), details.iter().map(detail_text).collect::<String>());
                }
            }
        }
        parts.push(part);
    }
    parts.join("\n")
}

/// `retries: 0 -> 2`, on two lines if it is long.
fn detail_text(Detail { what, old, new }: &Detail) -> String {
    let (old, new) = (old.as_deref().map(escape), escape(new));
    match old {
        None => format!("    {what}: {new}\n"),
        Some(old) if what.len() + old.len() + new.len() <= LINE_MAX => format!("    {what}: {old} -> {new}\n"),
        Some(old) => format!("    {what}: {old}\n    {:>1$} {new}\n", "->", what.len() + 1),
    }
}

/// The headings of [`totals`].
pub(super) const TOTALS: [&str; 4] = ["TOTAL", "BEFORE", "AFTER", "CHANGE"];

/// Machines, CPUs, memory and estimated cost, before and after.
pub(super) fn totals(diff: &Diff) -> Vec<Vec<String>> {
    let (before, after) = &diff.totals;
    let at_most = if diff.is_autoscaled { ", at most" } else { "" };
    let rows = [
        ("machines", before.machines, after.machines, ""),
        ("CPUs", before.cpus, after.cpus, ""),
        ("memory", before.memory_mb, after.memory_mb, " MB"),
    ];
    let mut rows: Vec<Vec<String>> = rows
        .map(|(what, before, after, unit)| {
            let change = match i128::from(after) - i128::from(before) {
                0 => String::new(),
                change => format!("{change:+}{unit}"),
            };
            vec![format!("{what}{at_most}"), format!("{before}{unit}"), format!("{after}{unit}"), change]
        })
        .to_vec();
    let (before, after) = diff.costs;
    let change = format!("{:+}", Monthly::change(before, after));
    rows.push(vec!["estimated cost a month".to_owned(), before.to_string(), after.to_string(), change]);
    rows
}

pub(crate) fn json(diff: &Diff) -> Value {
    let sections = diff.sections.iter().map(|(heading, changes)| {
        let changes: Vec<Value> = changes.iter().map(change_json).collect();
        (heading.to_lowercase().replace(' ', "_"), Value::from(changes))
    });
    let sections: serde_json::Map<String, Value> = sections.collect();
    let (before, after) = diff.costs;
    let costs = json!({ "before": before, "after": after, "change": Monthly::change(before, after) });
    json!({
        "is_changed": !sections.is_empty(),
        "changes": sections,
        "totals": { "before": diff.totals.0, "after": diff.totals.1 },
        "estimated_cost": estimate::json(costs, &diff.rates),
    })
}

fn change_json(change: &Change) -> Value {
    let details = change.details.iter().map(|Detail { what, old, new }| match old {
        Some(old) => json!({ "what": what, "before": old, "after": new }),
        None => json!({ "what": what, "value": new }),
    });
    json!({ "change": change.word(), "name": change.name, "details": details.collect::<Vec<_>>() })
}
