//! Advice: what is valid but probably a mistake.

use alloc::format;
use core::fmt;

use crate::compute::Compute;
use crate::kind::CpuKind;
use crate::limits::{API_MEMORY_MB_MIN, API_REGIONS_DATE, TYPESCRIPT_MEMORY_MB_STEP};
use crate::message::joined;
use crate::region::Region;

/// One piece of advice on a valid [`Compute`], never an error. Written on one line: what, why, and what to write.
///
/// ```
/// # use hatchet_compute_core as hatchet_compute;
/// use hatchet_compute::ComputeSpec;
///
/// let spec = ComputeSpec {
///     cpu_kind: "shared",
///     cpus: 1,
///     memory_mb: 1024,
///     regions: Some(&["atl"]),
///     ..ComputeSpec::default()
/// };
/// let compute = spec.check()?;
/// let advice = compute.advice().next().unwrap();
/// assert_eq!(advice.id(), "region_not_in_api");
/// assert_eq!(
///     advice.to_string(),
///     "region `atl` (Atlanta, Georgia (US)) is not in the API's list of August 2026; \
///      the nearest accepted region is `dfw` (Dallas, Texas (US))",
/// );
/// # Ok::<(), hatchet_compute::Violations>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Advice(Case);

/// The cases, with what their text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Case {
    RegionNotInApi { region: Region, nearest: Region },
    FewerReplicasThanRegions { num_replicas: u32, regions: usize },
    MemoryBelowApiMinimum { memory_mb: u32 },
    MemoryNotMultipleOf256 { memory_mb: u32 },
    CpusNotAMachineSize { cpu_kind: CpuKind, cpus: u32 },
}

impl Advice {
    /// The id of the advice: `region_not_in_api`, `fewer_replicas_than_regions`, `memory_below_api_minimum`,
    /// `memory_not_multiple_of_256` or `cpus_not_a_machine_size`.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self.0 {
            Case::RegionNotInApi { .. } => "region_not_in_api",
            Case::FewerReplicasThanRegions { .. } => "fewer_replicas_than_regions",
            Case::MemoryBelowApiMinimum { .. } => "memory_below_api_minimum",
            Case::MemoryNotMultipleOf256 { .. } => "memory_not_multiple_of_256",
            Case::CpusNotAMachineSize { .. } => "cpus_not_a_machine_size",
        }
    }

    /// The name of the field that the advice is on.
    #[must_use]
    pub const fn field(&self) -> &'static str {
        match self.0 {
            Case::RegionNotInApi { .. } => "regions",
            Case::FewerReplicasThanRegions { .. } => "num_replicas",
            Case::MemoryBelowApiMinimum { .. } | Case::MemoryNotMultipleOf256 { .. } => "memory_mb",
            Case::CpusNotAMachineSize { .. } => "cpus",
        }
    }
}

impl Compute {
    /// All advice on this compute, in the order of the fields: CPUs, memory, replicas, regions in code order.
    pub fn advice(&self) -> impl Iterator<Item = Advice> + use<> {
        machine_size_advice(self.cpu_kind(), self.cpus())
            .into_iter()
            .chain(memory_mb_advice(self.memory_mb()))
            .chain(replica_advice(self.num_replicas(), self.regions().len()))
            .chain(self.regions().into_iter().filter_map(region_advice))
    }
}

/// The advice on a region that the API's list does not have: a deployment would be refused.
#[must_use]
pub fn region_advice(region: Region) -> Option<Advice> {
    region.nearest_accepted().map(|nearest| Advice(Case::RegionNotInApi { region, nearest }))
}

/// The advice on fewer machines than regions, 0 machines excepted: some region would certainly be empty.
#[must_use]
pub fn replica_advice(num_replicas: u32, regions: usize) -> Option<Advice> {
    let is_fewer = usize::try_from(num_replicas).is_ok_and(|num_replicas| (1..regions).contains(&num_replicas));
    is_fewer.then_some(Advice(Case::FewerReplicasThanRegions { num_replicas, regions }))
}

