//! The arguments, as clap reads them.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum, value_parser};
use clap_complete::Shell;
use hatchet_compute::placement::{REGIONS_MAX, REPLICAS_MAX};
use hatchet_compute::{Plan, SLOTS};

use crate::error::Error;

/// Shows and checks which machines the steps of a program ask Hatchet Cloud for, without running it.
#[derive(Debug, Parser)]
#[command(
    name = "cargo-hatchet-compute",
    bin_name = "cargo hatchet-compute",
    version,
    after_help = "Exit codes: 0 all is well; 1 problems, changes, or no answer; 2 wrong arguments.\n\
                  Data goes to standard output, the rest to standard error. NO_COLOR turns colours off."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What is asked for.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show the plan of a program: which machines it asks for, and which steps run on them
    #[command(after_help = PLAN_EXAMPLES)]
    Plan(PlanArguments),
    /// Report problems of a plan and advice on it, for a pull request or a pipeline
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArguments),
    /// Compare two plans: machines, actions, steps, workflows and totals
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(DiffArguments),
    /// List the regions, or those that a word means
    #[command(after_help = REGIONS_EXAMPLES)]
    Regions {
        /// A code, a city, a country, a state, or another name of one: `ewr`, `tokyo`, `us-east`
        word: Option<String>,
    },
    /// Say how many machines it takes, since they are placed in their regions at random
    #[command(after_help = REPLICAS_EXAMPLES)]
    Replicas(ReplicasArguments),
    /// Send the plan of a program to Hatchet Cloud, without running the program
    #[command(after_help = REGISTER_EXAMPLES)]
    Register(RegisterArguments),
    /// Print completions for a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell
        shell: Shell,
    },
}

const PLAN_EXAMPLES: &str = "\
Examples:
  cargo hatchet-compute plan                                 build the package here and show its plan
  cargo hatchet-compute plan --release --bin worker          one program of several, as it is deployed
  cargo hatchet-compute plan target/release/worker           a program of any platform, as it is
  cargo hatchet-compute plan --format json > plan.json       save the plan, for `diff` and `check --locked`
  cargo hatchet-compute plan --format request --namespace dev --slots 10
                                                             the very body that Hatchet Cloud is sent
  cargo hatchet-compute plan --format mermaid > plan.mmd     a picture that GitHub draws";

const CHECK_EXAMPLES: &str = "\
Examples:
  cargo hatchet-compute check                                problems, and advice
  cargo hatchet-compute check --deny-advice target/release/worker
  cargo hatchet-compute check --release --locked plan.json   also: is it the plan under version control?

Exits with 1 on problems, and with --deny-advice on advice. A program without a single record is a problem.";

const DIFF_EXAMPLES: &str = "\
Examples:
  cargo hatchet-compute diff plan.json target/release/worker what a deployment would change
  cargo hatchet-compute diff old-worker new-worker           two programs, of any platform
  git show main:plan.json > /tmp/main.json && cargo hatchet-compute diff /tmp/main.json plan.json

Exits with 1 if anything changes, with 2 if a file cannot be read. Where in the source a step stands, and the
version of its package, are no changes. A program has no namespace and no slots of its own: unless given, it takes
those of the saved plan that it is compared with.";

const REGIONS_EXAMPLES: &str = "\
Examples:
  cargo hatchet-compute regions                              all of them
  cargo hatchet-compute regions frankfurt                    fra
  cargo hatchet-compute regions us-west                      lax and sjc";

const REPLICAS_EXAMPLES: &str = "\
Examples:
  cargo hatchet-compute replicas --regions 3 --coverage 0.95
                                      so that every region has a machine in 95 of 100 deployments
  cargo hatchet-compute replicas --regions 3 --coverage 0.95 --survive 1 --left 4
                                      and that 4 machines are left when a region is lost";

const REGISTER_EXAMPLES: &str = "\
Examples:
  cargo hatchet-compute register --dry-run target/release/worker
                                      the request line, the headers without the token, and the body
  cargo hatchet-compute register target/release/worker

