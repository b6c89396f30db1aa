//! Tables, and the plan as tables.

use std::collections::BTreeMap;

use hatchet_compute::Replicas;
use hatchet_compute::cost::Rates;
use hatchet_compute::placement::describe;
use hatchet_compute_core::{escape, escape_at_most, format_duration};

use super::{BOLD, YELLOW, broken, length, styled};
use crate::estimate::basis;
use crate::program::{Program, SavedLocation, count, regions_text, scaling_text};

/// What a table shows as the machines of a step without compute.
const NONE: &str = "-";

/// The spaces between two columns, and the most characters of a cell that are shown.
const GAP: usize = 2;
const CELL_MAX: usize = 1000;

/// Columns under headings that fit the terminal; empty if there are no rows. Cells are escaped, and cut if they are
/// very long.
pub(crate) fn columns(headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let rows: Vec<Vec<String>> = rows.into_iter().collect();
    if rows.is_empty() {
        return String::new();
    }
    // Columns without any value are left out, except the first.
    let has_value = |&i: &usize| i == 0 || rows.iter().any(|row| !row[i].is_empty());
    let shown: Vec<usize> = (0..headings.len()).filter(has_value).collect();
    let mut table = vec![shown.iter().map(|&i| headings[i].to_owned()).collect::<Vec<_>>()];
    table.extend(rows.iter().map(|row| shown.iter().map(|&i| escape_at_most(&row[i], CELL_MAX)).collect()));
    let most = super::width().unwrap_or(usize::MAX);
    if total(&widest(&table, longest_word)) <= most {
        let text = drawn(&table, most);
        let (first, rest) = text.split_once('\n').unwrap_or_default();
        return format!("{}\n{rest}", styled(first, BOLD));
    }
    // A line for each cell, and an empty line between rows. A row without a first cell continues the one before.
    let mut lines: Vec<Vec<String>> = Vec::new();
    for row in &table[1..] {
        let is_continued = row[0].is_empty();
        if !lines.is_empty() && !is_continued {
            lines.push(vec![String::new(); 2]);
        }
        for (heading, cell) in table[0].iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            lines.push(vec![if is_continued { String::new() } else { heading.clone() }, cell.clone()]);
        }
    }
    if total(&[widest(&lines, length)[0], widest(&lines, longest_word)[1]]) <= most {
        return drawn(&lines, most);
    }
    // Each cell below its heading.
    let below = lines.iter().map(|line| match [line[0].as_str(), line[1].as_str()] {
        ["", ""] => "\n".to_owned(),
        ["", cell] => format!("  {cell}\n"),
        [heading, cell] => format!("{heading}\n  {cell}\n"),
    });
    below.collect()
}

/// Rows as columns of this width in total, with cells broken between words. Longer words make it wider.
fn drawn(rows: &[Vec<String>], most: usize) -> String {
    let (mut widths, least) = (widest(rows, length), widest(rows, longest_word));
    while total(&widths) > most
        && let Some(i) = (0..widths.len()).filter(|&i| widths[i] > least[i]).max_by_key(|&i| widths[i])
    {
        widths[i] -= 1;
    }
    let mut text = String::new();
    for row in rows {
        let cells: Vec<Vec<String>> = row.iter().zip(&widths).map(|(cell, width)| broken(cell, *width)).collect();
        for number in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let mut line = String::new();
            for (cell, width) in cells.iter().zip(&widths) {
                let part = cell.get(number).map_or("", String::as_str);
                line.extend([part, &" ".repeat(width - length(part) + GAP)]);
            }
            text += &format!("{}\n", line.trim_end());
        }
    }
    text
}

/// The greatest width of a cell in each column, as `of` measures it.
fn widest(rows: &[Vec<String>], of: fn(&str) -> usize) -> Vec<usize> {
    (0..rows[0].len()).map(|i| rows.iter().map(|row| of(&row[i])).max().unwrap_or(0)).collect()
}

fn total(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + GAP * (widths.len() - 1)
}

fn longest_word(text: &str) -> usize {
    text.split(' ').map(length).max().unwrap_or(0)
}

