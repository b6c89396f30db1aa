//! The installed program itself: where output goes, exit codes and help; and the commands that read no program.

mod support;

use std::fs;
use std::io::Read;
use std::process::Stdio;

use support::{command, debug, own_folder, run, run_in, save};

#[test]
fn a_moved_line_and_another_version_are_not_changes() {
    let folder = own_folder("moved");
    let saved = save(&folder, "plan.json", "worker");
    let moved = saved
        .replace("\"line\": ", "\"line\": 1")
        .replace("\"1.2.3\"", "\"2.0.0\"")
        .replace("src/bin/worker.rs", "src/main.rs");
    assert_ne!(saved, moved);
    fs::write(folder.join("moved.json"), moved).expect("the file is written");
    insta::assert_snapshot!(run_in(&folder, &["diff", "plan.json", "moved.json"]));
}

#[test]
fn regions_of_all_and_of_a_word() {
    insta::assert_snapshot!(run(&["regions"]));
    insta::assert_snapshot!(run(&["regions", "São Paulo"]));
    insta::assert_snapshot!(run(&["regions", "us-west"]));
    insta::assert_snapshot!(run(&["regions", "ewe"]));
    insta::assert_snapshot!(run(&["regions", "atlantis"]));
}

#[test]
fn replicas_for_a_coverage() {
    insta::assert_snapshot!(run(&["replicas", "--regions", "3", "--coverage", "0.95"]));
    insta::assert_snapshot!(run(&["replicas", "--regions", "3", "--coverage", "0.95", "--survive", "1"]));
    insta::assert_snapshot!(run(&[
        "replicas",
        "--regions",
        "3",
        "--coverage",
        "0.99",
        "--survive",
        "2",
        "--left",
        "4"
    ]));
}

#[test]
fn wrong_usage_exits_with_two() {
    for arguments in [
        &[][..],
        &["plans"],
        &["plan", "--format", "yaml", "worker"],
        &["plan", "worker", "--release"],
        &["plan", "worker", "--locked"],
        &["check", "worker", "--offline"],
        &["plan", "--bin", "a", "--example", "b"],
        &["plan", "worker", "--slots", "0"],
        &["plan", "worker", "--slots", "1001"],
        &["plan", "worker", "--namespace", "a,b"],
        &["diff", "worker", "nothing there"],
        &["replicas", "--regions", "3"],
        &["replicas", "--regions", "0", "--coverage", "0.5"],
        &["replicas", "--regions", "3", "--coverage", "1"],
        &["replicas", "--regions", "3", "--coverage", "95"],
        &["replicas", "--regions", "3", "--coverage", "nan"],
        &["replicas", "--regions", "3", "--coverage", "0.9", "--survive", "3"],
        &["replicas", "--regions", "3", "--coverage", "0.9", "--left", "3"],
        &["completions", "cmd"],
    ] {
        let run = run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(!run.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn help_has_examples_and_the_version_a_number() {
    for command in ["plan", "check", "diff", "regions", "replicas", "completions"] {
        let run = run(&[command, "--help"]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{command}");
        let example = format!("Examples:\n  cargo hatchet-compute {command}");
        assert!(run.stdout.contains(&example), "{}", run.stdout);
    }
    let version = run(&["--version"]);
    assert_eq!(version.stdout, format!("cargo-hatchet-compute {}\n", env!("CARGO_PKG_VERSION")));
    insta::assert_snapshot!(run(&["-h"]));
    insta::assert_snapshot!(run(&["plan", "-h"]));
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = run(&["completions", shell]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{shell}");
        assert!(run.stdout.contains("cargo-hatchet-compute") && run.stdout.contains("deny-advice"));
    }
}

/// As in `cargo hatchet-compute regions | head -1`.
#[test]
fn a_closed_pipe_is_not_an_error() {
    debug();
    for arguments in [&["plan", "many"][..], &["completions", "bash"], &["plan", "--help"], &["plans"]] {
        let mut child = command()
            .args(arguments)
            .current_dir(debug())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        drop(child.stdout.take());
        let mut errors = String::new();
        let mut stderr = child.stderr.take().expect("it is piped");
        if arguments != ["plans"] {
            stderr.read_to_string(&mut errors).expect("it is UTF-8");
        }
        drop(stderr);
        let code = child.wait().expect("it ends").code();
        assert_eq!((code, errors.as_str()), (Some(i32::from(arguments == ["plans"]) * 2), ""), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = fs::File::options().write(true).open("/dev/full").expect("it is there");
    let output = command().arg("regions").stdout(full).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).expect("it is UTF-8");
    assert!(errors.starts_with("error: the answer cannot be written: "), "{errors}");
}
