//! Makes cargo build a program, with its own options and progress output, and finds the file.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anstream::ColorChoice;
use cargo_metadata::{Artifact, Message, Metadata, MetadataCommand, Package, PackageId, Target};
use hatchet_compute_core::quoted;

use crate::args::{BuildOptions, CargoOptions};
use crate::error::{Error, ErrorKind};

/// The file to read: the one given, or the one that cargo builds.
pub(crate) fn file(given: Option<&Path>, options: &CargoOptions, locked: bool) -> Result<PathBuf, Error> {
    given.map_or_else(|| build(options, locked), |path| Ok(path.to_owned()))
}

/// Builds a program and returns the path of its file; `locked` is cargo's `--locked`.
fn build(options: &CargoOptions, locked: bool) -> Result<PathBuf, Error> {
    let CargoOptions { build: options, verbosity } = options;
    let chosen = choose(options)?;
    let mut command = Command::new(cargo());
    command
        .args(["build", "--message-format=json-render-diagnostics"])
        .args(options.arguments())
        .args(verbosity.arguments())
        .args(locked.then_some("--locked"))
        .args(&chosen.arguments)
        .args(match ColorChoice::global() {
            // Cargo looks at the environment itself.
            ColorChoice::Auto => None,
            ColorChoice::Never => Some("--color=never"),
            ColorChoice::Always | ColorChoice::AlwaysAnsi => Some("--color=always"),
        })
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    let mut child = command.spawn().map_err(|error| not_run(&error))?;
    let messages = child.stdout.take().map(BufReader::new);
    let mut built = Vec::new();
    for message in messages.into_iter().flat_map(Message::parse_stream) {
        if let Message::CompilerArtifact(artifact) = message.map_err(|error| not_run(&error))?
            && let Some(path) = chosen.file_of(&artifact, options)
        {
            built.push((artifact.target.name, path));
        }
    }
    if !child.wait().map_err(|error| not_run(&error))?.success() {
        return Err(Error::new("cargo could not build the program").with_help("see cargo's errors above"));
    }
    built.sort();
    built.dedup();
    match &built[..] {
        [] => Err(Error::new("cargo did not build a program")
            .with_help("if the program needs features, enable them with `--features`; or give the path of a program")),
        [(_, path)] => Ok(path.clone()),
        _ => Err(several(&Kind::of(options), built.iter().map(|(name, _)| name))),
    }
}

/// What the options choose from: what they are called, the option that names one, and which targets of a package they
/// are.
struct Kind<'a> {
    plural: &'static str,
    option: &'static str,
    name: Option<&'a String>,
    has: fn(&Target) -> bool,
}

impl<'a> Kind<'a> {
    fn of(options: &'a BuildOptions) -> Self {
        let BuildOptions { bin, example, lib, test, bench, .. } = options;
        let kind = |plural, option, name, has| Kind { plural, option, name, has };
        match (example, test, bench) {
            _ if *lib => kind("libraries", "--package NAME", None, is_library),
            (Some(name), ..) => kind("examples", "--example NAME", Some(name), Target::is_example),
            (_, Some(name), _) => kind("tests", "--test NAME", Some(name), Target::is_test),
            (.., Some(name)) => kind("benchmarks", "--bench NAME", Some(name), Target::is_bench),
            _ => kind("programs", "--bin NAME", bin.as_ref(), Target::is_bin),
        }
    }
}

/// The cargo that called us, if one did.
fn cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// What cargo is to build.
#[derive(Default)]
struct Selection {
    /// Arguments besides the options.
    arguments: Vec<String>,
    /// The package, if it is known. Its library is built after those that it needs.
    package: Option<PackageId>,
}

impl Selection {
    /// The file of a target, if it is what was chosen. For a test, cargo also builds the programs of its package.
    fn file_of(&self, artifact: &Artifact, options: &BuildOptions) -> Option<PathBuf> {
        let target = &artifact.target;
        let is_wanted = match options {
            BuildOptions { lib: true, .. } => {
                is_library(target) && self.package.as_ref().is_none_or(|package| *package == artifact.package_id)
            }
            BuildOptions { test: Some(_), .. } => target.is_test(),
            BuildOptions { bench: Some(_), .. } => target.is_bench(),
            // Build scripts are executable too.
            _ => target.is_bin() || target.is_example(),
        };
        // A library's metadata may be listed as a separate file.
        let mut library = artifact.filenames.iter().filter(|file| file.extension() != Some("rmeta"));
        let file = artifact.executable.as_ref().or_else(|| library.next());
        file.filter(|_| is_wanted).map(|file| file.clone().into_std_path_buf())
    }
}

fn is_library(target: &Target) -> bool {
    target.is_lib() || target.is_rlib() || target.is_dylib() || target.is_cdylib() || target.is_staticlib()
}

