//! The arguments, as clap parses them.

mod cargo;
mod values;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::error::{ContextKind, ContextValue};
use clap::{ColorChoice, Parser, Subcommand, ValueEnum, value_parser};
use clap_complete::Shell;
use hatchet_compute::cost::Rates;
use hatchet_compute::placement::{REGIONS_MAX, REPLICAS_MAX};
use hatchet_compute::{PlanAdvice, SLOTS};

pub(crate) use self::cargo::{BuildOptions, CargoOptions};
use self::values::{coverage, dollars, namespace, rates};
use crate::account::AccountPlan;

/// The id of the warning about libraries whose steps are not in the plan.
pub(crate) const LINKED_LIBRARY: &str = "linked_library";

/// Shows and checks the machines that the steps of a program request from Hatchet Cloud, without running it.
#[derive(Debug, Parser)]
#[command(
    name = "cargo-hatchet-compute",
    bin_name = "cargo hatchet-compute",
    version,
    after_help = "Exit codes: 0 success; 1 problems, changes or a failure; 2 wrong arguments.\n\
                  Data goes to standard output, everything else to standard error.\n\
                  Colours follow --color, or else NO_COLOR and CARGO_TERM_COLOR."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    /// When to use colours: auto, always or never
    #[arg(long, global = true, value_enum, value_name = "WHEN", hide_possible_values = true, display_order = 100)]
    color: Option<ColorChoice>,
}

/// What `--color` says, even if the arguments cannot be parsed.
pub(crate) fn color(arguments: &[OsString]) -> Option<ColorChoice> {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    let option = words.find(|word| *word == "--color" || word.starts_with("--color="))?;
    let value = option.strip_prefix("--color=").or_else(|| words.next())?;
    ColorChoice::from_str(value, false).ok()
}

/// Parses the arguments, or prints why they cannot be parsed and exits.
pub(crate) fn parse(arguments: Vec<OsString>) -> Args {
    Args::try_parse_from(arguments).unwrap_or_else(|mut error| {
        if let Some(tip) = cargo_tip(&error) {
            error.remove(ContextKind::SuggestedArg);
            error.remove(ContextKind::Usage);
            error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
        }
        error.exit()
    })
}

/// What to use instead of a cargo option that does not exist here or means something else.
fn cargo_tip(error: &clap::Error) -> Option<&'static str> {
    let Some(ContextValue::String(argument)) = error.get(ContextKind::InvalidArg) else { return None };
    match argument.split([' ', '=']).next()? {
        "--workspace" | "--all" | "--exclude" | "--all-targets" | "--bins" | "--examples" | "--tests" | "--benches" => {
            Some("each program has its own plan: choose one with '--package NAME' and '--bin NAME'")
        }
        "--locked" => Some("to build without changing Cargo.lock, use '--frozen'"),
        _ => None,
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show the plan of a program: the machines that it requests, and the steps that run on them
    Plan(PlanArgs),
    /// Check a plan for problems and probable mistakes, in a pull request or a pipeline
    Check(CheckArgs),
    /// Save a plan for `check --locked` and `diff`, to keep under version control
    Save(SaveArgs),
    /// Compare two plans: machines, actions, steps, workflows, totals and estimated cost
    Diff(DiffArgs),
    /// List all regions, or those that match a word
    #[command(after_help = "\
Examples:
  cargo hatchet-compute regions                              all regions
  cargo hatchet-compute regions frankfurt                    fra
  cargo hatchet-compute regions us-west --format json        lax and sjc, for another program")]
    Regions {
        /// A code, city, country or state, or another name of one: `ewr`, `tokyo`, `us-east`
        word: Option<String>,
        /// The output format
        #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = ["table", "json"])]
        format: String,
    },
    /// Compute how many replicas are needed, given that they are placed in their regions at random
    Replicas(ReplicasArgs),
    /// Send the plan of a program to Hatchet Cloud, without running the program
    Register(RegisterArgs),
    /// Print completions for a shell
    #[command(after_help = "\
Examples:
  cargo hatchet-compute completions zsh > ~/.zfunc/_cargo-hatchet-compute
                                      in a folder of fpath, before compinit
  cargo hatchet-compute completions fish > ~/.config/fish/conf.d/cargo-hatchet-compute.fish
  echo 'source <(cargo hatchet-compute completions bash)' >> ~/.bashrc")]
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
  cargo hatchet-compute plan --rates 0.008,0.009             with costs at your rates
  cargo hatchet-compute plan --format json                   for other programs, with source locations and costs
  cargo hatchet-compute plan --format request --namespace dev --slots 10
                                                             the exact request body that Hatchet Cloud expects
  cargo hatchet-compute plan --format mermaid > plan.mmd     a flowchart that GitHub draws")]
pub(crate) struct PlanArgs {
    /// The output format: json also has source locations and costs, request is the exact body that Hatchet Cloud
    /// expects, and mermaid is a flowchart
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = ["table", "json", "request", "mermaid"])]
    pub(crate) format: String,
    #[command(flatten)]
    pub(crate) rates: RatesOption,
    #[command(flatten)]
    pub(crate) input: LockableInput,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo hatchet-compute check                                problems and warnings
  cargo hatchet-compute check --deny-advice --allow memory_below_api_minimum target/release/worker
  cargo hatchet-compute check --release --locked plan.json   also: is it the plan under version control?
  cargo hatchet-compute check --max-monthly-cost 500 --account-plan growth
  cargo hatchet-compute check --format github                annotations in a pull request

