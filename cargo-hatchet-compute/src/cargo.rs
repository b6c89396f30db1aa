//! Has cargo build the program that is meant, by its own options and with its own progress, and says where it is.

use std::fmt::{self, Display, Formatter};
use std::io::{self, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use cargo_metadata::{Artifact, Message, Metadata, MetadataCommand, Package, Target};

use crate::arguments::{CargoOptions, Lock};

/// Why cargo has no program for us.
#[derive(Debug)]
pub(crate) enum CargoError {
    /// Cargo cannot be started, or does not answer.
    Io(io::Error),
    /// There is no package, or none that can be read. What cargo says of it.
    Metadata(String),
    /// There is no program to build; these examples are there.
    NoProgram { examples: Vec<String> },
    /// There are several programs.
    Several { names: Vec<String> },
    /// Cargo fails, and has said why.
    Build,
    /// Cargo has built no program.
    Nothing,
}

impl Display for CargoError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(
                f,
                "`cargo` cannot be run: {error}\nhelp: give the path of a program that is built"
            ),
            Self::Metadata(text) => write!(
                f,
                "cargo finds no package to build: {text}\n\
                 help: run this in a package, name its Cargo.toml with `--manifest-path`, or give the path of a program"
            ),
            Self::NoProgram { examples } if examples.is_empty() => f.write_str(
                "there is no program to build, only libraries\n\
                 help: choose a package with `--package`, or give the path of a program",
            ),
            Self::NoProgram { examples } => write!(
                f,
                "there is no program to build, but there are examples: {}\nhelp: choose one with `--example NAME`",
                list(examples)
            ),
            Self::Several { names } => write!(
                f,
                "there are {} programs: {}\nhelp: choose one with `--bin NAME`",
                names.len(),
                list(names)
            ),
            Self::Build => f.write_str(
                "cargo could not build the program\nhelp: what is above is what cargo says",
            ),
            Self::Nothing => f.write_str(
                "cargo has built no program\n\
                 help: a program may need features, which `--features` turns on; or give the path of a program",
            ),
        }
    }
}

