//! What `check` reports, as text and as JSON.

use anstream::adapter::strip_str;
use hatchet_compute_core::escape;
use serde::Serialize;
use serde_json::{Value, json};

use super::{BOLD, CYAN, RED, YELLOW, changes, help, problem, styled};
use crate::diff::Diff;
use crate::error::Error;
use crate::program::{Program, SavedLocation, Workflow, count};

/// How much a finding matters: a warning is advice, and a note is worth knowing, but not a mistake.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    Problem,
    Warning,
    Note,
}

pub(crate) struct Finding {
    pub(crate) level: Level,
    pub(crate) id: &'static str,
    pub(crate) message: Error,
    /// The steps that it is about, with the namespace, or a workflow.
    pub(crate) names: Vec<String>,
    /// Where the first of them is defined, or another file.
    pub(crate) place: SavedLocation,
    /// What changes if the plan is not the saved one.
    pub(crate) diff: Option<Diff>,
}

impl Finding {
    pub(crate) fn new(level: Level, id: &'static str, message: Error) -> Self {
        Self { level, id, message, names: Vec::new(), place: SavedLocation::default(), diff: None }
    }

    pub(crate) fn problem(id: &'static str, message: Error) -> Self {
        Self::new(Level::Problem, id, message)
    }

    pub(crate) fn on_actions(self, actions: &[String], program: &Program) -> Self {
        let action = actions.first().and_then(|action| action.strip_prefix(program.plan.prefix()));
        let step = action.and_then(|action| program.step(action));
        let place = step.map(|step| step.location().into()).unwrap_or_default();
        Self { names: actions.to_vec(), place, ..self }
    }

    pub(crate) fn on_workflow(self, workflow: &Workflow) -> Self {
        Self { names: vec![workflow.name.clone()], place: workflow.location.clone(), ..self }
    }

    pub(crate) fn on_file(self, path: &std::path::Path) -> Self {
        Self { place: SavedLocation { file: path.display().to_string(), ..SavedLocation::default() }, ..self }
    }

    /// The names, the first one with its place, on a line; empty if there are none.
    fn names_text(&self) -> String {
        let mut names: Vec<String> = self.names.iter().map(|name| escape(name)).collect();
        let Some(first) = names.first_mut() else { return String::new() };
        let place = escape(&self.place.text());
        if !place.is_empty() {
            *first += &format!(" ({place})");
        }
        format!("    at {}\n", names.join(", "))
    }
}

pub(crate) fn text(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        let label = match finding.level {
            Level::Problem => styled("problem:", RED),
            Level::Warning => styled(&format!("warning[{}]:", finding.id), YELLOW),
            Level::Note => styled("note:", CYAN),
        };
        text += &format!("{label} {}\n", body(finding));
    }
    text + &styled(&summary(findings), BOLD)
}

/// A finding without its label and styles.
pub(super) fn content(finding: &Finding) -> String {
    strip_str(body(finding).trim_end()).to_string()
}

fn body(finding: &Finding) -> String {
    let mut text = problem(&finding.message);
    if let Some(diff) = &finding.diff {
        let lines = changes::lines(diff);
        let indented = lines.lines().map(|line| format!("{}{line}\n", if line.is_empty() { "" } else { "    " }));
        text += &format!("\n{}\n", indented.collect::<String>());
    }
    text + &finding.names_text() + &help(&finding.message)
}

/// `1 problem, no warnings`.
pub(super) fn summary(findings: &[Finding]) -> String {
    let number = |level, singular| match findings.iter().filter(|finding| finding.level == level).count() {
        0 => format!("no {singular}s"),
        number => count(number as u64, singular),
    };
    format!("{}, {}", number(Level::Problem, "problem"), number(Level::Warning, "warning"))
}

pub(crate) fn json(findings: &[Finding], is_ok: bool) -> Value {
    let findings = findings.iter().map(|finding| {
        json!({
            "level": finding.level,
            "id": finding.id,
            "message": finding.message.text(),
            "help": finding.message.help,
            "names": finding.names,
            "location": finding.place,
            "changes": finding.diff.as_ref().map(changes::json),
        })
    });
    json!({ "is_ok": is_ok, "findings": findings.collect::<Vec<_>>() })
}