Exits with 1 on problems, and with --deny-advice on warnings too. A program without records is a problem.")]
pub(crate) struct CheckArgs {
    /// The output format: github makes GitHub Actions show each finding at its line
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json", "github"])]
    pub(crate) format: String,
    /// Exit with 1 on warnings too
    #[arg(long)]
    pub(crate) deny_advice: bool,
    /// Leave out warnings with this id; separate several ids with commas, or repeat the option
    #[arg(
        long,
        value_name = "ADVICE-ID",
        value_delimiter = ',',
        value_parser = PossibleValuesParser::new(PlanAdvice::IDS.into_iter().chain([LINKED_LIBRARY]))
    )]
    pub(crate) allow: Vec<String>,
    /// A plan saved with `cargo hatchet-compute save FILE`, which this plan must match
    #[arg(long, value_name = "FILE")]
    pub(crate) locked: Option<PathBuf>,
    /// The highest estimated cost a month, in US dollars; with autoscaling, that of all machines
    #[arg(long, value_name = "USD", value_parser = dollars, allow_hyphen_values = true)]
    pub(crate) max_monthly_cost: Option<f64>,
    /// The plan of your Hatchet account, whose limits the machines must not exceed
    #[arg(long, value_name = "PLAN", value_parser = PossibleValuesParser::new(AccountPlan::ALL.map(|plan| plan.name)))]
    pub(crate) account_plan: Option<String>,
    #[command(flatten)]
    pub(crate) rates: RatesOption,
    #[command(flatten)]
    pub(crate) input: Input,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo hatchet-compute save plan.json                       build the package in this folder and save its plan
  cargo hatchet-compute save plan.json target/release/worker
  cargo hatchet-compute check --locked plan.json             fails if the plan has changed

Source locations, package versions and costs are not saved, so that changes in them do not change the file.")]
pub(crate) struct SaveArgs {
    /// The file to write; an older saved plan in it is replaced
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) input: LockableInput,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo hatchet-compute diff plan.json                       what the package in this folder would change
  cargo hatchet-compute diff plan.json target/release/worker what a deployment would change
  cargo hatchet-compute diff old-worker new-worker           two programs, for any platform
  cargo hatchet-compute diff plan.json --format markdown     a comment on a pull request

