//! The installed program from end to end: what each command prints, where it goes, and its exit code.

mod support;

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use support::{Run, command, debug, folder, run_in, workspace};

/// Compares everything that a run has given with its snapshot.
macro_rules! assert_run {
    ($run:expr) => {
        insta::assert_snapshot!($run.to_string());
    };
}

/// Runs the program where the fixture programs are, so that nobody's paths are in the snapshots.
fn run(arguments: &[&str]) -> Run {
    run_in(&debug(), arguments)
}

/// A folder for the files of one test.
fn own_folder(name: &str) -> PathBuf {
    let folder = folder().join("commands").join(name);
    fs::create_dir_all(&folder).expect("the folder is made");
    folder
}

/// Saves the plan of a fixture program in a folder.
fn save(folder: &Path, file: &str, program: &str) -> String {
    let text = run(&["plan", "--format", "json", program]).stdout;
    fs::write(folder.join(file), &text).expect("the file is written");
    text
}

#[test]
fn plan_as_a_table() {
    assert_run!(run(&["plan", "worker"]));
}

#[test]
fn plan_of_steps_that_nobody_calls() {
    assert_run!(run(&["plan", "idle-worker"]));
}

#[test]
fn plan_as_a_saved_plan() {
    assert_run!(run(&["plan", "worker", "--format", "json", "--namespace", "Dev", "--slots", "20"]));
}

#[test]
fn plan_as_a_request() {
    assert_run!(run(&["plan", "worker", "--format", "request", "--namespace", "Dev", "--slots", "20"]));
}

#[test]
fn plan_as_a_flowchart() {
    assert_run!(run(&["plan", "worker", "--format", "mermaid"]));
}

#[test]
fn plan_in_colours() {
    let output = command()
        .args(["plan", "worker"])
        .current_dir(debug())
        .env_remove("NO_COLOR")
        .env("CLICOLOR_FORCE", "1")
        .output()
        .expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("it writes UTF-8");
    assert!(text.contains("\u{1b}[1mMACHINES"), "{text}");
    let plain = command()
        .args(["plan", "worker"])
        .current_dir(debug())
        .env("CLICOLOR_FORCE", "1")
        .output()
        .expect("the program runs");
    assert!(!plain.stdout.contains(&0x1b), "NO_COLOR is stronger");
    let pipe = command()
        .args(["plan", "worker"])
        .current_dir(debug())
        .env_remove("NO_COLOR")
        .output()
        .expect("the program runs");
    assert!(!pipe.stdout.contains(&0x1b), "a pipe is no terminal");
}

#[test]
fn plan_of_a_saved_plan_is_that_plan() {
    let folder = own_folder("saved");
    let saved = save(&folder, "plan.json", "worker");
    assert_eq!(run_in(&folder, &["plan", "plan.json", "--format", "json"]).stdout, saved);
    for format in ["table", "request", "mermaid"] {
        let of_the_program = run(&["plan", "worker", "--format", format]);
        let of_the_saved = run_in(&folder, &["plan", "plan.json", "--format", format]);
        assert_eq!(of_the_program.stdout, of_the_saved.stdout);
    }
}

