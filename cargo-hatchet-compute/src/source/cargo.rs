//! Makes cargo build a program, with its own options and progress output, and finds the file.

use std::io::{self, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use cargo_metadata::{Message, Metadata, MetadataCommand, Package, Target};

use crate::error::{Error, ErrorKind};

/// What to build, as given on the command line.
#[derive(Debug, Clone)]
pub(crate) struct Build {
    pub(crate) package: Option<String>,
    pub(crate) bin: Option<String>,
    pub(crate) example: Option<String>,
    pub(crate) manifest_path: Option<PathBuf>,
    /// Other options of `cargo build`.
    pub(crate) options: Vec<String>,
}

impl Build {
    /// The arguments for `cargo build`.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let path = self.manifest_path.as_ref();
        let path = path.map(|path| path.display().to_string());
        let values = [
            ("--package", self.package.clone()),
            ("--bin", self.bin.clone()),
            ("--example", self.example.clone()),
            ("--manifest-path", path),
        ];
        let values = values.into_iter();
        let values = values.filter_map(|(option, value)| Some([option.to_owned(), value?]));
        let options = self.options.iter().cloned();
        values.flatten().chain(options).collect()
    }
}

/// Builds a program and returns the path of its file.
pub(crate) fn build(what: &Build) -> Result<PathBuf, Error> {
    let mut command = Command::new(cargo());
    command
        .args(["build", "--message-format=json-render-diagnostics"])
        .args(what.arguments())
        .args(choose(what)?)
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|error| not_run(&error))?;
    let messages = child.stdout.take().map(BufReader::new);
    let mut built = Vec::new();
    for message in messages.into_iter().flat_map(Message::parse_stream) {
        if let Message::CompilerArtifact(artifact) = message.map_err(|error| not_run(&error))? {
            let target = artifact.target;
            let is_wanted = match what.example {
                Some(_) => target.is_example(),
                None => target.is_bin(),
            };
            if let Some(path) = artifact.executable.filter(|_| is_wanted) {
                built.push((target.name, path.into_std_path_buf()));
            }
        }
    }
    if !child.wait().map_err(|error| not_run(&error))?.success() {
        let error = Error::new("cargo could not build the program");
        return Err(error.with_help("see the errors of cargo above"));
    }
    built.sort();
    built.dedup();
    match &built[..] {
        [] => Err(Error::new("cargo did not build a program")
            .with_help("if the program needs features, enable them with `--features`; or give the path of a program")),
        [(_, path)] => Ok(path.clone()),
        _ => Err(several(built.iter().map(|(name, _)| name))),
    }
}

/// The cargo that called us, if one did.
fn cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// Arguments that make cargo build one program if `build` does not name one: the only program of the packages, or the
/// one that `cargo run` would run. An error if there is none, or more than one.
fn choose(build: &Build) -> Result<Vec<String>, Error> {
    let metadata = metadata(build)?;
    if build.bin.is_some() || build.example.is_some() {
        return Ok(Vec::new());
    }
    let Some(packages) = packages(build.package.as_deref(), &metadata) else {
        // Only cargo understands this package specification. We look at what it builds.
        return Ok(vec!["--bins".to_owned()]);
    };
    let programs = targets(&packages, Target::is_bin);
    let mut candidates = programs.clone();
    if candidates.len() > 1 {
        candidates.retain(|(package, target)| package.default_run.as_ref() == Some(&target.name));
    }
    let [(package, program)] = candidates[..] else {
        return Err(match programs[..] {
            [] => no_program(&targets(&packages, Target::is_example)),
            _ => several(programs.iter().map(|(_, target)| &target.name)),
        });
    };
    let mut arguments = vec!["--bin".to_owned(), program.name.clone()];
    if build.package.is_none() {
        arguments.extend(["--package".to_owned(), package.name.to_string()]);
    }
    Ok(arguments)
}

/// The packages of the workspace. Without dependencies, cargo needs neither the network nor Cargo.lock.
fn metadata(build: &Build) -> Result<Metadata, Error> {
    let mut command = MetadataCommand::new();
    command.cargo_path(cargo()).no_deps();
    if let Some(path) = &build.manifest_path {
        command.manifest_path(path);
    }
    let details = match command.exec() {
        Ok(metadata) => return Ok(metadata),
        Err(cargo_metadata::Error::Io(error)) => return Err(not_run(&error)),
        Err(cargo_metadata::Error::CargoMetadata { stderr }) => {
            let text = stderr.trim();
            text.strip_prefix("error: ").unwrap_or(text).to_owned()
        }
        Err(other) => other.to_string(),
    };
    let error = Error::new("cargo finds no package to build").with_details(details);
    Err(error
        .with_help("run this in a package, name its Cargo.toml with `--manifest-path`, or give the path of a program"))
}

/// The packages that cargo would build: the named one, or those of the folder. `None` if the specification is more
/// than a name and a version.
fn packages<'a>(package: Option<&str>, metadata: &'a Metadata) -> Option<Vec<&'a Package>> {
    let Some(specification) = package else {
        return Some(metadata.workspace_default_packages());
    };
    let name = specification.split('@').next()?;
    let mut named = metadata.workspace_packages();
    named.retain(|package| package.name.as_str() == name);
    (!named.is_empty()).then_some(named)
}

/// The targets of one kind, sorted by name.
fn targets<'a>(packages: &[&'a Package], is_kind: fn(&Target) -> bool) -> Vec<(&'a Package, &'a Target)> {
    let all = packages.iter().flat_map(|&package| package.targets.iter().map(move |target| (package, target)));
    let mut targets: Vec<_> = all.filter(|(_, target)| is_kind(target)).collect();
    targets.sort_by_key(|(_, target)| &target.name);
    targets
}

fn no_program(examples: &[(&Package, &Target)]) -> Error {
    let error = if examples.is_empty() {
        Error::new("there is no program to build, only libraries")
            .with_help("choose a package with `--package`, or give the path of a program")
    } else {
        let names = quoted(examples.iter().map(|(_, target)| &target.name));
        Error::new(format!("there is no program to build, but there are examples: {names}"))
            .with_help("choose one with `--example NAME`")
    };
    error.with_kind(ErrorKind::Usage)
}

fn several<'a>(names: impl ExactSizeIterator<Item = &'a String>) -> Error {
    let number = names.len();
    Error::new(format!("there are {number} programs: {}", quoted(names)))
        .with_help("choose one with `--bin NAME`")
        .with_kind(ErrorKind::Usage)
}

fn quoted<'a>(names: impl Iterator<Item = &'a String>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

fn not_run(error: &io::Error) -> Error {
    Error::new(format!("`cargo` cannot be run: {error}")).with_help("give the path of a program that is already built")
}
