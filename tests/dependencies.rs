//! The page on dependencies lists all of them with the right weight, and our own crates share one version.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use hatchet_compute_tests::documents::root;

const PAGE: &str = "hatchet-compute/docs/dependencies.md";

/// The packages of the page's first table, and the features for their weights.
const IN_A_PROGRAM: [(&str, &[&str]); 3] = [
    ("hatchet-compute-core", &["--all-features"]),
    ("hatchet-compute-macros", &[]),
    ("hatchet-compute", &["--all-features"]),
];

const IN_THE_COMMAND: [(&str, &[&str]); 1] = [("cargo-hatchet-compute", &[])];

const LINUX: &str = "x86_64-unknown-linux-gnu";

fn page() -> String {
    fs::read_to_string(root().join(PAGE)).expect("there is a page")
}

/// The first and the last column of the table under this heading.
fn table(heading: &str) -> BTreeMap<String, usize> {
    let page = page();
    let (_, section) =
        page.split_once(&format!("\n# {heading}\n")).unwrap_or_else(|| panic!("{PAGE} has no heading `{heading}`"));
    let rows =
        section.lines().skip_while(|line| !line.starts_with('|')).skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let weight = cells.last().and_then(|cell| cell.parse().ok());
        let weight = weight.unwrap_or_else(|| panic!("no weight in `{row}`"));
        (cells[0].replace('`', ""), weight)
    })
    .collect()
}

/// The dependencies in the manifest, without dev-dependencies and our own crates.
fn direct(package: &str) -> BTreeSet<String> {
    let manifest = fs::read_to_string(root().join(package).join("Cargo.toml")).expect("the package has a manifest");
    let mut is_table = false;
    let mut names = BTreeSet::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            is_table = line.ends_with("dependencies]") && !line.contains("dev-dependencies");
        } else if is_table && !line.starts_with('#') {
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
            if !name.is_empty() && !name.starts_with("hatchet-compute") {
                names.insert(name.to_owned());
            }
        }
    }
    names
}

/// For each direct dependency, the crates that it adds, including itself.
fn brought(package: &str, features: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--package", package])
        .args(["--edges", "normal", "--target", LINUX])
        .args(["--no-dedupe", "--prefix", "depth", "--format", " {p}"])
        .args(features)
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let mut brought: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut direct = String::new();
    for line in String::from_utf8_lossy(&output.stdout).lines().skip(1) {
        let mut words = line.split_whitespace();
        let (depth, name) = (words.next(), words.next().expect("a line names a crate"));
        if depth == Some("1") {
            name.clone_into(&mut direct);
        }
        brought.entry(direct.clone()).or_default().insert(name.to_owned());
    }
    brought
}

/// The table that the page should have for these packages.
fn expected(packages: &[(&str, &[&str])]) -> BTreeMap<String, usize> {
    let mut expected = BTreeMap::new();
    for (package, features) in packages {
        let brought = brought(package, features);
        for name in direct(package) {
            let crates = brought.get(&name).unwrap_or_else(|| panic!("cargo does not build `{name}`"));
            expected.insert(name, crates.len());
        }
    }
    expected
}

/// How many crates cargo builds in addition to the package.
fn total(package: &str, features: &[&str]) -> usize {
    let brought = brought(package, features);
    brought.values().flatten().collect::<BTreeSet<_>>().len()
}

#[test]
fn every_dependency_of_a_program_is_listed() {
    assert_eq!(table("In a program"), expected(&IN_A_PROGRAM));
}

#[test]
fn every_dependency_of_the_command_is_listed() {
    assert_eq!(table("In the command"), expected(&IN_THE_COMMAND));
}

#[test]
fn the_totals_are_right() {
    let page = page();
    for text in [
        format!("cargo builds {} more crates", total("hatchet-compute", &[])),
        format!("`cloud` it builds {}.", total("hatchet-compute", &["--all-features"])),
        format!("cargo builds {} crates for it", total("cargo-hatchet-compute", &[])),
    ] {
        assert!(page.contains(&text), "{PAGE} lacks: {text}");
    }
}

#[test]
fn our_versions_are_in_step() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("there is a workspace");
    let version = manifest
        .lines()
        .find_map(|line| line.strip_prefix("version = "))
        .expect("the workspace has a version")
        .trim_matches('"');
    let ours = manifest.lines().filter(|line| line.contains("{ path = \"hatchet-compute"));
    for line in ours {
        assert!(line.contains(&format!("version = \"={version}\"")), "{line}");
    }
    let (minor, _) = version.rsplit_once('.').expect("a version has a patch");
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README");
    assert!(readme.contains(&format!("hatchet-compute = \"{minor}\"")), "{minor}");
}

/// The first command of README.md builds little, because the workspace's default members do.
#[test]
fn the_first_command_builds_few_crates() {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--edges", "normal,build", "--target", LINUX])
        .args(["--prefix", "none", "--format", "{p}"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let printed = String::from_utf8_lossy(&output.stdout);
    let crates: BTreeSet<&str> = printed.lines().filter_map(|line| line.split(' ').next()).collect();
    let crates: BTreeSet<&str> = crates.into_iter().filter(|name| !name.is_empty()).collect();
    assert!(crates.contains("hatchet-compute-examples"), "{crates:?}");
    assert!(crates.len() <= 16, "{crates:?}");
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README");
    assert!(readme.contains(&format!("The first builds {} crates", crates.len())), "{crates:?}");
}
