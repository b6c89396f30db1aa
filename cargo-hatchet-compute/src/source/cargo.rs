//! Makes cargo build a program, with its own options and progress output, and finds the file.

use std::io::{self, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use cargo_metadata::{Message, Metadata, MetadataCommand, Package, Target};
use hatchet_compute_core::quoted;

use crate::args::CargoOptions;
use crate::error::{Error, ErrorKind};

/// Builds a program and returns the path of its file; `locked` is cargo's `--locked`.
pub(crate) fn build(options: &CargoOptions, locked: bool) -> Result<PathBuf, Error> {
    let mut command = Command::new(cargo());
    command
        .args(["build", "--message-format=json-render-diagnostics"])
        .args(options.arguments())
        .args(locked.then_some("--locked"))
        .args(choose(options)?)
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|error| not_run(&error))?;
    let messages = child.stdout.take().map(BufReader::new);
    let mut built = Vec::new();
    for message in messages.into_iter().flat_map(Message::parse_stream) {
        if let Message::CompilerArtifact(artifact) = message.map_err(|error| not_run(&error))? {
            // Build scripts are executable too.
            let is_program = artifact.target.is_bin() || artifact.target.is_example();
            if let Some(path) = artifact.executable.filter(|_| is_program) {
                built.push((artifact.target.name, path.into_std_path_buf()));
            }
        }
    }
    if !child.wait().map_err(|error| not_run(&error))?.success() {
        return Err(Error::new("cargo could not build the program").with_help("see the errors of cargo above"));
    }
    built.sort();
    built.dedup();
    match &built[..] {
        [] => Err(Error::new("cargo did not build a program")
            .with_help("if the program needs features, enable them with `--features`; or give the path of a program")),
        [(_, path)] => Ok(path.clone()),
        _ => Err(several(built.len(), &quoted(built.iter().map(|(name, _)| name), "and"))),
    }
}

/// The cargo that called us, if one did.
fn cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// Arguments that make cargo build one program if the options do not name one: the only program of the packages, or the
/// one that `cargo run` would run. An error if there is none, or more than one.
fn choose(options: &CargoOptions) -> Result<Vec<String>, Error> {
    let metadata = metadata(options)?;
    if options.bin.is_some() || options.example.is_some() {
        return Ok(Vec::new());
    }
    let mut packages = metadata.workspace_default_packages();
    if let Some(specification) = &options.package {
        let name = specification.split('@').next();
        packages = metadata.workspace_packages();
        packages.retain(|package| Some(package.name.as_str()) == name);
        if packages.is_empty() {
            // Only cargo understands this package specification. We look at what it builds.
            return Ok(vec!["--bins".to_owned()]);
        }
    }
    let programs = targets(&packages, Target::is_bin);
    let mut candidates = programs.clone();
    if candidates.len() > 1 {
        candidates.retain(|(package, target)| package.default_run.as_ref() == Some(&target.name));
    }
    let [(package, program)] = candidates[..] else {
        let examples = targets(&packages, Target::is_example);
        let names = |targets: &[(&Package, &Target)]| quoted(targets.iter().map(|(_, target)| &target.name), "and");
        let error = match (programs.is_empty(), examples.is_empty()) {
            (true, true) => Error::new("there is no program to build, only libraries")
                .with_help("choose a package with `--package`, or give the path of a program"),
            (true, false) => {
                Error::new(format!("there is no program to build, but there are examples: {}", names(&examples)))
                    .with_help("choose one with `--example NAME`")
            }
            _ => several(programs.len(), &names(&programs)),
        };
        return Err(error.with_kind(ErrorKind::Usage));
    };
    let mut arguments = vec!["--bin".to_owned(), program.name.clone()];
    if options.package.is_none() {
        arguments.extend(["--package".to_owned(), package.name.to_string()]);
    }
    Ok(arguments)
}

/// The packages of the workspace. Without dependencies, cargo needs neither the network nor Cargo.lock.
fn metadata(options: &CargoOptions) -> Result<Metadata, Error> {
    let mut command = MetadataCommand::new();
    command.cargo_path(cargo()).no_deps();
    if let Some(path) = &options.manifest_path {
        command.manifest_path(path);
    }
    let details = match command.exec() {
        Ok(metadata) => return Ok(metadata),
        Err(cargo_metadata::Error::Io(error)) => return Err(not_run(&error)),
        Err(cargo_metadata::Error::CargoMetadata { stderr }) => stderr.trim().trim_start_matches("error: ").to_owned(),
        Err(other) => other.to_string(),
    };
    let help = "run this in a package, name its Cargo.toml with `--manifest-path`, or give the path of a program";
    Err(Error::new("cargo finds no package to build").with_details(details).with_help(help))
}

/// The targets of one kind, sorted by name.
fn targets<'a>(packages: &[&'a Package], is_kind: fn(&Target) -> bool) -> Vec<(&'a Package, &'a Target)> {
    let all = packages.iter().flat_map(|&package| package.targets.iter().map(move |target| (package, target)));
    let mut targets: Vec<_> = all.filter(|(_, target)| is_kind(target)).collect();
    targets.sort_by_key(|(_, target)| &target.name);
    targets
}

fn several(number: usize, names: &str) -> Error {
    Error::new(format!("there are {number} programs: {names}"))
        .with_help("choose one with `--bin NAME`")
        .with_kind(ErrorKind::Usage)
}

fn not_run(error: &io::Error) -> Error {
    Error::new(format!("`cargo` cannot be run: {error}")).with_help("give the path of a program that is already built")
}
