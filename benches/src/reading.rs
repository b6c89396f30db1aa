//! What reading the plan from a finished binary costs, compared with `readelf -SW` on the same file.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::figures;
use crate::measure::{medians, succeeded, user_time};
use crate::sources::{self, FIELDS, root};

fn source(megabytes: usize) -> String {
    let ballast = match megabytes {
        0 => String::new(),
        _ => format!("#[used]\npub static BALLAST: [u8; {megabytes} << 20] = [1; {megabytes} << 20];\n"),
    };
    let mut steps = String::new();
    for number in 0..100 {
        let annotation = format!("#[hatchet_compute::step(compute({FIELDS}))]");
        let _ = writeln!(steps, "{annotation}\npub fn step_{number}() {{}}");
    }
    format!("{ballast}{steps}fn main() {{}}\n")
}

fn built(workspace: &Path, package: &str) -> io::Result<PathBuf> {
    let cargo = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--release", "--package", package])
        .current_dir(workspace)
        .env_remove("CARGO_TARGET_DIR")
        .output()?;
    succeeded(&cargo)?;
    Ok(workspace.join("target/release").join(package))
}

/// Measures and writes the table.
pub(crate) fn run() -> io::Result<()> {
    let members = ["small".to_owned(), "large".to_owned()];
    let workspace = sources::workspace("reading", &members)?;
    sources::package(&workspace, "small", &sources::library(), &source(0))?;
    sources::package(&workspace, "large", &sources::library(), &source(100))?;
    let binaries = [built(&workspace, "small")?, built(&workspace, "large")?];
    let command_line = root().join("target/benches/command-line");
    let cargo = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--release", "--package", "cargo-hatchet-compute"])
        .current_dir(root())
        .env("CARGO_TARGET_DIR", &command_line)
        .output()?;
    succeeded(&cargo)?;
    let plan = command_line.join("release/cargo-hatchet-compute");
    // One run takes only a few milliseconds.
    let times = medians::<4>(9, |index| {
        let binary = &binaries[index / 2];
        let mut total = 0.0;
        for _ in 0..20 {
            let mut command = if index % 2 == 0 { Command::new(&plan) } else { Command::new("readelf") };
            let arguments = if index % 2 == 0 { "plan" } else { "-SW" };
            total += user_time(command.arg(arguments).arg(binary))?;
        }
        Ok(total)
    })?;
    let mut table = String::from(
        "| file | MB | `plan`, × `readelf -SW` | × `plan` of the small program |\n| --- | --- | --- | --- |\n",
    );
    for (index, name) in ["a small program", "a program with 100 MB of data"].into_iter().enumerate() {
        let megabytes = fs::metadata(&binaries[index])?.len() >> 20;
        let (plan, readelf) = (times[2 * index], times[2 * index + 1]);
        let _ = writeln!(table, "| {name} | {megabytes} | {:.1} | {:.2} |", plan / readelf, plan / times[0]);
    }
    figures::keep("reading", &table)
}
