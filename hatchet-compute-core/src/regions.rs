//! A set of regions, as small as a number and usable in constants.

use alloc::vec::{self, Vec};
use core::fmt;

use crate::region::Region;

/// A set of regions: their order does not matter, and each is in it at most once.
///
/// Iterates in code order. An empty set means that none were given: Hatchet chooses.
///
/// ```
/// # use hatchet_compute_core as hatchet_compute;
/// use hatchet_compute::{Region, Regions};
///
/// const COASTS: Regions = Regions::of(&[Region::Lax, Region::Ewr]);
/// assert!(COASTS.contains(Region::Ewr));
/// assert_eq!(COASTS.to_string(), "ewr, lax");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Regions {
    /// Bit n is the region with number n.
    pub(crate) bits: u64,
}

impl Regions {
    /// No region.
    pub const EMPTY: Self = Self { bits: 0 };

    /// The set of these regions; duplicates count once.
    pub const fn of(regions: &[Region]) -> Self {
        let (mut bits, mut rest) = (0, regions);
        while let [region, after @ ..] = rest {
            bits |= bit(*region);
            rest = after;
        }
        Self { bits }
    }

    /// The set of regions with these codes; anything that is not a code is ignored.
    pub(crate) const fn of_codes(codes: &[&str]) -> Self {
        let (mut bits, mut rest) = (0, codes);
        while let [code, after @ ..] = rest {
            bits |= Region::bit_of_code(code);
            rest = after;
        }
        Self { bits }
    }

    /// The set as a number: bit n is the region with [`Region::number`] n.
    pub const fn bits(self) -> u64 {
        self.bits
    }

    /// The set for a number from [`bits`](Self::bits); `None` if it has a bit that no region has.
    pub const fn from_bits(bits: u64) -> Option<Self> {
        if bits & !Self::of(Region::ALL).bits == 0 { Some(Self { bits }) } else { None }
    }

    /// Whether the set has this region.
    pub const fn contains(self, region: Region) -> bool {
        self.bits & bit(region) != 0
    }

    /// How many regions the set has.
    pub const fn len(self) -> usize {
        self.bits.count_ones() as usize
    }

    /// Whether the set has no region.
    pub const fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// The regions in code order.
    pub fn iter(self) -> vec::IntoIter<Region> {
        let mut regions = Region::ALL.to_vec();
        regions.retain(|region| self.contains(*region));
        regions.into_iter()
    }
}

const fn bit(region: Region) -> u64 {
    1 << region.number()
}

impl FromIterator<Region> for Regions {
    fn from_iter<I: IntoIterator<Item = Region>>(regions: I) -> Self {
        Self { bits: regions.into_iter().fold(0, |bits, region| bits | bit(region)) }
    }
}

impl IntoIterator for Regions {
    type Item = Region;
    type IntoIter = vec::IntoIter<Region>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for &Regions {
    type Item = Region;
    type IntoIter = vec::IntoIter<Region>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Writes the codes in code order, separated by commas: `ewr, lax`.
impl fmt::Display for Regions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes: Vec<&str> = self.iter().map(Region::code).collect();
        f.write_str(&codes.join(", "))
    }
}

/// Writes the codes as a set: `{ewr, lax}`.
impl fmt::Debug for Regions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{self}}}")
    }
}
