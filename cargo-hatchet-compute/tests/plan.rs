//! `plan`: every format, what cargo builds for it, and files that have no plan.

mod support;

use std::fs;
use std::path::Path;

use anstream::adapter::strip_str;
use object::{Architecture, BinaryFormat, Endianness};
use serde_json::json;
use support::{command, debug, own_folder, run, run_in, samples, save, workspace};

#[test]
fn plan_as_a_table() {
    insta::assert_snapshot!(run(&["plan", "worker"]));
}

#[test]
fn plan_of_steps_without_calls() {
    insta::assert_snapshot!(run(&["plan", "idle-worker"]));
}

#[test]
fn plan_as_a_saved_plan() {
    insta::assert_snapshot!(run(&["plan", "worker", "--format", "json", "--namespace", "Dev", "--slots", "20"]));
}

#[test]
fn plan_as_a_request() {
    insta::assert_snapshot!(run(&["plan", "worker", "--format", "request", "--namespace", "Dev", "--slots", "20"]));
}

#[test]
fn plan_as_a_flowchart() {
    insta::assert_snapshot!(run(&["plan", "worker", "--format", "mermaid"]));
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
    assert!(!pipe.stdout.contains(&0x1b), "a pipe is not a terminal");
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

/// A table of empty cells still has a column.
#[test]
fn nothing_is_too_short_or_too_long_for_a_table() {
    let folder = own_folder("extremes");
    let saved = |workflow: &str| {
        let text = format!(
            r#"{{"format": "hatchet-compute-plan", "version": 1, "namespace": "", "slots": 1, "runtime_configs": [],
                "steps": [{{"action": "w:a", "workflow": "w", "name": "a"}}], "workflows": [{workflow}]}}"#
        );
        fs::write(folder.join("plan.json"), text).expect("the file is written");
        run_in(&folder, &["plan", "plan.json"])
    };
    assert_eq!(saved(r#"{"name": ""}"#).code, 0);
    let long = saved(&format!(r#"{{"name": "w", "description": "{}"}}"#, "word ".repeat(100_000)));
    assert_eq!(long.code, 0);
}

/// No heading is broken, however long a word is.
#[test]
fn a_word_that_does_not_fit_is_below_its_heading() {
    let folder = own_folder("long word");
    let file = "crates/services/billing/src/workflows/invoices/monthly_run.rs";
    let saved = json!({
        "format": "hatchet-compute-plan", "version": 1, "namespace": "", "slots": 1, "runtime_configs": [],
        "steps": [{
            "action": "w:a", "workflow": "w", "name": "a", "retries": 3,
            "location": { "file": file, "line": 120, "column": 12 },
        }],
        "workflows": [],
    });
    fs::write(folder.join("plan.json"), saved.to_string()).expect("the file is written");
    let output = command().args(["plan", "plan.json"]).current_dir(&folder).env("COLUMNS", "60").output();
    let table = String::from_utf8(output.expect("it runs").stdout).expect("it is UTF-8");
    let expected = format!("STEP\n  w:a\nMACHINES\n  -\nRETRIES\n  3\nDEFINED AT\n  {file}:120:12\n\n");
    assert!(table.starts_with(&expected), "{table}");
}

#[test]
fn a_flowchart_that_github_does_not_draw_gives_a_note() {
    let many = run(&["plan", "many", "--format", "mermaid"]);
    assert_eq!((many.code, many.stderr.as_str()), (0, ""));
    assert_eq!(many.stdout.matches("-.-").count(), 200);
    let folder = own_folder("large flowchart");
    let steps: Vec<String> = (0..2000)
        .map(|number| format!(r#"{{"action": "w:step{number}", "workflow": "w", "name": "step{number}"}}"#))
        .collect();
    let saved = format!(
        r#"{{"format": "hatchet-compute-plan", "version": 1, "namespace": "", "slots": 1,
            "runtime_configs": [], "steps": [{}], "workflows": [{{"name": "w", "on_crons": ["TZ=Q 0 3 * * *"]}}]}}"#,
        steps.join(", ")
    );
    fs::write(folder.join("plan.json"), saved).expect("the file is written");
    let large = run_in(&folder, &["plan", "plan.json", "--format", "mermaid"]);
    assert_eq!((large.code, large.stdout.matches("[\"step").count()), (0, 2000));
    let note = "note: this flowchart has 0 edges and ";
    assert!(large.stderr.starts_with(note), "{}", large.stderr);
    // Next to others.
    assert!(large.stderr.contains("\nnote: the time zone `Q` of the cron"), "{}", large.stderr);
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
        let run =
            run_in(&somewhere, &[&["plan", "--format", "request", "--manifest-path", &manifest], arguments].concat());
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
    for (options, action) in [
        (&["--package", "billing", "--lib"][..], "invoice:invoice"),
        (&["--package", "worker", "--example", "library"], "in_library:in_library"),
        (&["--package", "worker", "--test", "checks"], "tested:tested"),
        (&["--package", "worker", "--bench", "loads"], "measured:measured"),
        (
            &["--package", "worker", "--bench", "loads", "--config", "profile.bench.opt-level=0", "--color", "never"],
            "measured",
        ),
    ] {
        let plan = plan(options);
        assert!(plan.contains(action) && !plan.contains("orders:fetch"), "{options:?}: {plan}");
    }
    let id = support::cargo(&["pkgid", "--package", "billing"]).stdout;
    let id = String::from_utf8(id).expect("it is UTF-8");
    assert!(plan(&["--package", id.trim_end(), "--lib"]).contains("invoice:invoice"));
    let target = somewhere.join("target");
    plan(&["--package", "idle", "--lib", "--target-dir", "target", "--jobs", "2", "-v"]);
    assert!(target.join("debug/libidle.rlib").exists());
}

#[test]
fn cargo_says_as_much_as_it_is_told() {
    debug();
    let plan = |option: &str| {
        let mut command = command();
        command.args(["plan", "--bin", "worker", option]).current_dir(workspace()).env_remove("CARGO_TERM_QUIET");
        let output = command.output().expect("the program runs");
        assert_eq!(output.status.code(), Some(0), "{option}");
        String::from_utf8(output.stderr).expect("it writes UTF-8")
    };
    assert!(plan("--verbose").contains("Fresh billing v1.2.3"));
    assert_eq!(plan("--quiet"), "");
    assert!(plan("--color=always").contains("\u{1b}["));
    assert!(!plan("--color=never").contains("\u{1b}["));
    // Where nothing is built too.
    assert_eq!(run(&["plan", "worker", "-q"]).code, 0);
    let unstable = run_in(&workspace(), &["plan", "--bin", "worker", "-Z", "unheard-of"]);
    assert_eq!(unstable.code, 1);
    assert!(unstable.stderr.contains("-Z"), "{}", unstable.stderr);
}

/// There is no Cargo.lock, and the dependency does not exist: cargo names the option that kept it from writing or
/// looking.
#[test]
fn options_about_the_network_and_the_lock_are_passed_on() {
    let folder = own_folder("locked by cargo");
    fs::create_dir_all(folder.join("src")).expect("the folder is made");
    fs::write(folder.join("src/main.rs"), "fn main() {}\n").expect("it is written");
    let manifest = "[package]\nname = \"alone\"\nedition = \"2024\"\n[workspace]\n";
    let nowhere = "[dependencies]\nnowhere = { git = \"https://localhost:1/nowhere\" }\n";
    for (command, option, dependency) in [
        ("plan", "--offline", nowhere),
        ("plan", "--frozen", ""),
        ("plan", "--locked", ""),
        ("check", "--offline", nowhere),
        ("check", "--frozen", ""),
    ] {
        fs::write(folder.join("Cargo.toml"), format!("{manifest}{dependency}")).expect("it is written");
        let run = run_in(&folder, &[command, option]);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{option}");
        assert!(run.stderr.contains(option), "{option}: {}", run.stderr);
    }
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
    insta::assert_snapshot!(run_in(&workspace(), &["plan"]));
    insta::assert_snapshot!(run_in(&workspace(), &["plan", "--lib"]));
}

#[test]
fn programs_of_one_name_are_told_apart_by_their_packages() {
    let folder = own_folder("one name");
    fs::write(folder.join("Cargo.toml"), "[workspace]\nmembers = [\"a\", \"b\"]\nresolver = \"3\"\n")
        .expect("it is written");
    for package in ["a", "b"] {
        fs::create_dir_all(folder.join(package).join("src/bin")).expect("the folder is made");
        let manifest = format!("[package]\nname = \"{package}\"\nedition = \"2024\"\n");
        fs::write(folder.join(package).join("Cargo.toml"), manifest).expect("it is written");
        for kind in ["src/bin", "examples", "tests", "benches"] {
            fs::create_dir_all(folder.join(package).join(kind)).expect("the folder is made");
            fs::write(folder.join(package).join(kind).join("worker.rs"), "fn main() {}\n").expect("it is written");
        }
    }
    for (arguments, plural, option) in [
        (&["plan"][..], "programs", "--bin"),
        (&["plan", "--bin", "worker"], "programs", "--bin"),
        (&["plan", "--example", "worker"], "examples", "--example"),
        (&["plan", "--test", "worker"], "tests", "--test"),
        (&["plan", "--bench", "worker"], "benchmarks", "--bench"),
    ] {
        let run = run_in(&folder, arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        let error = format!(
            "error: there are 2 {plural}: `worker` and `worker`\n\
             help: choose one with `--package NAME {option} NAME`\n"
        );
        assert!(run.stderr.ends_with(&error), "{run}");
    }
}

/// As `cargo run` does. The program has no steps, so the error names it.
#[test]
fn of_several_programs_the_default_is_taken() {
    let folder = own_folder("default");
    fs::create_dir_all(folder.join("src/bin")).expect("the folder is made");
    let manifest = "[package]\nname = \"one\"\ndefault-run = \"two\"\nedition = \"2024\"\n[workspace]\n";
    fs::write(folder.join("Cargo.toml"), manifest).expect("it is written");
    for file in ["src/main.rs", "src/bin/two.rs"] {
        fs::write(folder.join(file), "fn main() {}\n").expect("it is written");
    }
    let run = run_in(&folder, &["check"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stdout.contains("debug/two` has no record"), "{}", run.stdout);
}

#[test]
fn a_package_without_a_program_is_an_error() {
    insta::assert_snapshot!(run_in(&workspace(), &["plan", "--package", "billing"]));
}

#[test]
fn cargo_explains_why_a_program_does_not_compile() {
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
fn a_folder_without_a_package_is_an_error() {
    let run = run_in(Path::new("/"), &["plan"]);
    insta::assert_snapshot!(run);
    let coloured = command().arg("plan").current_dir("/").env("CARGO_TERM_COLOR", "always").output();
    let coloured = String::from_utf8(coloured.expect("it runs").stderr).expect("it is UTF-8");
    assert_eq!(strip_str(&coloured).to_string(), run.stderr);
}

/// Cargo alone understands such a specification.
#[test]
fn a_library_is_chosen_as_cargo_reads_its_package() {
    debug();
    let of = |package| run_in(&workspace(), &["plan", "--quiet", "--lib", "--package", package]);
    let run = of("billing:1.2.3");
    assert_eq!(run.code, 0, "{run}");
    assert_eq!(run.stdout, of("billing").stdout);
    let run = of("hatchet-*");
    assert_eq!(run.code, 2, "{run}");
    assert!(run.stderr.starts_with("error: cargo does not find exactly one package `hatchet-*`: "), "{run}");
}

#[test]
fn other_files_are_errors_with_help() {
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

/// A record that no macro makes, though its checksum is right.
fn memory_of_1_mb(section: &mut [u8]) {
    let length = usize::from(section[4 + 8]);
    let record = &mut section[4..4 + length];
    record[20..24].copy_from_slice(&[1, 0, 0, 0]);
    samples::seal(record);
}

/// Equal records would be one.
fn twice_with_other_retries(section: &mut Vec<u8>) {
    let second = section.len() + 4;
    section.extend_from_within(..);
    let end = second + usize::from(section[second + 8]);
    section[second + 16] ^= 1;
    samples::seal(&mut section[second..end]);
}

#[test]
fn damaged_programs_are_errors_with_help() {
    let folder = own_folder("damaged");
    let program = |change: fn(&mut Vec<u8>)| {
        let mut section = samples::section();
        change(&mut section);
        let (format, architecture) = (BinaryFormat::Elf, Architecture::X86_64);
        samples::object_file(format, architecture, Endianness::Little, &[&section])
    };
    let whole = program(|_| {});
    let files = [
        ("cut-off", whole[..whole.len() - 100].to_vec()),
        ("of-version-2", program(|section| section[4 + 4] = 2)),
        ("length-0", program(|section| section[4 + 8] = 0)),
        ("bit-of-a-machine-flipped", program(|section| section[4 + 35] ^= 1)),
        ("memory-of-1-mb", program(|section| memory_of_1_mb(section))),
        ("twice", program(twice_with_other_retries)),
    ];
    let runs = files.map(|(file, bytes)| {
        fs::write(folder.join(file), bytes).expect("it is written");
        let checked = run_in(&folder, &["check", file]);
        assert_eq!(checked.code, 1, "{file}");
        run_in(&folder, &["plan", file]).to_string()
    });
    insta::assert_snapshot!(runs.join("\n\n"));
}

#[test]
fn a_program_without_steps_is_an_error() {
    insta::assert_snapshot!(run(&["plan", "no-steps"]));
}

#[test]
fn an_edited_saved_plan_is_rejected() {
    let folder = own_folder("changed by hand");
    let saved = save(&folder, "plan.json", "idle-worker");
    let edits = [
        ("never_called:never_called\"\n", "another:action\"\n"),
        ("\"namespace\": \"\"", "\"namespace\": \"dev\""),
        ("\"retries\": 7", "\"retries\": 7000000000"),
        ("\"memory_mb\": 4096", "\"memory_mb\": 1"),
        ("\"timeout\": \"1.5s\"", "\"timeout\": \"soon\""),
        ("\"key\": \"performance-", "\"key\": \"shared-"),
        ("\"action\": \"nor_this:nor_this\"", "\"action\": \"nor_this:or_that\""),
        ("\"action\": \"never_called:never_called\"", "\"action\": \"NEVER_CALLED:never_called\""),
        ("\"workflows\": []", "\"workflows\": [{\"name\": \"Orders\"}, {\"name\": \"orders\"}]"),
        ("\"steps\": [", "\"steps\": [], \"steps\": ["),
    ];
    let runs = edits.map(|(from, to)| {
        let changed = saved.replacen(from, to, 1);
        assert_ne!(changed, saved, "{from}");
        fs::write(folder.join("plan.json"), changed).expect("the file is written");
        let checked =
            run_in(&folder, &["check", "--locked", "plan.json", debug().join("idle-worker").to_str().unwrap()]);
        assert_eq!(checked.code, 1, "{from}: {checked}");
        run_in(&folder, &["plan", "plan.json"]).to_string()
    });
    insta::assert_snapshot!(runs.join("\n\n"));
}
