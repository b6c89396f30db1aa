//! The regions for cities, countries and everyday names.

use hatchet_compute_core::{Region, nearest_accepted_region, regions_matching, unknown_region};

fn codes(word: &str) -> Vec<&'static str> {
    regions_matching(word).into_iter().map(Region::code).collect()
}

#[test]
fn codes_in_any_case_and_between_blanks() {
    for region in Region::ALL {
        for word in [region.code().to_uppercase(), format!(" {region}\t"), format!("'{region}'"), region.to_string()] {
            assert_eq!(regions_matching(&word), [*region], "{word:?}");
        }
    }
}

#[test]
fn every_city_is_its_region() {
    for region in Region::ALL {
        let city = region.location().split(", ").next().unwrap();
        for word in [city.to_string(), city.to_uppercase(), city.replace(' ', "-"), region.location().to_string()] {
            assert_eq!(regions_matching(&word), [*region], "{word:?}");
        }
    }
}

#[test]
fn every_country_or_state_leads_to_its_region() {
    for region in Region::ALL {
        let Some((_, place)) = region.location().split_once(", ") else {
            continue;
        };
        let word = place.trim_end_matches(" (US)");
        let found = regions_matching(word);
        assert!(found.contains(region), "{word}: {found:?} without {region}");
    }
}

#[test]
fn a_state_or_country_with_several_regions_means_them_all() {
    assert_eq!(codes("California"), ["lax", "sjc"]);
    assert_eq!(codes("canada"), ["yyz", "yul"]);
    assert_eq!(codes("Brazil"), ["gru", "gig"]);
    assert_eq!(codes("MEXICO"), ["gdl", "qro"]);
    assert_eq!(codes("México"), ["gdl", "qro"]);
}

#[test]
fn accents_blanks_and_punctuation_do_not_count() {
    assert_eq!(codes("São Paulo"), ["gru"]);
    assert_eq!(codes("SÃO_PAULO"), ["gru"]);
    assert_eq!(codes("Queretaro"), ["qro"]);
    assert_eq!(codes("Bogota"), ["bog"]);
    assert_eq!(codes("Montréal"), ["yul"]);
    assert_eq!(codes("hong-kong"), ["hkg"]);
    assert_eq!(codes("hongkong"), ["hkg"]);
}

#[test]
fn everyday_names() {
    for (words, expected) in [
        (
            &["usa", "US", "U.S.A.", "United States", "america"][..],
            &["ewr", "ord", "dfw", "lax", "iad", "sjc", "atl", "bos", "den", "mia", "phx", "sea"][..],
        ),
        (&["uk", "U.K.", "England", "Great Britain", "united kingdom"], &["lhr"]),
        (&["brasil", "br"], &["gru", "gig"]),
        (&["New York", "nyc", "New Jersey", "nj", "NJ (US)"], &["ewr"]),
        (&["San Francisco", "Silicon Valley"], &["sjc"]),
        (&["Washington DC", "Washington, D.C.", "Virginia"], &["iad"]),
        (&["Washington"], &["iad", "sea"]),
        (&["Deutschland", "germany", "de"], &["fra"]),
        (&["España", "Spain"], &["mad"]),
        (&["Johannesburg", "South Africa", "africa"], &["jnb"]),
        (&["us-east", "US East"], &["ewr", "iad"]),
        (&["us-east-1"], &["iad"]),
        (&["us-west"], &["lax", "sjc"]),
        (&["us-central"], &["ord", "dfw"]),
        (&["eu", "Europe"], &["ams", "fra", "cdg", "lhr", "arn", "mad", "otp", "waw"]),
        (&["asia"], &["sin", "nrt", "bom", "hkg"]),
        (&["apac"], &["sin", "nrt", "bom", "syd", "hkg"]),
        (&["eu-west-3"], &["cdg"]),
    ] {
        for word in words {
            assert_eq!(codes(word), expected, "{word:?}");
        }
    }
}

#[test]
fn every_answer_is_without_repetition_and_accepted_first() {
    let everyday = [
        "us",
        "north america",
        "eu",
        "asia",
        "apac",
        "ca",
        "co",
        "mx",
        "latam",
        "washington",
        "brasil",
        "canada",
        "china",
    ];
    let cities = Region::ALL.iter().map(|region| region.location());
    for word in cities.chain(everyday) {
        let found = regions_matching(word);
        let help = unknown_region(word).help().map(|help| help.matches('"').count());
        assert!(found.len() == 1 || matches!(help, Some(2..=8)), "{word}: {found:?}");
        assert!(found.is_sorted_by_key(|region| !region.is_accepted()), "{word}: {found:?}");
        assert!((1..found.len()).all(|index| !found[..index].contains(&found[index])), "{word}: {found:?}");
    }
}

#[test]
fn other_words_match_no_region() {
    let words = [
        "",
        " ",
        "-",
        "mars",
        "zzz",
        "ewrr",
        "ew",
        "amsterdm",
        "paris france europe",
        "東京",
        "us-north",
        "\0",
        "()",
        "(US)x",
        "ewr, lax",
    ];
    for word in words {
        assert_eq!(codes(word), [""; 0], "{word:?}");
    }
    assert_eq!(codes(&"a".repeat(100_000)), [""; 0]);
}

#[test]
fn a_help_has_only_accepted_regions() {
    for (text, help) in [
        ("china", "use `\"sin\"` (Singapore): `\"hkg\"` (Hong Kong) is not in the API's list of August 2026"),
        (
            "ATL",
            "use `\"dfw\"` (Dallas, Texas (US)): `\"atl\"` (Atlanta, Georgia (US)) is not in the API's list of August 2026",
        ),
        ("California", "use `\"lax\"` (Los Angeles, California (US)) or `\"sjc\"` (San Jose, California (US))"),
        ("all", "leave `regions` out to let Hatchet choose"),
        ("*", "leave `regions` out to let Hatchet choose"),
        ("", "leave `regions` out to let Hatchet choose"),
    ] {
        assert_eq!(unknown_region(text).help(), Some(help), "{text}");
    }
    assert_eq!(nearest_accepted_region("Warsaw"), Some(Region::Ams));
    assert_eq!(nearest_accepted_region("moon base"), None);
}
