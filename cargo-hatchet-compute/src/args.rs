//! The arguments, as clap parses them.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum, value_parser};
use clap_complete::Shell;
use hatchet_compute::placement::{REGIONS_MAX, REPLICAS_MAX};
use hatchet_compute::{Plan, SLOTS};

/// Shows and checks the machines that the steps of a program request from Hatchet Cloud, without running it.
#[derive(Debug, Parser)]
#[command(
    name = "cargo-hatchet-compute",
    bin_name = "cargo hatchet-compute",
    version,
    after_help = "Exit codes: 0 success; 1 problems, changes or a failure; 2 wrong arguments.\n\
                  Data goes to standard output, everything else to standard error. NO_COLOR disables colours."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show the plan of a program: the machines that it requests, and the steps that run on them
    Plan(PlanArgs),
    /// Check a plan for problems and probable mistakes, in a pull request or a pipeline
    Check(CheckArgs),
    /// Compare two plans: machines, actions, steps, workflows and totals
    Diff(DiffArgs),
    /// List the regions, or those that a word matches
    #[command(after_help = "\
Examples:
  cargo hatchet-compute regions                              all regions
  cargo hatchet-compute regions frankfurt                    fra
  cargo hatchet-compute regions us-west                      lax and sjc")]
    Regions {
        /// A code, city, country or state, or another name of one: `ewr`, `tokyo`, `us-east`
        word: Option<String>,
    },
    /// Compute how many replicas are needed, given that they are placed in their regions at random
    Replicas(ReplicasArgs),
    /// Send the plan of a program to Hatchet Cloud, without running the program
    Register(RegisterArgs),
    /// Print completions for a shell
    #[command(after_help = "\
Examples:
  cargo hatchet-compute completions bash > ~/.local/share/bash-completion/completions/cargo-hatchet-compute
  cargo hatchet-compute completions fish > ~/.config/fish/completions/cargo-hatchet-compute.fish")]
    Completions {
        /// The shell
        shell: Shell,
    },
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo hatchet-compute plan                                 build the package in this folder and show its plan
  cargo hatchet-compute plan --release --bin worker          one of several programs, as it is deployed
  cargo hatchet-compute plan target/release/worker           a program that is already built, for any platform
  cargo hatchet-compute plan --format json > plan.json       save the plan, for `diff` and `check --locked`
  cargo hatchet-compute plan --format request --namespace dev --slots 10
                                                             the exact request body that Hatchet Cloud expects
  cargo hatchet-compute plan --format mermaid > plan.mmd     a flowchart that GitHub draws")]
pub(crate) struct PlanArgs {
    /// The output format
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) input: Input,
    /// Build without changing Cargo.lock
    #[arg(long, conflicts_with = "binary", help_heading = "Cargo options")]
    pub(crate) locked: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo hatchet-compute check                                problems and warnings
  cargo hatchet-compute check --deny-advice target/release/worker
  cargo hatchet-compute check --release --locked plan.json   also: is it the plan under version control?

Exits with 1 on problems, and with --deny-advice on warnings too. A program without records is a problem.")]
pub(crate) struct CheckArgs {
    /// Exit with 1 on warnings too
    #[arg(long)]
    pub(crate) deny_advice: bool,
    /// A plan saved with `plan --format json`, from which this plan must not differ
    #[arg(long, value_name = "FILE")]
    pub(crate) locked: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) input: Input,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo hatchet-compute diff plan.json target/release/worker what a deployment would change
  cargo hatchet-compute diff old-worker new-worker           two programs, for any platform
  git show main:plan.json > /tmp/main.json && cargo hatchet-compute diff /tmp/main.json plan.json

Exits with 1 if anything changes, and with 2 if a file cannot be read. A step that moves in the source and a new
version of its package are not changes. A program has no namespace and no slots: unless they are given, it is compared
with those of the saved plan.")]
pub(crate) struct DiffArgs {
    /// A program, or a plan saved with `plan --format json`
    pub(crate) old: PathBuf,
    /// The one to compare with it
    pub(crate) new: PathBuf,
    #[command(flatten)]
    pub(crate) setting: Setting,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo hatchet-compute replicas --regions 3 --coverage 0.95
                                      so that every region has a machine in 95 of 100 deployments
  cargo hatchet-compute replicas --regions 3 --coverage 0.95 --survive 1 --left 4
                                      and so that 4 machines are left if a region is lost")]
pub(crate) struct ReplicasArgs {
    /// How many regions the machines may be placed in
    #[arg(long, value_name = "NUMBER", value_parser = value_parser!(u32).range(1..=i64::from(REGIONS_MAX)))]
    pub(crate) regions: u32,
    /// The probability to reach, from 0 to less than 1
    #[arg(long, value_name = "PROBABILITY", value_parser = coverage)]
    pub(crate) coverage: f64,
    /// Also require that machines are left if this many regions are lost
    #[arg(long, value_name = "REGIONS", value_parser = value_parser!(u32).range(1..))]
    pub(crate) survive: Option<u32>,
    /// How many machines must be left
    #[arg(long, value_name = "MACHINES", default_value_t = 1, requires = "survive",
        value_parser = value_parser!(u32).range(1..=i64::from(REPLICAS_MAX)))]
    pub(crate) left: u32,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo hatchet-compute register --dry-run target/release/worker
                                      the request line, the headers without the token, and the body
  cargo hatchet-compute register target/release/worker

