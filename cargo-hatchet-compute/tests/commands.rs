//! The installed program itself: where output goes, exit codes and help; and the commands that read no program.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};

use anstream::adapter::strip_str;
use serde_json::{Value, json};
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

/// What cargo's users try, and what they are told.
#[test]
fn options_of_cargo_that_mean_something_else_have_a_tip() {
    for option in
        ["--workspace", "--all", "--exclude=a", "--all-targets", "--bins", "--examples", "--tests", "--benches"]
    {
        let run = run(&["check", option]);
        assert!(run.stderr.contains("choose one with '--package NAME' and '--bin NAME'"), "{run}");
        assert!(!run.stderr.contains("similar"), "{run}");
    }
    let run = |arguments: &[&str]| run(&[&["check", "--locked"], arguments].concat());
    assert!(run(&[]).stderr.contains("use '--frozen'"));
    assert!(run(&["--bin", "worker"]).stderr.contains("use '--frozen'"));
    let program = run(&["worker", "worker"]);
    assert!(
        program.stdout.starts_with("problem: `worker` is not a saved plan\nhelp: give the saved plan here"),
        "{program}"
    );
}

#[test]
fn help_has_examples_and_the_version_a_number() {
    for command in ["plan", "check", "save", "diff", "regions", "replicas", "register", "completions"] {
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
fn regions_and_replicas_as_json() {
    let parsed = |arguments: &[&str]| {
        let run = run(&[arguments, &["--format", "json"]].concat());
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        serde_json::from_str::<Value>(&run.stdout).expect("it is JSON")
    };
    let regions = parsed(&["regions"]);
    assert_eq!(regions["accepted_in"], "August 2026");
    assert_eq!(regions["regions"].as_array().map(Vec::len), Some(35));
    let atlanta = json!({
        "code": "atl", "location": "Atlanta, Georgia (US)", "is_accepted": false, "nearest_accepted": "dfw",
    });
    assert_eq!(parsed(&["regions", "atlanta"])["regions"], json!([atlanta]));
    let replicas = parsed(&["replicas", "--regions", "3", "--coverage", "0.95", "--survive", "1"]);
    assert_eq!((&replicas["num_replicas"], &replicas["requirements"][1]["replicas"]), (&json!(11), &json!(3)));
    assert_eq!(run(&["regions", "atlantis", "--format", "json"]).code, 1);
}

#[test]
fn a_saved_plan_does_not_change_with_places_and_versions() {
    let folder = own_folder("saves");
    let _ = fs::remove_file(folder.join("saved.json"));
    let text = save(&folder, "all.json", "worker");
    let moved = text.replace("\"line\": ", "\"line\": 1").replace("\"1.2.3\"", "\"2.0.0\"").replace("src/bin", "src");
    fs::write(folder.join("moved.json"), moved).expect("the file is written");
    let first = run_in(&folder, &["save", "saved.json", "all.json"]);
    assert_eq!((first.code, first.stderr.as_str()), (0, "note: saved the plan to `saved.json`\n"));
    let saved = fs::read(folder.join("saved.json")).expect("it was saved");
    let again = run_in(&folder, &["save", "saved.json", "moved.json", "--rates", "1,1"]);
    assert_eq!(again.code, 2, "costs are not saved, so there are no rates: {again}");
    let again = run_in(&folder, &["save", "saved.json", "moved.json"]);
    assert_eq!(again.code, 0);
    assert_eq!(fs::read(folder.join("saved.json")).expect("it is there"), saved);
    assert_eq!(run_in(&folder, &["diff", "saved.json", "all.json"]).code, 0);
    assert_eq!(run_in(&folder, &["check", "moved.json", "--locked", "saved.json"]).code, 0);
    let set = ["save", "saved.json", "all.json", "--namespace", "dev", "--slots", "3"];
    assert_eq!(run_in(&folder, &set).code, 0);
    insta::assert_snapshot!(fs::read_to_string(folder.join("saved.json")).expect("it is there"));
}

/// Such as the program, in the place of the file.
#[test]
fn save_replaces_only_a_saved_plan() {
    let folder = own_folder("saves over");
    fs::write(folder.join("program"), b"\x7fELF").expect("the file is written");
    fs::write(folder.join("empty"), b"").expect("the file is written");
    let plan = debug().join("worker").display().to_string();
    let run = run_in(&folder, &["save", "program", &plan]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.starts_with("error: `program` is not a saved plan, so it is not replaced\nhelp: "), "{run}");
    assert_eq!(fs::read(folder.join("program")).expect("it is there"), b"\x7fELF");
    for other in ["{\"name\": \"my-app\"}", "{ pkgs, ... }: pkgs"] {
        fs::write(folder.join("package.json"), other).expect("the file is written");
        assert_eq!(run_in(&folder, &["save", "package.json", &plan]).code, 2);
        assert_eq!(fs::read_to_string(folder.join("package.json")).expect("it is there"), other);
    }
    let saved = save(&folder, "saved.json", &plan);
    for damaged in
        [&saved[..saved.len() / 2], &format!("<<<<<<< HEAD\n{saved}"), &saved.replace("\"steps\"", "<<<<<<<")]
    {
        fs::write(folder.join("damaged.json"), damaged).expect("the file is written");
        let check = run_in(&folder, &["check", "--locked", "damaged.json", &plan]);
        assert_eq!(check.code, 1);
        assert!(check.stdout.contains("write it again with `cargo hatchet-compute save"), "{check}");
        assert_eq!(run_in(&folder, &["save", "damaged.json", &plan]).code, 0, "{damaged}");
        assert_eq!(run_in(&folder, &["check", "damaged.json"]).code, 0);
    }
    for _ in 0..2 {
        let run = run_in(&folder, &["save", "empty", &plan]);
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", "note: saved the plan to `empty`\n"));
    }
    let nowhere = run_in(&folder, &["save", "no/such/folder.json", &plan]);
    assert_eq!(nowhere.code, 1);
    assert!(nowhere.stderr.starts_with("error: `no/such/folder.json` cannot be written: "), "{nowhere}");
    assert!(nowhere.stderr.contains("\nhelp: give the path of a file in an existing folder"), "{nowhere}");
}

/// Each line fits, and each word is still there.
#[test]
fn tables_fit_the_terminal() {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<BTreeSet<_>>();
    let commands = [
        &["plan", "worker"][..],
        &["plan", "many"],
        &["regions"],
        &["replicas", "--regions", "3", "--coverage", "0.95", "--survive", "1"],
    ];
    for arguments in commands {
        let wide = run(arguments).stdout;
        for columns in ["60", "80", "100"] {
            let output = command().args(arguments).current_dir(debug()).env("COLUMNS", columns).output();
            let narrow = String::from_utf8(output.expect("the program runs").stdout).expect("it writes UTF-8");
            assert_eq!(words(&narrow), words(&wide), "{arguments:?} {columns}");
            let most = columns.parse().expect("it is a number");
            // Text that is in no table is broken only on a terminal.
            let table = narrow.split("\n\n").filter(|part| !part.contains("estimate"));
            for line in table.flat_map(str::lines).filter(|line| !line.starts_with("use `")) {
                assert!(line.chars().count() <= most, "{line}");
            }
        }
    }
    let output = command().args(["plan", "worker"]).current_dir(debug()).env("COLUMNS", "60").output();
    insta::assert_snapshot!(String::from_utf8(output.expect("the program runs").stdout).expect("it writes UTF-8"));
}

/// In a terminal of 60 columns, which `script` makes.
#[cfg(target_os = "linux")]
#[test]
fn text_fits_the_terminal_too() {
    let program = env!("CARGO_BIN_EXE_cargo-hatchet-compute");
    let shell = format!("stty cols 60 rows 40; {program} plan worker; {program} check worker");
    let output =
        Command::new("script").args(["-qec", &shell, "/dev/null"]).current_dir(debug()).env_remove("COLUMNS").output();
    let Ok(output) = output else {
        eprintln!("there is no `script` here, so the terminal is not tested");
        return;
    };
    let text = strip_str(&String::from_utf8(output.stdout).expect("it writes UTF-8")).to_string();
    assert!(text.contains("MACHINES") && text.contains("warning"), "{text}");
    for line in text.lines() {
        assert!(line.trim_end().chars().count() <= 60, "{line}");
    }
}

#[test]
fn colours_are_as_options_and_environment_say() {
    let is_coloured = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut command = command();
        command.args(arguments).env_remove("NO_COLOR").envs(environment.iter().copied());
        let output = command.output().expect("the program runs");
        [output.stdout, output.stderr].concat().contains(&0x1b)
    };
    let regions = ["regions", "tokyo"];
    assert!(!is_coloured(&regions, &[]));
    assert!(is_coloured(&regions, &[("CARGO_TERM_COLOR", "always")]));
    assert!(is_coloured(&["regions", "tokyo", "--color", "always"], &[("NO_COLOR", "1")]));
    assert!(is_coloured(&["--color=always", "regions", "tokyo"], &[("CARGO_TERM_COLOR", "never")]));
    assert!(is_coloured(&["--help"], &[("CARGO_TERM_COLOR", "always")]));
    assert!(!is_coloured(&regions, &[("CARGO_TERM_COLOR", "always"), ("NO_COLOR", "1")]));
    assert!(!is_coloured(&["regions", "tokyo", "--color=never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!is_coloured(&["regions", "--format", "json", "--color=always"], &[]));
    // Arguments that cannot be parsed, too.
    assert!(is_coloured(&["plan", "--slots=0", "--color", "always"], &[]));
    assert!(!is_coloured(&["plan", "--slots=0", "--color=never"], &[("CLICOLOR_FORCE", "1")]));
}

/// What fish offers for a line, as it is typed. In zsh, cargo's completions call those of the subcommand: tried by
/// hand.
#[test]
fn fish_completes_the_subcommand() {
    let folder = own_folder("completions");
    fs::write(folder.join("script.fish"), run(&["completions", "fish"]).stdout).expect("the file is written");
    for (line, expected) in [
        ("cargo hatchet-compute sa", "save\t"),
        ("cargo +nightly hatchet-compute plan --format r", "request\n"),
        ("cargo hatchet-compute check --allow step", "step_without_compute\n"),
    ] {
        let script = format!("source script.fish; complete -C '{line}'");
        let output = Command::new("fish").args(["--no-config", "-c", &script]).current_dir(&folder).output();
        let Ok(output) = output else {
            eprintln!("there is no fish here, so its completions are not tested");
            return;
        };
        let offered = String::from_utf8(output.stdout).expect("it writes UTF-8");
        assert!(offered.starts_with(expected) && offered.lines().count() == 1, "{line}: {offered}");
    }
}

/// What bash offers for these words, as it is typed.
#[test]
fn bash_completes_the_subcommand() {
    let folder = own_folder("completions");
    fs::write(folder.join("script"), run(&["completions", "bash"]).stdout).expect("the file is written");
    let complete = |line: &str| {
        let words: Vec<String> = line.split(' ').map(|word| format!("'{word}'")).collect();
        let script = format!(
            "_cargo() {{ COMPREPLY=(by-cargo); }}; complete -F _cargo cargo; . ./script\n\
             COMP_WORDS=({words}); COMP_CWORD={last}\n\
             [[ $(complete -p cargo) =~ -F\\ ([^ ]+) ]]\n\
             ${{BASH_REMATCH[1]}} cargo \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"\n\
             echo \"${{COMPREPLY[@]}}\"",
            words = words.join(" "),
            last = words.len() - 1,
        );
        let output =
            Command::new("bash").args(["--noprofile", "--norc", "-c", &script]).current_dir(&folder).output().ok()?;
        String::from_utf8(output.stdout).ok()
    };
    let Some(commands) = complete("cargo hatchet-compute ") else {
        eprintln!("there is no bash here, so its completions are not tested");
        return;
    };
    assert!(commands.contains("plan check save diff"), "{commands}");
    for (line, expected) in [
        ("cargo hatchet-compute sa", "save\n"),
        ("cargo +nightly hatchet-compute plan --format ", "table json request mermaid\n"),
        ("cargo hatchet-compute check --allow step", "step_without_compute\n"),
        ("cargo bui", "by-cargo\n"),
        ("cargo ", "by-cargo\n"),
    ] {
        assert_eq!(complete(line).as_deref(), Some(expected), "{line}");
    }
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
    assert!(errors.starts_with("error: the output cannot be written: "), "{errors}");
}
