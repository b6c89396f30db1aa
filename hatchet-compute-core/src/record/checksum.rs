//! The arithmetic of the checksum: the remainder of bytes, read as one little-endian number, modulo 65521.
//!
//! Each part of a record adds its own number, times a power of 256 that depends only on the part's offset. What the
//! text adds is known when it is assembled, so const evaluation adds only the numbers of the fixed part.

/// The largest prime below 2^16. It divides no power of 2, so changing a single bit always changes the checksum.
pub(super) const MODULUS: u64 = 65_521;

/// The factor by which a number at this offset of a record counts.
pub(super) const fn weight(offset: usize) -> u64 {
    let (mut weight, mut left) = (1, offset);
    while left > 0 {
        weight = weight * 256 % MODULUS;
        left -= 1;
    }
    weight
}

pub(super) const fn remainder(bytes: &[u8]) -> u64 {
    let (mut left, mut rest) = (0, bytes);
    while let Some((others, last)) = rest.split_last_chunk::<4>() {
        left = (left << 32 | u32::from_le_bytes(*last) as u64) % MODULUS;
        rest = others;
    }
    while let [others @ .., last] = rest {
        left = (left << 8 | *last as u64) % MODULUS;
        rest = others;
    }
    left
}