/// The advice on a memory in MB, up to two pieces: below [`API_MEMORY_MB_MIN`], and not a multiple of
/// [`TYPESCRIPT_MEMORY_MB_STEP`].
pub fn memory_mb_advice(memory_mb: u32) -> impl Iterator<Item = Advice> {
    let below = memory_mb < API_MEMORY_MB_MIN;
    let uneven = !memory_mb.is_multiple_of(TYPESCRIPT_MEMORY_MB_STEP);
    let below = below.then_some(Advice(Case::MemoryBelowApiMinimum { memory_mb }));
    let uneven = uneven.then_some(Advice(Case::MemoryNotMultipleOf256 { memory_mb }));
    below.into_iter().chain(uneven)
}

/// The advice on a number of CPUs that no machine of managed compute comes with
/// ([`CpuKind::machine_cpus`]). For plans; the compiler does not warn of it.
#[must_use]
pub fn machine_size_advice(cpu_kind: CpuKind, cpus: u32) -> Option<Advice> {
    let is_size = cpu_kind.machine_cpus().contains(&cpus);
    (!is_size).then_some(Advice(Case::CpusNotAMachineSize { cpu_kind, cpus }))
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Case::RegionNotInApi { region, nearest } => write!(
                f,
                "region `{region}` ({}) is not in the API's list of {API_REGIONS_DATE}; \
                 the nearest accepted region is `{nearest}` ({})",
                region.location(),
                nearest.location(),
            ),
            Case::FewerReplicasThanRegions { num_replicas, regions } => write!(
                f,
                "`num_replicas` is {num_replicas} for {regions} regions, so at least one region gets no machine; \
                 use `num_replicas = {regions}` or more, or fewer regions",
            ),
            Case::MemoryBelowApiMinimum { memory_mb } => write!(
                f,
                "`memory_mb` is {memory_mb}, but today's API and the Python SDK take at least \
                 {API_MEMORY_MB_MIN} MB; use `memory_mb = {API_MEMORY_MB_MIN}` or more",
            ),
            Case::MemoryNotMultipleOf256 { memory_mb } => {
                let below = memory_mb - memory_mb % TYPESCRIPT_MEMORY_MB_STEP;
                let above = below.saturating_add(TYPESCRIPT_MEMORY_MB_STEP);
                // Only what the other advice on memory accepts.
                let accepted = [below, above.max(API_MEMORY_MB_MIN)]
                    .into_iter()
                    .filter(|mb| *mb >= API_MEMORY_MB_MIN)
                    .map(|mb| format!("`memory_mb = {mb}`"));
                write!(
                    f,
                    "`memory_mb` is {memory_mb}, but the TypeScript SDK takes only multiples of \
                     {TYPESCRIPT_MEMORY_MB_STEP}; use {}",
                    joined(accepted, "or"),
                )
            }
            Case::CpusNotAMachineSize { cpu_kind, cpus } => {
                let below = machine_sizes(cpu_kind).filter(|size| *size < cpus).last();
                let above = machine_sizes(cpu_kind).find(|size| *size > cpus);
                let nearest = below.into_iter().chain(above);
                write!(
                    f,
                    "`cpus` is {cpus}, but {cpu_kind} machines come with {} CPUs; use {}",
                    joined(machine_sizes(cpu_kind), "or"),
                    joined(nearest.map(|size| format!("`cpus = {size}`")), "or"),
                )
            }
        }
    }
}

/// The sizes of machines that are possible, ascending: for some sizes there is no memory in the allowed range.
fn machine_sizes(cpu_kind: CpuKind) -> impl Iterator<Item = u32> {
    cpu_kind.machine_cpus().iter().copied().filter(move |&cpus| cpu_kind.memory_mb_range(cpus).is_some())
}
