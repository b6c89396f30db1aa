//! The plan as a flowchart in Mermaid's language, which GitHub draws.

use std::collections::BTreeMap;

use hatchet_compute::{Compute, Step};

use crate::program::Program;
use crate::saved::SavedWorkflow;

/// The most lines that Mermaid draws unless it is told otherwise, which GitHub does not allow.
const LINES_MAX: usize = 500;

/// The longest text that Mermaid draws unless it is told otherwise, in characters.
const CHARACTERS_MAX: usize = 50_000;

/// A flowchart, and how many lines between its boxes it has.
pub(crate) struct Flowchart {
    pub(crate) text: String,
    lines: usize,
}

/// Workflows as boxes around their steps, arrows from parents, and dotted lines to the machines that steps share.
pub(crate) fn plan(program: &Program) -> Flowchart {
    let steps = program.plan.steps();
    let mut chart = Flowchart {
        text: String::from("flowchart LR\n"),
        lines: 0,
    };
    let written: BTreeMap<String, &SavedWorkflow> = program
        .workflows
        .iter()
        .map(|workflow| (workflow.name.to_lowercase(), workflow))
        .collect();
    for ((name, places), number) in steps_by_workflow(steps).iter().zip(1..) {
        let title = match (written.get(name), places.first()) {
            (Some(workflow), _) => title(workflow),
            (None, Some(&place)) => label(steps[place].workflow()),
            (None, None) => label(name),
        };
        chart.add(&format!("    subgraph workflow_{number}[\"{title}\"]"));
        chart.workflow(steps, places);
        chart.add("    end");
    }
    for (config, number) in program.plan.runtime_configs().iter().zip(1..) {
        let label = machines(config.compute());
        chart.add(&format!("    machines_{number}[[\"{label}\"]]"));
    }
    let numbers = program.numbers_of_machines();
    for (step, number) in steps.iter().zip(1..) {
        if let Some(machines) = step.compute().and_then(|compute| numbers.get(compute)) {
            chart.line(&format!("    step_{number} -.- machines_{machines}"));
        }
    }
    chart
}

impl Flowchart {
    fn add(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn line(&mut self, text: &str) {
        self.lines += 1;
        self.add(text);
    }

    /// The steps of one workflow, which are at these places, and arrows from parents. A parent that is not there has
    /// none.
    fn workflow(&mut self, steps: &[Step], places: &[usize]) {
        let mut by_name = BTreeMap::new();
        for &place in places {
            let name = steps[place].name();
            by_name.insert(name, place);
            self.add(&format!("        step_{}[\"{}\"]", place + 1, label(name)));
        }
        for &place in places {
            for parent in steps[place].parents() {
                if let Some(parent) = by_name.get(parent.as_str()) {
                    self.line(&format!(
                        "        step_{} --> step_{}",
                        parent + 1,
                        place + 1
                    ));
                }
            }
        }
    }

    /// A remark, if the flowchart is too large to be drawn.
    pub(crate) fn note(&self) -> Option<String> {
        let characters = self.text.chars().count();
        (self.lines > LINES_MAX || characters > CHARACTERS_MAX).then(|| {
            format!(
                "this flowchart has {} lines between its boxes and {characters} characters, but GitHub draws at most \
                 {LINES_MAX} and {CHARACTERS_MAX}",
                self.lines
            )
        })
    }
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

/// The name of a workflow, and what starts it.
fn title(workflow: &SavedWorkflow) -> String {
    let events = workflow.on_events.iter().map(|event| ("event", event));
    let crons = workflow.on_crons.iter().map(|cron| ("cron", cron));
    let mut title = label(&workflow.name);
    for (what, value) in events.chain(crons) {
        title.push_str(&format!("<br/>{what} {}", label(value)));
    }
    title
}

/// What the machines are, on two lines: kind, CPUs and memory; then replicas, regions and pool.
fn machines(compute: &Compute) -> String {
    let text = compute.to_string();
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

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn a_label_has_nothing_that_ends_it_or_means_more() {
        assert_eq!(label("store-all"), "store-all");
        assert_eq!(label("größe 大"), "größe 大");
        assert_eq!(
            label("a\"b`c#d<e>&\n*"),
            "a#34;b#96;c#35;d#60;e#62;#38; #42;"
        );
    }
}
