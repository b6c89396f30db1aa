//! A diff as text and as JSON.

use hatchet_compute_core::escape;
use serde_json::{Value, json};

use super::table::columns;
use super::{BOLD, GREEN, RED, YELLOW, styled};
use crate::diff::{Change, Detail, Diff};
use crate::estimate::{self, Monthly, basis};

/// The longest line on which an old value and a new one are next to each other.
const LINE_MAX: usize = 80;

pub(crate) fn text(diff: &Diff) -> String {
    if diff.sections.is_empty() {
        return "no change\n".to_owned();
    }
    let totals = columns(&TOTALS, totals(diff));
    format!("{}\n{totals}\nthe costs are estimates, {}\n", lines(diff), basis(&diff.rates))
}

pub(super) fn lines(diff: &Diff) -> String {
    let mut parts = Vec::new();
    for (heading, changes) in &diff.sections {
        let mut part = format!("{}\n", styled(heading, BOLD));
        for Change { what, name, details } in changes {
            let sign = match *what {
                "added" => styled("+", GREEN),
                "removed" => styled("-", RED),
                _ => styled("~", YELLOW),
            };
            let texts: String = details.iter().map(detail_text).collect();
            part += &match &details[..] {
                // A setting.
                [detail] if detail.what == name => format!("{sign} {}", texts.trim_start()),
                _ => format!("{sign} {}\n{texts}", escape(name)),
            };
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

pub(super) const TOTALS: [&str; 4] = ["TOTAL", "BEFORE", "AFTER", "CHANGE"];

pub(super) fn totals(diff: &Diff) -> Vec<Vec<String>> {
    let Diff { before, after, .. } = diff;
    let at_most = if before.is_autoscaled || after.is_autoscaled { ", at most" } else { "" };
    let row = |what: &str, before: u64, after: u64, unit: &str| {
        let change = match i128::from(after) - i128::from(before) {
            0 => String::new(),
            change => format!("{change:+}{unit}"),
        };
        vec![format!("{what}{at_most}"), format!("{before}{unit}"), format!("{after}{unit}"), change]
    };
    let mut rows = vec![
        row("machines", before.machines, after.machines, ""),
        row("CPUs", before.cpus, after.cpus, ""),
        row("memory", before.memory_mb, after.memory_mb, " MB"),
    ];
    let (before, after) = (before.cost, after.cost);
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
    let (before, after) = (diff.before.cost, diff.after.cost);
    let costs = json!({ "before": before, "after": after, "change": Monthly::change(before, after) });
    json!({
        "is_changed": !sections.is_empty(),
        "changes": sections,
        "totals": { "before": diff.before, "after": diff.after },
        "estimated_cost": estimate::json(costs, &diff.rates),
    })
}

fn change_json(change: &Change) -> Value {
    let details = change.details.iter().map(|Detail { what, old, new }| match old {
        Some(old) => json!({ "what": what, "before": old, "after": new }),
        None => json!({ "what": what, "value": new }),
    });
    json!({ "change": change.what, "name": change.name, "details": details.collect::<Vec<_>>() })
}
