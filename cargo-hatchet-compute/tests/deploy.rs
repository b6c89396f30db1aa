//! The worker to copy, `examples/deploy`: what its Dockerfile does, done here without Docker, gives a program whose
//! plan is the saved one.
#![cfg(target_os = "linux")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use object::{Object, ObjectSymbol};

const ID: &str = "HATCHET_CLOUD_REGISTER_ID";

fn example() -> PathBuf {
    support::crate_folder().join("../examples/deploy")
}

fn text(file: &str) -> String {
    fs::read_to_string(example().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// An instruction of the Dockerfile: its name, and the rest of its lines.
fn instructions() -> Vec<(String, String)> {
    let text = text("Dockerfile").replace("\\\n", "");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| line.split_once(' ').expect("an instruction has a value"))
        .map(|(a, b)| (a.into(), b.into()))
        .collect()
}

/// Runs a shell in a folder, as in a container where nothing is set. Optimization is left out: it takes minutes.
fn shell(folder: &Path, line: &str) -> Output {
    let mut shell = Command::new("sh");
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("HATCHET_") || name.starts_with("CARGO_PROFILE_") || name.contains("RUSTFLAGS") {
            shell.env_remove(&*name);
        }
    }
    shell.env_remove("CARGO_TARGET_DIR").env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0").env("CARGO_TERM_COLOR", "never");
    shell.args(["-c", line]).current_dir(folder).output().expect("a shell runs")
}

#[track_caller]
fn run(folder: &Path, line: &str) -> String {
    let output = shell(folder, line);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{line}\n{errors}");
    errors
}

/// A folder with what `.dockerignore` leaves, the versions of this workspace, and next to it the crates of this
/// repository.
fn context(folder: &Path) -> PathBuf {
    let context = folder.join("context");
    let _ = fs::remove_dir_all(&context);
    fs::create_dir_all(&context).expect("the folder is made");
    fs::copy(example().join("../../Cargo.lock"), context.join("Cargo.lock")).expect("there is a Cargo.lock");
    let ignored = text(".dockerignore");
    let mut rules = ignored.lines().filter(|line| !line.starts_with('#'));
    assert_eq!(rules.next(), Some("*"));
    for kept in rules.map(|rule| rule.strip_prefix('!').expect("it is kept")).filter(|kept| *kept != "Cargo.lock") {
        run(&example(), &format!("cp -rp {kept} '{}'", context.display()));
    }
    let root = example().join("../..").canonicalize().expect("it is there");
    let crates = ["hatchet-compute-core", "hatchet-compute-macros", "hatchet-compute"];
    let patches = crates.map(|name| format!("{name} = {{ path = '{}' }}\n", root.join(name).display()));
    fs::create_dir_all(folder.join(".cargo")).expect("the folder is made");
    fs::write(folder.join(".cargo/config.toml"), format!("[patch.crates-io]\n{}", patches.concat()))
        .expect("it is written");
    run(&context, "cargo metadata --format-version 1 > metadata.json");
    context
}

/// Follows the Dockerfile, and returns the program that the image gets.
fn built(folder: &Path) -> PathBuf {
    let context = context(folder);
    let app = folder.join("app");
    // What cargo built the last time stays: it takes minutes.
    fs::create_dir_all(app.join("target")).expect("the folder is made");
    run(&app, "rm -rf src Cargo.toml Cargo.lock");
    let instructions = instructions();
    let mut builds = Vec::new();
    for (name, value) in instructions.iter().skip(1).take_while(|(name, _)| name != "FROM") {
        match name.as_str() {
            "WORKDIR" => {}
            "RUN" => builds.push(run(&app, value)),
            "COPY" => {
                let (files, to) = value.rsplit_once(' ').expect("it has a destination");
                for file in files.split(' ') {
                    let from = context.join(file);
                    // As Docker does, with the time of each file: here an old one.
                    run(&context, &format!("find {file} -exec touch -t 200001010000 {{}} +"));
                    run(&app, &format!("cp -rp '{}' {to}", from.display()));
                }
            }
            other => panic!("{other} is not followed here"),
        }
    }
    let compiled = |log: &String| log.matches("Compiling ").count();
    assert_eq!(
        builds.iter().map(compiled).next_back(),
        Some(1),
        "the last command builds the worker alone: {builds:?}"
    );
    let copied = instructions.iter().find_map(|(_, value)| value.strip_prefix("--from=build /app/"));
    let (program, _) = copied.and_then(|copied| copied.split_once(' ')).expect("the image gets the program");
    app.join(program)
}

#[test]
fn the_image_gets_a_stripped_program_with_the_saved_plan() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("deploy");
    let program = built(&folder);
    let bytes = fs::read(&program).expect("it was built");
    let file = object::File::parse(&*bytes).expect("it is a program");
    assert!(file.symbols().all(|symbol| symbol.is_undefined()), "it has symbols");

    let saved = example().join("plan.json");
    let command = env!("CARGO_BIN_EXE_cargo-hatchet-compute");
    if std::env::var_os("UPDATE_PLAN").is_some() {
        run(&folder, &format!("{command} save '{}' '{}' --slots 10", saved.display(), program.display()));
    }
    run(&folder, &format!("{command} check --deny-advice --locked '{}' '{}' 1>&2", saved.display(), program.display()));

    // Hatchet Cloud sees that registration failed, and the log says why.
    let output = shell(&folder, &format!("{ID}=wrong '{}'", program.display()));
    let shown = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{shown}");
    assert!(shown.starts_with("Error: ") && shown.contains(ID) && shown.contains("\nhelp: "), "{shown}");
}

#[test]
fn its_images_have_exact_versions_and_its_user_is_not_root() {
    let instructions = instructions();
    for (name, value) in &instructions {
        match name.as_str() {
            "FROM" => {
                let (_, tag) = value.split_once(':').expect("an image has a tag");
                assert!(tag.split(['-', ' ']).next().is_some_and(|version| version.contains('.')), "{value}");
            }
            "USER" => assert_eq!(value, "10001:10001"),
            _ => {}
        }
    }
    assert!(instructions.iter().any(|(name, _)| name == "USER"));
}
