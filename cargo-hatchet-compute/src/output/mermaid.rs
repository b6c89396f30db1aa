//! The plan as a flowchart in Mermaid, which GitHub draws.

use std::collections::BTreeMap;

use hatchet_compute::Step;
use hatchet_compute_core::format_duration;

use super::with_entities;
use crate::program::{Program, Workflow, machine_text, replicas_text};

/// The most edges and characters that Mermaid draws by default; GitHub does not allow changing it.
const EDGES_MAX: usize = 500;
const CHARACTERS_MAX: usize = 50_000;

/// A flowchart, and a note if it is too large to be drawn: workflows as boxes around their steps, arrows from parents,
/// and dotted lines to the machines of each step.
pub(crate) fn plan(program: &Program) -> (String, Option<String>) {
    let steps = program.plan.steps();
    let mut members: BTreeMap<String, Vec<(usize, &Step)>> = BTreeMap::new();
    for (step, number) in steps.iter().zip(1..) {
        members.entry(step.workflow().to_lowercase()).or_default().push((number, step));
    }
    let workflows = program.workflows.iter().map(|workflow| (workflow.name.to_lowercase(), workflow));
    let workflows: BTreeMap<String, &Workflow> = workflows.collect();
    let (mut lines, mut edges) = (vec!["flowchart LR".to_owned()], 0);
    for ((name, members), number) in members.iter().zip(1..) {
        let title = match workflows.get(name) {
            Some(workflow) => title(workflow),
            None => escape_mermaid(members[0].1.workflow()),
        };
        lines.push(format!("    subgraph workflow_{number}[\"{title}\"]"));
        for (number, step) in members {
            lines.push(format!("        step_{number}[\"{}\"]", label(step)));
        }
        // There is no arrow from a parent that is not in the plan.
        let numbers: BTreeMap<&str, usize> = members.iter().map(|(number, step)| (step.name(), *number)).collect();
        for (number, step) in members {
            for parent in step.parents().iter().filter_map(|parent| numbers.get(parent.as_str())) {
                edges += 1;
                lines.push(format!("        step_{parent} --> step_{number}"));
            }
        }
        lines.push("    end".to_owned());
    }
    for (config, number) in program.plan.runtime_configs().iter().zip(1..) {
        let [machine, replicas] = [machine_text, replicas_text].map(|text| escape_mermaid(&text(config.compute())));
        lines.push(format!("    machines_{number}[[\"{machine}<br/>{replicas}\"]]"));
    }
    let numbers = program.machine_numbers();
    for (step, number) in steps.iter().zip(1..) {
        if let Some(machines) = step.compute().and_then(|compute| numbers.get(compute)) {
            edges += 1;
            lines.push(format!("    step_{number} -.- machines_{machines}"));
        }
    }
    let text = lines.join("\n");
    let characters = text.chars().count();
    let note = format!(
        "this flowchart has {edges} edges and {characters} characters, but GitHub draws at most {EDGES_MAX} and \
         {CHARACTERS_MAX}"
    );
    (text, (edges > EDGES_MAX || characters > CHARACTERS_MAX).then_some(note))
}

fn label(step: &Step) -> String {
    let mut label = escape_mermaid(step.name()) + if step.on_failure() { "<br/>on failure" } else { "" };
    for (what, time) in [("timeout", step.timeout()), ("schedule timeout", step.schedule_timeout())] {
        label.extend(time.map(|time| format!("<br/>{what} {}", format_duration(time))));
    }
    label
}

fn title(workflow: &Workflow) -> String {
    let events = workflow.on_events.iter().map(|event| ("event", event));
    let crons = workflow.on_crons.iter().map(|cron| ("cron", cron));
    let mut title = escape_mermaid(&workflow.name);
    for (what, value) in events.chain(crons) {
        title += &format!("<br/>{what} {}", escape_mermaid(value));
    }
    title
}

fn escape_mermaid(text: &str) -> String {
    with_entities(text, " .,:;_-/+()", "#")
}

#[cfg(test)]
mod tests {
    use super::escape_mermaid;

    #[test]
    fn a_label_cannot_be_closed() {
        assert_eq!(escape_mermaid("store-all"), "store-all");
        assert_eq!(escape_mermaid("größe 大"), "größe 大");
        assert_eq!(escape_mermaid("a\"b`c#d<e>&\n*"), "a#34;b#96;c#35;d#60;e#62;#38;#92;n#42;");
    }
}
