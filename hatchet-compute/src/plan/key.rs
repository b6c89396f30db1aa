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
