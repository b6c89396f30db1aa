//! `replicas`: how many machines are needed, given that Hatchet Cloud places them at random.

use std::process::ExitCode;

use hatchet_compute::Message;
use hatchet_compute::placement::{
    Lost, Percent, every_region_probability, expected_empty_regions, replicas_for, replicas_for_survivors,
    survivors_probability,
};
use serde_json::{Value, json};

use crate::args::ReplicasArgs;
use crate::error::{Error, ErrorKind};
use crate::output;
use crate::output::table::columns;
use crate::program::count;

pub(super) fn run(args: &ReplicasArgs) -> Result<ExitCode, Error> {
    if let Some(lost) = args.survive.filter(|lost| *lost >= args.regions) {
        let problem =
            format!("`--survive` is {lost}, but at least one of {} must be left", count(args.regions.into(), "region"));
        return Err(Error::usage(problem, "use more `--regions`, or a lower `--survive`"));
    }
    let failed = |error| {
        let failed = Error::new("the replicas cannot be computed").with_details(error);
        Error { kind: ErrorKind::Usage, ..failed }
    };
    let requirements = requirements(args).map_err(failed)?;
    let most = requirements.iter().map(|(_, replicas, _)| *replicas).max().unwrap_or(0);
    let empty = expected_empty_regions(most, args.regions).map_err(failed)?;
    if args.format != "json" {
        return output::text(&table(args, requirements, most, empty));
    }
    let requirements = requirements.into_iter().map(|(requirement, replicas, probability)| {
        json!({ "requirement": requirement, "replicas": replicas, "probability": probability })
    });
    output::json(&json!({
        "regions": args.regions,
        "coverage": args.coverage,
        "num_replicas": most,
        "expected_empty_regions": empty,
        "requirements": requirements.collect::<Vec<Value>>(),
    }))
}

fn table(args: &ReplicasArgs, requirements: Vec<(String, u32, f64)>, most: u32, empty: f64) -> String {
    let rows = requirements.into_iter().map(|(requirement, replicas, probability)| {
        vec![requirement, replicas.to_string(), Percent(probability).to_string()]
    });
    let heading = format!("REPLICAS FOR {}", Percent(args.coverage));
    let table = columns(&["REQUIREMENT", &heading, "PROBABILITY"], rows);
    let empty = match empty {
        empty if 0.0 < empty && empty < 0.005 => "less than 0.01".to_owned(),
        empty => format!("{empty:.2}"),
    };
    let regions = count(args.regions.into(), "region");
    format!("{table}\nuse `num_replicas = {most}`; of {regions}, {empty} stay empty on average\n")
}

/// Each requirement with the fewest machines that meet it, and the probability that they do.
fn requirements(args: &ReplicasArgs) -> Result<Vec<(String, u32, f64)>, Message> {
    let (regions, coverage, left) = (args.regions, args.coverage, args.left);
    let replicas = replicas_for(regions, coverage)?;
    let probability = every_region_probability(replicas, regions)?;
    let mut requirements = vec![("every region has a machine".to_owned(), replicas, probability)];
    let Some(lost) = args.survive else { return Ok(requirements) };
    let machines = if left == 1 { "1 machine is".to_owned() } else { format!("{left} machines are") };
    let events = match lost {
        1 => ["a given region is lost", "the worst-hit region is lost"].map(str::to_owned),
        _ => ["given regions are lost", "worst-hit regions are lost"].map(|text| format!("{lost} {text}")),
    };
    for (which, event) in [Lost::Given, Lost::Worst].into_iter().zip(events) {
        let replicas = replicas_for_survivors(regions, coverage, lost, left, which)?;
        let probability = survivors_probability(replicas, regions, lost, left, which)?;
        requirements.push((format!("at least {machines} left when {event}"), replicas, probability));
    }
    Ok(requirements)
}
