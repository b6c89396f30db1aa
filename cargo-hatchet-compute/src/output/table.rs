//! Tables, and the plan as tables.

use anstyle::{AnsiColor, Style};
use comfy_table::{Table, presets};
use hatchet_compute::placement::describe;
use hatchet_compute::{Compute, RuntimeConfig};

use super::escape::escape;
use super::{count, styled};
use crate::program::{Program, Workflow, duration_text};

/// What a table shows as the machines of a step without compute.
const NONE: &str = "-";

/// Columns under headings, two blanks apart. Cells are escaped.
pub(crate) fn columns(headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(headings.iter().copied());
    for row in rows {
        table.add_row(row.iter().map(|cell| escape(cell)));
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    let mut text = String::new();
    for (index, line) in table.lines().enumerate() {
        let line = line.trim_end();
        match index {
            0 => text.push_str(&styled(line, Style::new().bold())),
            _ => text.push_str(line),
        }
        text.push('\n');
    }
    text
}

/// The plan: machines, steps, workflows, totals and warnings.
pub(crate) fn plan(program: &Program) -> String {
    let mut parts = Vec::new();
    if !program.plan.runtime_configs().is_empty() {
        parts.push(machines(program.plan.runtime_configs()));
    }
    if !program.plan.steps().is_empty() {
        parts.push(steps(program));
    }
    if !program.workflows.is_empty() {
        parts.push(workflows(&program.workflows));
    }
    parts.push(summary(program));
    parts.join("\n")
}

fn machines(configs: &[RuntimeConfig]) -> String {
    let has_pools = configs.iter().any(|config| !config.compute().is_default_pool());
    let mut headings = vec!["MACHINES", "KIND", "CPUS", "MEMORY", "REPLICAS", "REGIONS"];
    headings.extend(has_pools.then_some("POOL"));
    headings.push("ACTIONS");
    let mut rows = Vec::new();
    for (config, number) in configs.iter().zip(1..) {
        let compute = config.compute();
        let mut row: Vec<String> = vec![
            number.to_string(),
            compute.cpu_kind().to_string(),
            compute.cpus().to_string(),
            format!("{} MB", compute.memory_mb()),
            compute.num_replicas().to_string(),
            regions(compute),
        ];
        row.extend(has_pools.then(|| compute.pool().to_owned()));
        let columns = row.len();
        for action in config.actions() {
            row.resize(columns, String::new());
            row.push(action.clone());
            rows.push(std::mem::take(&mut row));
        }
    }
    columns(&headings, rows)
}

/// The codes of the regions, or who chooses them.
pub(super) fn regions(compute: &Compute) -> String {
    let regions = compute.regions();
    if regions.is_empty() { "chosen by Hatchet".to_owned() } else { regions.to_string() }
}

fn steps(program: &Program) -> String {
    let numbers = program.machine_numbers();
    let rows = program.plan.steps().iter().map(|step| {
        let number = step.compute().and_then(|compute| numbers.get(compute));
        let place = program.places.get(step.action());
        let retries = Some(step.retries()).filter(|retries| *retries > 0);
        vec![
            program.plan.action_of(step),
            number.map_or_else(|| NONE.to_owned(), ToString::to_string),
            step.parents().join(", "),
            step.timeout().map(duration_text).unwrap_or_default(),
            retries.map_or_else(String::new, |retries| retries.to_string()),
            place.map(ToString::to_string).unwrap_or_default(),
        ]
    });
    let headings = ["STEP", "MACHINES", "PARENTS", "TIMEOUT", "RETRIES", "DEFINED AT"];
    columns(&headings, rows)
}

fn workflows(workflows: &[Workflow]) -> String {
    let rows = workflows.iter().map(|workflow| {
        vec![
            workflow.name.clone(),
            workflow.version.clone().unwrap_or_default(),
            workflow.on_events.join(", "),
            workflow.on_crons.join("; "),
            workflow.description.clone().unwrap_or_default(),
        ]
    });
    let headings = ["WORKFLOW", "VERSION", "EVENTS", "CRONS", "DESCRIPTION"];
    columns(&headings, rows)
}

fn summary(program: &Program) -> String {
    let (plan, totals) = (&program.plan, program.totals());
    let mut text = format!(
        "{}, {}, {} MB in {}; {} per machine\n",
        count(totals.machines, "machine"),
        count(totals.cpus, "CPU"),
        totals.memory_mb,
        count(plan.runtime_configs().len() as u64, "configuration"),
        count(plan.slots().into(), "slot"),
    );
    match plan.steps_without_compute().count() {
        0 => {}
        1 => text.push_str(&format!("1 step has no compute ({NONE}): it runs where the worker runs\n")),
        several => {
            text.push_str(&format!("{several} steps have no compute ({NONE}): they run where the worker runs\n"))
        }
    }
    let warning = styled("warning", AnsiColor::Yellow.on_default().bold());
    for (config, number) in plan.runtime_configs().iter().zip(1..) {
        let compute = config.compute();
        let regions = u32::try_from(compute.regions().len()).unwrap_or(u32::MAX);
        if let Some(chance) = describe(compute.num_replicas(), regions) {
            text.push_str(&format!("placement of machines {number}: {chance}\n"));
        }
        for advice in compute.advice() {
            text.push_str(&format!("{warning} on machines {number}: {advice}\n"));
        }
    }
    text
}
