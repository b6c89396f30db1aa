//! The same program with the way of finding the records of this platform, and with none (WebAssembly), which a `cfg`
//! forces. `platforms/run` does it for other platforms.
//!
//! The tests build the programs with cargo, in separate target folders.

use std::path::Path;
use std::process::{Command, Output};

/// What the Python SDK would send for the example.
const REQUEST: &str = include_str!("../examples/requests/managed_workflow.json");

/// Asks the example for its request.
const EXAMPLE: [&str; 6] = ["--package", "hatchet-compute-examples", "--bin", "managed_workflow", "--", "--request"];

/// Builds a program with these compiler flags and options of cargo, and runs it.
fn run(name: &str, rustflags: &str, options: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(["run", "--quiet"])
        .args(options)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join(name))
        .env("RUSTFLAGS", rustflags)
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env("CARGO_PROFILE_RELEASE_LTO", "fat")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1")
        .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
        .output()
        .expect("cargo runs")
}

/// The request of the example, with what this platform does.
fn request(options: &[&str]) -> String {
    output_of(&run("platform", "", &[options, &EXAMPLE].concat()))
}

fn output_of(output: &Output) -> String {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    assert_eq!(errors, "", "expected no warnings");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_default_of_this_platform() {
    assert_eq!(request(&[]), REQUEST);
}

#[test]
fn the_default_of_this_platform_after_link_time_optimization_and_strip() {
    assert_eq!(request(&["--release"]), REQUEST);
}

#[test]
fn a_plan_is_an_error_where_a_program_cannot_find_its_steps() {
    let output = run("none", r#"--cfg hatchet_compute_registry="none""#, &EXAMPLE);
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    assert_eq!(
        String::from_utf8_lossy(&output.stderr),
        "error: a program cannot find its steps on this platform\n\
         help: make the plan in a program for Linux, macOS or Windows, or with `Plan::from_steps`\n"
    );
    assert_eq!(output.status.code(), Some(1));
}

/// The limits in the documentation say so. `fixtures/shared_library/tests` opens the same library at run time.
#[test]
#[cfg(target_os = "linux")]
fn a_program_that_links_a_shared_library_finds_only_the_steps_of_the_library() {
    let options = ["--package", "shared-library", "--features", "program"];
    let output = run("shared_library", "-C prefer-dynamic", &options);
    assert_eq!(output_of(&output), "in_the_library\nin_the_library_too\n");
}
