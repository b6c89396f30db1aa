//! Findings as commands to GitHub Actions, which shows them at their lines in a pull request.

use std::env;
use std::path::Path;

use hatchet_compute_core::{escape, escape_lines};

use super::findings::{Finding, Level, content, summary};
use crate::program::SavedLocation;

pub(crate) fn findings(findings: &[Finding]) -> String {
    let commands = findings.iter().map(|finding| {
        let command = match finding.level {
            Level::Problem => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        format!("::{command}{}::{}: {}\n", properties(&finding.place), finding.id, data(&content(finding)))
    });
    commands.collect::<String>() + &summary(findings)
}

/// The file, relative to the repository, and the line and column if they are known.
/// <https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts>
fn properties(SavedLocation { file, line, column, .. }: &SavedLocation) -> String {
    if file.is_empty() {
        return String::new();
    }
    // If the workspace is in a folder of the repository, records name files relative to that folder.
    let repository = env::var_os("GITHUB_WORKSPACE");
    let path = env::current_dir().map(|folder| folder.join(file)).ok().filter(|path| path.exists());
    let path = path.as_deref().zip(repository.as_deref()).and_then(|(path, root)| path.strip_prefix(root).ok());
    let file = escape(&path.unwrap_or(Path::new(file)).display().to_string());
    let file = data(&file).replace(':', "%3A").replace(',', "%2C");
    let mut properties = format!(" file={file}");
    for (name, number) in [("line", line), ("col", column)].into_iter().filter(|(_, number)| **number > 0) {
        properties += &format!(",{name}={number}");
    }
    properties
}

fn data(text: &str) -> String {
    escape_lines(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
