//! `replicas`: how many machines it takes, since Hatchet Cloud places them at random.

use hatchet_compute::placement::{
    Lost, Percent, PlacementError, every_region_probability, expected_empty_regions, replicas_for,
    replicas_for_survivors, survivors_probability,
};

use crate::answer::Answer;
use crate::arguments::ReplicasArguments;
use crate::error::Error;
use crate::format::count;
use crate::format::table::columns;

/// What is asked for, and the fewest machines with which it is so.
struct Need {
    text: String,
    replicas: u32,
    probability: f64,
}

pub(crate) fn run(arguments: &ReplicasArguments) -> Result<Answer, Error> {
    answer(arguments).map_err(|error| Error::Usage(error.to_string()))
}

fn answer(arguments: &ReplicasArguments) -> Result<Answer, PlacementError> {
    let needs = needs(arguments)?;
    let replicas = needs.iter().map(|need| need.replicas).max().unwrap_or(0);
    let rows = needs.iter().map(|need| {
        vec![
            need.text.clone(),
            need.replicas.to_string(),
            Percent(need.probability).to_string(),
        ]
    });
    let heading = format!("REPLICAS FOR {}", Percent(arguments.coverage));
    let mut text = columns(&["WHAT IS TO BE SO", &heading, "THEN IT IS"], rows);
    let regions = arguments.regions;
    let empty = expected_empty_regions(replicas, regions)?;
    let empty = if 0.0 < empty && empty < 0.005 {
        "less than 0.01".to_owned()
    } else {
        format!("{empty:.2}")
    };
    text.push_str(&format!(
        "\nuse `num_replicas = {replicas}` over {}, of which {empty} stay empty on average\n",
        count(regions.into(), "region"),
    ));
    Ok(Answer::new(text))
}

fn needs(arguments: &ReplicasArguments) -> Result<Vec<Need>, PlacementError> {
    let (regions, coverage) = (arguments.regions, arguments.coverage);
    let replicas = replicas_for(regions, coverage)?;
    let mut needs = vec![Need {
        text: "every region has a machine".to_owned(),
        replicas,
        probability: every_region_probability(replicas, regions)?,
    }];
    let Some(lost) = arguments.survive else {
        return Ok(needs);
    };
    let left = arguments.left;
    let machines = if left == 1 {
        "1 machine is left".to_owned()
    } else {
        format!("{left} machines are left")
    };
    let events = if lost == 1 {
        ["a given region is lost", "the worst-hit region is lost"].map(str::to_owned)
    } else {
        ["given regions are lost", "worst-hit regions are lost"]
            .map(|text| format!("{lost} {text}"))
    };
    for (which, event) in [Lost::Given, Lost::Worst].into_iter().zip(events) {
        let replicas = replicas_for_survivors(regions, coverage, lost, left, which)?;
        needs.push(Need {
            text: format!("at least {machines} when {event}"),
            replicas,
            probability: survivors_probability(replicas, regions, lost, left, which)?,
        });
    }
    Ok(needs)
}
