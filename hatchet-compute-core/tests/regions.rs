//! The table of regions, line by line, and sets of regions.

use std::collections::BTreeSet;

use hatchet_compute_core::{API_REGIONS_DATE, ComputeSpec, Region, Regions, unknown_region};

/// Code, number, location, and the replacement if the API's list no longer has the region. As documented, in code
/// order.
const TABLE: &[(&str, u8, &str, Option<&str>)] = &[
    ("ams", 0, "Amsterdam, Netherlands", None),
    ("arn", 1, "Stockholm, Sweden", None),
    ("atl", 2, "Atlanta, Georgia (US)", Some("dfw")),
    ("bog", 3, "Bogotá, Colombia", Some("gru")),
    ("bom", 4, "Mumbai, India", None),
    ("bos", 5, "Boston, Massachusetts (US)", Some("ewr")),
    ("cdg", 6, "Paris, France", None),
    ("den", 7, "Denver, Colorado (US)", Some("dfw")),
    ("dfw", 8, "Dallas, Texas (US)", None),
    ("ewr", 9, "Secaucus, NJ (US)", None),
    ("eze", 10, "Ezeiza, Argentina", Some("gru")),
    ("fra", 11, "Frankfurt, Germany", None),
    ("gdl", 12, "Guadalajara, Mexico", Some("dfw")),
    ("gig", 13, "Rio de Janeiro, Brazil", Some("gru")),
    ("gru", 14, "Sao Paulo, Brazil", None),
    ("hkg", 15, "Hong Kong", Some("sin")),
    ("iad", 16, "Ashburn, Virginia (US)", None),
    ("jnb", 17, "Johannesburg, South Africa", None),
    ("lax", 18, "Los Angeles, California (US)", None),
    ("lhr", 19, "London, United Kingdom", None),
    ("mad", 20, "Madrid, Spain", Some("cdg")),
    ("mia", 21, "Miami, Florida (US)", Some("dfw")),
    ("nrt", 22, "Tokyo, Japan", None),
    ("ord", 23, "Chicago, Illinois (US)", None),
    ("otp", 24, "Bucharest, Romania", Some("fra")),
    ("phx", 25, "Phoenix, Arizona (US)", Some("lax")),
    ("qro", 26, "Querétaro, Mexico", Some("dfw")),
    ("scl", 27, "Santiago, Chile", Some("gru")),
    ("sea", 28, "Seattle, Washington (US)", Some("sjc")),
    ("sin", 29, "Singapore", None),
    ("sjc", 30, "San Jose, California (US)", None),
    ("syd", 31, "Sydney, Australia", None),
    ("waw", 32, "Warsaw, Poland", Some("ams")),
    ("yul", 33, "Montreal, Canada", Some("yyz")),
    ("yyz", 34, "Toronto, Canada", None),
];

fn region(code: &str) -> Region {
    code.parse().unwrap()
}

#[test]
fn the_table_is_the_documented_one() {
    assert_eq!(Region::ALL.len(), TABLE.len());
    for (&(code, number, location, nearest), &region) in TABLE.iter().zip(Region::ALL) {
        assert_eq!(region.code(), code);
        assert_eq!(region.location(), location, "{code}");
        assert_eq!(region.is_accepted(), nearest.is_none(), "{code}");
        assert_eq!(region.nearest_accepted().map(Region::code), nearest, "{code}");
        assert_eq!(region.number(), number, "{code}");
        assert_eq!(code.parse(), Ok(region));
        assert_eq!(format!("{region}|{region:>5}"), format!("{code}|  {code}"));
    }
    assert_eq!(API_REGIONS_DATE, "August 2026");
}

#[test]
fn the_nearest_region_is_in_the_api_list() {
    for nearest in Region::ALL.iter().filter_map(|region| region.nearest_accepted()) {
        assert!(nearest.is_accepted(), "{nearest}");
    }
}

#[test]
fn variants_are_named_and_ordered_by_code() {
    for region in Region::ALL {
        assert_eq!(format!("{region:?}").to_lowercase(), region.code());
    }
    assert!(Region::ALL.is_sorted_by(|left, right| left < right && left.code() < right.code()));
}

#[test]
fn check_accepts_exactly_the_codes() {
    let with = |code: &str| {
        let regions = [code];
        ComputeSpec { cpu_kind: "shared", cpus: 1, memory_mb: 1024, regions: Some(&regions), ..ComputeSpec::default() }
            .check()
            .map(|compute| compute.regions().to_string())
            .map_err(|violations| violations.into_iter().map(|violation| violation.id()).collect::<Vec<_>>())
    };
    for (code, ..) in TABLE {
        assert_eq!(with(code), Ok(code.to_string()));
        assert_eq!(with(&code.to_uppercase()), Err(vec!["unknown_region"]));
    }
    for code in ["", " ", "ew", "ewrr", " ewr", "ewr ", "zzz", "sjx", "é", "ewr,lax", "Ewr"] {
        assert_eq!(with(code), Err(vec!["unknown_region"]), "{code:?}");
        let message = code.parse::<Region>().unwrap_err();
        assert_eq!(message.problem(), format!("`{code:?}` is not a region of Hatchet Cloud"));
    }
}

