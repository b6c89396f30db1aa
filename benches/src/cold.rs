//! What the first build of an application with one dependency costs: instructions, which are the same in every run, and
//! user time, which is what people wait for.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::process::Command;

use crate::figures;
use crate::measure::{self, medians, succeeded, user_time};
use crate::sources;

/// The dependency of each application, and its line in the manifest.
fn applications() -> [(&'static str, String); 5] {
    [
        ("nothing", String::new()),
        ("hatchet-compute", sources::library()),
        ("serde with derive", "serde = { version = \"1.0.229\", features = [\"derive\"] }".into()),
        ("tracing", "tracing = \"0.1.44\"".into()),
        ("linkme", "linkme = \"0.3.37\"".into()),
    ]
}

fn package(index: usize) -> String {
    format!("application_{index}")
}

/// Measures and writes the table.
pub(crate) fn run() -> io::Result<()> {
    let applications = applications();
    let members: Vec<String> = (0..applications.len()).map(package).collect();
    let workspace = sources::workspace("cold", &members)?;
    for (index, (_, dependency)) in applications.iter().enumerate() {
        sources::package(&workspace, &package(index), dependency, "fn main() {}\n")?;
    }
    let build = |index: usize| {
        let target = workspace.join("cold-target");
        if target.exists() {
            fs::remove_dir_all(&target)?;
        }
        eprintln!("building an application that depends on {}", applications[index].0);
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--package", &package(index)]);
        cargo
            .current_dir(&workspace)
            // As for packages of a registry, which cargo builds without: ours are in folders here.
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", target);
        io::Result::Ok(cargo)
    };
    // Download first, so that downloads are not timed.
    succeeded(&Command::new(env!("CARGO")).args(["fetch", "--quiet"]).current_dir(&workspace).output()?)?;
    let times = medians::<5>(7, |index| user_time(&mut build(index)?))?;
    let mut counts = Vec::new();
    for index in 0..applications.len() {
        counts.push(measure::packages(&mut build(index)?, &workspace.join("packages"))?);
    }
    let total = |index: usize| counts[index].iter().map(|(_, count)| count).sum::<f64>();
    let mut table = String::from(
        "| an application that depends on | instructions, × serde | user time, × serde | crates |\n| --- | --- | --- | --- |\n",
    );
    for (index, (name, _)) in applications.iter().enumerate() {
        let tree = Command::new(env!("CARGO"))
            .args(["tree", "--quiet", "--prefix", "none", "--no-dedupe", "--package", &package(index)])
            .current_dir(&workspace)
            .output()?;
        succeeded(&tree)?;
        let listed = String::from_utf8_lossy(&tree.stdout).into_owned();
        let mut crates: Vec<&str> = listed.lines().skip(1).filter_map(|line| line.split(' ').next()).collect();
        crates.sort_unstable();
        crates.dedup();
        let names = if crates.is_empty() { String::new() } else { format!(": {}", crates.join(", ")) };
        let (count, time) = (total(index) / total(2), times[index] / times[2]);
        let _ = writeln!(table, "| {name} | {count:.2} | {time:.2} | {}{names} |", crates.len());
    }
    table += &shares(counts.swap_remove(1));
    figures::keep("cold", &table)
}

/// Each package's share of the build of the application that depends on hatchet-compute.
fn shares(mut packages: Vec<(String, f64)>) -> String {
    packages.sort_by(|one, other| other.1.total_cmp(&one.1));
    let sum: f64 = packages.iter().map(|(_, count)| count).sum();
    let mut table =
        String::from("\n| crate built for hatchet-compute | share of the compiler's instructions |\n| --- | --- |\n");
    for (package, count) in packages {
        let _ = writeln!(table, "| {package} | {:.0} % |", 100.0 * count / sum);
    }
    table
}
