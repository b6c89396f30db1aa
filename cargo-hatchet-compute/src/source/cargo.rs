//! Makes cargo build a program, with its own options and progress output, and finds the file.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, iter};

use anstream::ColorChoice;
use cargo_metadata::{Message, MetadataCommand, Package, PackageId, Target};
use hatchet_compute_core::quoted;

use crate::args::{BuildOptions, CargoOptions};
use crate::error::Error;

/// The file to read: the one given, or the one that cargo builds; `locked` is cargo's `--locked`.
pub(crate) fn file(given: Option<&Path>, options: &CargoOptions, locked: bool) -> Result<PathBuf, Error> {
    if let Some(path) = given {
        return Ok(path.to_owned());
    }
    let CargoOptions { build: options, verbosity } = options;
    let kind = Kind::of(options);
    let (arguments, package) = choose(options, &kind)?;
    let color = match ColorChoice::global() {
        // Cargo looks at the environment itself.
        ColorChoice::Auto => None,
        ColorChoice::Never => Some("--color=never"),
        ColorChoice::Always | ColorChoice::AlwaysAnsi => Some("--color=always"),
    };
    let mut child = Command::new(cargo())
        .args(["build", "--message-format=json-render-diagnostics"])
        .args(options.arguments())
        .args(verbosity.quiet.then_some("--quiet"))
        .args(iter::repeat_n("--verbose", verbosity.verbose.into()))
        .args(locked.then_some("--locked"))
        .args(arguments)
        .args(color)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(not_run)?;
    let mut built = BTreeSet::new();
    for message in child.stdout.take().map(BufReader::new).into_iter().flat_map(Message::parse_stream) {
        let Message::CompilerArtifact(artifact) = message.map_err(not_run)? else { continue };
        // Cargo also builds what the target needs, and with a test the programs of its package.
        if (kind.has)(&artifact.target) && package.as_ref().is_none_or(|package| *package == artifact.package_id) {
            // A library's metadata may be listed as a separate file.
            let mut library = artifact.filenames.into_iter().filter(|file| file.extension() != Some("rmeta"));
            let file = artifact.executable.or_else(|| library.next());
            built.extend(file.map(|file| (artifact.target.name, file.into_std_path_buf())));
        }
    }
    if !child.wait().map_err(not_run)?.success() {
        return Err(Error::new("cargo could not build the program").with_help("see cargo's errors above"));
    }
    match (built.len(), built.first()) {
        (1, Some((_, path))) => Ok(path.clone()),
        (_, Some(_)) => Err(several(&kind, built.iter().map(|(name, _)| name.as_str()))),
        _ => Err(Error::new("cargo did not build a program")
            .with_help("if the program needs features, enable them with `--features`; or give the path of a program")),
    }
}

/// What the options choose from: what they are called, the option that names one, and which targets they are.
struct Kind {
    plural: &'static str,
    option: &'static str,
    has: fn(&Target) -> bool,
}

impl Kind {
    fn of(options: &BuildOptions) -> Self {
        let (plural, option, has): (_, _, fn(&Target) -> bool) = match options {
            BuildOptions { lib: true, .. } => ("libraries", "--package NAME", is_library),
            BuildOptions { example: Some(_), .. } => ("examples", "--example NAME", Target::is_example),
            BuildOptions { test: Some(_), .. } => ("tests", "--test NAME", Target::is_test),
            BuildOptions { bench: Some(_), .. } => ("benchmarks", "--bench NAME", Target::is_bench),
            _ => ("programs", "--bin NAME", Target::is_bin),
        };
        Self { plural, option, has }
    }
}

fn is_library(target: &Target) -> bool {
    target.is_lib() || target.is_rlib() || target.is_dylib() || target.is_cdylib() || target.is_staticlib()
}