Takes the variables that the SDKs take: HATCHET_CLOUD_REGISTER_ID and HATCHET_CLIENT_TOKEN; HATCHET_CLIENT_SERVER_URL
or HATCHET_CLIENT_API_URL, if the token does not say where the server is; HATCHET_CLIENT_NAMESPACE, if there is no
--namespace; HATCHET_CLOUD_ACTIONS. Exits with 1 whenever Hatchet Cloud has not confirmed that it has the plan.";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  cargo hatchet-compute completions bash > ~/.local/share/bash-completion/completions/cargo-hatchet-compute
  cargo hatchet-compute completions fish > ~/.config/fish/completions/cargo-hatchet-compute.fish";

/// Arguments of `plan`.
#[derive(Debug, Args)]
pub(crate) struct PlanArguments {
    /// How to write it
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) setting: Setting,
    #[command(flatten)]
    pub(crate) source: Source,
    #[command(flatten)]
    pub(crate) lock: Lock,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// Exit with 1 on advice too
    #[arg(long)]
    pub(crate) deny_advice: bool,
    /// A plan saved with `plan --format json`, from which this one may not differ
    #[arg(long, value_name = "FILE")]
    pub(crate) locked: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) setting: Setting,
    #[command(flatten)]
    pub(crate) source: Source,
}

/// Arguments of `diff`.
#[derive(Debug, Args)]
pub(crate) struct DiffArguments {
    /// A program, or a plan saved with `plan --format json`
    pub(crate) old: PathBuf,
    /// Another
    pub(crate) new: PathBuf,
    #[command(flatten)]
    pub(crate) setting: Setting,
}

/// Arguments of `replicas`.
#[derive(Debug, Args)]
pub(crate) struct ReplicasArguments {
    /// The regions that the machines are placed in
    #[arg(long, value_name = "NUMBER", value_parser = value_parser!(u32).range(1..=i64::from(REGIONS_MAX)))]
    pub(crate) regions: u32,
    /// How certain it is to be, from 0 to less than 1
    #[arg(long, value_name = "PROBABILITY", value_parser = coverage)]
    pub(crate) coverage: f64,
    /// Also so that machines are left when this many regions are lost
    #[arg(long, value_name = "REGIONS", value_parser = value_parser!(u32).range(1..))]
    pub(crate) survive: Option<u32>,
    /// How many machines are to be left then
    #[arg(long, value_name = "MACHINES", default_value_t = 1, requires = "survive",
        value_parser = value_parser!(u32).range(1..=i64::from(REPLICAS_MAX)))]
    pub(crate) left: u32,
}

/// Arguments of `register`.
#[derive(Debug, Args)]
pub(crate) struct RegisterArguments {
    /// Print the request instead of sending it; the token is hidden
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) setting: Setting,
    #[command(flatten)]
    pub(crate) source: Source,
    #[command(flatten)]
    pub(crate) lock: Lock,
}

/// How a plan is written.
#[derive(Debug, Clone, Copy, PartialEq, Default, ValueEnum)]
pub(crate) enum Format {
    /// Tables, for a person
    #[default]
    Table,
    /// The saved plan, which `diff` and `check --locked` read
    Json,
    /// The exact body that Hatchet Cloud is sent
    Request,
    /// A flowchart of workflows, steps and machines
    Mermaid,
}

/// Where the program is: a file, or what cargo builds.
#[derive(Debug, Args)]
pub(crate) struct Source {
    /// A program, library or object file of any platform, or a saved plan; left out, cargo builds the package here
    #[arg(conflicts_with = "CargoOptions")]
    pub(crate) binary: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) cargo: CargoOptions,
}

/// Cargo's own options, handed on to `cargo build`.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Options of cargo")]
#[group(id = "CargoOptions", multiple = true)]
// Cargo's switches are as many, and each stands for itself.
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
    pub(crate) release: bool,
    /// Build with this profile
    #[arg(long, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// Build for this platform
    #[arg(long, value_name = "TRIPLE")]
    pub(crate) target: Option<String>,
    /// Features to turn on, separated by commas or blanks
    #[arg(short = 'F', long, value_name = "FEATURES")]
    pub(crate) features: Vec<String>,
    /// Turn on all features
    #[arg(long)]
    pub(crate) all_features: bool,
    /// Leave out the default features
    #[arg(long)]
    pub(crate) no_default_features: bool,
    /// The Cargo.toml of the package or workspace
    #[arg(long, value_name = "PATH")]
    pub(crate) manifest_path: Option<PathBuf>,
    /// Build without the network
    #[arg(long)]
    pub(crate) offline: bool,
    /// Build without the network, and with Cargo.lock as it is
    #[arg(long)]
    pub(crate) frozen: bool,
}

