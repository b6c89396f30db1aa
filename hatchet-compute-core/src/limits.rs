//! Every limit, defined once, with its source.
//!
//! "The page" is Hatchet's documentation page "CPU Machine Types" (managed compute, beta).

use core::ops::RangeInclusive;
use core::time::Duration;

/// CPUs of one machine, both ends allowed. Source: the page, and the API's contract.
pub const CPUS: RangeInclusive<u32> = 1..=64;
/// Memory of one machine for each shared CPU, in MB, both ends allowed. Source: the page.
pub const SHARED_MEMORY_MB_PER_CPU: RangeInclusive<u32> = 256..=2048;
/// Memory of one machine for each performance CPU, in MB, both ends allowed. Source: the page.
pub const PERFORMANCE_MEMORY_MB_PER_CPU: RangeInclusive<u32> = 2048..=8192;
/// The most memory that one machine can have, in MB, for any number of CPUs. Source: every SDK and the API's contract.
pub const MACHINE_MEMORY_MB_MAX: u32 = 65_536;
/// The most performance CPUs that one machine can have. One more would need more than [`MACHINE_MEMORY_MB_MAX`].
pub const PERFORMANCE_CPUS_MAX: u32 = MACHINE_MEMORY_MB_MAX / *PERFORMANCE_MEMORY_MB_PER_CPU.start();
/// Machines in total, over all regions, both ends allowed. Source: the page, and the API's contract.
pub const NUM_REPLICAS: RangeInclusive<u32> = 0..=1000;
/// Machines in total if `num_replicas` is left out. Source: the Python SDK.
pub const DEFAULT_NUM_REPLICAS: u32 = 1;
/// The range of `max_replicas`, both ends allowed. Source: as [`NUM_REPLICAS`], and at least one.
pub const MAX_REPLICAS: RangeInclusive<u32> = 1..=1000;
/// The machines that are always awake by default. Source of this and the next five: Hatchet's page "Auto Scaling".
pub const DEFAULT_MIN_AWAKE_REPLICAS: u32 = 1;
/// How many machines start or stop at a time by default.
pub const DEFAULT_INCREMENT: u32 = 1;
/// The time between two changes of the number of machines by default.
pub const DEFAULT_WAIT: Duration = Duration::from_secs(60);
/// The time over which the utilization is measured by default.
pub const DEFAULT_ROLLING_WINDOW: Duration = Duration::from_secs(120);
/// The utilization above which machines start by default.
pub const DEFAULT_SCALE_UP_THRESHOLD: f64 = 0.75;
/// The utilization below which machines stop by default.
pub const DEFAULT_SCALE_DOWN_THRESHOLD: f64 = 0.25;
/// The most times that a failed step can be retried: the largest signed 32-bit number, which is what Hatchet keeps.
pub const RETRIES_MAX: u32 = 2_147_483_647;
/// How many times a failed step can be retried, both ends allowed.
pub(crate) const RETRIES: RangeInclusive<u32> = 0..=RETRIES_MAX;
/// Steps that one machine runs at the same time, both ends allowed. Source: the API's contract.
pub const SLOTS: RangeInclusive<u32> = 1..=1000;
/// Steps that one machine runs at the same time by default. Source: the Go and TypeScript SDKs.
pub const DEFAULT_SLOTS: u32 = 1;
/// The longest name of a pool, in characters, which are ASCII. Source: this project's records.
pub const POOL_NAME_MAX: usize = 32;
/// The pool of a compute that names no pool. Source: the Python SDK.
pub const DEFAULT_POOL: &str = "default";
/// The least memory, in MB, that the API's contract and the Python SDK accept today; the page allows less.
pub const API_MEMORY_MB_MIN: u32 = 1024;
/// The TypeScript SDK takes only multiples of this memory, in MB.
pub const TYPESCRIPT_MEMORY_MB_STEP: u32 = 256;
/// The month of the API's list of regions that [`Region::is_accepted`](crate::Region::is_accepted) follows.
pub const API_REGIONS_DATE: &str = "August 2026";
