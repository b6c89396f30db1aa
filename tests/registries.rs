//! The same program with each way of finding the records: by the bounds of the section (Linux), by a linkme slice (macOS
//! and Windows), and by none (WebAssembly).
//!
//! A `cfg` forces the last two. The tests build the program with cargo, in separate target folders.

use std::path::Path;
use std::process::Command;

/// What the Python SDK would send for the example.
const REQUEST: &str = include_str!("../examples/requests/managed_workflow.json");

/// Builds the example with these compiler flags and returns its request.
fn request(name: &str, rustflags: &str, options: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--package", "hatchet-compute-examples"])
        .args(["--bin", "managed_workflow"])
        .args(options)
        .args(["--", "--request"])
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join(name))
        .env("RUSTFLAGS", rustflags)
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env("CARGO_PROFILE_RELEASE_LTO", "fat")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1")
        .env("CARGO_PROFILE_RELEASE_STRIP", "symbols")
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    assert_eq!(errors, "", "expected no warnings");
    String::from_utf8(output.stdout).expect("a request is UTF-8")
}

#[test]
fn the_default_of_this_platform() {
    assert_eq!(request("platform", "", &[]), REQUEST);
}

#[test]
fn the_default_of_this_platform_after_link_time_optimization_and_strip() {
    assert_eq!(request("platform", "", &["--release"]), REQUEST);
}

#[test]
fn a_linkme_slice() {
    let forced = r#"--cfg hatchet_compute_registry="linkme""#;
    assert_eq!(request("linkme", forced, &[]), REQUEST);
}

#[test]
fn a_linkme_slice_after_link_time_optimization_and_strip() {
    let forced = r#"--cfg hatchet_compute_registry="linkme""#;
    assert_eq!(request("linkme", forced, &["--release"]), REQUEST);
}

#[test]
fn none_where_a_target_has_no_sections() {
    let forced = r#"--cfg hatchet_compute_registry="none""#;
    let request = request("none", forced, &[]);
    assert_eq!(request, "{\n  \"runtimeConfigs\": []\n}\n");
}
