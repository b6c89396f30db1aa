//! The key of a runtime config: a short name of its machines, the same in every build.

use std::fmt::Write as _;

use hatchet_compute_core::Compute;

/// The longest key, in characters: that of a label's value in systems with labels.
const KEY_MAX: usize = 63;

/// Names the machines of a compute, such as `performance-4x16384-ewr.lax-3r`. ASCII, at most [`KEY_MAX`] characters.
///
/// Kind, CPUs, MB, regions in code order (if any were given), replicas, pool (if it is not the default). A key that
/// would be longer is cut, and ends in a hash of all of it.
pub(crate) fn key(compute: &Compute) -> String {
    let whole = whole(compute);
    if whole.len() <= KEY_MAX {
        return whole;
    }
    let hash = format!("-{:08x}", hash(&whole));
    // Cut between words: the half of a region's code would be another code.
    let kept = &whole[..=KEY_MAX - hash.len()];
    let end = kept.rfind(['.', '-']).unwrap_or(kept.len() - 1);
    format!("{}{hash}", &kept[..end])
}

fn whole(compute: &Compute) -> String {
    let (kind, cpus, memory_mb) = (compute.cpu_kind(), compute.cpus(), compute.memory_mb());
    let mut key = format!("{kind}-{cpus}x{memory_mb}");
    for (index, region) in compute.regions().iter().enumerate() {
        key.push(if index == 0 { '-' } else { '.' });
        key.push_str(region.code());
    }
    // Writing to a string cannot fail.
    let _ = write!(key, "-{}r", compute.num_replicas());
    if !compute.is_default_pool() {
        let _ = write!(key, "-{}", compute.pool());
    }
    key
}

/// FNV-1a of 64 bits, folded to 32: a hash whose value no release of a compiler or a library changes.
/// <http://www.isthe.com/chongo/tech/comp/fnv/>
fn hash(text: &str) -> u32 {
    const OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    let hash = text.bytes().fold(OFFSET_BASIS, step);
    let folded = (hash >> 32) ^ (hash & u64::from(u32::MAX));
    u32::try_from(folded).unwrap_or(u32::MAX)
}
