//! `regions`: all regions, or those that a word matches.

use hatchet_compute::{API_REGIONS_DATE, Region};
use hatchet_compute_core::{joined, regions_like, regions_meant_by};

use crate::error::Error;
use crate::output::Answer;
use crate::output::table::columns;

pub(super) fn run(word: Option<&str>) -> Result<Answer, Error> {
    let Some(word) = word else {
        return Ok(Answer::text(table(Region::ALL)));
    };
    match &regions_meant_by(word)[..] {
        [] => Err(unknown(word)),
        regions => Ok(Answer::text(table(regions))),
    }
}

fn table(regions: &[Region]) -> String {
    let api = format!("IN THE API ({})", API_REGIONS_DATE.to_uppercase());
    let rows = regions.iter().map(|region| {
        let is_accepted = match region.nearest_accepted() {
            None => "yes".to_owned(),
            Some(nearest) => format!("no; nearest: {nearest}"),
        };
        let (code, location) = (region.code().to_owned(), region.location().to_owned());
        vec![code, location, is_accepted]
    });
    columns(&["CODE", "LOCATION", &api], rows)
}

/// The error for a word that matches no region, with the regions that have similar codes.
fn unknown(word: &str) -> Error {
    let similar = regions_like(word);
    let similar = similar.iter().map(|region| format!("`{region}` ({})", region.location()));
    let error = Error::new(format!("no region matches `{word}`"));
    match joined(similar, "and") {
        similar if similar.is_empty() => error.with_help("`cargo hatchet-compute regions` lists all regions"),
        similar => error.with_help(format!("similar codes: {similar}")),
    }
}
