//! The transcripts of README.md: each command, run by a shell, prints what README.md shows. So does the command of the
//! flowchart.
//!
//! With `UPDATE_README=1` in the environment, the output is written to README.md.
#![cfg(unix)]

mod support;

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// Starts and ends a transcript.
const FENCE: &str = "```";

/// The command whose output GitHub draws in README.md.
const FLOWCHART: &str = "cargo hatchet-compute plan --bin worker --format mermaid";

#[test]
fn the_transcripts_are_what_the_commands_print() {
    support::debug();
    let path = support::crate_folder().join("README.md");
    let text = fs::read_to_string(&path).expect("there is a README.md");
    let mut lines = text.lines();
    let mut fresh = String::new();
    let mut commands = 0;
    while let Some(line) = lines.next() {
        fresh.push_str(&format!("{line}\n"));
        if line == "```mermaid" {
            let _ = lines.by_ref().find(|line| *line == FENCE);
            fresh.push_str(&format!("{}{FENCE}\n", printed(FLOWCHART)));
        }
        if line != "```console" {
            continue;
        }
        for line in lines.by_ref().take_while(|line| *line != FENCE) {
            if let Some(command) = line.strip_prefix("$ ") {
                commands += 1;
                fresh.push_str(&format!("{line}\n{}", printed(command)));
            }
        }
        fresh.push_str(&format!("{FENCE}\n"));
    }
    assert!(commands >= 6, "{commands} commands");
    if env::var_os("UPDATE_README").is_some() {
        fs::write(&path, &fresh).expect("README.md can be written");
    }
    let text = fs::read_to_string(&path).expect("there is a README.md");
    assert_eq!(text, fresh, "UPDATE_README=1 writes README.md again");
}

/// This README and that of the repository name every option of the commands that make and compare plans, but cargo's
/// own.
#[test]
fn the_options_are_named() {
    for command in ["plan", "check", "save", "diff"] {
        let help = support::run(&[command, "--help"]).stdout;
        let (own, _) = help.split_once("Cargo options:").expect("it takes cargo's options");
        let (_, own) = own.split_once("Options:").expect("it has its own");
        let names = own.lines().filter_map(|line| line.trim_start().strip_prefix("--")?.split(' ').next());
        for name in names.filter(|name| !["color", "help"].contains(name)) {
            for readme in ["README.md", "../README.md"] {
                let text = fs::read_to_string(support::crate_folder().join(readme)).expect("there is a README.md");
                assert!(text.contains(&format!("`--{name}")), "{readme} lacks `--{name}` of `{command}`");
            }
        }
    }
}

/// The output of a command that a shell runs in the fixture workspace. Cargo finds our program as a subcommand.
fn printed(command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_cargo-hatchet-compute"));
    let folder = program.parent().expect("it is in a folder");
    let path = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths([folder.to_owned()].into_iter().chain(env::split_paths(&path)))
        .expect("the folder has no colon");
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command}\n}} 2>&1")])
        .current_dir(support::workspace())
        .env("PATH", path)
        .env("CARGO_TARGET_DIR", "target")
        .env("CARGO_TERM_QUIET", "true")
        .env("NO_COLOR", "1")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .expect("a shell runs");
    String::from_utf8(output.stdout).expect("it writes UTF-8")
}
