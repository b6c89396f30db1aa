//! Fixture programs, built by cargo once for all tests, and the installed program to read them.
// Not every test needs all of it.
#![allow(dead_code)]

pub(crate) mod samples;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use hatchet_compute::{Plan, Step};
use serde_json::{Value, json};

/// A folder of this crate's tests that cargo keeps from run to run.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("fixtures")
}

/// Where cargo builds the fixtures.
pub(crate) fn target() -> PathBuf {
    folder().join("workspace/target")
}

/// The folder of this crate.
pub(crate) fn crate_folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The workspace of the fixtures, written again where it has changed.
pub(crate) fn workspace() -> PathBuf {
    static WORKSPACE: OnceLock<PathBuf> = OnceLock::new();
    WORKSPACE
        .get_or_init(|| {
            let to = folder().join("workspace");
            copy(&crate_folder().join("tests/fixtures"), &to);
            write(&to.join("worker/src/bin/many.rs"), &many_steps());
            // The versions that this build has, so that nothing else is downloaded. Cargo rewrites the copy.
            let lock = fs::read_to_string(crate_folder().join("../Cargo.lock"));
            let lock = lock.expect("there is a Cargo.lock");
            let taken = to.join("Cargo.lock.taken");
            if !fs::read_to_string(&taken).is_ok_and(|taken| taken == lock) {
                write(&to.join("Cargo.lock"), &lock);
                write(&taken, &lock);
            }
            to
        })
        .clone()
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        let target = to.join(path.file_name().expect("it has a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            let library = crate_folder().join("../hatchet-compute");
            let library = library.display().to_string().replace('\\', "/");
            let text = fs::read_to_string(&path).expect("it is a text");
            write(&target, &text.replace("PATH-OF-THE-LIBRARY", &library));
        }
    }
}

/// Writes a file unless it already has this text, so that cargo builds nothing twice.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|there| there == text) {
        return;
    }
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder is made");
    fs::write(path, text).expect("the file is written");
}

/// A program with 200 steps on ten kinds of machines.
fn many_steps() -> String {
    let mut text = String::from("//! Made by the tests: 200 steps.\n\nuse hatchet_compute::step;\n");
    for number in 0..200 {
        text.push_str(&format!(
            "\n#[step(compute(cpu_kind = \"shared\", cpus = 8, memory_mb = {}))]\nfn step_{number:03}() {{}}\n",
            2048 + 256 * (number % 10)
        ));
    }
    text.push_str("\nfn main() {\n");
    for number in 0..200 {
        text.push_str(&format!("    step_{number:03}();\n"));
    }
    text.push_str("    println!(\"{}\", hatchet_compute::Plan::collect().unwrap());\n}\n");
    text
}

/// Runs cargo in the fixture workspace.
pub(crate) fn cargo(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(workspace())
        .env("CARGO_TARGET_DIR", target())
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .expect("cargo runs")
}

/// The programs that are built for debugging, all but the example.
const PROGRAMS: [&str; 5] = ["worker", "idle-worker", "many", "no-steps", "no-library"];

/// A folder with all programs, built for debugging. They are copies, since some tests make cargo build them again.
pub(crate) fn debug() -> PathBuf {
    static COPIED: OnceLock<PathBuf> = OnceLock::new();
    COPIED
        .get_or_init(|| {
            build(&["--workspace", "--lib", "--bins", "--examples"]);
            let programs = folder().join("programs");
            fs::create_dir_all(&programs).expect("the folder is made");
            for program in PROGRAMS {
                let built = target().join("debug").join(program);
                fs::copy(built, programs.join(program)).expect("it was built");
            }
            programs
        })
        .clone()
}

/// Makes cargo build something in the fixture workspace.
pub(crate) fn build(arguments: &[&str]) {
    let output = cargo(&[&["build"], arguments].concat());
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// The installed program, without colours.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-hatchet-compute"));
    command
        .env("CARGO", env!("CARGO"))
        .env("CARGO_TARGET_DIR", target())
        .env("CARGO_TERM_QUIET", "true")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("COLUMNS")
        .env("NO_COLOR", "1");
    command
}

