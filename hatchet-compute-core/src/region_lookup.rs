//! Finds the region with a code and the regions that a person means by another word, and builds the error about such a
//! word.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::str::FromStr;

use crate::limits::API_REGIONS_DATE;
use crate::message::{Message, joined, quoted};
use crate::nearest::distance;
use crate::region::Region;
use crate::region_names::NAMES;

/// Reads exactly what [`Region::code`] writes, in lower case. The error is [`unknown_region`].
impl FromStr for Region {
    type Err = Message;

    fn from_str(text: &str) -> Result<Self, Message> {
        region_of_code(text).ok_or_else(|| unknown_region(text))
    }
}

fn region_of_code(code: &str) -> Option<Region> {
    Region::ALL.iter().copied().find(|region| region.code() == code)
}

/// The regions that a person means by a word that is not a code, those in the API's list first.
///
/// The word can be a code in the wrong case or between spaces, a city, a country, a state of the USA, or another
/// everyday name of one of these (`usa`, `uk`, `new york`, `eu`, `us-east`). Case, accents, spaces and punctuation do
/// not matter. Empty if the word means no region; words that only look alike do not count.
///
/// ```
/// use hatchet_compute_core::{Region, regions_matching};
///
/// assert_eq!(regions_matching("EWR"), [Region::Ewr]);
/// assert_eq!(regions_matching("São Paulo"), [Region::Gru]);
/// assert_eq!(regions_matching("California"), [Region::Lax, Region::Sjc]);
/// assert_eq!(regions_matching("mars"), []);
/// ```
pub fn regions_matching(word: &str) -> Vec<Region> {
    let word = plain(word);
    if let Some(region) = region_of_code(&word) {
        return [region].into();
    }
    if let Some((_, regions)) = NAMES.iter().find(|(names, _)| names.contains(&word.as_str())) {
        return regions.to_vec();
    }
    let mut regions = Region::ALL.to_vec();
    regions.retain(|region| is_place_of(&word, *region));
    accepted_first(regions)
}

/// The regions whose codes differ from a word in one letter, those in the API's list first.
pub fn similar_regions(word: &str) -> Vec<Region> {
    let word = word.trim().to_lowercase();
    let mut regions = Region::ALL.to_vec();
    regions.retain(|region| distance(&word, region.code()) == 1);
    accepted_first(regions)
}

fn accepted_first(mut regions: Vec<Region>) -> Vec<Region> {
    regions.sort_by_key(|region| !region.is_accepted());
    regions
}

/// Words that mean that any region will do.
const ANY: [&str; 11] =
    ["", "*", "all", "any", "anywhere", "auto", "default", "everywhere", "global", "none", "worldwide"];

/// Whether a text means that any region will do: `all`, `any`, `*`, `auto`.
pub fn is_any_region(text: &str) -> bool {
    ANY.contains(&text.trim().to_lowercase().as_str())
}

/// The regions that a text means, or else those with similar codes.
fn matching_or_similar(text: &str) -> Vec<Region> {
    let meant = regions_matching(text);
    if meant.is_empty() { similar_regions(text) } else { meant }
}

/// The region in the API's list that is meant by a text, or that is nearest to what is meant.
pub fn nearest_accepted_region(text: &str) -> Option<Region> {
    let first = *matching_or_similar(text).first()?;
    Some(first.nearest_accepted().unwrap_or(first))
}

/// The message about a text that is not a region's code, with the accepted regions that are meant, or else those with
/// similar codes, or else all.
pub fn unknown_region(text: &str) -> Message {
    let message = Message::new(format!("`{text:?}` is not a region of Hatchet Cloud"));
    if is_any_region(text) {
        return message.with_help_of(empty_regions());
    }
    let Some(accepted) = nearest_accepted_region(text) else {
        let accepted = Region::ALL.iter().filter(|region| region.is_accepted());
        let codes = quoted(accepted, "or");
        return message.with_help(format!("choose from {codes} (the API's list of {API_REGIONS_DATE})"));
    };
    let meant = matching_or_similar(text);
    let mut help = format!(" ({})", accepted.location());
    if !meant.contains(&accepted) {
        let (code, place) = (meant[0].code(), meant[0].location());
        help += &format!(": `{code:?}` ({place}) is not in the API's list of {API_REGIONS_DATE}");
    }
    // The name of a part of the world means many regions.
    let others = meant.into_iter().filter(|region| region.is_accepted() && *region != accepted).take(3);
    let others: Vec<Region> = others.collect();
    if !others.is_empty() {
        let written = others.iter().map(|region| format!("`{:?}` ({})", region.code(), region.location()));
        help += if others.len() == 1 { " or " } else { ", " };
        help += &joined(written, "or");
    }
    message.with_replacement_or(format!("{:?}", accepted.code()), &help)
}

/// The message about a region's code that is given twice.
pub fn duplicate_region(code: &str) -> Message {
    Message::new(format!("region `{code:?}` is given twice"))
        .with_help(format!("remove it: `{code:?}` is already in the list"))
}

/// The message about a list without regions.
pub fn empty_regions() -> Message {
    Message::new("`regions` is empty").with_help("leave `regions` out to let Hatchet choose")
}

/// Whether a plain word is the region's city, its country or state, or both.
fn is_place_of(word: &str, region: Region) -> bool {
    let location = region.location();
    let (city, place) = location.split_once(", ").unwrap_or((location, ""));
    let state = place.strip_suffix("(US)").unwrap_or(place);
    !word.is_empty() && [location, city, place, state].iter().any(|name| plain(name) == word)
}

/// The letters and digits of a text, in lower case and without accents.
fn plain(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).map(without_accent).collect()
}

/// The letter without its accent, for the languages of the regions.
const fn without_accent(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'ę' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' => 'n',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => 'o',
        'ș' | 'ş' | 'ś' => 's',
        'ț' | 'ţ' => 't',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' => 'u',
        'ź' | 'ż' => 'z',
        other => other,
    }
}
