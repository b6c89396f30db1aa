//! The packages for crates.io, made without the network: a program outside the repository builds from them.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hatchet_compute_tests::documents::root;

/// In the order of publishing.
const PACKAGES: [&str; 4] =
    ["hatchet-compute-core", "hatchet-compute-macros", "hatchet-compute", "cargo-hatchet-compute"];

const PROGRAM: &str = r#"
use hatchet_compute::{Plan, compute, step};

#[step(compute = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 })]
fn resize() {}

fn main() -> Result<(), hatchet_compute::PlanError> {
    resize();
    println!("{}", Plan::collect()?);
    Ok(())
}
"#;

#[track_caller]
fn run(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(program);
    command.env_remove("CARGO_TARGET_DIR").args(arguments).current_dir(folder);
    let output = command.output().expect("it runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it writes UTF-8")
}

/// The version of all packages.
fn version() -> String {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("there is a workspace");
    let version = manifest.lines().find_map(|line| line.strip_prefix("version = "));
    version.expect("the workspace has a version").trim_matches('"').to_owned()
}

/// Makes all packages and unpacks them into a folder. The files are as new as now, so that cargo builds them again.
fn unpacked(folder: &Path) -> [PathBuf; 4] {
    let target = folder.join("target").display().to_string();
    let mut arguments =
        vec!["package", "--quiet", "--offline", "--allow-dirty", "--no-verify", "--target-dir", &target];
    arguments.extend(PACKAGES.iter().flat_map(|package| ["--package", package]));
    run(&root(), env!("CARGO"), &arguments);
    PACKAGES.map(|package| {
        let name = format!("{package}-{}", version());
        run(folder, "tar", &["-xzmf", &format!("target/package/{name}.crate")]);
        folder.join(name)
    })
}

#[test]
fn a_program_builds_from_the_packages() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages");
    let _ = fs::remove_dir_all(folder.join("target/package"));
    fs::create_dir_all(folder.join("program/src")).expect("the folder is made");
    let packages = unpacked(&folder);
    for (package, name) in packages.iter().zip(PACKAGES) {
        for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
            let text = |folder: &Path| fs::read_to_string(folder.join(licence)).expect("there is a licence");
            assert_eq!(text(package), text(&root()), "{name}");
        }
        let readme = fs::read_to_string(package.join("README.md")).expect("there is a README");
        assert!(readme.starts_with(&format!("# {name}\n")) && readme.len() > 200, "{name}: {readme}");
        let manifest = fs::read_to_string(package.join("Cargo.toml")).expect("there is a manifest");
        for key in ["description", "keywords", "categories", "license", "repository", "[package.metadata.docs.rs]"] {
            assert!(manifest.contains(&format!("\n{key}")), "{name} lacks {key}");
        }
        assert!(!package.join("tests").exists(), "{name} has tests, which read files of the repository");
    }
    let program = folder.join("program");
    let patches = packages[..3].iter().zip(PACKAGES).map(|(path, name)| format!("{name} = {{ path = {path:?} }}\n"));
    let manifest = format!(
        "[package]\nname = \"program\"\nedition = \"2024\"\n\n[dependencies]\nhatchet-compute = \"={}\"\n\n\
         [patch.crates-io]\n{}",
        version(),
        patches.collect::<String>()
    );
    fs::write(program.join("Cargo.toml"), manifest).expect("the file is written");
    fs::write(program.join("src/main.rs"), PROGRAM).expect("the file is written");
    fs::copy(root().join("Cargo.lock"), program.join("Cargo.lock")).expect("there is a Cargo.lock");
    let plan = run(&program, env!("CARGO"), &["run", "--quiet", "--offline"]);
    assert!(plan.contains("actions: resize:resize\n"), "{plan}");
}
