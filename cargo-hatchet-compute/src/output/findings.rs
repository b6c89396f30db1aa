//! What `check` reports, as text.

use anstyle::{AnsiColor, Style};

use super::escape::escape;
use super::{changes, count, help, problem, styled};
use crate::check::{Finding, Steps};

/// All findings, and how many there are.
pub(crate) fn text(findings: &[Finding]) -> String {
    let mut text = String::new();
    let (mut problems, mut warnings) = (0, 0);
    for finding in findings {
        let (label, colour, body) = match finding {
            Finding::Problem(error, diff) => {
                problems += 1;
                let mut body = format!("{}\n", problem(error));
                if let Some(diff) = diff {
                    body.push_str(&indented(&changes::lines(diff)));
                }
                body.push_str(&help(error));
                ("problem:".to_owned(), AnsiColor::Red, body)
            }
            Finding::Warning(id, why, steps) => {
                warnings += 1;
                let body = format!("{why}\n{}", requested_by(steps));
                (format!("warning[{id}]:"), AnsiColor::Yellow, body)
            }
            Finding::Note(note, steps) => {
                let body = format!("{note}\n{}", requested_by(steps));
                ("note:".to_owned(), AnsiColor::Cyan, body)
            }
        };
        let label = styled(&label, colour.on_default().bold());
        text.push_str(&format!("{label} {body}\n"));
    }
    let summary = format!("{}, {}", number(problems, "problem"), number(warnings, "warning"));
    text.push_str(&styled(&summary, Style::new().bold()));
    text
}

/// The lines further to the right, and empty lines around them.
fn indented(lines: &str) -> String {
    let mut text = String::from("\n");
    for line in lines.lines() {
        let indent = if line.is_empty() { "" } else { "    " };
        text.push_str(&format!("{indent}{line}\n"));
    }
    text.push('\n');
    text
}

/// The actions that a finding is about, the first one with its place.
fn requested_by(steps: &Steps) -> String {
    let mut actions: Vec<String> = steps.actions.iter().map(|action| escape(action)).collect();
    if let (Some(first), Some(place)) = (actions.first_mut(), &steps.place) {
        first.push_str(&format!(" ({})", escape(&place.to_string())));
    }
    format!("    requested by {}\n", actions.join(", "))
}

/// `no problems`, `1 problem`.
fn number(number: u64, singular: &str) -> String {
    match number {
        0 => format!("no {singular}s"),
        number => count(number, singular),
    }
}
