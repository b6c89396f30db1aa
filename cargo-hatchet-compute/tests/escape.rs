//! What comes from outside is escaped wherever it is shown: no text in a file steers the terminal, hides, or starts a
//! line of its own. JSON is data, and is written as it is.

mod support;

use std::fs;
use std::path::Path;

use hatchet_compute::{Compute, ComputeSpec, Step};
use object::{Architecture, BinaryFormat, Endianness};
use serde_json::json;
use support::{Run, command, own_folder, run_in, samples, save_steps};

/// A terminal's escape, a line break, reordering and invisible characters, and a control character beyond ASCII. The
/// line break is written as records write it.
const HOSTILE: &str = "\u{1b}[2J\\n::error::forged\u{202e}\u{200b}\u{7f}\u{9b}";

/// The same as it must be shown.
const SHOWN: &str = r"\u{1b}[2J\n::error::forged\u{202e}\u{200b}\u{7f}\u{9b}";

fn compute() -> Compute {
    let spec = ComputeSpec { cpu_kind: "shared", cpus: 3, memory_mb: 1024, ..ComputeSpec::default() };
    spec.check().expect("it is valid")
}

/// Writes a program with one step in each of these workflows, and hostile text wherever there may be any.
fn program(folder: &Path, file: &str, workflows: &[&str]) {
    let mut section = Vec::new();
    for workflow in workflows {
        let text = format!("step=a\nworkflow={workflow}\nparent={HOSTILE}\nat={HOSTILE}.rs:1:1\npackage={HOSTILE} 1\n");
        section.extend(samples::step(Some(compute()), 0, &filled(&text)).to_bytes());
    }
    let text = format!(
        "workflow=Orders\nevent={HOSTILE}\ncron={HOSTILE}\nversion={HOSTILE}\ndescription={HOSTILE}\nat={HOSTILE}.rs:2:2\n"
    );
    section.extend(samples::workflow(&filled(&text)).to_bytes());
    write_program(folder, file, &section);
}

fn write_program(folder: &Path, file: &str, section: &[u8]) {
    let (format, architecture) = (BinaryFormat::Elf, Architecture::X86_64);
    let bytes = samples::object_file(format, architecture, Endianness::Little, &[section]);
    fs::write(folder.join(file), bytes).expect("the file is written");
}

/// The text of a record, whose length is a constant: with a line that no reader knows.
fn filled(text: &str) -> [u8; 512] {
    let line = format!("{text}fill={}", "x".repeat(512));
    let mut bytes: [u8; 512] = line.as_bytes()[..512].try_into().expect("it is long enough");
    bytes[511] = b'\n';
    bytes
}

/// Checks that nothing hostile is left in what was printed.
fn assert_escaped(run: &Run, shown: &str) {
    let text = format!("{}{}", run.stdout, run.stderr);
    assert!(text.contains(shown), "{shown} is not in {text}");
    for character in text.chars() {
        let is_plain = !character.is_control() || character == '\n';
        assert!(is_plain && !"\u{202e}\u{200b}".contains(character), "{text:?}");
    }
    for line in text.lines() {
        assert!(!line.trim_start().starts_with("::"), "{text}");
    }
}

#[test]
fn tables_findings_and_changes_are_escaped() {
    let folder = own_folder("escape");
    program(&folder, "program", &["Orders"]);
    program(&folder, "other", &["Others"]);
    assert_escaped(&run_in(&folder, &["plan", "program"]), SHOWN);
    assert_escaped(&run_in(&folder, &["check", "program"]), SHOWN);
    assert_escaped(&run_in(&folder, &["diff", "other", "program"]), "orders:a");
    let flowchart = run_in(&folder, &["plan", "program", "--format", "mermaid"]);
    assert_escaped(&flowchart, "#92;u#123;1b#125;");
    let json = run_in(&folder, &["plan", "program", "--format", "json"]);
    assert_escaped(&json, r"\u001b[2J\n::error::forged\u202e\u200b\u007f\u009b");
    let plan: serde_json::Value = serde_json::from_str(&json.stdout).expect("it is JSON");
    assert!(plan.to_string().contains('\u{202e}'), "{plan}");
}

#[test]
fn a_line_does_not_start_with_a_command_to_a_runner() {
    let folder = own_folder("escape runner");
    program(&folder, "program", &["::error::forged"]);
    assert_escaped(&run_in(&folder, &["plan", "program"]), r"\u{3a}:error::forged:a");
    assert_escaped(&run_in(&folder, &["check", "program"]), r"\u{3a}:error::forged:a");
}

