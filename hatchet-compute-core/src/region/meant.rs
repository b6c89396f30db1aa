//! The regions that a person means by a word that is no code: a city, a country, a state, an everyday name.

use alloc::string::String;
use alloc::vec::Vec;

use crate::region::Region;

mod names;

use names::NAMES;

/// The regions that a person means by a word that is no code, at most four, those in the API's list first.
///
/// A code in the wrong case or between blanks, a city, a country, a state of the USA, or another everyday name of one
/// of these (`usa`, `uk`, `new york`, `eu`, `us-east`). Case, accents, blanks and punctuation do not count. Empty when
/// nothing is meant; words that only look alike are not.
///
/// ```
/// use hatchet_compute_core::{Region, regions_meant_by};
///
/// assert_eq!(regions_meant_by("EWR"), [Region::Ewr]);
/// assert_eq!(regions_meant_by("São Paulo"), [Region::Gru]);
/// assert_eq!(regions_meant_by("California"), [Region::Lax, Region::Sjc]);
/// assert_eq!(regions_meant_by("mars"), []);
/// ```
#[must_use]
pub fn regions_meant_by(word: &str) -> Vec<Region> {
    let word = plain(word);
    if let Ok(region) = word.parse() {
        return [region].into();
    }
    if let Some((_, regions)) = NAMES
        .iter()
        .find(|(names, _)| names.contains(&word.as_str()))
    {
        return regions.to_vec();
    }
    let mut meant: Vec<Region> = Region::ALL
        .iter()
        .copied()
        .filter(|region| is_place_of(&word, *region))
        .collect();
    meant.sort_by_key(|region| !region.is_accepted());
    meant
}

/// Whether a plain word is the region's city, its country or state, or both.
fn is_place_of(word: &str, region: Region) -> bool {
    let location = plain(region.location());
    let city = plain(region.city());
    let place = location.strip_prefix(city.as_str()).unwrap_or_default();
    let state = place
        .strip_suffix("us")
        .filter(|_| region.location().ends_with("(US)"));
    !word.is_empty()
        && (word == city
            || word == location
            || word == place
            || state.is_some_and(|state| word == state))
}

/// The letters and digits of a text, in lower case and without accents.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .map(without_accent)
        .collect()
}

/// The letter without its accent, for the languages around the regions.
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