/// What cargo is to build: arguments besides the options, and the package, if it is known.
///
/// If the options do not name a program, it is the only one of the packages, or the one that `cargo run` would run. An
/// error if there is none, or more than one. With `--lib`, the same for libraries.
fn choose(options: &BuildOptions, kind: &Kind) -> Result<(Vec<String>, Option<PackageId>), Error> {
    let failed = Error::new("cargo found no package to build")
        .with_help("run this in a package, name its Cargo.toml with `--manifest-path`, or give the path of a program");
    // Without dependencies, cargo needs neither the network nor Cargo.lock.
    let metadata = ask_cargo(&["metadata", "--no-deps", "--format-version=1"], options, failed)?;
    // A wrapper of cargo may print other lines.
    let metadata = metadata.lines().find(|line| line.starts_with('{')).unwrap_or_default();
    let metadata = MetadataCommand::parse(metadata)
        .map_err(|error| without_cargo(format!("what `cargo metadata` prints cannot be read: {error}")))?;
    let mut packages = metadata.workspace_default_packages();
    if let Some(specification) = &options.package {
        let name = specification.split('@').next();
        packages = metadata.workspace_packages();
        // By its name, or as `cargo pkgid` prints it.
        packages.retain(|package| Some(package.name.as_str()) == name || package.id.repr == *specification);
        // Only cargo understands any other package specification.
        if packages.is_empty() && options.target_name().is_none() {
            return if options.lib {
                let problem = format!("cargo does not find exactly one package `{specification}`");
                let failed = Error::usage(problem, "give the name of one package of the workspace");
                let repr = ask_cargo(&["pkgid", "--package", specification], options, failed)?;
                Ok((Vec::new(), Some(PackageId { repr })))
            } else {
                Ok((vec!["--bins".to_owned()], None))
            };
        }
    }
    let targets = targets(&packages, kind.has);
    let mut candidates = targets.clone();
    if let Some(name) = options.target_name() {
        candidates.retain(|(_, target)| target.name == *name);
        return match candidates.len() {
            0 | 1 => Ok((Vec::new(), None)),
            _ => Err(several(kind, candidates.iter().map(|(_, target)| target.name.as_str()))),
        };
    }
    if candidates.len() > 1 && !options.lib {
        candidates.retain(|(package, target)| package.default_run.as_ref() == Some(&target.name));
    }
    let [(package, target)] = candidates[..] else { return Err(none_or_several(options, kind, &packages, &targets)) };
    let mut arguments = if options.lib { Vec::new() } else { vec!["--bin".to_owned(), target.name.clone()] };
    if options.package.is_none() {
        arguments.extend(["--package".to_owned(), package.name.to_string()]);
    }
    Ok((arguments, Some(package.id.clone())))
}

fn targets<'a>(packages: &[&'a Package], is_kind: fn(&Target) -> bool) -> Vec<(&'a Package, &'a Target)> {
    let all = packages.iter().flat_map(|&package| package.targets.iter().map(move |target| (package, target)));
    let mut targets: Vec<_> = all.filter(|(_, target)| is_kind(target)).collect();
    targets.sort_by_key(|(_, target)| &target.name);
    targets
}

/// The error if there is not exactly one target, and none is the default.
fn none_or_several(options: &BuildOptions, kind: &Kind, packages: &[&Package], found: &[(&Package, &Target)]) -> Error {
    let examples = targets(packages, Target::is_example);
    match (found.is_empty(), examples.is_empty()) {
        (false, _) if options.lib => several(kind, found.iter().map(|(package, _)| package.name.as_str())),
        (false, _) => several(kind, found.iter().map(|(_, target)| target.name.as_str())),
        (true, _) if options.lib => Error::usage(
            "there is no library to build, only programs",
            "leave out `--lib`, or choose a package with `--package`",
        ),
        (true, true) => Error::usage(
            "there is no program to build, only libraries",
            "choose a package with `--package`, give the path of a program, or add `--lib` for a library's own steps",
        ),
        (true, false) => {
            let names = quoted(examples.iter().map(|(_, target)| &target.name), "and");
            let problem = format!("there is no program to build, but there are examples: {names}");
            Error::usage(problem, "choose one with `--example NAME`")
        }
    }
}

/// The error if there are several targets, with these names.
fn several<'a>(Kind { plural, option, .. }: &Kind, names: impl Iterator<Item = &'a str>) -> Error {
    let names: Vec<&str> = names.collect();
    let are_different = names.iter().collect::<BTreeSet<_>>().len() == names.len();
    // Targets with the same name are in different packages.
    let package = if are_different { "" } else { "--package NAME " };
    let problem = format!("there are {} {plural}: {}", names.len(), quoted(&names, "and"));
    Error::usage(problem, format!("choose one with `{package}{option}`"))
}

/// What a command of cargo that builds nothing prints. `failed` is the error if cargo reports one.
fn ask_cargo(arguments: &[&str], options: &BuildOptions, failed: Error) -> Result<String, Error> {
    let mut command = Command::new(cargo());
    command.args(arguments).arg("--color=never").args(options.configuration());
    if let Some(path) = &options.manifest_path {
        command.arg("--manifest-path").arg(path);
    }
    let output = command.output().map_err(not_run)?;
    let [stdout, stderr] = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).trim().to_owned());
    if output.status.success() { Ok(stdout) } else { Err(failed.with_details(stderr.trim_start_matches("error: "))) }
}

/// The cargo that called us, if one did.
fn cargo() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

fn not_run(error: impl Display) -> Error {
    without_cargo(format!("`cargo` cannot be run: {error}"))
}

fn without_cargo(problem: String) -> Error {
    Error::new(problem).with_help("give the path of a program that is already built")
}
