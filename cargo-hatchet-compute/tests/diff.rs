//! `diff`: what it reports about two plans. The programs are object files that the test writes.

mod support;

use std::fs;
use std::path::PathBuf;

use hatchet_compute::{Compute, ComputeSpec, Step};
use object::{Architecture, BinaryFormat, Endianness};
use serde_json::{Value, json};
use support::{Run, folder, own_folder, run_in, samples, save, save_steps};

/// The record of a step.
macro_rules! step {
    ($text:literal, $retries:literal) => {
        samples::step(None, $retries, $text).to_bytes()
    };
    ($text:literal, $retries:literal, $compute:expr) => {
        samples::step(Some($compute), $retries, $text).to_bytes()
    };
}

/// Machines.
fn machines(cpus: i64, memory_mb: i64, num_replicas: i64, regions: &[&str]) -> Compute {
    let spec = ComputeSpec {
        cpu_kind: "shared",
        cpus,
        memory_mb,
        num_replicas: Some(num_replicas),
        regions: (!regions.is_empty()).then_some(regions),
        pool: None,
    };
    spec.check().expect("they are valid")
}

/// Machines in a pool.
fn pooled(pool: &str) -> Compute {
    let spec = ComputeSpec { cpu_kind: "shared", cpus: 1, memory_mb: 1024, pool: Some(pool), ..ComputeSpec::default() };
    spec.check().expect("they are valid")
}

/// A folder with two programs of these records, `old` and `new`.
fn programs(name: &str, old: &[Vec<u8>], new: &[Vec<u8>]) -> PathBuf {
    let folder = folder().join("diff").join(name);
    fs::create_dir_all(&folder).expect("the folder is made");
    for (file, records) in [("old", old), ("new", new)] {
        let bytes =
            samples::object_file(BinaryFormat::Elf, Architecture::X86_64, Endianness::Little, &[&records.concat()]);
        fs::write(folder.join(file), bytes).expect("the file is written");
    }
    folder
}

fn diff(name: &str, old: &[Vec<u8>], new: &[Vec<u8>]) -> Run {
    run_in(&programs(name, old, new), &["diff", "old", "new"])
}

#[test]
fn machines_are_resized_moved_and_more() {
    insta::assert_snapshot!(diff(
        "resized",
        &[
            step!(b"step=a\nworkflow=w\n", 0, machines(1, 1024, 2, &["ewr"])),
            step!(b"step=b\nworkflow=w\n", 0, machines(1, 1024, 2, &["ewr"])),
            step!(b"step=c\nworkflow=w\n", 0, machines(8, 8192, 1, &[])),
            step!(b"step=d\nworkflow=w\n", 0, pooled("slow")),
        ],
        &[
            step!(b"step=a\nworkflow=w\n", 0, machines(2, 2048, 3, &["lhr", "ewr"])),
            step!(b"step=b\nworkflow=w\n", 0, machines(2, 2048, 3, &["lhr", "ewr"])),
            step!(b"step=c\nworkflow=w\n", 0, machines(8, 8192, 4, &[])),
            step!(b"step=d\nworkflow=w\n", 0, pooled("slower")),
        ],
    ));
}

#[test]
fn actions_change_machines_that_stay_the_same() {
    let (small, large) = (machines(1, 1024, 1, &[]), machines(8, 8192, 1, &[]));
    insta::assert_snapshot!(diff(
        "actions",
        &[
            step!(b"step=a\nworkflow=w\n", 0, small),
            step!(b"step=b\nworkflow=w\n", 0, small),
            step!(b"step=c\nworkflow=w\n", 0, large),
            step!(b"step=d\nworkflow=w\n", 0, large),
            step!(b"step=e\nworkflow=w\n", 0, large),
        ],
        &[
            step!(b"step=a\nworkflow=w\n", 0, small),
            step!(b"step=b\nworkflow=w\n", 0, large),
            step!(b"step=c\nworkflow=w\n", 0, large),
            step!(b"step=d\nworkflow=w\n", 0, small),
            step!(b"step=e\nworkflow=w\n", 0),
        ],
    ));
}

