//! The plan as a flowchart in Mermaid's language, which GitHub draws.

use std::collections::BTreeMap;

use hatchet_compute::{Compute, Step};

use super::count;
use crate::program::Program;

/// The most arrows that Mermaid draws unless it is told otherwise, which GitHub does not allow.
const ARROWS_MAX: usize = 500;

/// The longest text that Mermaid draws unless it is told otherwise, in characters.
const CHARACTERS_MAX: usize = 50_000;

/// Workflows as boxes around their steps, arrows from parents, and dotted lines to the machines that steps share.
pub(crate) fn plan(program: &Program) -> String {
    let steps = program.plan.steps();
    let mut text = String::from("flowchart LR\n");
    for (index, (name, numbers)) in steps_by_workflow(steps).iter().enumerate() {
        let title = title(program, name);
        text.push_str(&format!("    subgraph workflow_{}[\"{title}\"]\n", index + 1));
        for &number in numbers {
            let label = label(steps[number].name());
            text.push_str(&format!("        step_{}[\"{label}\"]\n", number + 1));
        }
        for (parent, child) in arrows(steps, numbers) {
            text.push_str(&format!("        step_{} --> step_{}\n", parent + 1, child + 1));
        }
        text.push_str("    end\n");
    }
    for (index, config) in program.plan.runtime_configs().iter().enumerate() {
        let label = machines(config.compute());
        text.push_str(&format!("    machines_{}[[\"{label}\"]]\n", index + 1));
    }
    for (index, step) in steps.iter().enumerate() {
        let machines = step.compute().and_then(|compute| program.machines_number(compute));
        if let Some(machines) = machines {
            text.push_str(&format!("    step_{} -.- machines_{machines}\n", index + 1));
        }
    }
    text
}

/// A remark on a flowchart that is too large to be drawn.
pub(crate) fn note(program: &Program) -> Option<String> {
    let steps = program.plan.steps();
    let parents: usize = steps_by_workflow(steps)
        .values()
        .map(|numbers| arrows(steps, numbers).count())
        .sum();
    let lines = parents + steps.iter().filter(|step| step.compute().is_some()).count();
    let characters = plan(program).chars().count();
    (lines > ARROWS_MAX || characters > CHARACTERS_MAX).then(|| {
        format!(
            "this flowchart has {} and {characters} characters, but GitHub draws at most {ARROWS_MAX} and {CHARACTERS_MAX}",
            count(lines as u64, "line")
        )
    })
}

/// The places of each workflow's steps, by the name as actions have it.
fn steps_by_workflow(steps: &[Step]) -> BTreeMap<String, Vec<usize>> {
    let mut workflows: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, step) in steps.iter().enumerate() {
        let name = step.workflow().to_lowercase();
        workflows.entry(name).or_default().push(index);
    }
    workflows
}

/// The pairs of parent and child among the steps of one workflow. A parent that is not there has no arrow.
fn arrows(steps: &[Step], numbers: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    numbers.iter().flat_map(move |&child| {
        steps[child].parents().iter().filter_map(move |parent| {
            let parent = numbers
                .iter()
                .find(|&&number| steps[number].name() == parent)?;
            Some((*parent, child))
        })
    })
}

/// The name of a workflow, and what starts it.
fn title(program: &Program, name: &str) -> String {
    let record = program
        .workflows
        .iter()
        .find(|workflow| workflow.name.to_lowercase() == name);
    let Some(workflow) = record else {
        let written = program.plan.steps().iter();
        let written = written
            .map(Step::workflow)
            .find(|workflow| workflow.to_lowercase() == name);
        return label(written.unwrap_or(name));
    };
    let events = workflow.on_events.iter().map(|event| ("event", event));
    let crons = workflow.on_crons.iter().map(|cron| ("cron", cron));
    let mut title = label(&workflow.name);
    for (what, value) in events.chain(crons) {
        title.push_str(&format!("<br/>{what} {}", label(value)));
    }
    title
}

/// What the machines are, on two lines.
fn machines(compute: &Compute) -> String {
    let text = compute.to_string();
    // Kind, CPUs and memory; then replicas, regions and pool.
    match text.match_indices(", ").nth(2) {
        Some((middle, separator)) => format!(
            "{}<br/>{}",
            label(&text[..middle]),
            label(&text[middle + separator.len()..])
        ),
        None => label(&text),
    }
}

/// A text as it stands between quotes: what means something there is written as Mermaid's entities.
fn label(text: &str) -> String {
    let mut label = String::new();
    for character in text.chars() {
        if character.is_alphanumeric() || " .,:;_-/+()".contains(character) {
            label.push(character);
        } else if character.is_control() {
            label.push(' ');
        } else {
            label.push_str(&format!("#{};", u32::from(character)));
        }
    }
    label
}