#[test]
fn the_error_of_parse_names_the_region_that_is_meant() {
    let error = "Tokyo".parse::<Region>().unwrap_err();
    let expected = "`\"Tokyo\"` is not a region of Hatchet Cloud\nhelp: use `\"nrt\"` (Tokyo, Japan)";
    assert_eq!(error.to_string(), expected);
    assert_eq!("mars".parse::<Region>().unwrap_err(), unknown_region("mars"));
}

#[test]
fn each_wrong_region_is_a_violation_at_its_index() {
    let regions = ["ewr", "zzz", "lax", "ewr", "zzz", "zzz", "EWR"];
    let spec =
        ComputeSpec { cpu_kind: "shared", cpus: 1, memory_mb: 1024, regions: Some(&regions), ..ComputeSpec::default() };
    let violations = spec.check().unwrap_err();
    let found: Vec<_> = violations.iter().map(|violation| (violation.id(), violation.index())).collect();
    let expected = [
        ("unknown_region", Some(1)),
        ("duplicate_region", Some(3)),
        ("duplicate_region", Some(4)),
        ("duplicate_region", Some(5)),
        ("unknown_region", Some(6)),
    ];
    assert_eq!(found, expected);
    assert!(violations.iter().all(|violation| violation.field() == "regions"));
}

#[test]
fn an_empty_list_is_a_violation_and_none_is_not() {
    let spec = ComputeSpec { cpu_kind: "shared", cpus: 1, memory_mb: 1024, ..ComputeSpec::default() };
    assert!(spec.check().unwrap().regions().is_empty());
    let violations = ComputeSpec { regions: Some(&[]), ..spec }.check().unwrap_err();
    let found: Vec<_> =
        violations.iter().map(|violation| (violation.id(), violation.field(), violation.index())).collect();
    assert_eq!(found, [("empty_regions", "regions", None)]);
}

#[test]
fn a_set_has_each_region_once_and_in_code_order() {
    let set = Regions::of(&[Region::Yyz, Region::Ams, Region::Lax, Region::Ams]);
    assert_eq!(set.iter().collect::<Vec<_>>(), [Region::Ams, Region::Lax, Region::Yyz]);
    assert_eq!(set.into_iter().len(), 3);
    assert_eq!(set.len(), 3);
    assert_eq!(set, [Region::Lax, Region::Yyz, Region::Ams].into_iter().collect());
    assert_ne!(set, Regions::of(&[Region::Ams, Region::Lax]));
    let mut looped = Vec::new();
    for region in &set {
        looped.push(region.code());
    }
    assert_eq!(looped, ["ams", "lax", "yyz"]);
    for &region in Region::ALL {
        assert_eq!(set.contains(region), matches!(region, Region::Ams | Region::Lax | Region::Yyz), "{region}");
    }
}

#[test]
fn an_iterator_knows_its_length() {
    let mut iter = Regions::of(Region::ALL).iter();
    for left in (0..TABLE.len()).rev() {
        assert!(iter.next().is_some());
        assert_eq!((iter.len(), iter.size_hint()), (left, (left, Some(left))));
    }
    assert_eq!((iter.next(), iter.next()), (None, None));
}

#[test]
fn the_empty_set_is_the_default() {
    assert_eq!(Regions::default(), Regions::EMPTY);
    assert_eq!(Regions::of(&[]), Regions::EMPTY);
    assert!(Regions::EMPTY.is_empty() && !Regions::of(&[Region::Ams]).is_empty());
    assert_eq!((Regions::EMPTY.len(), Regions::EMPTY.iter().next(), Regions::EMPTY.bits()), (0, None, 0));
    assert_eq!((Regions::EMPTY.to_string(), format!("{:?}", Regions::EMPTY)), (String::new(), "{}".into()));
}

#[test]
fn sets_are_written_as_their_codes() {
    let set = Regions::of(&[Region::Lax, Region::Ewr]);
    assert_eq!(set.to_string(), "ewr, lax");
    assert_eq!(format!("{set:?}"), "{ewr, lax}");
    assert_eq!(Regions::of(&[Region::Sin]).to_string(), "sin");
}

#[test]
fn bits_lead_back_to_their_set() {
    for &region in Region::ALL {
        let set = Regions::of(&[region]);
        assert_eq!(set.bits(), 1 << region.number());
        assert_eq!(Regions::from_bits(set.bits()), Some(set));
    }
    let all = Regions::of(Region::ALL);
    assert_eq!(all.bits().count_ones() as usize, TABLE.len());
    assert_eq!(Regions::from_bits(all.bits()), Some(all));
    assert_eq!(Regions::from_bits(0), Some(Regions::EMPTY));
    for unknown in (0..64).filter(|number| TABLE.iter().all(|row| row.1 != *number)) {
        assert_eq!(Regions::from_bits(1 << unknown), None, "bit {unknown}");
        assert_eq!(Regions::from_bits((1 << unknown) | 1), None, "bit {unknown} and a known one");
    }
}

#[test]
fn sets_can_be_keys() {
    let sets = [&["ewr", "lax"][..], &["lax", "ewr"], &["ewr"], &[]];
    let sets = sets.map(|codes| codes.iter().map(|code| region(code)).collect::<Regions>());
    assert_eq!(BTreeSet::from(sets).len(), 3);
}