#[test]
fn a_step_gets_compute_and_another_loses_it() {
    let small = machines(1, 1024, 1, &[]);
    let with = [step!(b"step=a\nworkflow=w\n", 0, small)];
    let without = [step!(b"step=a\nworkflow=w\n", 0)];
    let gets = diff("gets", &without, &with).stdout;
    let loses = diff("loses", &with, &without).stdout;
    let machines = "shared, 1 CPU, 1024 MB, 1 replica, region chosen by Hatchet\n";
    assert!(gets.contains(&format!("~ w:a\n    machines: no compute -> {machines}")), "{gets}");
    let machines = machines.trim_end();
    assert!(loses.contains(&format!("~ w:a\n    machines: {machines} -> no compute\n")), "{loses}");
}

#[test]
fn one_kind_of_machines_becomes_two() {
    let split = machines(4, 4096, 1, &[]);
    insta::assert_snapshot!(diff(
        "split",
        &[
            step!(b"step=a\nworkflow=w\n", 0, machines(1, 1024, 1, &[])),
            step!(b"step=b\nworkflow=w\n", 0, machines(1, 1024, 1, &[])),
            step!(b"step=c\nworkflow=w\n", 0, machines(1, 1024, 1, &[])),
        ],
        &[
            step!(b"step=a\nworkflow=w\n", 0, machines(2, 2048, 1, &[])),
            step!(b"step=b\nworkflow=w\n", 0, split),
            step!(b"step=c\nworkflow=w\n", 0, split),
        ],
    ));
}

#[test]
fn options_of_steps_and_workflows_change() {
    insta::assert_snapshot!(diff(
        "options",
        &[
            step!(b"step=a\nworkflow=w\ntimeout=5m\n", 0),
            step!(b"step=b\nworkflow=w\nparent=a\n", 1),
            step!(b"step=gone\nworkflow=w\n", 0),
            samples::workflow(b"workflow=w\nevent=e\ncron=0 5 * * *\nversion=1\n").to_bytes(),
        ],
        &[
            step!(b"step=a\nworkflow=w\ntimeout=90m\n", 2),
            step!(b"step=b\nworkflow=w\n", 1),
            step!(b"step=B2\nworkflow=w\n", 1),
            samples::workflow(b"workflow=W\nevent=f\nevent=e\nversion=2\ndescription=line\\none\n").to_bytes(),
            samples::workflow(b"workflow=more\n").to_bytes(),
        ],
    ));
}

#[test]
fn the_order_of_parents_and_events_is_not_a_change() {
    let run = diff(
        "order",
        &[
            step!(b"step=c\nworkflow=w\nparent=a\nparent=b\ntimeout=1h\n", 0),
            samples::workflow(b"workflow=w\nevent=e\nevent=f\n").to_bytes(),
        ],
        &[
            step!(b"step=c\nworkflow=w\nparent=b\nparent=a\ntimeout=60m\nat=a.rs:1:1\n", 0),
            samples::workflow(b"workflow=w\nevent=f\nevent=e\npackage=a 1\n").to_bytes(),
        ],
    );
    assert_eq!((run.code, run.stdout.as_str()), (0, "no change\n"));
}

#[test]
fn namespace_and_slots_are_those_of_the_saved_plan() {
    let records = [step!(b"step=a\nworkflow=w\n", 0, machines(1, 1024, 1, &[]))];
    let folder = programs("saved", &records, &records);
    let run = |arguments: &[&str]| run_in(&folder, arguments);
    let save = |file: &str, arguments: &[&str]| {
        let plan = ["plan", "old", "--format", "json"];
        let saved = run(&[&plan[..], arguments].concat());
        fs::write(folder.join(file), saved.stdout).expect("the file is written");
    };
    save("plain.json", &[]);
    save("staging.json", &["--namespace", "staging", "--slots", "5"]);
    assert_eq!(run(&["diff", "staging.json", "new"]).code, 0);
    assert_eq!(run(&["diff", "new", "staging.json"]).code, 0);
    assert_eq!(run(&["diff", "staging.json", "new", "--slots", "5"]).code, 0);
    assert_eq!(run(&["diff", "plain.json", "plain.json"]).code, 0);
    insta::assert_snapshot!(run(&["diff", "plain.json", "staging.json"]));
}

