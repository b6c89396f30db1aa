//! The keys of runtime configs.

use std::collections::BTreeSet;

use hatchet_compute::{Compute, ComputeSpec, CpuKind, Plan, Region, Step};

/// The longest key, in characters.
const KEY_MAX: usize = 63;

/// The key of the machines with this compute.
fn key(compute: &Compute) -> String {
    let step = Step::new("w", "s").with_compute(*compute);
    let plan = Plan::from_steps([step]).unwrap();
    plan.runtime_configs()[0].key()
}

fn compute(regions: &[&str], num_replicas: i64, pool: &str) -> Compute {
    let spec = ComputeSpec {
        cpu_kind: "performance",
        cpus: 4,
        memory_mb: 16384,
        num_replicas: Some(num_replicas),
        regions: (!regions.is_empty()).then_some(regions),
        pool: Some(pool),
    };
    spec.check().unwrap()
}

#[test]
fn keys_are_readable() {
    let of = |regions: &[&str], num_replicas, pool| key(&compute(regions, num_replicas, pool));
    assert_eq!(of(&["lax", "ewr"], 3, "default"), "performance-4x16384-ewr.lax");
    assert_eq!(of(&[], 1, "default"), "performance-4x16384");
    assert_eq!(of(&["ewr"], 0, "heavy"), "performance-4x16384-ewr_heavy");
}

#[test]
fn the_order_of_regions_and_a_written_default_make_no_other_key() {
    assert_eq!(key(&compute(&["lax", "ewr"], 3, "default")), key(&compute(&["ewr", "lax"], 3, "default")));
}

const MANY: [&str; 35] = [
    "ams", "arn", "atl", "bog", "bom", "bos", "cdg", "den", "dfw", "ewr", "eze", "fra", "gdl", "gig", "gru", "hkg",
    "iad", "jnb", "lax", "lhr", "mad", "mia", "nrt", "ord", "otp", "phx", "qro", "scl", "sea", "sin", "sjc", "syd",
    "waw", "yul", "yyz",
];

/// Labels are compared between programs that were built at different times: this very text must stay.
#[test]
fn a_long_key_is_cut_and_ends_in_a_hash() {
    let long = key(&compute(&MANY, 1000, "default"));
    assert_eq!(long, "performance-4x16384-ams.arn.atl.bog.bom.bos-45281725d2180345");
    assert!(long.len() <= KEY_MAX);
    let other = key(&compute(&MANY, 1000, "heavy"));
    assert_ne!(other, long);
    let (readable, _) = long.rsplit_once('-').unwrap();
    assert_eq!(other.rsplit_once('-').unwrap().0, readable);
}

#[test]
fn the_longest_uncut_key_is_kept_as_it_is() {
    let pool = |length| key(&compute(&["ewr"], 1, &"p".repeat(length)));
    assert_eq!(pool(32).len(), "performance-4x16384-ewr_".len() + 32);
    let regions: Vec<&str> = ["ams", "arn", "atl", "bog", "bom"].into();
    let uncut = compute(&regions[..], 1, &"p".repeat(KEY_MAX - 40));
    assert_eq!(key(&uncut).len(), KEY_MAX);
    assert!(key(&uncut).ends_with('p'));
    let cut = key(&compute(&regions[..], 1, &"p".repeat(KEY_MAX - 39)));
    let (readable, hash) = cut.rsplit_once('-').unwrap();
    assert_eq!(readable, "performance-4x16384-ams.arn.atl.bog");
    assert!(hash.len() == 16 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()));
}

/// FNV-1a of 64 bits.
fn fnv_1a(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The hash is that of the whole key.
#[test]
fn the_hash_is_fnv_1a() {
    // Values of the FNV reference code.
    assert_eq!(fnv_1a(""), 0xcbf2_9ce4_8422_2325);
    assert_eq!(fnv_1a("a"), 0xaf63_dc4c_8601_ec8c);
    assert_eq!(fnv_1a("foobar"), 0x8594_4171_f739_67e8);
    let all: Vec<&str> = Region::ALL.iter().map(|region| region.code()).collect();
    let whole = format!("performance-4x16384-{}_heavy", all.join("."));
    let key = key(&compute(&all, 1000, "heavy"));
    let (_, hash) = key.rsplit_once('-').unwrap();
    assert_eq!(hash, format!("{:016x}", fnv_1a(&whole)));
}

#[test]
fn only_replicas_make_no_other_key() {
    let mut keys = BTreeSet::new();
    let mut computes = 0_u32;
    for kind in CpuKind::ALL {
        for (cpus, memory_mb) in [(1, 2048), (2, 4096), (4, 8192)] {
            for regions in [None, Some(&["ewr"][..]), Some(&["ewr", "lax"][..])] {
                for num_replicas in [0, 1, 2] {
                    for pool in ["default", "ewr", "ewr.lax", "_", "a"] {
                        let spec = ComputeSpec {
                            cpu_kind: kind.as_str(),
                            cpus,
                            memory_mb,
                            num_replicas: Some(num_replicas),
                            regions,
                            pool: Some(pool),
                        };
                        keys.insert(key(&spec.check().unwrap()));
                        computes += u32::from(num_replicas == 0);
                    }
                }
            }
        }
    }
    assert_eq!(keys.len(), computes as usize);
}
