//! The fields of a compute as they are sent, and the check that makes a [`Compute`] of them.

use alloc::vec::Vec;

use crate::compute::Compute;
use crate::const_text::{equal, padded};
use crate::field::Field;
use crate::kind::CpuKind;
use crate::limits::{DEFAULT_NUM_REPLICAS, DEFAULT_POOL, POOL_NAME_MAX};
use crate::name::is_pool_name;
use crate::number::{
    NumberProblem, cpus_problem, known_size, memory_mb_problem, num_replicas_problem, platform_memory_problem,
    size_memory_problem,
};
use crate::region::Region;
use crate::regions::Regions;
use crate::violation::{Case, Violation, Violations};

/// The fields of a [`Compute`] as they are sent, unchecked.
///
/// The default has none of them: an empty kind, 0 CPUs and no memory, none of which is allowed; the others are left out.
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
    /// The codes of the regions where the machines may be placed: at least one, none twice; if left out, Hatchet chooses.
    pub regions: Option<&'a [&'a str]>,
    /// The name of the pool ([`is_pool_name`]); if left out [`DEFAULT_POOL`](crate::DEFAULT_POOL).
    pub pool: Option<&'a str>,
}

impl ComputeSpec<'_> {
    /// The compute with these fields.
    ///
    /// # Errors
    ///
    /// All that is wrong, in the order of the fields. A rule whose inputs are themselves wrong is not checked: the memory
    /// for an unknown kind or for a number of CPUs out of range has to satisfy only the platform's maximum.
    pub fn check(&self) -> Result<Compute, Violations> {
        let violations = self.violations(Field::ALL, CpuRules::Memory);
        if violations.is_empty() { Ok(compute_of_checked(*self)) } else { Err(Violations::new(violations)) }
    }

    /// All that is wrong with an annotation of which only these fields are known. Each value has one violation at most,
    /// and too many performance CPUs are a violation at `cpus`.
    #[doc(hidden)]
    #[must_use]
    pub fn check_known(&self, known: &[Field]) -> Vec<Violation> {
        self.violations(known, CpuRules::Cpus)
    }

    fn violations(&self, known: &[Field], rules: CpuRules) -> Vec<Violation> {
        let is_known = |field| known.contains(&field);
        let mut found = Vec::new();
        let mut cpu_kind = None;
        if is_known(Field::CpuKind) {
            cpu_kind = self.cpu_kind.parse().ok();
            if cpu_kind.is_none() {
                let text = self.cpu_kind.into();
                found.push(Case::CpuKind { text });
            }
        }
        if is_known(Field::Cpus) {
            let kind = cpu_kind.filter(|_| rules == CpuRules::Cpus);
            found.extend(numbers(self.cpus, cpus_problem(kind, self.cpus)));
        }
        if is_known(Field::MemoryMb) {
            let cpu_kind = cpu_kind.filter(|_| is_known(Field::Cpus));
            found.extend(self.memory_violations(cpu_kind, rules));
        }
        if is_known(Field::NumReplicas) {
            let number = self.num_replicas.unwrap_or(DEFAULT_NUM_REPLICAS.into());
            found.extend(numbers(number, num_replicas_problem(number)));
        }
        if is_known(Field::Regions) {
            found.extend(self.region_violations());
        }
        if is_known(Field::Pool)
            && let Some(pool) = self.pool.filter(|pool| !is_pool_name(pool))
        {
            found.push(Case::Pool { text: pool.into() });
        }
        found.into_iter().map(Violation::from).collect()
    }

    fn memory_violations(&self, cpu_kind: Option<CpuKind>, rules: CpuRules) -> Vec<Case> {
        let size = cpu_kind.map(|cpu_kind| (cpu_kind, self.cpus));
        if rules == CpuRules::Cpus {
            return numbers(self.memory_mb, memory_mb_problem(size, self.memory_mb)).collect();
        }
        let size = size.and_then(|(cpu_kind, cpus)| known_size(cpu_kind, cpus));
        let by_size = size.and_then(|(cpu_kind, cpus)| size_memory_problem(cpu_kind, cpus, self.memory_mb));
        let by_platform = platform_memory_problem(size, self.memory_mb);
        numbers(self.memory_mb, by_size.into_iter().chain(by_platform)).collect()
    }

    fn region_violations(&self) -> Vec<Case> {
        let codes = self.regions.unwrap_or_default();
        let mut found = Vec::new();
        if codes.is_empty() && self.regions.is_some() {
            found.push(Case::EmptyRegions);
        }
        for (index, &code) in codes.iter().enumerate() {
            let text = code.into();
            if codes[..index].contains(&code) {
                found.push(Case::DuplicateRegion { index, text });
            } else if code.parse::<Region>().is_err() {
                found.push(Case::UnknownRegion { index, text });
            }
        }
        found
    }
}

/// Which field more than 32 performance CPUs are a violation of: no memory would do for them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CpuRules {
    /// The memory, as in the SDKs.
    Memory,
    /// The CPUs, which is where a person has to change something.
    Cpus,
}

fn numbers(number: i64, problems: impl IntoIterator<Item = NumberProblem>) -> impl Iterator<Item = Case> {
    let problems = problems.into_iter();
    problems.map(move |problem| Case::Number { problem, number })
}

/// The compute of fields in which nothing is wrong: those that the macros have checked, or for which they emit the
/// checks. For the code that the macros write, and nothing else.
///
/// Checks nothing and never panics: wrong fields give some other compute. rustc runs this for each annotation, so it has
/// no call that it could do without.
#[doc(hidden)]
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub const fn compute_of_checked(spec: ComputeSpec<'_>) -> Compute {
    let ComputeSpec { cpu_kind, cpus, memory_mb, num_replicas, regions, pool } = spec;
    Compute {
        cpu_kind: match cpu_kind.as_bytes() {
            [b'p', ..] => CpuKind::Performance,
            _ => CpuKind::Shared,
        },
        cpus: cpus as u32,
        memory_mb: memory_mb as u32,
        num_replicas: match num_replicas {
            Some(num_replicas) => num_replicas as u32,
            None => DEFAULT_NUM_REPLICAS,
        },
        regions: match regions {
            Some(codes) => Regions::of_codes(codes),
            None => Regions::EMPTY,
        },
        pool: match pool {
            Some(name) if !equal(name, DEFAULT_POOL) => padded(name),
            _ => [0; POOL_NAME_MAX],
        },
    }
}
