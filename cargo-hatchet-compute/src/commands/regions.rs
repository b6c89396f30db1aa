//! `regions`: the table of regions, or those that a word means.

use hatchet_compute::{API_REGIONS_DATE, Region};
use hatchet_compute_core::regions_meant_by;

use crate::answer::Answer;
use crate::error::Error;
use crate::format::table::columns;

pub(crate) fn run(word: Option<&str>) -> Result<Answer, Error> {
    let Some(word) = word else {
        return Ok(Answer::new(table(Region::ALL)));
    };
    match &regions_meant_by(word)[..] {
        [] => Err(Error::Other(unknown(word))),
        regions => Ok(Answer::new(table(regions))),
    }
}

fn table(regions: &[Region]) -> String {
    let api = format!("IN THE API ({})", API_REGIONS_DATE.to_uppercase());
    let rows = regions.iter().map(|region| {
        let is_accepted = match region.nearest_accepted() {
            None => "yes".to_owned(),
            Some(nearest) => format!("no, the nearest that is: {nearest}"),
        };
        vec![
            region.code().to_owned(),
            region.location().to_owned(),
            is_accepted,
        ]
    });
    columns(&["CODE", "LOCATION", &api], rows)
}

/// What to say of a word that means no region: the nearest code, if one letter is wrong.
fn unknown(word: &str) -> String {
    let lower_case = word.trim().to_lowercase();
    let near: Vec<String> = Region::ALL
        .iter()
        .filter(|region| strsim::osa_distance(&lower_case, region.code()) == 1)
        .map(|region| format!("`{region}` ({})", region.location()))
        .collect();
    let help = if near.is_empty() {
        "`cargo hatchet-compute regions` lists them all".to_owned()
    } else {
        format!("near in writing: {}", near.join(", "))
    };
    format!("no region is meant by {word:?}\nhelp: {help}")
}
