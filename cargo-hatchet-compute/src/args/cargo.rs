//! Cargo's own options.

use std::path::PathBuf;

/// Options that are passed on to `cargo build`. `--locked` is not one of them because `check` has another `--locked`.
#[derive(Debug, clap::Args)]
pub(crate) struct CargoOptions {
    #[command(flatten)]
    pub(crate) build: BuildOptions,
    #[command(flatten)]
    pub(crate) verbosity: Verbosity,
}

/// What cargo builds, and how.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Cargo options")]
#[group(id = "BuildOptions", multiple = true)]
// As many switches as cargo has.
#[allow(clippy::struct_excessive_bools)]
pub(crate) struct BuildOptions {
    /// The package with the program
    #[arg(short, long, value_name = "SPEC")]
    pub(crate) package: Option<String>,
    /// The program, if there are several
    #[arg(long, value_name = "NAME", group = "Target")]
    pub(crate) bin: Option<String>,
    /// An example instead of a program
    #[arg(long, value_name = "NAME", group = "Target")]
    pub(crate) example: Option<String>,
    /// The steps of the package's library alone, without those of its dependencies
    #[arg(long, group = "Target")]
    pub(crate) lib: bool,
    /// An integration test instead of a program
    #[arg(long, value_name = "NAME", group = "Target")]
    pub(crate) test: Option<String>,
    /// A benchmark instead of a program
    #[arg(long, value_name = "NAME", group = "Target")]
    pub(crate) bench: Option<String>,
    /// Build with the release profile
    #[arg(short, long, conflicts_with = "profile")]
    release: bool,
    /// Build with this profile
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Build for this platform
    #[arg(long, value_name = "TRIPLE")]
    target: Option<String>,
    /// Where cargo puts what it builds
    #[arg(long, value_name = "FOLDER")]
    target_dir: Option<String>,
    /// Features to enable, separated by commas or spaces
    #[arg(short = 'F', long, value_name = "FEATURES")]
    features: Vec<String>,
    /// Enable all features
    #[arg(long)]
    all_features: bool,
    /// Disable the default features
    #[arg(long)]
    no_default_features: bool,
    /// The Cargo.toml of the package or workspace
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,
    /// How many jobs run at the same time
    #[arg(short, long, value_name = "NUMBER", allow_hyphen_values = true)]
    jobs: Option<String>,
    /// Build without using the network
    #[arg(long)]
    offline: bool,
    /// Build without using the network or changing Cargo.lock
    #[arg(long)]
    frozen: bool,
    /// A value of cargo's configuration, or a file of it
    #[arg(long, value_name = "KEY=VALUE")]
    config: Vec<String>,
    /// An unstable option of a nightly cargo
    #[arg(short = 'Z', value_name = "FLAG")]
    unstable: Vec<String>,
}

/// How much cargo says. Unlike the other options, these are accepted where cargo builds nothing.
#[derive(Debug, clap::Args)]
pub(crate) struct Verbosity {
    /// Build without progress output
    #[arg(short, long, conflicts_with = "verbose", help_heading = "Cargo options")]
    pub(crate) quiet: bool,
    /// Build with more output; -vv for even more
    #[arg(short, long, action = clap::ArgAction::Count, help_heading = "Cargo options")]
    pub(crate) verbose: u8,
}

impl BuildOptions {
    /// The options as `cargo build` takes them.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let manifest_path = self.manifest_path.as_ref().map(|path| path.display().to_string());
        let values = [
            ("--package", self.package.as_slice()),
            ("--bin", self.bin.as_slice()),
            ("--example", self.example.as_slice()),
            ("--test", self.test.as_slice()),
            ("--bench", self.bench.as_slice()),
            ("--manifest-path", manifest_path.as_slice()),
            ("--profile", self.profile.as_slice()),
            ("--target", self.target.as_slice()),
            ("--target-dir", self.target_dir.as_slice()),
            ("--jobs", self.jobs.as_slice()),
            ("--features", &self.features),
        ];
        let switches = [
            ("--lib", self.lib),
            ("--release", self.release),
            ("--all-features", self.all_features),
            ("--no-default-features", self.no_default_features),
            ("--offline", self.offline),
            ("--frozen", self.frozen),
        ];
        let switches = switches.iter().filter(|(_, is_on)| *is_on).map(|(option, _)| (*option).to_owned());
        with_values(&values).into_iter().chain(switches).chain(self.configuration()).collect()
    }

    /// The name of the program, example, test or benchmark, if they give one.
    pub(crate) fn target_name(&self) -> Option<&String> {
        [&self.bin, &self.example, &self.test, &self.bench].into_iter().flatten().next()
    }

    /// The options that every command of cargo takes.
    pub(crate) fn configuration(&self) -> Vec<String> {
        with_values(&[("--config", &self.config), ("-Z", &self.unstable)])
    }
}

/// Each option before each of its values.
fn with_values(options: &[(&str, &[String])]) -> Vec<String> {
    let pairs = options.iter().flat_map(|(option, values)| values.iter().map(move |value| [option, value.as_str()]));
    pairs.flatten().map(str::to_owned).collect()
}
