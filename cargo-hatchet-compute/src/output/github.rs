//! Findings as commands to GitHub Actions, which shows them at their lines in a pull request.

use std::env;
use std::path::Path;

use super::findings::{Finding, Level, content, summary};
use crate::program::SavedLocation;
use hatchet_compute_core::{escape, escape_lines};

/// A command for each finding, and how many there are.
pub(crate) fn findings(findings: &[Finding]) -> String {
    let commands = findings.iter().map(|finding| {
        let command = match finding.level {
            Level::Problem => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let properties = place(&finding.place).into_iter().map(|(name, value)| format!("{name}={}", property(&value)));
        let properties = properties.collect::<Vec<_>>().join(",");
        let blank = if properties.is_empty() { "" } else { " " };
        format!("::{command}{blank}{properties}::{}: {}\n", finding.id, data(&content(finding)))
    });
    commands.collect::<String>() + &summary(findings)
}

/// The file, relative to the repository, and the line and column if they are known.
fn place(SavedLocation { file, line, column, .. }: &SavedLocation) -> Vec<(&'static str, String)> {
    if file.is_empty() {
        return Vec::new();
    }
    // If the workspace is in a folder of the repository, records name files relative to that folder.
    let repository = env::var_os("GITHUB_WORKSPACE");
    let path = env::current_dir().map(|folder| folder.join(file)).ok().filter(|path| path.exists());
    let path = path.as_deref().zip(repository.as_deref()).and_then(|(path, root)| path.strip_prefix(root).ok());
    let file = path.unwrap_or(Path::new(file)).display().to_string();
    let numbers = [("line", line), ("col", column)].into_iter().filter(|(_, number)| **number > 0);
    let numbers = numbers.map(|(name, number)| (name, number.to_string()));
    [("file", file)].into_iter().chain(numbers).collect()
}

/// The value of a property. <https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts>
fn property(text: &str) -> String {
    data(&escape(text)).replace(':', "%3A").replace(',', "%2C")
}

/// The text of a command, which can have several lines.
fn data(text: &str) -> String {
    escape_lines(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