#[test]
fn a_large_flowchart_is_remarked_on() {
    let run = run(&["plan", "many", "--format", "mermaid"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout.matches("-.-").count(), 200);
}

#[test]
fn plan_builds_the_program_and_shows_the_progress_of_cargo() {
    debug();
    let source = workspace().join("worker/src/bin/worker.rs");
    // A file that is newer than its program has to be built again.
    let text = fs::read_to_string(&source).expect("it is there");
    fs::write(&source, text).expect("it can be written");
    let output = command()
        .args(["plan", "--bin", "worker", "--format", "request"])
        .current_dir(workspace())
        .env_remove("CARGO_TERM_QUIET")
        .output()
        .expect("the program runs");
    let errors = String::from_utf8(output.stderr).expect("it writes UTF-8");
    assert!(errors.contains("Compiling worker v1.2.3"), "{errors}");
    let expected = run(&["plan", "worker", "--format", "request"]).stdout;
    assert_eq!(String::from_utf8(output.stdout).expect("it writes UTF-8"), expected);
}

#[test]
fn plan_takes_cargos_options() {
    debug();
    let manifest = workspace().join("Cargo.toml").display().to_string();
    let somewhere = own_folder("somewhere");
    let plan = |arguments: &[&str]| {
        let run = run_in(&somewhere, &[&["plan", "--format", "request", "--manifest-path", &manifest], arguments].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        run.stdout
    };
    let (small, large) = ("\"memoryMb\": 2048", "\"memoryMb\": 4096");
    let example = ["-p", "worker@1.2.3", "--example", "sample"];
    assert!(plan(&example).contains(small));
    for options in [&["-F", "large"][..], &["--features", "large"], &["--all-features"]] {
        assert!(plan(&[&example[..], options].concat()).contains(large), "{options:?}");
    }
    for options in [&["--no-default-features"][..], &["--profile", "dev"]] {
        assert!(plan(&[&example[..], options].concat()).contains(small), "{options:?}");
    }
    assert!(plan(&["--package", "worker", "--bin", "idle-worker"]).contains("never_called"));
}

#[test]
fn plan_works_as_cargo_calls_it() {
    let by_cargo = run(&["hatchet-compute", "plan", "worker"]);
    assert_eq!(by_cargo.stdout, run(&["plan", "worker"]).stdout);
    assert_eq!(by_cargo.code, 0);
}

#[test]
fn several_programs_are_named() {
    debug();
    assert_run!(run_in(&workspace(), &["plan"]));
}

#[test]
fn a_package_without_a_program_is_told_so() {
    assert_run!(run_in(&workspace(), &["plan", "--package", "billing"]));
}

#[test]
fn a_program_that_does_not_compile_is_cargos_to_explain() {
    let folder = own_folder("broken");
    fs::create_dir_all(folder.join("src")).expect("the folder is made");
    let manifest = "[package]\nname = \"broken\"\nedition = \"2024\"\n[workspace]\n";
    fs::write(folder.join("Cargo.toml"), manifest).expect("it is written");
    fs::write(folder.join("src/main.rs"), "fn main() { 1 }\n").expect("it is written");
    let run = run_in(&folder, &["plan"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("mismatched types"), "{}", run.stderr);
    assert!(run.stderr.contains("error: cargo could not build the program\nhelp: "));
}

#[test]
fn a_folder_without_a_package_is_told_so() {
    let run = run_in(Path::new("/"), &["plan"]);
    assert_run!(run);
}

#[test]
fn files_that_are_no_programs_are_named_with_what_to_do() {
    let folder = own_folder("no programs");
    fs::write(folder.join("text"), "only a text, and longer than a header").expect("it is written");
    fs::write(folder.join("other.json"), "{\"a\": 1}").expect("it is written");
    fs::write(folder.join("broken.json"), "{\"format\": ").expect("it is written");
    let later = "{\"format\": \"hatchet-compute-plan\", \"version\": 2}";
    fs::write(folder.join("later.json"), later).expect("it is written");
    let files = ["nothing", ".", "text", "other.json", "broken.json", "later.json"];
    let runs = files.map(|file| run_in(&folder, &["plan", file]).to_string());
    insta::assert_snapshot!(runs.join("\n\n"));
}

#[test]
fn a_program_without_steps_is_an_error() {
    assert_run!(run(&["plan", "no-steps"]));
}

#[test]
fn check_finds_advice() {
    assert_run!(run(&["check", "worker"]));
}

#[test]
fn check_denies_advice() {
    assert_eq!(run(&["check", "worker"]).code, 0);
    assert_eq!(run(&["check", "worker", "--deny-advice"]).code, 1);
    assert_eq!(run(&["check", "idle-worker", "--deny-advice"]).code, 0);
}

#[test]
fn check_takes_no_record_for_a_problem() {
    assert_run!(run(&["check", "no-library"]));
}

#[test]
fn check_compares_with_a_saved_plan() {
    let folder = own_folder("locked");
    save(&folder, "plan.json", "worker");
    let locked = folder.join("plan.json").display().to_string();
    assert_eq!(run(&["check", "worker", "--locked", &locked]).code, 0);
    let changed = run(&["check", "idle-worker", "--locked", &locked]);
    assert_eq!(changed.code, 1);
    insta::assert_snapshot!(changed.to_string().replace(&locked, "plan.json"));
}

#[test]
fn check_says_how_the_saved_plan_is_made() {
    let run = run(&[
        "check", "worker", "--locked", "it's not there.json", "--namespace", "dev", "--slots", "5",
    ]);
    assert_run!(run);
}

#[test]
fn check_takes_namespace_and_slots_of_the_saved_plan() {
    let folder = own_folder("locked with a namespace");
    let saved = run(&["plan", "worker", "--format", "json", "--namespace", "dev", "--slots", "7"]);
    let locked = folder.join("plan.json");
    fs::write(&locked, saved.stdout).expect("the file is written");
    let locked = locked.display().to_string();
    assert_eq!(run(&["check", "worker", "--locked", &locked]).code, 0);
    assert_eq!(run(&["check", "worker", "--locked", &locked, "--slots", "8"]).code, 1);
    let refresh = run(&["check", "idle-worker", "--locked", &locked]).stdout;
    assert!(refresh.contains("--format json --namespace dev_ --slots 7 idle-worker > "), "{refresh}");
}

#[test]
fn a_moved_line_and_another_version_are_no_change() {
    let folder = own_folder("moved");
    let saved = save(&folder, "plan.json", "worker");
    let moved = saved
        .replace("\"line\": ", "\"line\": 1")
        .replace("\"1.2.3\"", "\"2.0.0\"")
        .replace("src/bin/worker.rs", "src/main.rs");
    assert_ne!(saved, moved);
    fs::write(folder.join("moved.json"), moved).expect("the file is written");
    assert_run!(run_in(&folder, &["diff", "plan.json", "moved.json"]));
}

#[test]
fn a_saved_plan_that_was_changed_by_hand_is_refused() {
    let folder = own_folder("changed by hand");
    let saved = save(&folder, "plan.json", "idle-worker");
    let changes = [
        ("never_called:never_called\"\n", "another:action\"\n"),
        ("\"namespace\": \"\"", "\"namespace\": \"dev\""),
        ("\"retries\": 7", "\"retries\": 7000000000"),
        ("\"memory_mb\": 4096", "\"memory_mb\": 1"),
        ("\"timeout\": \"1.5s\"", "\"timeout\": \"soon\""),
    ];
    let runs = changes.map(|(from, to)| {
        let changed = saved.replacen(from, to, 1);
        assert_ne!(changed, saved, "{from}");
        fs::write(folder.join("plan.json"), changed).expect("the file is written");
        run_in(&folder, &["plan", "plan.json"]).to_string()
    });
    insta::assert_snapshot!(runs.join("\n\n"));
}

#[test]
fn regions_of_all_and_of_a_word() {
    assert_run!(run(&["regions"]));
    assert_run!(run(&["regions", "São Paulo"]));
    assert_run!(run(&["regions", "us-west"]));
    assert_run!(run(&["regions", "ewe"]));
    assert_run!(run(&["regions", "atlantis"]));
}

#[test]
fn replicas_for_a_coverage() {
    assert_run!(run(&["replicas", "--regions", "3", "--coverage", "0.95"]));
    assert_run!(run(&["replicas", "--regions", "3", "--coverage", "0.95", "--survive", "1"]));
    assert_run!(run(&["replicas", "--regions", "3", "--coverage", "0.99", "--survive", "2", "--left", "4"]));
}

#[test]
fn wrong_usage_exits_with_two() {
    for arguments in [
        &[][..],
        &["plans"],
        &["plan", "--format", "yaml", "worker"],
        &["plan", "worker", "--release"],
        &["plan", "--bin", "a", "--example", "b"],
        &["plan", "worker", "--slots", "0"],
        &["plan", "worker", "--slots", "1001"],
        &["plan", "worker", "--namespace", "a,b"],
        &["diff", "worker"],
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
    assert_run!(run(&["-h"]));
    assert_run!(run(&["plan", "-h"]));
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = run(&["completions", shell]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{shell}");
        assert!(run.stdout.contains("cargo-hatchet-compute") && run.stdout.contains("deny-advice"));
    }
}

/// `cargo hatchet-compute regions | head -1`: the rest has nowhere to go.
#[test]
fn a_closed_pipe_is_no_error() {
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
    let output = command()
        .arg("regions")
        .stdout(full)
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8(output.stderr).expect("it is UTF-8");
    assert!(errors.starts_with("error: the answer cannot be written: "), "{errors}");
}