pub(crate) fn plan(program: &Program, rates: &Rates) -> String {
    let mut parts = vec![machines(program, rates), steps(program), workflows(program), summary(program, rates)];
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

fn machines(program: &Program, rates: &Rates) -> String {
    let configs = program.plan.runtime_configs();
    let has_pools = configs.iter().any(|config| !config.compute().is_default_pool());
    let headings =
        ["MACHINES", "KIND", "CPUS", "MEMORY", "REPLICAS", "REGIONS", "POOL", "ESTIMATED $/MONTH", "ACTIONS"];
    let mut rows = Vec::new();
    for (config, number) in configs.iter().zip(1..) {
        let compute = config.compute();
        let mut row = vec![
            number.to_string(),
            compute.cpu_kind().to_string(),
            compute.cpus().to_string(),
            format!("{} MB", compute.memory_mb()),
            match compute.replicas() {
                Replicas::Fixed(number) => number.to_string(),
                Replicas::Autoscaling(scaling) => {
                    format!("{} to {}", scaling.min_awake_replicas(), scaling.max_replicas())
                }
            },
            regions_text(compute),
            if has_pools { compute.pool().to_owned() } else { String::new() },
            config.cost(rates).per_month().to_string(),
        ];
        for action in config.actions() {
            row.resize(headings.len() - 1, String::new());
            row.push(action.clone());
            rows.push(std::mem::take(&mut row));
        }
    }
    columns(&headings, rows)
}

fn steps(program: &Program) -> String {
    let numbers = program.machine_numbers();
    let rows = program.plan.steps().iter().map(|step| {
        let number = step.compute().and_then(|compute| numbers.get(compute));
        vec![
            program.plan.action_of(step),
            number.map_or_else(|| NONE.to_owned(), ToString::to_string),
            // It has no parents.
            if step.on_failure() { "(on failure)".to_owned() } else { step.parents().join(", ") },
            step.timeout().map(format_duration).unwrap_or_default(),
            step.schedule_timeout().map(format_duration).unwrap_or_default(),
            if step.retries() == 0 { String::new() } else { step.retries().to_string() },
            SavedLocation::from(step.location()).text(),
        ]
    });
    columns(&["STEP", "MACHINES", "PARENTS", "TIMEOUT", "SCHEDULE TIMEOUT", "RETRIES", "DEFINED AT"], rows)
}

fn workflows(program: &Program) -> String {
    let rows = program.workflows.iter().map(|workflow| {
        vec![
            workflow.name.clone(),
            workflow.version.clone().unwrap_or_default(),
            workflow.on_events.join(", "),
            workflow.on_crons.join("; "),
            workflow.description.clone().unwrap_or_default(),
        ]
    });
    columns(&["WORKFLOW", "VERSION", "EVENTS", "CRONS", "DESCRIPTION"], rows)
}

fn summary(program: &Program, rates: &Rates) -> String {
    let (plan, totals) = (&program.plan, program.totals(rates));
    let mut text = format!(
        "{}{}, {}, {} MB in {}; {} per machine\n",
        if totals.is_autoscaled { "at most " } else { "" },
        count(totals.machines, "machine"),
        count(totals.cpus, "CPU"),
        totals.memory_mb,
        count(plan.runtime_configs().len() as u64, "configuration"),
        count(plan.slots().into(), "slot"),
    );
    text += &format!("estimated cost in total: {} a month, {}\n", plan.cost(rates).per_month(), basis(rates));
    let nowhere = if plan.runtime_configs().is_empty() { "" } else { ", and on no machine of Hatchet Cloud" };
    match plan.steps_without_compute().count() {
        0 => {}
        1 => text += &format!("1 step has no compute ({NONE}): it runs where the worker runs{nowhere}\n"),
        several => {
            text += &format!("{several} steps have no compute ({NONE}): they run where the worker runs{nowhere}\n");
        }
    }
    let all_advice = plan.advice();
    let mut advice: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for one in &all_advice {
        advice.entry(one.actions().first()).or_default().push(one);
    }
    for (config, machines) in plan.runtime_configs().iter().zip(1..) {
        let compute = config.compute();
        match compute.replicas() {
            Replicas::Autoscaling(scaling) => {
                text += &format!("autoscaling of machines {machines}: {}\n", scaling_text(&scaling));
            }
            Replicas::Fixed(number) => {
                let chance = describe(number, compute.regions().bits().count_ones()).into_iter();
                text.extend(chance.map(|chance| format!("placement of machines {machines}: {chance}\n")));
            }
        }
        // The advice on steps without compute is given above.
        for advice in advice.get(&config.actions().first()).into_iter().flatten() {
            text += &format!("{} on machines {machines}: {}\n", styled("warning", YELLOW), escape(&advice.to_string()));
        }
    }
    text
}