/// Chooses a program if the options do not name one: the only program of the packages, or the one that `cargo run`
/// would run. An error if there is none, or more than one. With `--lib`, the same for libraries.
fn choose(options: &BuildOptions) -> Result<Selection, Error> {
    let metadata = metadata(options)?;
    let mut packages = metadata.workspace_default_packages();
    if let Some(specification) = &options.package {
        let name = specification.split('@').next();
        packages = metadata.workspace_packages();
        // By its name, or as `cargo pkgid` prints it.
        packages.retain(|package| Some(package.name.as_str()) == name || package.id.repr == *specification);
        if packages.is_empty() && !options.names_target() {
            // Only cargo understands this package specification. We look at what it builds.
            return if options.lib {
                Ok(Selection { arguments: Vec::new(), package: Some(package_id(options, specification)?) })
            } else {
                Ok(Selection { arguments: vec!["--bins".to_owned()], package: None })
            };
        }
    }
    let kind = Kind::of(options);
    let programs = targets(&packages, kind.has);
    let mut candidates = programs.clone();
    if let Some(name) = kind.name {
        candidates.retain(|(_, target)| target.name == *name);
        if candidates.len() > 1 {
            return Err(several(&kind, candidates.iter().map(|(_, target)| &target.name)));
        }
    }
    if options.names_target() {
        return Ok(Selection::default());
    }
    if candidates.len() > 1 && !options.lib {
        candidates.retain(|(package, target)| package.default_run.as_ref() == Some(&target.name));
    }
    let [(package, program)] = candidates[..] else {
        let examples = targets(&packages, Target::is_example);
        let error = match (programs.is_empty(), examples.is_empty()) {
            (true, _) if options.lib => Error::new("there is no library to build, only programs")
                .with_help("leave out `--lib`, or choose a package with `--package`"),
            (true, true) => Error::new("there is no program to build, only libraries").with_help(
                "choose a package with `--package`, give the path of a program, or add `--lib` for a library's own steps",
            ),
            (true, false) => {
                let names = quoted(examples.iter().map(|(_, target)| &target.name), "and");
                Error::new(format!("there is no program to build, but there are examples: {names}"))
                    .with_help("choose one with `--example NAME`")
            }
            _ if options.lib => several(&kind, programs.iter().map(|(package, _)| &package.name)),
            _ => several(&kind, programs.iter().map(|(_, target)| &target.name)),
        };
        return Err(error.with_kind(ErrorKind::Usage));
    };
    let mut arguments = if options.lib { Vec::new() } else { vec!["--bin".to_owned(), program.name.clone()] };
    if options.package.is_none() {
        arguments.extend(["--package".to_owned(), package.name.to_string()]);
    }
    Ok(Selection { arguments, package: Some(package.id.clone()) })
}

/// The packages of the workspace. Without dependencies, cargo needs neither the network nor Cargo.lock.
fn metadata(options: &BuildOptions) -> Result<Metadata, Error> {
    let mut command = MetadataCommand::new();
    command.cargo_path(cargo()).no_deps().other_options(options.configuration()).env("CARGO_TERM_COLOR", "never");
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
    Err(Error::new("cargo found no package to build").with_details(details).with_help(help))
}

/// The targets of one kind, sorted by name.
fn targets<'a>(packages: &[&'a Package], is_kind: fn(&Target) -> bool) -> Vec<(&'a Package, &'a Target)> {
    let all = packages.iter().flat_map(|&package| package.targets.iter().map(move |target| (package, target)));
    let mut targets: Vec<_> = all.filter(|(_, target)| is_kind(target)).collect();
    targets.sort_by_key(|(_, target)| &target.name);
    targets
}

/// The error if there are several programs, libraries, examples, tests or benchmarks, with these names.
fn several(kind: &Kind<'_>, names: impl Iterator<Item = impl Display>) -> Error {
    let names: Vec<String> = names.map(|name| name.to_string()).collect();
    let are_different = names.iter().collect::<BTreeSet<_>>().len() == names.len();
    let Kind { plural, option, .. } = kind;
    // Targets with the same name are in different packages.
    let package = if are_different { "" } else { "--package NAME " };
    Error::new(format!("there are {} {plural}: {}", names.len(), quoted(&names, "and")))
        .with_help(format!("choose one with `{package}{option}`"))
        .with_kind(ErrorKind::Usage)
}

/// The package of a specification, as cargo reads it.
fn package_id(options: &BuildOptions, specification: &str) -> Result<PackageId, Error> {
    let mut command = Command::new(cargo());
    command.args(["pkgid", "--package", specification, "--color=never"]).args(options.configuration());
    if let Some(path) = &options.manifest_path {
        command.arg("--manifest-path").arg(path);
    }
    let output = command.output().map_err(|error| not_run(&error))?;
    if !output.status.success() {
        let details = String::from_utf8_lossy(&output.stderr);
        return Err(Error::new(format!("cargo does not find exactly one package `{specification}`"))
            .with_details(details.trim().trim_start_matches("error: "))
            .with_help("give the name of one package of the workspace")
            .with_kind(ErrorKind::Usage));
    }
    Ok(PackageId { repr: String::from_utf8_lossy(&output.stdout).trim().to_owned() })
}

fn not_run(error: &io::Error) -> Error {
    Error::new(format!("`cargo` cannot be run: {error}")).with_help("give the path of a program that is already built")
}