Exits with 1 if anything changes, and with 2 if a file cannot be read. A step that moves in the source and a new
version of its package are not changes. A program contains no namespace or slots: unless given, those of the saved
plan are used.")]
pub(crate) struct DiffArgs {
    /// The output format: markdown is for a comment on a pull request
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json", "markdown"])]
    pub(crate) format: String,
    #[command(flatten)]
    pub(crate) rates: RatesOption,
    /// A program, or a plan saved with `cargo hatchet-compute save FILE`
    pub(crate) old: PathBuf,
    /// The one to compare with it; if left out, cargo builds the package in this folder
    #[arg(conflicts_with = "BuildOptions")]
    pub(crate) new: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) settings: PlanSettings,
    #[command(flatten)]
    pub(crate) cargo: CargoOptions,
    /// Build without changing Cargo.lock
    #[arg(long, conflicts_with = "new", help_heading = "Cargo options")]
    pub(crate) locked: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cargo hatchet-compute replicas --regions 3 --coverage 0.95
                                      so that every region has a machine in 95 of 100 deployments
  cargo hatchet-compute replicas --regions 3 --coverage 0.95 --survive 1 --left 4
                                      and so that 4 machines are left if a region is lost")]
pub(crate) struct ReplicasArgs {
    /// The output format
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = ["table", "json"])]
    pub(crate) format: String,
    /// How many regions the machines may be placed in
    #[arg(long, value_name = "NUMBER", value_parser = value_parser!(u32).range(1..=i64::from(REGIONS_MAX)))]
    pub(crate) regions: u32,
    /// The probability to reach, from 0 to less than 1
    #[arg(long, value_name = "PROBABILITY", value_parser = coverage, allow_hyphen_values = true)]
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
--namespace; HATCHET_CLOUD_ACTIONS; SSL_CERT_FILE, if there is no --ca-file; and the proxy variables. Exits with 1 unless
Hatchet Cloud has confirmed the plan. --dry-run needs neither an id nor a token.")]
pub(crate) struct RegisterArgs {
    /// Print the request instead of sending it, without the token
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// A PEM file with the certificates of the only authorities to trust, instead of `SSL_CERT_FILE`
    #[arg(long, value_name = "FILE")]
    pub(crate) ca_file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) input: LockableInput,
}

/// At what rates costs are estimated.
#[derive(Debug, clap::Args)]
pub(crate) struct RatesOption {
    /// US dollars an hour for a CPU and for a GB of memory, such as 0.01,0.01; if left out, what Hatchet lists
    #[arg(long, value_name = "CPU,GB", value_parser = rates, allow_hyphen_values = true)]
    rates: Option<Rates>,
}

impl RatesOption {
    pub(crate) fn get(&self) -> Rates {
        self.rates.unwrap_or(Rates::LISTED)
    }
}

/// The program: a file, or what cargo builds.
#[derive(Debug, clap::Args)]
pub(crate) struct Input {
    #[command(flatten)]
    pub(crate) settings: PlanSettings,
    /// A program, library or object file for any platform, or a saved plan; if left out, cargo builds the package in
    /// this folder
    #[arg(conflicts_with = "BuildOptions")]
    pub(crate) binary: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) cargo: CargoOptions,
}

/// The same with cargo's `--locked`. The `--locked` of `check` takes a file.
#[derive(Debug, clap::Args)]
pub(crate) struct LockableInput {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Build without changing Cargo.lock
    #[arg(long, conflicts_with = "binary", help_heading = "Cargo options")]
    pub(crate) locked: bool,
}

/// What the plan is made for. A program does not contain it.
#[derive(Debug, clap::Args)]
pub(crate) struct PlanSettings {
    /// The namespace of every action, as in `HATCHET_CLIENT_NAMESPACE`
    #[arg(long, value_name = "NAME", value_parser = namespace)]
    pub(crate) namespace: Option<String>,
    /// How many steps a machine runs at the same time, 1 to 1000
    #[arg(long, value_name = "NUMBER",
        value_parser = value_parser!(u32).range(i64::from(*SLOTS.start())..=i64::from(*SLOTS.end())))]
    pub(crate) slots: Option<u32>,
}