Reads the same variables as the SDKs: HATCHET_CLOUD_REGISTER_ID and HATCHET_CLIENT_TOKEN; HATCHET_CLIENT_SERVER_URL or
HATCHET_CLIENT_API_URL, if the token does not contain the server's URL; HATCHET_CLIENT_NAMESPACE, if there is no
--namespace; HATCHET_CLOUD_ACTIONS; SSL_CERT_FILE, if there is no --ca-file; and the proxy variables. Exits with 1 unless Hatchet Cloud has confirmed the plan.")]
pub(crate) struct RegisterArgs {
    /// Print the request instead of sending it, without the token
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// A PEM file with the certificates of the only authorities to trust, instead of `SSL_CERT_FILE`
    #[arg(long, value_name = "FILE")]
    pub(crate) ca_file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) input: Input,
    /// Build without changing Cargo.lock
    #[arg(long, conflicts_with = "binary", help_heading = "Cargo options")]
    pub(crate) locked: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Default, ValueEnum)]
pub(crate) enum Format {
    /// Tables for a person
    #[default]
    Table,
    /// The saved plan, which `diff` and `check --locked` read
    Json,
    /// The exact request body that Hatchet Cloud expects
    Request,
    /// A flowchart of workflows, steps and machines
    Mermaid,
}

/// The program: a file, or what cargo builds.
#[derive(Debug, clap::Args)]
pub(crate) struct Input {
    #[command(flatten)]
    pub(crate) setting: Setting,
    /// A program, library or object file for any platform, or a saved plan; if left out, cargo builds the package in
    /// this folder
    #[arg(conflicts_with = "CargoOptions")]
    pub(crate) binary: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) cargo: CargoOptions,
}

/// Options that are passed on to `cargo build`. `--locked` is not one of them because `check` has another `--locked`.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Cargo options")]
#[group(id = "CargoOptions", multiple = true)]
// As many switches as cargo has.
#[allow(clippy::struct_excessive_bools)]
pub(crate) struct CargoOptions {
    /// The package with the program
    #[arg(short, long, value_name = "SPEC")]
    pub(crate) package: Option<String>,
    /// The program, if there are several
    #[arg(long, value_name = "NAME", conflicts_with = "example")]
    pub(crate) bin: Option<String>,
    /// An example instead of a program
    #[arg(long, value_name = "NAME")]
    pub(crate) example: Option<String>,
    /// Build with the release profile
    #[arg(short, long, conflicts_with = "profile")]
    release: bool,
    /// Build with this profile
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Build for this platform
    #[arg(long, value_name = "TRIPLE")]
    target: Option<String>,
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
    /// Build without using the network
    #[arg(long)]
    offline: bool,
    /// Build without using the network or changing Cargo.lock
    #[arg(long)]
    frozen: bool,
}

impl CargoOptions {
    /// The options as cargo takes them.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let manifest_path = self.manifest_path.as_ref().map(|path| path.display().to_string());
        let values = [
            ("--package", self.package.as_slice()),
            ("--bin", self.bin.as_slice()),
            ("--example", self.example.as_slice()),
            ("--manifest-path", manifest_path.as_slice()),
            ("--profile", self.profile.as_slice()),
            ("--target", self.target.as_slice()),
            ("--features", &self.features),
        ];
        let mut arguments = Vec::new();
        for (option, values) in values {
            arguments.extend(values.iter().flat_map(|value| [option.to_owned(), value.clone()]));
        }
        let switches = [
            ("--release", self.release),
            ("--all-features", self.all_features),
            ("--no-default-features", self.no_default_features),
            ("--offline", self.offline),
            ("--frozen", self.frozen),
        ];
        arguments.extend(switches.iter().filter(|(_, is_on)| *is_on).map(|(option, _)| (*option).to_owned()));
        arguments
    }
}

/// What the plan is made for. A program does not contain it.
#[derive(Debug, clap::Args)]
pub(crate) struct Setting {
    /// The namespace of every action, as in `HATCHET_CLIENT_NAMESPACE`
    #[arg(long, value_name = "NAME", value_parser = namespace)]
    pub(crate) namespace: Option<String>,
    /// How many steps a machine runs at the same time, 1 to 1000
    #[arg(long, value_name = "NUMBER",
        value_parser = value_parser!(u32).range(i64::from(*SLOTS.start())..=i64::from(*SLOTS.end())))]
    pub(crate) slots: Option<u32>,
}

/// Accepts a namespace that a plan accepts.
fn namespace(text: &str) -> Result<String, String> {
    let plan = Plan::from_steps([]).and_then(|plan| plan.with_namespace(text));
    plan.map(|_| text.to_owned()).map_err(|error| error.to_string())
}

/// Accepts a probability. Whether it can be reached depends on the regions.
fn coverage(text: &str) -> Result<f64, String> {
    let is_percent = text.ends_with('%');
    let number = text.trim_end_matches('%').trim_end().parse::<f64>();
    match number {
        Ok(number) if !is_percent && (0.0..=1.0).contains(&number) => Ok(number),
        Ok(number) if (1.0..100.0).contains(&number) => Err(format!("a probability is 0 to 1: use {}", number / 100.0)),
        _ => Err("a probability is 0 to 1, such as 0.95".to_owned()),
    }
}