#[test]
fn what_a_hostile_file_says_does_not_steer_the_terminal() {
    let run = diff(
        "escapes",
        &[step!(b"step=a\nworkflow=w\n", 0)],
        &[step!(b"step=a\nworkflow=w\nparent=\x1b[2J\xc2\x9b\n", 0)],
    );
    assert!(run.stdout.contains(r"parents: none -> \u{1b}[2J\u{9b}"), "{}", run.stdout);
}

#[test]
fn the_new_program_is_built_if_it_is_left_out() {
    let folder = own_folder("diff builds");
    support::debug();
    save(&folder, "sample.json", "worker");
    let old = folder.join("sample.json").display().to_string();
    let run = |arguments: &[&str]| run_in(&support::workspace(), &[&["diff", &old], arguments].concat());
    assert_eq!(run(&["--bin", "worker"]).stdout, "no change\n");
    let other = run(&["--example", "sample", "-q"]);
    assert_eq!(other.code, 1);
    assert!(other.stdout.contains("+ sample:sample"), "{other}");
    let several = run(&[]);
    assert_eq!((several.code, several.stdout.as_str()), (2, ""));
    assert!(several.stderr.contains("choose one with `--bin NAME`"), "{several}");
    assert_eq!(run_in(&folder, &["diff", "sample.json", "sample.json", "--bin", "worker"]).code, 2);
    // Before anything is built.
    assert!(run_in(&support::workspace(), &["diff", "nothing", "--bin", "worker"]).stderr.contains("`nothing`"));
}

/// Names that would be a table, code, a tag, a mention, a link or a command elsewhere.
#[test]
fn nothing_steers_a_comment() {
    let folder = own_folder("markdown");
    let names = ["a|b`c`<img src=x>", "@octocat #12 https://a.example www.b.example", "*x* _y_ [z](w) \\ &amp;"];
    let steps = names.map(|name| Step::new("w", name));
    save_steps(&folder, "old.json", &[], &Value::Null);
    save_steps(&folder, "new.json", &steps, &json!({ "name": "w", "description": "::error::\n| a | b |\u{1b}" }));
    save_steps(&folder, "described.json", &steps, &json!({ "name": "w" }));
    let run = run_in(&folder, &["diff", "described.json", "new.json", "--format", "markdown"]);
    let added = run_in(&folder, &["diff", "old.json", "new.json", "--format", "markdown"]);
    insta::assert_snapshot!(format!("{added}\n\n{run}"));
    let rows = [run.stdout, added.stdout].concat();
    let rows = rows.lines().filter(|line| line.starts_with("| added") || line.starts_with("| changed"));
    for row in rows {
        assert_eq!(row.matches('|').count(), 4, "{row}");
        let text = row.replace("<code>", "").replace("</code>", "");
        assert!(!text.contains(['`', '<', '@', '*', '[', '\\']) && !text.contains("://"), "{text}");
    }
}

#[test]
fn a_comment_is_not_too_long_for_github() {
    let folder = own_folder("long comment");
    let steps: Vec<Step> = (0..3000).map(|number| Step::new("w", format!("step{number}"))).collect();
    save_steps(&folder, "old.json", &[], &Value::Null);
    save_steps(&folder, "new.json", &steps, &Value::Null);
    let run = run_in(&folder, &["diff", "old.json", "new.json", "--format", "markdown"]);
    assert!(run.stdout.starts_with("### Hatchet machines: 3000 changes, "), "{run}");
    let left_out = 3000 - run.stdout.matches("| added |").count();
    let note = format!("Not shown, because comments have a limit: {left_out} more changes.");
    assert!(run.stdout.len() < 65536 && left_out > 0 && run.stdout.contains(&note), "{run}");
}