fn list(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// What is built: a program or an example, and its package when it is known.
struct Choice {
    package: Option<String>,
    kind: &'static str,
    name: Option<String>,
}

/// Builds the program that the options mean, and gives the path of its file.
pub(crate) fn build(options: &CargoOptions, lock: Lock) -> Result<PathBuf, CargoError> {
    let choice = choose(options, &metadata(options)?)?;
    let mut command = Command::new(cargo());
    command
        .args(["build", "--message-format=json-render-diagnostics"])
        .args(arguments(options, lock, &choice))
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    let mut child = command.spawn().map_err(CargoError::Io)?;
    let messages = child.stdout.take().map(BufReader::new);
    let mut built = Vec::new();
    for message in messages.into_iter().flat_map(Message::parse_stream) {
        if let Message::CompilerArtifact(artifact) = message.map_err(CargoError::Io)? {
            built.extend(executable(&choice, artifact));
        }
    }
    if !child.wait().map_err(CargoError::Io)?.success() {
        return Err(CargoError::Build);
    }
    built.sort();
    built.dedup();
    match built.pop() {
        None => Err(CargoError::Nothing),
        Some((_, path)) if built.is_empty() => Ok(path),
        Some((last, _)) => Err(CargoError::Several {
            names: built
                .into_iter()
                .map(|(name, _)| name)
                .chain([last])
                .collect(),
        }),
    }
}

/// The cargo that has called us, if one has.
fn cargo() -> PathBuf {
    std::env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// The packages that are here. Without dependencies, neither the network nor Cargo.lock is asked.
fn metadata(options: &CargoOptions) -> Result<Metadata, CargoError> {
    let mut command = MetadataCommand::new();
    command.cargo_path(cargo()).no_deps();
    if let Some(path) = &options.manifest_path {
        command.manifest_path(path);
    }
    command.exec().map_err(|error| match error {
        cargo_metadata::Error::Io(error) => CargoError::Io(error),
        cargo_metadata::Error::CargoMetadata { stderr } => {
            let text = stderr.trim();
            CargoError::Metadata(text.strip_prefix("error: ").unwrap_or(text).to_owned())
        }
        other => CargoError::Metadata(other.to_string()),
    })
}

/// What to build, before anything is built: `--bin` and `--example`, else the only program of the packages, or the one
/// that `cargo run` would take.
fn choose(options: &CargoOptions, metadata: &Metadata) -> Result<Choice, CargoError> {
    let package = options.package.clone();
    if let Some(name) = options.example.clone() {
        return Ok(Choice {
            package,
            kind: "example",
            name: Some(name),
        });
    }
    if let Some(name) = options.bin.clone() {
        return Ok(Choice {
            package,
            kind: "bin",
            name: Some(name),
        });
    }
    let Some(packages) = packages(options, metadata) else {
        // A way to name packages that only cargo understands: it decides, and the files that it builds are looked at.
        return Ok(Choice {
            package,
            kind: "bin",
            name: None,
        });
    };
    let programs = targets(&packages, Target::is_bin);
    let by_default = |(package, target): &(&Package, &Target)| {
        package.default_run.as_deref() == Some(target.name.as_str())
    };
    let chosen = match &programs[..] {
        [] => {
            let examples = targets(&packages, Target::is_example);
            return Err(CargoError::NoProgram {
                examples: names(&examples),
            });
        }
        [only] => *only,
        several => match several
            .iter()
            .copied()
            .filter(by_default)
            .collect::<Vec<_>>()[..]
        {
            [default] => default,
            _ => {
                return Err(CargoError::Several {
                    names: names(several),
                });
            }
        },
    };
    Ok(Choice {
        package: Some(package.unwrap_or_else(|| chosen.0.name.to_string())),
        kind: "bin",
        name: Some(chosen.1.name.clone()),
    })
}

/// The packages that cargo would build: those named, or those of the folder. `None` when a name is not plain.
fn packages<'a>(options: &CargoOptions, metadata: &'a Metadata) -> Option<Vec<&'a Package>> {
    let Some(specification) = &options.package else {
        return Some(metadata.workspace_default_packages());
    };
    let name = specification.split('@').next()?;
    let named: Vec<&Package> = metadata
        .workspace_packages()
        .into_iter()
        .filter(|package| package.name.as_str() == name)
        .collect();
    (!named.is_empty()).then_some(named)
}

fn targets<'a>(
    packages: &[&'a Package],
    is_kind: fn(&Target) -> bool,
) -> Vec<(&'a Package, &'a Target)> {
    packages
        .iter()
        .flat_map(|&package| package.targets.iter().map(move |target| (package, target)))
        .filter(|(_, target)| is_kind(target))
        .collect()
}

fn names(targets: &[(&Package, &Target)]) -> Vec<String> {
    let mut names: Vec<String> = targets
        .iter()
        .map(|(_, target)| target.name.clone())
        .collect();
    names.sort();
    names
}

/// The options as `cargo build` takes them.
fn arguments(options: &CargoOptions, lock: Lock, choice: &Choice) -> Vec<String> {
    let mut arguments = Vec::new();
    match &choice.name {
        Some(name) => arguments.extend([format!("--{}", choice.kind), name.clone()]),
        None => arguments.push("--bins".to_owned()),
    }
    if let Some(package) = &choice.package {
        arguments.extend(["--package".to_owned(), package.clone()]);
    }
    arguments.extend(options.settings());
    if lock.locked {
        arguments.push("--locked".to_owned());
    }
    arguments
}

/// Name and path of a program that was built, if it is of the kind that was asked for.
fn executable(choice: &Choice, artifact: Artifact) -> Option<(String, PathBuf)> {
    let is_kind = match choice.kind {
        "example" => artifact.target.is_example(),
        _ => artifact.target.is_bin(),
    };
    let path = artifact.executable.filter(|_| is_kind)?;
    Some((artifact.target.name, path.into_std_path_buf()))
}
