//! A program that registers, as a separate process with its own environment.
//!
//! It is the test itself, started again for its one ignored test, which has to be [`run`].

use std::env;
use std::process::{self, Command};

use hatchet_compute::cloud::{self, RegisterError, Registration, Settings};
use hatchet_compute::{Plan, Step, compute};

use super::{With, assert_reads_well, log, one_step, short, two_groups};

/// The steps to register: one of the names in the recorded runs.
const STEPS: &str = "TEST_STEPS";

/// Slots, if they are given.
const SLOTS: &str = "TEST_SLOTS";

/// Limits that let a test end soon, instead of the real ones.
const SHORT: &str = "TEST_SHORT";

/// How a program ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum End {
    Registered,
    /// It goes on as a worker.
    Worker,
    Error,
}

/// Runs the program with these variables and no others. Returns its end, and all that it printed and logged.
pub(crate) fn start(steps: &str, variables: &[(&str, &str)], slots: Option<u64>, is_short: bool) -> (End, String) {
    let mut command = Command::new(env::current_exe().expect("the test is a file"));
    command
        .args(["--ignored", "--exact", "--nocapture", "program"])
        .env_clear()
        .env(STEPS, steps)
        .envs(variables.iter().copied());
    if let Some(slots) = slots {
        command.env(SLOTS, slots.to_string());
    }
    if is_short {
        command.env(SHORT, "1");
    }
    let output = command.output().expect("the test runs");
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8(printed).expect("it prints text");
    let end = match output.status.code() {
        Some(0) => End::Registered,
        Some(1) => End::Error,
        Some(10) => End::Worker,
        code => panic!("exit code {code:?}: {printed}"),
    };
    (end, printed)
}

/// The `main` of the program.
pub(crate) fn run() -> ! {
    log::keep();
    let registered = register();
    println!("{}", log::records().join("\n"));
    process::exit(match registered {
        Ok(Registration::Registered) => 0,
        Ok(_) => 10,
        Err(error) => {
            assert_reads_well(&error);
            println!("{error}\n{error:?}");
            1
        }
    })
}

fn register() -> Result<Registration, RegisterError> {
    let plan = steps(&env::var(STEPS).expect("it is set"));
    let plan = match env::var(SLOTS) {
        Ok(slots) => plan.with_slots(slots.parse().expect("it is a number"))?,
        Err(_) => plan,
    };
    match env::var_os(SHORT) {
        None => cloud::register(&plan),
        Some(_) => Settings::from_env()?.with_limits(short()).register(&plan),
    }
}

fn steps(name: &str) -> Plan {
    match name {
        "two-groups" => two_groups(),
        "no-regions" => one_step(compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 }),
        "documented-region" => {
            one_step(compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["fra"] })
        }
        "no-compute" => Plan::from_steps([Step::new("w", "one")]).expect("the plan is sound"),
        _ => panic!("steps of another name: {name}"),
    }
}
