//! Why a question about placement has no answer.

use core::error::Error;
use core::fmt::{self, Display, Formatter};

use super::{REGIONS_MAX, REPLICAS_MAX};

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
    /// All regions are lost, and yet machines are to be left.
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

impl Display for PlacementError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Replicas(replicas) => write!(
                formatter,
                "`replicas` is {replicas}, but 0 to {REPLICAS_MAX} are allowed"
            ),
            Self::Regions(regions) => write!(
                formatter,
                "`regions` is {regions}, but 1 to {REGIONS_MAX} are allowed"
            ),
            Self::Coverage(coverage) => write!(
                formatter,
                "`coverage` is {coverage}, but a probability is 0 to 1"
            ),
            Self::Lost { lost, regions } => write!(
                formatter,
                "`lost` is {lost}, but of {regions} regions 0 to {regions} can be lost"
            ),
            Self::Survivors {
                survivors,
                replicas,
            } => write!(
                formatter,
                "`survivors` is {survivors}, but of {replicas} replicas 0 to {replicas} can be left"
            ),
            Self::NothingLeft { regions, survivors } => write!(
                formatter,
                "`lost` is {regions}, which is every region, but `survivors` is {survivors}, and without a region \
                 0 are left\n\
                 help: use `lost = {}`, or `survivors = 0`",
                regions - 1
            ),
            Self::Certain => write!(
                formatter,
                "`coverage` is 1, but random placement is never certain, so that less than 1 is allowed\n\
                 help: use `coverage = 0.99`"
            ),
            Self::OutOfReach { coverage, reached } => write!(
                formatter,
                "`coverage` is {coverage}, but {REPLICAS_MAX} replicas, the most that are allowed, reach \
                 only {reached}\n\
                 help: use a lower `coverage`, or fewer regions"
            ),
        }
    }
}

impl Error for PlacementError {}
