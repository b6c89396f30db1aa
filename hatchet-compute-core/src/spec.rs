//! The fields as anyone might send them, and the check that makes a [`Compute`] of them.

use alloc::vec::Vec;

use crate::compute::{Compute, Parts, pool_bytes};
use crate::judge::{
    NumberProblem, cpus_problem, known_size, memory_platform_problem, memory_size_problem,
    num_replicas_problem,
};
use crate::kind::CpuKind;
use crate::limits::{DEFAULT_NUM_REPLICAS, DEFAULT_POOL};
use crate::name::is_pool_name;
use crate::region::Region;
use crate::regions::Regions;
use crate::violation::{Case, Violation, Violations};

/// The fields of a [`Compute`] as anyone might send them, unchecked.
///
/// The default has none of them: an empty kind, 0 CPUs and no memory, none of which is allowed; the others left out.
///
/// ```
/// # use hatchet_compute_core as hatchet_compute;
/// use hatchet_compute::{ComputeSpec, CpuKind};
///
/// let spec = ComputeSpec {
///     cpu_kind: "shared",
///     cpus: 2,
///     memory_mb: 5000,
///     ..ComputeSpec::default()
/// };
/// let violations = spec.check().unwrap_err();
/// assert_eq!(
///     violations.to_string(),
///     "`memory_mb` is 5000, but 2 shared CPUs take 512 to 4096 MB\n\
///      help: use `memory_mb = 4096`, or at least 3 CPUs for 5000 MB",
/// );
/// assert_eq!(ComputeSpec { cpus: 3, ..spec }.check()?.cpu_kind(), CpuKind::Shared);
/// # Ok::<(), hatchet_compute_core::Violations>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ComputeSpec<'a> {
    /// `shared` or `performance`.
    pub cpu_kind: &'a str,
    /// The CPUs of one machine: [`CPUS`](crate::CPUS).
    pub cpus: i64,
    /// The memory of one machine, in MB: [`CpuKind::memory_mb_range`].
    pub memory_mb: i64,
    /// The machines in total, over all regions: [`NUM_REPLICAS`](crate::NUM_REPLICAS); if left out
    /// [`DEFAULT_NUM_REPLICAS`].
    pub num_replicas: Option<i64>,
    /// The codes of the regions where the machines may be placed: one at least, none twice; if left out, Hatchet
    /// chooses.
    pub regions: Option<&'a [&'a str]>,
    /// The name of the pool ([`is_pool_name`]); if left out [`DEFAULT_POOL`].
    pub pool: Option<&'a str>,
}

impl ComputeSpec<'_> {
    /// The compute of these fields.
    ///
    /// # Errors
    ///
    /// All that is wrong, in the order of the fields. A rule whose inputs are themselves wrong is not judged: the
    /// memory for an unknown kind or for a number of CPUs out of range has to satisfy only the platform's maximum.
    pub fn check(&self) -> Result<Compute, Violations> {
        let mut found = Found::default();
        let cpu_kind = self.cpu_kind(&mut found);
        let cpus = found.judged(self.cpus, cpus_problem(None, self.cpus));
        let memory_mb = found.judged(self.memory_mb, self.memory_problems(cpu_kind));
        let num_replicas = self.num_replicas.unwrap_or(i64::from(DEFAULT_NUM_REPLICAS));
        let num_replicas = found.judged(num_replicas, num_replicas_problem(num_replicas));
        let regions = self.regions(&mut found);
        let pool = self.pool(&mut found);
        match (cpu_kind, cpus, memory_mb, num_replicas, regions, pool) {
            (
                Some(cpu_kind),
                Some(cpus),
                Some(memory_mb),
                Some(num_replicas),
                Some(regions),
                Some(pool),
            ) => Ok(Compute::from_parts(Parts {
                cpu_kind,
                cpus,
                memory_mb,
                num_replicas,
                regions,
                pool: pool_bytes(pool),
            })),
            _ => Err(Violations::new(found.violations)),
        }
    }

    fn cpu_kind(&self, found: &mut Found) -> Option<CpuKind> {
        let cpu_kind = self.cpu_kind.parse().ok();
        if cpu_kind.is_none() {
            found.push(Case::CpuKind {
                text: self.cpu_kind.into(),
            });
        }
        cpu_kind
    }

    /// Both rules on memory, each if what it needs is known.
    fn memory_problems(
        &self,
        cpu_kind: Option<CpuKind>,
    ) -> impl Iterator<Item = NumberProblem> + use<> {
        let size = cpu_kind.and_then(|cpu_kind| known_size(cpu_kind, self.cpus));
        let by_size =
            size.and_then(|(cpu_kind, cpus)| memory_size_problem(cpu_kind, cpus, self.memory_mb));
        by_size
            .into_iter()
            .chain(memory_platform_problem(size, self.memory_mb))
    }

    fn regions(&self, found: &mut Found) -> Option<Regions> {
        let Some(codes) = self.regions else {
            return Some(Regions::EMPTY);
        };
        let before = found.violations.len();
        if codes.is_empty() {
            found.push(Case::EmptyRegions);
        }
        let mut regions = Vec::new();
        for (index, &code) in codes.iter().enumerate() {
            if codes[..index].contains(&code) {
                found.push(Case::DuplicateRegion {
                    index,
                    text: code.into(),
                });
            } else if let Ok(region) = code.parse::<Region>() {
                regions.push(region);
            } else {
                found.push(Case::UnknownRegion {
                    index,
                    text: code.into(),
                });
            }
        }
        (found.violations.len() == before).then(|| regions.into_iter().collect())
    }
}

impl<'a> ComputeSpec<'a> {
    fn pool(&self, found: &mut Found) -> Option<&'a str> {
        let pool = self.pool.unwrap_or(DEFAULT_POOL);
        let is_name = is_pool_name(pool);
        if !is_name {
            found.push(Case::Pool { text: pool.into() });
        }
        is_name.then_some(pool)
    }
}

/// What a check has found so far.
#[derive(Default)]
struct Found {
    violations: Vec<Violation>,
}

impl Found {
    fn push(&mut self, case: Case) {
        self.violations.push(case.into());
    }

    /// The number, if there is no problem with it.
    fn judged(
        &mut self,
        number: i64,
        problems: impl IntoIterator<Item = NumberProblem>,
    ) -> Option<u32> {
        let before = self.violations.len();
        for problem in problems {
            self.push(Case::Number { problem, number });
        }
        if self.violations.len() == before {
            u32::try_from(number).ok()
        } else {
            None
        }
    }
}