impl CargoOptions {
    /// How to build, as it was given and as cargo takes it; not what to build.
    pub(crate) fn settings(&self) -> Vec<String> {
        let manifest = self.manifest_path.as_ref();
        let values = [
            ("--profile", self.profile.clone()),
            ("--target", self.target.clone()),
            (
                "--manifest-path",
                manifest.map(|path| path.display().to_string()),
            ),
        ];
        let features = self
            .features
            .iter()
            .map(|features| ("--features", Some(features.clone())));
        let mut words: Vec<String> = values
            .into_iter()
            .chain(features)
            .filter_map(|(name, value)| value.map(|value| [name.to_owned(), value]))
            .flatten()
            .collect();
        let switches = [
            ("--release", self.release),
            ("--all-features", self.all_features),
            ("--no-default-features", self.no_default_features),
            ("--offline", self.offline),
            ("--frozen", self.frozen),
        ];
        let switches = switches.into_iter().filter(|(_, is_on)| *is_on);
        words.extend(switches.map(|(name, _)| name.to_owned()));
        words
    }
}

/// Cargo's `--locked`, apart from its other options because `check` has a `--locked` of its own.
#[derive(Debug, Clone, Copy, Default, Args)]
#[command(next_help_heading = "Options of cargo")]
pub(crate) struct Lock {
    /// Build with Cargo.lock as it is
    #[arg(long, conflicts_with = "binary")]
    pub(crate) locked: bool,
}

/// What the plan is made for; nothing of it is in the program.
#[derive(Debug, Args)]
pub(crate) struct Setting {
    /// The namespace in front of every action, as in `HATCHET_CLIENT_NAMESPACE`
    #[arg(long, value_name = "NAME", value_parser = namespace)]
    pub(crate) namespace: Option<String>,
    /// The steps that one machine runs at the same time, 1 to 1000
    #[arg(long, value_name = "NUMBER", value_parser = slots())]
    pub(crate) slots: Option<u32>,
}

/// Takes a namespace that a plan takes.
fn namespace(text: &str) -> Result<String, String> {
    Plan::from_steps([])
        .and_then(|plan| plan.with_namespace(text))
        .map(|_| text.to_owned())
        .map_err(|error| error.to_string())
}

/// Takes a probability. Which of them can be reached depends on the regions.
fn coverage(text: &str) -> Result<f64, String> {
    let is_percent = text.ends_with('%');
    let number = text.trim_end_matches('%').trim_end().parse::<f64>();
    match number {
        Ok(number) if !is_percent && (0.0..=1.0).contains(&number) => Ok(number),
        Ok(number) if (1.0..100.0).contains(&number) => {
            Err(format!("a probability is 0 to 1: use {}", number / 100.0))
        }
        _ => Err("a probability is 0 to 1, such as 0.95".to_owned()),
    }
}

fn slots() -> clap::builder::RangedI64ValueParser<u32> {
    value_parser!(u32).range(i64::from(*SLOTS.start())..=i64::from(*SLOTS.end()))
}

impl Command {
    /// The exit code when there is no answer for this reason.
    pub(crate) fn code_without_answer(&self, error: &Error) -> ExitCode {
        match (self, error) {
            (Self::Diff(_), _) => ExitCode::from(2),
            (_, error) if error.is_of_the_arguments() => ExitCode::from(2),
            _ => ExitCode::FAILURE,
        }
    }
}

/// The arguments without the name of the subcommand, which cargo puts in front of them.
pub(crate) fn without_subcommand(
    arguments: impl IntoIterator<Item = OsString>,
) -> impl Iterator<Item = OsString> {
    arguments
        .into_iter()
        .enumerate()
        .filter(|(index, argument)| *index != 1 || argument != "hatchet-compute")
        .map(|(_, argument)| argument)
}
