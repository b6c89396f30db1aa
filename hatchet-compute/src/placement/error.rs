//! What a question about placement can be, and why it has no answer.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

use hatchet_compute_core::{Message, NUM_REPLICAS};

/// The most machines that a question can be about: as many as a deployment can have.
pub const REPLICAS_MAX: u32 = *NUM_REPLICAS.end();

/// The most regions that a question can be about: as many as [`Regions`](crate::Regions) can hold.
pub const REGIONS_MAX: u32 = 64;

/// Why a question about placement has no answer.
///
/// ```
/// use hatchet_compute::placement::every_region_probability;
///
/// assert_eq!(
///     every_region_probability(6, 0).unwrap_err().to_string(),
///     "`regions` is 0, but 1 to 64 are allowed",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum PlacementError {
    /// The number of machines is above [`REPLICAS_MAX`].
    Replicas(u32),
    /// The number of regions is 0 or above [`REGIONS_MAX`].
    Regions(u32),
    /// The probability asked for is not a number from 0 to 1.
    Coverage(f64),
    /// More regions are lost than there are.
    Lost {
        /// The number of regions to be lost.
        lost: u32,
        /// The number of regions.
        regions: u32,
    },
    /// More machines are to be left than there are, or than there can be.
    Survivors {
        /// The number of machines to be left.
        survivors: u32,
        /// The number of machines; [`REPLICAS_MAX`] when it is what the question asks for.
        replicas: u32,
    },
    /// All regions are lost, but machines are to be left.
    NothingLeft {
        /// The number of regions, all of which are lost.
        regions: u32,
        /// The number of machines to be left.
        survivors: u32,
    },
    /// The probability asked for is 1, but no number of machines makes it certain.
    Certain,
    /// The probability asked for is not reached by [`REPLICAS_MAX`] machines.
    OutOfReach {
        /// The probability asked for.
        coverage: f64,
        /// The probability that [`REPLICAS_MAX`] machines reach.
        reached: f64,
    },
}

impl PlacementError {
    fn message(&self) -> Message {
        match self {
            Self::Replicas(replicas) => {
                Message::new(format!("`replicas` is {replicas}, but 0 to {REPLICAS_MAX} are allowed"))
            }
            Self::Regions(regions) => {
                Message::new(format!("`regions` is {regions}, but 1 to {REGIONS_MAX} are allowed"))
            }
            Self::Coverage(coverage) => Message::new(format!("`coverage` is {coverage}, but a probability is 0 to 1")),
            Self::Lost { lost, regions } => {
                Message::new(format!("`lost` is {lost}, but there are only {regions} regions"))
            }
            Self::Survivors { survivors, replicas } => {
                Message::new(format!("`survivors` is {survivors}, but at most {replicas} replicas can be left"))
            }
            Self::NothingLeft { regions, survivors } => Message::new(format!(
                "`survivors` is {survivors}, but `lost` is {regions}, which is every region: no replica is left"
            ))
            .with_replacement_or(format!("lost = {}", regions - 1), ", or `survivors = 0`"),
            Self::Certain => {
                Message::new("`coverage` is 1, but random placement is never certain, so it must be less than 1")
                    .with_replacement("coverage = 0.99")
            }
            Self::OutOfReach { coverage, reached } => Message::new(format!(
                "`coverage` is {coverage}, but {REPLICAS_MAX} replicas, the most that are allowed, reach \
                 only {reached}"
            ))
            .with_help("use a lower `coverage`, or fewer regions"),
        }
    }
}

impl Display for PlacementError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl Error for PlacementError {}

pub(super) fn check_replicas(replicas: u32) -> Result<(), PlacementError> {
    if replicas > REPLICAS_MAX {
        return Err(PlacementError::Replicas(replicas));
    }
    Ok(())
}

pub(super) fn check_regions(regions: u32) -> Result<(), PlacementError> {
    if !(1..=REGIONS_MAX).contains(&regions) {
        return Err(PlacementError::Regions(regions));
    }
    Ok(())
}

pub(super) fn check_coverage(coverage: f64) -> Result<(), PlacementError> {
    if !(0.0..=1.0).contains(&coverage) {
        return Err(PlacementError::Coverage(coverage));
    }
    Ok(())
}

pub(super) fn check_lost(lost: u32, regions: u32) -> Result<(), PlacementError> {
    check_regions(regions)?;
    if lost > regions {
        return Err(PlacementError::Lost { lost, regions });
    }
    Ok(())
}

pub(super) fn check_survivors(survivors: u32, replicas: u32) -> Result<(), PlacementError> {
    if survivors > replicas {
        return Err(PlacementError::Survivors { survivors, replicas });
    }
    Ok(())
}
