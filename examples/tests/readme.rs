//! README.md shows the plan that the example prints.

use std::process::Command;

#[test]
fn quickstart_prints_what_the_readme_shows() {
    let output = Command::new(env!("CARGO_BIN_EXE_quickstart")).output().expect("the example runs");
    let plan = String::from_utf8(output.stdout).expect("a plan is UTF-8");
    let shown = format!("```text\n$ cargo run --bin quickstart\n{plan}```");
    assert!(include_str!("../../README.md").contains(&shown), "{shown}");
}
