//! The key of a runtime config: a short name for its machines, the same in every build.

use hatchet_compute_core::{Compute, Region};

/// The longest key, in characters: that of a label's value in systems with labels.
const KEY_MAX: usize = 63;

/// [`RuntimeConfig::key`](super::RuntimeConfig::key) of a compute.
pub(crate) fn key(compute: &Compute) -> String {
    let mut key = format!("{}-{}x{}", compute.cpu_kind(), compute.cpus(), compute.memory_mb());
    let regions: Vec<&str> = compute.regions().iter().map(Region::code).collect();
    if !regions.is_empty() {
        key.push_str(&format!("-{}", regions.join(".")));
    }
    key.push_str(&format!("-{}r", compute.num_replicas()));
    if !compute.is_default_pool() {
        key.push_str(&format!("-{}", compute.pool()));
    }
    if key.len() <= KEY_MAX {
        return key;
    }
    let hash = format!("-{:08x}", hash(&key));
    // Cut between parts: half the code of a region would be another code.
    let kept = &key[..=KEY_MAX - hash.len()];
    let end = kept.rfind(['.', '-']).unwrap_or(kept.len() - 1);
    format!("{}{hash}", &kept[..end])
}

/// FNV-1a of 64 bits, folded to 32: a hash whose value no release of a compiler or a library changes.
/// <http://www.isthe.com/chongo/tech/comp/fnv/>
fn hash(text: &str) -> u32 {
    const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let hash = text.bytes().fold(OFFSET_BASIS, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    let folded = (hash >> 32) ^ (hash & u64::from(u32::MAX));
    u32::try_from(folded).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{KEY_MAX, hash, key};
    use hatchet_compute_core::{Compute, ComputeSpec, CpuKind, Region};

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
        assert_eq!(of(&["lax", "ewr"], 3, "default"), "performance-4x16384-ewr.lax-3r");
        assert_eq!(of(&[], 1, "default"), "performance-4x16384-1r");
        assert_eq!(of(&["ewr"], 0, "heavy"), "performance-4x16384-ewr-0r-heavy");
    }

    #[test]
    fn the_order_of_regions_and_a_written_default_make_no_other_key() {
        assert_eq!(key(&compute(&["lax", "ewr"], 3, "default")), key(&compute(&["ewr", "lax"], 3, "default")));
    }

    /// Labels are compared between programs that were built at different times: this very text must stay.
    #[test]
    fn a_long_key_is_cut_and_ends_in_a_hash() {
        let all: Vec<&str> = Region::ALL.iter().map(|region| region.code()).collect();
        let long = key(&compute(&all, 1000, "default"));
        assert_eq!(long, "performance-4x16384-ams.arn.atl.bog.bom.bos.cdg.den-a158fca1");
        assert!(long.len() <= KEY_MAX);
        let other = key(&compute(&all, 999, "default"));
        assert_ne!(other, long);
        let (readable, _) = long.rsplit_once('-').unwrap();
        assert_eq!(other.rsplit_once('-').unwrap().0, readable);
    }

    #[test]
    fn the_longest_uncut_key_is_kept_as_it_is() {
        let pool = |length| key(&compute(&["ewr"], 1, &"p".repeat(length)));
        assert_eq!(pool(32).len(), "performance-4x16384-ewr-1r-".len() + 32);
        let regions: Vec<&str> = ["ams", "arn", "atl", "bog", "bom"].into();
        let uncut = compute(&regions[..], 1, &"p".repeat(KEY_MAX - 43));
        assert_eq!(key(&uncut).len(), KEY_MAX);
        assert!(key(&uncut).ends_with('p'));
        let cut = key(&compute(&regions[..], 1, &"p".repeat(KEY_MAX - 42)));
        let (readable, hash) = cut.rsplit_once('-').unwrap();
        assert_eq!(readable, "performance-4x16384-ams.arn.atl.bog.bom-1r");
        assert!(hash.len() == 8 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()));
    }

    /// The values of the FNV reference code, folded.
    #[test]
    fn the_hash_is_fnv_1a() {
        let folded = |hash: u64| u32::try_from((hash >> 32) ^ (hash & 0xffff_ffff)).unwrap();
        assert_eq!(hash(""), folded(0xcbf2_9ce4_8422_2325));
        assert_eq!(hash("a"), folded(0xaf63_dc4c_8601_ec8c));
        assert_eq!(hash("foobar"), folded(0x8594_4171_f739_67e8));
    }

    #[test]
    fn distinct_computes_have_distinct_keys() {
        let mut keys = std::collections::BTreeSet::new();
        let mut computes = 0;
        for kind in CpuKind::ALL {
            for (cpus, memory_mb) in [(1, 2048), (2, 4096), (4, 8192)] {
                for regions in [None, Some(&["ewr"][..]), Some(&["ewr", "lax"][..])] {
                    for num_replicas in [0, 1, 2] {
                        for pool in ["default", "1r", "a"] {
                            let spec = ComputeSpec {
                                cpu_kind: kind.as_str(),
                                cpus,
                                memory_mb,
                                num_replicas: Some(num_replicas),
                                regions,
                                pool: Some(pool),
                            };
                            keys.insert(key(&spec.check().unwrap()));
                            computes += 1;
                        }
                    }
                }
            }
        }
        assert_eq!(keys.len(), computes);
    }
}
