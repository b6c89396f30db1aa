//! A diff as a comment on a pull request, in GitHub's Markdown.

use super::changes::{TOTALS, totals};
use super::with_entities;
use crate::diff::{Detail, Diff};
use crate::estimate::{Monthly, basis};
use crate::program::count;

/// How many bytes of changes are shown: GitHub accepts comments of up to 65536 characters.
const CHANGES_MAX: usize = 50_000;

pub(crate) fn diff(diff: &Diff) -> String {
    if diff.sections.is_empty() {
        return "### Hatchet machines: no change\n".to_owned();
    }
    let changes = count(diff.sections.iter().map(|(_, changes)| changes.len() as u64).sum(), "change");
    let cost = match (diff.before.cost, diff.after.cost) {
        (before, after) if before == after => "the same cost".to_owned(),
        (before, after) => format!("{:+} a month (estimate)", Monthly::change(before, after)),
    };
    let mut text = format!("### Hatchet machines: {changes}, {cost}\n");
    let mut left_out = 0;
    for (heading, changes) in &diff.sections {
        text += &format!("\n**{heading}**\n\n| | what | details |\n| --- | --- | --- |\n");
        for change in changes {
            let details: Vec<String> = change.details.iter().map(detail).collect();
            let row = format!("| {} | {} | {} |\n", change.what, code(&change.name), details.join("<br>"));
            if text.len() + row.len() > CHANGES_MAX {
                left_out += 1;
            } else {
                text += &row;
            }
        }
    }
    if left_out > 0 {
        text += &format!("\nNot shown, because comments have a limit: {}.\n", count(left_out, "more change"));
    }
    let headings = TOTALS.map(str::to_lowercase);
    text += &format!("\n| {} |\n| --- | ---: | ---: | ---: |\n", headings.join(" | "));
    for row in totals(diff) {
        text += &format!("| {} |\n", row.join(" | "));
    }
    text + &format!("\nThe costs are estimates, {}.\n", basis(&diff.rates))
}

fn detail(Detail { what, old, new }: &Detail) -> String {
    match old {
        Some(old) => format!("{what}: {} → {}", code(old), code(new)),
        None => format!("{what}: {}", code(new)),
    }
}

/// Text as code, in which GitHub finds no mentions or links. Whatever has a meaning in Markdown becomes an entity.
fn code(text: &str) -> String {
    format!("<code>{}</code>", with_entities(text, " ,:;-()", "&#"))
}
