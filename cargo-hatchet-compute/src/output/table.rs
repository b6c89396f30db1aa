//! Tables, and the plan as tables.

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};
use hatchet_compute::Replicas;
use hatchet_compute::cost::Rates;
use hatchet_compute::placement::describe;
use hatchet_compute_core::format_duration;

use super::escape::escape;
use super::{BOLD, YELLOW, styled};
use crate::estimate::basis;
use crate::program::{Place, Program, count, regions_text, scaling_text};

/// What a table shows as the machines of a step without compute.
const NONE: &str = "-";

/// The blanks between two columns.
const GAP: u16 = 2;

/// Columns under headings that fit the terminal; nothing if there are no rows. Cells are escaped.
pub(crate) fn columns(headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    within(super::width(), headings, rows.into_iter().collect())
}

/// Columns under headings; if their longest words do not fit next to each other, a line for each cell.
fn within(width: Option<u16>, headings: &[&str], mut rows: Vec<Vec<String>>) -> String {
    rows.iter_mut().flatten().for_each(|cell| *cell = escape(cell));
    // A column without a value says nothing.
    let shown: Vec<usize> = (0..headings.len()).filter(|&i| rows.iter().any(|row| !row[i].is_empty())).collect();
    let headings: Vec<String> = shown.iter().map(|&i| headings[i].to_owned()).collect();
    for row in &mut rows {
        *row = shown.iter().map(|&i| std::mem::take(&mut row[i])).collect();
    }
    if rows.is_empty() {
        return String::new();
    }
    rows.insert(0, headings);
    let (text, least) = drawn(width, &rows);
    if width.is_none_or(|width| least <= width) {
        let (first, rest) = text.split_once('\n').unwrap_or_default();
        return format!("{}\n{rest}", styled(first, BOLD));
    }
    let headings = rows.remove(0);
    let mut lines: Vec<Vec<String>> = Vec::new();
    for row in rows {
        // A row without a first cell continues the one before.
        let is_continued = row[0].is_empty();
        if !lines.is_empty() && !is_continued {
            lines.push(vec![String::new(); 2]);
        }
        let cells = headings.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        lines.extend(
            cells.map(|(heading, cell)| vec![if is_continued { String::new() } else { heading.clone() }, cell]),
        );
    }
    drawn(width, &lines).0
}

/// Rows as columns whose cells are wrapped between words, and the least width that they need.
fn drawn(width: Option<u16>, rows: &[Vec<String>]) -> (String, u16) {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.add_rows(rows);
    let mut words = Table::new();
    for row in rows {
        let cells: Vec<Vec<&str>> = row.iter().map(|cell| cell.split(' ').collect()).collect();
        let most = cells.iter().map(Vec::len).max().unwrap_or(0);
        words.add_rows((0..most).map(|i| cells.iter().map(move |words| *words.get(i).unwrap_or(&""))));
    }
    let widths = words.column_max_content_widths();
    // comfy-table pads each column on the right, also the last.
    let least = widths.iter().map(|width| width.saturating_add(GAP)).fold(0, u16::saturating_add);
    for (column, least) in table.column_iter_mut().zip(widths) {
        column.set_padding((0, GAP));
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least.saturating_add(GAP))));
    }
    if let Some(width) = width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width.saturating_add(GAP).max(least));
    }
    let text = table.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    (text, least.saturating_sub(GAP))
}

/// The plan: machines, steps, workflows, totals, estimated cost and warnings.
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
            program.places.get(step.action()).map(Place::text).unwrap_or_default(),
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
    let (plan, totals) = (&program.plan, program.totals());
    let mut text = format!(
        "{}{}, {}, {} MB in {}; {} per machine\n",
        if program.is_autoscaled() { "at most " } else { "" },
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
            text += &format!("{several} steps have no compute ({NONE}): they run where the worker runs{nowhere}\n")
        }
    }
    let advice = plan.advice();
    for (config, machines) in plan.runtime_configs().iter().zip(1..) {
        let compute = config.compute();
        let regions = u32::try_from(compute.regions().len()).unwrap_or(u32::MAX);
        match compute.replicas() {
            Replicas::Autoscaling(scaling) => {
                text += &format!("autoscaling of machines {machines}: {}\n", scaling_text(&scaling));
            }
            Replicas::Fixed(number) => {
                let chance = describe(number, regions).into_iter();
                text.extend(chance.map(|chance| format!("placement of machines {machines}: {chance}\n")));
            }
        }
        // That on steps without compute is said above.
        for advice in advice.iter().filter(|advice| advice.actions().first() == config.actions().first()) {
            text += &format!("{} on machines {machines}: {}\n", styled("warning", YELLOW), escape(&advice.to_string()));
        }
    }
    text
}
