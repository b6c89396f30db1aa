//! `replicas`: how many machines are needed, given that Hatchet Cloud places them at random.

use hatchet_compute::placement::{
    Lost, Percent, PlacementError, every_region_probability, expected_empty_regions, replicas_for,
    replicas_for_survivors, survivors_probability,
};

use crate::args::ReplicasArgs;
use crate::error::{Error, ErrorKind};
use crate::output::Answer;
use crate::output::table::columns;
use crate::program::count;

pub(super) fn run(args: &ReplicasArgs) -> Result<Answer, Error> {
    answer(args)
        .map_err(|error| Error::new("these options have no answer").with_details(error).with_kind(ErrorKind::Usage))
}

fn answer(args: &ReplicasArgs) -> Result<Answer, PlacementError> {
    let requirements = requirements(args)?;
    let most = requirements.iter().map(|(_, replicas, _)| *replicas).max().unwrap_or(0);
    let rows = requirements.into_iter().map(|(requirement, replicas, probability)| {
        vec![requirement, replicas.to_string(), Percent(probability).to_string()]
    });
    let heading = format!("REPLICAS FOR {}", Percent(args.coverage));
    let table = columns(&["REQUIREMENT", &heading, "PROBABILITY"], rows);
    let empty = match expected_empty_regions(most, args.regions)? {
        empty if 0.0 < empty && empty < 0.005 => "less than 0.01".to_owned(),
        empty => format!("{empty:.2}"),
    };
    let regions = count(args.regions.into(), "region");
    Ok(Answer::text(format!("{table}\nuse `num_replicas = {most}`; of {regions}, {empty} stay empty on average\n")))
}

/// Each requirement with the fewest machines that meet it, and the probability that they do.
fn requirements(args: &ReplicasArgs) -> Result<Vec<(String, u32, f64)>, PlacementError> {
    let (regions, coverage, left) = (args.regions, args.coverage, args.left);
    let replicas = replicas_for(regions, coverage)?;
    let probability = every_region_probability(replicas, regions)?;
    let mut requirements = vec![("every region has a machine".to_owned(), replicas, probability)];
    let Some(lost) = args.survive else {
        return Ok(requirements);
    };
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
