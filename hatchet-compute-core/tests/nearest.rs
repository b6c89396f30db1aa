//! "Did you mean": which words are near, which are not, and how far apart words are.

use hatchet_compute_core::{Region, nearest, similar_regions};

const KEYS: [&str; 6] = ["cpu_kind", "cpus", "memory_mb", "num_replicas", "regions", "pool"];

#[test]
fn a_near_word_is_found() {
    for (written, meant) in [
        ("cpu", "cpus"),
        ("memory", "memory_mb"),
        ("memry_mb", "memory_mb"),
        ("replicas", "num_replicas"),
        ("region", "regions"),
        ("kind", "cpu_kind"),
        ("CPUS", "cpus"),
        ("pools", "pool"),
        ("memoryMb", "memory_mb"),
    ] {
        assert_eq!(nearest(written, KEYS), Some(meant), "{written}");
    }
    assert_eq!(nearest("retry", ["timeout", "retries"]), Some("retries"));
}

/// A key of several parts is near if each of its parts is.
#[test]
fn a_word_with_another_part_is_not() {
    let keys = KEYS.into_iter().chain(["max_replicas", "min_awake_replicas", "scale_to_zero", "wait_duration"]);
    let keys: Vec<&str> = keys.chain(["rolling_window_duration", "utilization_scale_up_threshold"]).collect();
    for (written, meant) in [
        ("max_replica", Some("max_replicas")),
        ("awake_replicas", Some("min_awake_replicas")),
        ("window_duration", Some("rolling_window_duration")),
        ("scale_up_threshold", Some("utilization_scale_up_threshold")),
        ("memory_bm", Some("memory_mb")),
        ("pcu_knid", Some("cpu_kind")),
        ("min_replica", None),
        ("num_regions", None),
        ("cpu_arch", None),
        ("cpu_speed", None),
        ("memory_swap", None),
        ("scale_down", None),
    ] {
        assert_eq!(nearest(written, keys.iter().copied()), meant, "{written}");
    }
}

/// A file may have a text of any length where a name is expected.
#[test]
fn a_very_long_word_costs_nothing() {
    let long = "a".repeat(50_000_000);
    assert_eq!(nearest(&long, KEYS), None);
    assert_eq!(similar_regions(&long), []);
}

#[test]
fn a_far_word_is_not() {
    for written in ["gpu_kind_of_machine", "timeout", "x", "", "ü"] {
        assert_eq!(nearest(written, KEYS), None, "{written}");
    }
    assert_eq!(nearest("", ["ab"]), None);
    assert_eq!(nearest("cpus", []), None);
}

/// The first of several words that are equally near is taken, so each of these is nearer than those before it.
#[test]
fn distances_count_letters() {
    for (written, candidates) in [
        // Nothing differs; one letter is replaced, two are swapped, one is deleted or inserted; two are replaced.
        ("regions", &["regxxns", "regxons", "regions"][..]),
        ("regions", &["regxxns", "ergions"]),
        ("regions", &["regxxns", "region"]),
        ("regions", &["regxxns", "regionss"]),
        // A letter is a character, not a byte.
        ("größe", &["grösse", "größt"]),
        ("grösse", &["größe", "grosse"]),
    ] {
        let nearer = candidates.last().copied();
        assert_eq!(nearest(written, candidates.iter().copied()), nearer);
    }
    // At most a third of the letters may differ: one of four, two of six.
    for (left, right, is_near) in
        [("cpsu", "cpus", true), ("cxxs", "cpus", false), ("größe", "grösse", true), ("größe", "grxxse", false)]
    {
        assert_eq!(nearest(left, [right]).is_some(), is_near, "{left} {right}");
        assert_eq!(nearest(right, [left]).is_some(), is_near, "{right} {left}");
    }
}

#[test]
fn codes_that_differ_in_one_letter() {
    let like_newark = ["awr", "ewrr", "ew", "wr", "wer", "erw", " EWT"];
    for word in like_newark {
        assert!(similar_regions(word).contains(&Region::Ewr), "{word}");
    }
    for word in like_newark.into_iter().chain(["boa", "bos"]) {
        let like = similar_regions(word);
        let sort_key = |region: &Region| (!region.is_accepted(), *region);
        assert!(like.is_sorted_by_key(sort_key), "{word}: {like:?}");
    }
    for word in ["ewr", "e", "", "rwe", "ewrrr", "axr"] {
        let like = similar_regions(word);
        assert!(!like.contains(&Region::Ewr), "{word}: {like:?}");
    }
    assert_eq!(similar_regions("sjx"), [Region::Sjc]);
    assert_eq!(similar_regions("mars"), []);
}