/// A word in the middle of a cell starts a line where the cell is broken.
#[test]
fn a_broken_cell_does_not_start_a_line_with_a_command() {
    let folder = own_folder("escape broken");
    let workflow = json!({ "name": "w", "description": format!("{} ::error file=x::forged", "x".repeat(45)) });
    save_steps(&folder, "plan.json", &[Step::new("w", "a")], &workflow);
    let output = command().args(["plan", "plan.json"]).current_dir(&folder).env("COLUMNS", "60").output();
    let table = String::from_utf8(output.expect("it runs").stdout).expect("it is UTF-8");
    let is_command = |line: &str| line.trim_start().starts_with("::");
    assert!(table.contains("forged") && !table.lines().any(is_command), "{table}");
}

#[test]
fn errors_are_escaped() {
    let folder = own_folder("escape errors");
    program(&folder, "twice", &["Orders", "orders"]);
    for command in ["plan", "check"] {
        let run = run_in(&folder, &[command, "twice"]);
        assert_eq!(run.code, 1);
        assert_escaped(&run, SHOWN);
        assert!(format!("{run}").contains("defines the action `orders:a` twice"));
    }
    // Errors of the library have several lines, each of which begins with words of ours.
    for (file, text) in [
        ("comma", "step=a,\nworkflow=w"),
        ("control", "step=a\u{1b}\nworkflow=w"),
        ("no duration", "step=a\nworkflow=w\ntimeout=\u{1b}\\n::error::\u{202e}"),
        ("no place", "step=a\nworkflow=w\npackage=\u{1b}\\n::error::\u{202e}"),
        ("escape", "step=a\nworkflow=w\ncolour=\\\u{1b}"),
    ] {
        let text = format!("{text}\nat={HOSTILE}.rs:1:1\n");
        write_program(&folder, file, &samples::step(None, 0, &filled(&text)).to_bytes());
        for command in ["plan", "check"] {
            let run = run_in(&folder, &[command, file]);
            assert_eq!(run.code, 1, "{run}");
            assert_escaped(&run, "a");
        }
    }
    let text = HOSTILE.replace("\\n", "\n");
    assert_escaped(&run_in(&folder, &["plan", &text]), SHOWN);
    assert_escaped(&run_in(&folder, &["regions", &text]), SHOWN);
    let saved = json!({
        "format": "hatchet-compute-plan", "version": 1, "namespace": "", "slots": 1,
        "runtime_configs": [], "workflows": [],
        "steps": [{"action": text, "workflow": "w", "name": "a", "timeout": "soon"}],
    });
    fs::write(folder.join("plan.json"), saved.to_string()).expect("the file is written");
    assert_escaped(&run_in(&folder, &["plan", "plan.json"]), SHOWN);
}

#[test]
fn a_dry_run_is_escaped() {
    let folder = own_folder("escape dry run");
    program(&folder, "program", &["Orders\u{202e}\u{200b}"]);
    let output = command()
        .args(["register", "--dry-run", "program"])
        .current_dir(&folder)
        .env("HATCHET_CLIENT_TOKEN", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ0ZW5hbnQifQ.c2ln")
        .env("HATCHET_CLIENT_SERVER_URL", "https://hatchet.invalid")
        .env("HATCHET_CLOUD_REGISTER_ID", "11111111-2222-4333-8444-555555555555")
        .output();
    let text = String::from_utf8(output.expect("it runs").stdout).expect("it writes UTF-8");
    assert!(text.contains("orders\\u{202e}\\u{200b}:a"), "{text}");
    assert!(!text.contains(['\u{202e}', '\u{200b}']), "{text}");
}

#[test]
fn json_is_written_as_it_is() {
    let folder = own_folder("escape json");
    program(&folder, "program", &["Orders"]);
    let saved = run_in(&folder, &["plan", "program", "--format", "json"]).stdout;
    let plan: serde_json::Value = serde_json::from_str(&saved).expect("it is JSON");
    let text = HOSTILE.replace("\\n", "\n");
    assert_eq!(plan["workflows"][0]["description"], text.as_str());
    fs::write(folder.join("plan.json"), saved).expect("the file is written");
    let check = run_in(&folder, &["check", "program", "--locked", "plan.json"]);
    assert_eq!(check.code, 0, "{check}");
}