/// The result of a run of the installed program.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Runs the installed program in a folder.
pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    let output = command().args(arguments).current_dir(folder).output().expect("the program runs");
    Run {
        code: output.status.code().expect("it ends by itself"),
        stdout: String::from_utf8(output.stdout).expect("it writes UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("it writes UTF-8"),
    }
}

/// Runs the installed program in the folder of the fixture programs, so that snapshots have no paths of a machine.
pub(crate) fn run(arguments: &[&str]) -> Run {
    run_in(&debug(), arguments)
}

/// A folder for the files of one test.
pub(crate) fn own_folder(name: &str) -> PathBuf {
    let folder = folder().join("own").join(name);
    fs::create_dir_all(&folder).expect("the folder is made");
    folder
}

/// Saves the plan of a fixture program in a folder, with places and costs.
pub(crate) fn save(folder: &Path, file: &str, program: &str) -> String {
    let text = run(&["plan", "--format", "json", program]).stdout;
    fs::write(folder.join(file), &text).expect("the file is written");
    text
}

/// Writes a saved plan of these steps, the first of which is on line 10 of `src/main.rs`, the second on line 20. Keys
/// of `workflow` are those of the only workflow.
pub(crate) fn save_steps(folder: &Path, file: &str, steps: &[Step], workflow: &Value) {
    let plan = Plan::from_steps(steps.iter().cloned()).expect("they are valid");
    let configs = plan
        .runtime_configs()
        .iter()
        .map(|config| json!({ "key": config.key(), "compute": config.compute(), "actions": config.actions() }));
    let configs: Vec<Value> = configs.collect();
    let steps = (1..).zip(steps).map(|(number, step)| {
        json!({
            "action": step.action(),
            "workflow": step.workflow(),
            "name": step.name(),
            "parents": step.parents(),
            "schedule_timeout": step.schedule_timeout().map(|timeout| format!("{}s", timeout.as_secs())),
            "on_failure": step.on_failure(),
            "location": { "file": "src/main.rs", "line": 10 * number, "column": 5 },
        })
    });
    let steps: Vec<Value> = steps.collect();
    let saved = json!({
        "format": "hatchet-compute-plan",
        "version": 1,
        "namespace": "",
        "slots": 1,
        "runtime_configs": configs,
        "steps": steps,
        "workflows": if workflow.is_null() { json!([]) } else { json!([workflow]) },
    });
    fs::write(folder.join(file), saved.to_string()).expect("the file is written");
}

/// The whole result, for a snapshot.
impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.stdout)?;
        if !self.stderr.is_empty() {
            write!(f, "--- standard error\n{}", self.stderr)?;
        }
        write!(f, "--- exit code {}", self.code)
    }
}

/// Compares with a reader in another language, written from FORMAT.md alone.
pub(crate) fn assert_agrees_with_python(program: &Path) {
    let reader = crate_folder().join("tests/readers/read_records.py");
    let output = match Command::new("python3").arg(reader).arg(program).output() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            eprintln!("there is no python3 here, so its reader is not tested");
            return;
        }
        output => output.expect("python3 runs"),
    };
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let run = run_in(&folder(), &["plan", "--format", "json", program.to_str().expect("it is UTF-8")]);
    let python: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let mut saved: Value = serde_json::from_str(&run.stdout).expect("it is JSON");
    let configs = saved["runtime_configs"].as_array_mut();
    for config in configs.expect("it is a list") {
        // Made of the compute; the record does not have them.
        let config = config.as_object_mut().expect("it is an object");
        config.remove("key").expect("machines have a key");
        config.remove("estimated_cost_per_month").expect("machines have a cost");
    }
    for key in ["runtime_configs", "steps", "workflows"] {
        assert_eq!(python[key], saved[key], "{key} of {}", program.display());
    }
}
