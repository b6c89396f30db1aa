//! The regions that a person means by a word, and the messages about words that are not codes.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::str::FromStr;

use crate::limits::API_REGIONS_DATE;
use crate::message::{Message, joined, quoted};
use crate::nearest::distance;
use crate::region::Region::{
    self, Ams, Arn, Atl, Bog, Bom, Bos, Cdg, Den, Dfw, Ewr, Eze, Fra, Gdl, Gig, Gru, Hkg, Iad, Lax, Lhr, Mad, Mia, Nrt,
    Ord, Otp, Phx, Qro, Scl, Sea, Sin, Sjc, Syd, Waw, Yul, Yyz,
};

/// The other names that mean several regions, with these: those in the API's list first, then the likelier.
const SHARED_NAMES: [(&str, &[Region]); 15] = [
    ("washington", &[Iad, Sea]),
    ("co", &[Den, Bog]),
    ("ca", &[Lax, Sjc, Yyz]),
    (
        "usa us unitedstates unitedstatesofamerica america",
        &[Ewr, Ord, Dfw, Lax, Iad, Sjc, Atl, Bos, Den, Mia, Phx, Sea],
    ),
    ("br brasil saeast saeast1", &[Gru, Gig]),
    ("mx", &[Gdl, Qro]),
    ("northamerica", &[Ewr, Ord, Dfw, Lax, Iad, Sjc, Yyz, Atl, Bos, Den, Gdl, Mia, Phx, Qro, Sea, Yul]),
    ("useast", &[Ewr, Iad]),
    ("uscentral uscentral1", &[Ord, Dfw]),
    ("uswest", &[Lax, Sjc]),
    ("eu europe", &[Ams, Fra, Cdg, Lhr, Arn, Mad, Otp, Waw]),
    ("asia", &[Sin, Nrt, Bom, Hkg]),
    ("ap apac asiapacific", &[Sin, Nrt, Bom, Syd, Hkg]),
    ("southamerica sa", &[Gru, Scl, Bog, Eze, Gig]),
    ("latinamerica latam", &[Gru, Scl, Bog, Eze, Gig, Gdl, Qro]),
];

/// Reads exactly what [`Region::code`] writes, in lower case. The error is [`unknown_region`].
impl FromStr for Region {
    type Err = Message;

    fn from_str(text: &str) -> Result<Self, Message> {
        Self::ALL.iter().copied().find(|region| region.code() == text).ok_or_else(|| unknown_region(text))
    }
}

/// The regions that a person means by a word, those in the API's list first; empty if it means none. Words that only
/// look alike do not count.
///
/// The word can be a code in the wrong case or between spaces, a city, a country, a state of the USA, or another
/// everyday name of one of these (`uk`, `new york`, `eu`, `us-east`). Case, accents, spaces and punctuation do not
/// matter.
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
    let is_among = |names: &str| names.split_whitespace().any(|name| name == word);
    if let Some((_, regions)) = SHARED_NAMES.iter().find(|(names, _)| is_among(names)) {
        return regions.to_vec();
    }
    if let Some(region) = Region::ALL.iter().find(|region| region.code() == word || is_among(region.other_names())) {
        return [*region].into();
    }
    accepted_first(|region| is_place_of(&word, region))
}

/// The regions whose codes differ from a word in one letter, those in the API's list first.
pub fn similar_regions(word: &str) -> Vec<Region> {
    let word = word.trim().to_lowercase();
    accepted_first(|region| word.len() < 8 && distance(&word, region.code()) == 1)
}

fn accepted_first(is_meant: impl Fn(Region) -> bool) -> Vec<Region> {
    let mut regions: Vec<Region> = Region::ALL.iter().copied().filter(|region| is_meant(*region)).collect();
    regions.sort_by_key(|region| !region.is_accepted());
    regions
}

/// Whether a text means that any region will do.
pub fn is_any_region(text: &str) -> bool {
    ["", "*", "all", "any", "anywhere", "auto", "default", "everywhere", "global", "none", "worldwide"]
        .contains(&text.trim().to_lowercase().as_str())
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

/// The message about a text that is not a region's code, with the accepted regions that are meant or similar, or all.
pub fn unknown_region(text: &str) -> Message {
    unknown_region_among(text, &[])
}

/// The same for a text in a list. Regions that are in the list already are not in the help.
pub(crate) fn unknown_region_among(text: &str, in_list: &[Region]) -> Message {
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
    let named = |region: Region| format!("`{:?}` ({})", region.code(), region.location());
    let others = meant.iter().copied().filter(|region| region.is_accepted() && *region != accepted);
    let mut free = [accepted].into_iter().chain(others).filter(|region| !in_list.contains(region));
    // A text that only looks like several codes means the most similar.
    let is_clear = regions_matching(text).len() < 2;
    let Some(accepted) = free.next().filter(|free| *free == accepted || !is_clear) else {
        return message.with_help(format!("remove it: {} is already in the list", named(accepted)));
    };
    let mut help = format!(" ({})", accepted.location());
    if !meant.iter().any(|region| region.is_accepted()) {
        help += &format!(": {} is not in the API's list of {API_REGIONS_DATE}", named(meant[0]));
    }
    // The name of a part of the world means many regions.
    let others: Vec<String> = free.take(3).map(named).collect();
    if let [_, more @ ..] = &*others {
        help += if more.is_empty() { " or " } else { ", " };
        help += &joined(&others, "or");
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

/// Whether a [`plain`] word is the region's city, its country or state, or both.
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

/// For the languages of the regions.
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
