//! What `check` reports, and its text.

use hatchet_compute_core::escape;

use super::{BOLD, CYAN, RED, YELLOW, changes, help, problem, styled};
use crate::diff::Diff;
use crate::error::Error;
use crate::program::{Place, count};

/// Something that `check` reports.
pub(crate) enum Finding {
    /// Something wrong, with what changes if the plan is not the saved one.
    Problem(Error, Option<Diff>),
    /// Advice: valid, but probably a mistake. The id says which, and the text why.
    Warning(&'static str, String, Steps),
    /// Worth knowing, but not a mistake.
    Note(String, Steps),
}

/// The steps that a finding is about.
#[derive(Clone)]
pub(crate) struct Steps {
    /// With the namespace.
    pub(crate) actions: Vec<String>,
    /// Where the first of them is defined.
    pub(crate) place: Place,
}

/// All findings, and how many there are.
pub(crate) fn text(findings: &[Finding]) -> String {
    let mut text = String::new();
    let (mut problems, mut warnings) = (0, 0);
    for finding in findings {
        match finding {
            Finding::Problem(error, diff) => {
                problems += 1;
                text += &format!("{} {}", styled("problem:", RED), problem(error));
                text += &diff.as_ref().map(|diff| indented(&changes::lines(diff))).unwrap_or_default();
                text += &help(error);
            }
            Finding::Warning(id, why, steps) => {
                warnings += 1;
                let label = styled(&format!("warning[{id}]:"), YELLOW);
                text += &format!("{label} {why}\n{}", requested_by(steps));
            }
            Finding::Note(note, steps) => text += &format!("{} {note}\n{}", styled("note:", CYAN), requested_by(steps)),
        }
        text.push('\n');
    }
    let number = |number, singular| if number == 0 { format!("no {singular}s") } else { count(number, singular) };
    text + &styled(&format!("{}, {}", number(problems, "problem"), number(warnings, "warning")), BOLD)
}

/// The lines further to the right, and empty lines around them.
fn indented(lines: &str) -> String {
    let mut text = String::from("\n");
    for line in lines.lines() {
        let indent = if line.is_empty() { "" } else { "    " };
        text += &format!("{indent}{line}\n");
    }
    text + "\n"
}

/// The actions that a finding is about, the first one with its place.
fn requested_by(steps: &Steps) -> String {
    let mut actions: Vec<String> = steps.actions.iter().map(|action| escape(action)).collect();
    let place = escape(&steps.place.text());
    if let Some(first) = actions.first_mut().filter(|_| !place.is_empty()) {
        *first += &format!(" ({place})");
    }
    format!("    requested by {}\n", actions.join(", "))
}
