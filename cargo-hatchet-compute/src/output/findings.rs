//! What `check` reports, as text and as JSON.

use anstream::adapter::strip_str;
use hatchet_compute_core::escape;
use serde::Serialize;
use serde_json::{Value, json};

use super::{BOLD, CYAN, RED, YELLOW, changes, help, problem, styled};
use crate::diff::Diff;
use crate::error::Error;
use crate::program::{Program, SavedLocation, Workflow, count};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    /// Wrong.
    Problem,
    /// Advice: valid, but probably a mistake.
    Warning,
    /// Worth knowing, but not a mistake.
    Note,
}

/// Something that `check` reports.
pub(crate) struct Finding {
    pub(crate) level: Level,
    /// What kind of finding it is.
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
        let place = actions.first().map(|action| program.location_of(action)).unwrap_or_default();
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
        let place = escape(&self.place.text());
        match names.first_mut() {
            None => return String::new(),
            Some(first) if !place.is_empty() => *first += &format!(" ({place})"),
            Some(_) => {}
        }
        format!("    at {}\n", names.join(", "))
    }
}

/// All findings, and how many there are.
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
    text += &finding.diff.as_ref().map(|diff| indented(&changes::lines(diff))).unwrap_or_default();
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

/// The lines, indented, with empty lines around them.
fn indented(lines: &str) -> String {
    let mut text = String::from("\n");
    for line in lines.lines() {
        let indent = if line.is_empty() { "" } else { "    " };
        text += &format!("{indent}{line}\n");
    }
    text + "\n"
}
