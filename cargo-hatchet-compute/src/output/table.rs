//! Tables, and the plan as tables.

use comfy_table::{Table, presets};
use hatchet_compute::Replicas;
use hatchet_compute::placement::describe;
use hatchet_compute_core::{escape_at_most, format_duration};

use super::{BOLD, YELLOW, styled};
use crate::program::{Place, Program, count, regions_text};

/// What a table shows as the machines of a step without compute.
const NONE: &str = "-";

/// The longest text in a cell, in characters.
const CELL_MAX: usize = 1000;

/// Columns under headings, two blanks apart; nothing if there are no rows. Cells are escaped, and cut if they are very long.
pub(crate) fn columns(headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(headings.iter().copied());
    for row in rows {
        table.add_row(row.iter().map(|cell| escape_at_most(cell, CELL_MAX)));
    }
    if table.is_empty() {
        return String::new();
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    let mut text = String::new();
    for line in table.lines() {
        let line = line.trim_end();
        text += &if text.is_empty() { styled(line, BOLD) } else { line.to_owned() };
        text.push('\n');
    }
    text
}

/// The plan: machines, steps, workflows, totals and warnings.
pub(crate) fn plan(program: &Program) -> String {
    let mut parts = vec![machines(program), steps(program), workflows(program), summary(program)];
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

fn machines(program: &Program) -> String {
    let configs = program.plan.runtime_configs();
    let has_pools = configs.iter().any(|config| !config.compute().is_default_pool());
    let mut headings = vec!["MACHINES", "KIND", "CPUS", "MEMORY", "REPLICAS", "REGIONS", "ACTIONS"];
    if has_pools {
        headings.insert(6, "POOL");
    }
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
        ];
        row.extend(has_pools.then(|| compute.pool().to_owned()));
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
        let retries = if step.retries() == 0 { String::new() } else { step.retries().to_string() };
        vec![
            program.plan.action_of(step),
            number.map_or_else(|| NONE.to_owned(), ToString::to_string),
            step.parents().join(", "),
            step.timeout().map(format_duration).unwrap_or_default(),
            retries,
            Place::from(step.location()).text(),
        ]
    });
    columns(&["STEP", "MACHINES", "PARENTS", "TIMEOUT", "RETRIES", "DEFINED AT"], rows)
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
        1 => text += &format!("1 step has no compute ({NONE}): it runs where the worker runs\n"),
        several => text += &format!("{several} steps have no compute ({NONE}): they run where the worker runs\n"),
    }
    let warning = styled("warning", YELLOW);
    for (config, machines) in plan.runtime_configs().iter().zip(1..) {
        let compute = config.compute();
        let regions = u32::try_from(compute.regions().len()).unwrap_or(u32::MAX);
        if let Replicas::Fixed(number) = compute.replicas()
            && let Some(chance) = describe(number, regions)
        {
            text += &format!("placement of machines {machines}: {chance}\n");
        }
        for advice in compute.advice() {
            text += &format!("{warning} on machines {machines}: {advice}\n");
        }
    }
    text
}
