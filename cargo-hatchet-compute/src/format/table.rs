//! Tables for a person, and the plan as such.

use anstyle::{AnsiColor, Style};
use comfy_table::{Table, presets};

use hatchet_compute::Regions;
use hatchet_compute::placement::sentence;
use hatchet_compute_core::Parts;

use super::{count, duration_text, plain};
use crate::answer::styled;
use crate::program::Program;
use crate::saved::SavedWorkflow;

/// What stands where a step names no machines.
const NONE: &str = "-";

/// Columns under headings, two blanks between them. A cell may have several lines.
pub(crate) fn columns(headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(headings.iter().copied());
    table.add_rows(rows);
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

/// The machines, the steps, the workflows, the totals, and advice.
pub(crate) fn plan(program: &Program) -> String {
    let mut parts = Vec::new();
    if !program.plan.runtime_configs().is_empty() {
        parts.push(machines(program));
    }
    if !program.plan.steps().is_empty() {
        parts.push(steps(program));
    }
    if !program.workflows.is_empty() {
        parts.push(workflows(&program.workflows));
    }
    parts.push(summary(program));
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

fn machines(program: &Program) -> String {
    let configs = program.plan.runtime_configs();
    let has_pools = configs
        .iter()
        .any(|config| !config.compute().is_default_pool());
    let mut headings = vec![
        "MACHINES", "KIND", "CPUS", "MEMORY", "REPLICAS", "REGIONS", "ACTIONS",
    ];
    if has_pools {
        headings.insert(6, "POOL");
    }
    let rows = configs.iter().enumerate().map(|(index, config)| {
        let compute = config.compute();
        let Parts {
            cpu_kind,
            cpus,
            memory_mb,
            num_replicas,
            regions: codes,
            pool: _,
        } = compute.parts();
        let mut row = vec![
            (index + 1).to_string(),
            cpu_kind.to_string(),
            cpus.to_string(),
            format!("{memory_mb} MB"),
            num_replicas.to_string(),
            regions(codes),
            config.actions().join("\n"),
        ];
        if has_pools {
            row.insert(6, compute.pool().to_owned());
        }
        row
    });
    columns(&headings, rows)
}

/// How many regions there are: less than a hundred.
fn regions_count(regions: Regions) -> u32 {
    u32::try_from(regions.len()).unwrap_or(u32::MAX)
}

/// The regions by their codes.
pub(crate) fn regions(regions: Regions) -> String {
    if regions.is_empty() {
        "chosen by Hatchet".to_owned()
    } else {
        regions.to_string()
    }
}

fn steps(program: &Program) -> String {
    let numbers = program.numbers_of_machines();
    let rows = program.plan.steps().iter().map(|step| {
        let number = step.compute().and_then(|compute| numbers.get(compute));
        let location = program.locations.get(step.action());
        vec![
            program.plan.action_of(step),
            number.map_or_else(|| NONE.to_owned(), ToString::to_string),
            plain(&step.parents().join(", ")),
            step.timeout().map(duration_text).unwrap_or_default(),
            match step.retries() {
                0 => String::new(),
                retries => retries.to_string(),
            },
            location.map_or_else(String::new, |location| plain(&location.to_string())),
        ]
    });
    columns(
        &[
            "STEP",
            "MACHINES",
            "AFTER",
            "TIMEOUT",
            "RETRIES",
            "WRITTEN AT",
        ],
        rows,
    )
}

fn workflows(workflows: &[SavedWorkflow]) -> String {
    let rows = workflows.iter().map(|workflow| {
        vec![
            plain(&workflow.name),
            plain(workflow.version.as_deref().unwrap_or_default()),
            plain(&workflow.on_events.join(", ")),
            plain(&workflow.on_crons.join("; ")),
            plain(workflow.description.as_deref().unwrap_or_default()),
        ]
    });
    columns(
        &["WORKFLOW", "VERSION", "EVENTS", "CRONS", "DESCRIPTION"],
        rows,
    )
}

fn summary(program: &Program) -> String {
    let (plan, totals) = (&program.plan, program.totals());
    let mut text = format!(
        "{}, {}, {} MB in {}; {} a machine\n",
        count(totals.machines, "machine"),
        count(totals.cpus, "CPU"),
        totals.memory_mb,
        count(plan.runtime_configs().len() as u64, "configuration"),
        count(plan.slots().into(), "slot"),
    );
    let without = plan.steps_without_compute().count();
    match without {
        0 => {}
        1 => text.push_str(&format!(
            "1 step has no machines ({NONE}): it runs where the worker runs\n"
        )),
        _ => text.push_str(&format!(
            "{without} steps have no machines ({NONE}): they run where the worker runs\n"
        )),
    }
    let word = styled("advice", AnsiColor::Yellow.on_default().bold());
    for (index, config) in plan.runtime_configs().iter().enumerate() {
        let compute = config.compute();
        if let Some(chance) = sentence(compute.num_replicas(), regions_count(compute.regions())) {
            text.push_str(&format!("placement of machines {}: {chance}\n", index + 1));
        }
        for advice in compute.advice() {
            text.push_str(&format!("{word} on machines {}: {advice}\n", index + 1));
        }
    }
    text
}
