//! The fields of a compute as they are sent, and the check that turns them into a [`Compute`].

use alloc::format;
use alloc::vec::Vec;

use crate::autoscaling::Replicas;
use crate::compute::Compute;
use crate::field::{Field, Key};
use crate::kind::CpuKind;
use crate::limits::{DEFAULT_NUM_REPLICAS, DEFAULT_POOL, POOL_NAME_MAX};
use crate::message::Message;
use crate::name::{invalid_pool, is_pool_name};
use crate::number::{
    NumberProblem, cpus_message, cpus_problem, memory_mb_problem, memory_mb_problems, num_replicas_problem,
};
use crate::region::Region;
use crate::region_lookup::{
    duplicate_region, empty_regions, is_any_region, nearest_accepted_region, unknown_region, unknown_region_among,
};
use crate::regions::Regions;
use crate::violation::{Violation, Violations};

/// The fields of a [`Compute`] as they are sent, unchecked. The default is not valid: it has no kind, CPUs or memory.
///
/// ```
/// # use hatchet_compute_core as hatchet_compute;
/// use hatchet_compute::{ComputeSpec, CpuKind};
///
/// let spec = ComputeSpec { cpu_kind: "shared", cpus: 2, memory_mb: 5000, ..ComputeSpec::default() };
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
    /// The codes of the regions where the machines may be placed: at least one, none twice; if left out, Hatchet
    /// chooses.
    pub regions: Option<&'a [&'a str]>,
    /// The name of the pool ([`is_pool_name`]); if left out [`DEFAULT_POOL`](crate::DEFAULT_POOL).
    pub pool: Option<&'a str>,
}

impl ComputeSpec<'_> {
    /// The compute with these fields.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, in the order of the fields. For a wrong kind or number of CPUs, the memory is checked
    /// only against the platform's maximum.
    // The numbers are in range, so nothing is lost.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn check(&self) -> Result<Compute, Violations> {
        let violations = self.violations(Field::ALL, false);
        if !violations.is_empty() {
            return Err(Violations(violations));
        }
        let Self { cpu_kind, cpus, memory_mb, num_replicas, regions, pool } = *self;
        Ok(compute_unchecked(
            cpu_kind,
            cpus as u32,
            memory_mb as u32,
            num_replicas.map_or(DEFAULT_NUM_REPLICAS, |number| number as u32),
            regions.unwrap_or_default(),
            pool.unwrap_or(DEFAULT_POOL),
        ))
    }

    /// Everything that is wrong with an annotation in which only these fields are known, at most once for each value.
    #[doc(hidden)]
    pub fn check_known(&self, known: &[Field]) -> Vec<Violation> {
        self.violations(known, true)
    }

    /// No amount of memory is valid for more than 32 performance CPUs. In an annotation, the violation is at the CPUs,
    /// which is what has to change; otherwise it is at the memory, as in the SDKs.
    fn violations(&self, known: &[Field], in_annotation: bool) -> Vec<Violation> {
        let Self { cpus, memory_mb, .. } = *self;
        let is_known = |field| known.contains(&field);
        let (is_size_known, mut found) = (is_known(Field::CpuKind) && is_known(Field::Cpus), Vec::new());
        let cpu_kind = is_known(Field::CpuKind).then(|| self.cpu_kind.parse::<CpuKind>()).transpose();
        let cpu_kind = cpu_kind.unwrap_or_else(|message| {
            found.push(Violation::new("unknown_cpu_kind", Field::CpuKind, None, message));
            None
        });
        if is_known(Field::Cpus) {
            let problem = cpus_problem(cpu_kind.filter(|_| in_annotation), cpus);
            let memory_mb = is_known(Field::MemoryMb).then_some(memory_mb);
            let message = |problem| cpus_message(problem, cpu_kind, cpus, memory_mb);
            found.extend(problem.map(|problem| Violation::of_number(problem, message(problem).into())));
        }
        if is_known(Field::MemoryMb) {
            let size = cpu_kind.filter(|_| is_size_known).map(|cpu_kind| (cpu_kind, cpus));
            let problems = if in_annotation {
                // Const evaluation, which knows the size, has only numbers that are not negative.
                let negative = (!is_size_known && memory_mb < 0).then_some(NumberProblem::MemoryNegative);
                [memory_mb_problem(size, memory_mb), negative]
            } else {
                memory_mb_problems(size, memory_mb)
            };
            let problems = problems.into_iter().flatten();
            found.extend(problems.map(|problem| Violation::of_number(problem, problem.message(memory_mb).into())));
        }
        if is_known(Field::NumReplicas) {
            let number = self.num_replicas.unwrap_or(DEFAULT_NUM_REPLICAS.into());
            let problem = num_replicas_problem(number);
            found.extend(problem.map(|problem| Violation::of_number(problem, problem.message(number).into())));
        }
        if let Some(codes) = self.regions.filter(|_| is_known(Field::Regions)) {
            push_regions(&mut found, codes);
        }
        if let Some(pool) = self.pool.filter(|pool| is_known(Field::Pool) && !is_pool_name(pool)) {
            found.push(Violation::new("invalid_pool", Field::Pool, None, invalid_pool(pool)));
        }
        found
    }
}

/// The message about a compute with both a fixed number of machines and autoscaling, reported at the second of the two.
pub fn replicas_twice(second: &str) -> Message {
    Message::new("`autoscaling` replaces `num_replicas`, but both are given").with_help(format!("remove `{second}`"))
}

fn push_regions(found: &mut Vec<Violation>, codes: &[&str]) {
    if codes.is_empty() {
        found.push(Violation::new("empty_regions", Field::Regions, None, empty_regions()));
    }
    for (index, code) in codes.iter().enumerate() {
        let (id, message) = if codes[..index].contains(code) {
            ("duplicate_region", duplicate_region(code))
        } else if Region::bit_of_code(code) == 0 {
            ("unknown_region", unknown_region_at(index, codes))
        } else {
            continue;
        };
        found.push(Violation::new(id, Field::Regions, Some(index), message));
    }
}

/// The message about the text at this position of a list, which is not a region.
fn unknown_region_at(index: usize, codes: &[&str]) -> Message {
    let text = codes[index];
    if is_any_region(text) && codes.len() > 1 {
        return unknown_region(text).with_help("remove it, or leave `regions` out to let Hatchet choose");
    }
    let given = Region::ALL.iter().copied().filter(|region| codes.contains(&region.code()));
    let meant = codes[..index].iter().filter(|code| Region::bit_of_code(code) == 0);
    let in_list: Vec<Region> = given.chain(meant.filter_map(|code| nearest_accepted_region(code))).collect();
    unknown_region_among(text, &in_list)
}

/// The compute with these fields, which the macros have checked or emit checks for. Only for code that they generate.
///
/// Never panics: wrong fields give some other compute. rustc runs this for each annotation, so it makes no avoidable
/// calls.
#[doc(hidden)]
pub const fn compute_unchecked(
    cpu_kind: &str,
    cpus: u32,
    memory_mb: u32,
    num_replicas: u32,
    regions: &[&str],
    pool: &str,
) -> Compute {
    Compute {
        cpu_kind: match cpu_kind.as_bytes() {
            [b'p', ..] => CpuKind::Performance,
            _ => CpuKind::Shared,
        },
        cpus,
        memory_mb,
        replicas: Replicas::Fixed(num_replicas),
        regions: Regions::of_codes(regions),
        pool: match pool.as_bytes() {
            DEFAULT => [0; POOL_NAME_MAX],
            _ => padded(pool),
        },
    }
}

/// The same with the fields of `base` for those left out.
#[doc(hidden)]
#[must_use]
pub const fn compute_over(
    base: Compute,
    cpu_kind: Option<&str>,
    cpus: Option<u32>,
    memory_mb: Option<u32>,
    num_replicas: Option<u32>,
    regions: Option<&[&str]>,
    pool: Option<&str>,
) -> Compute {
    let given = compute_unchecked(
        if let Some(cpu_kind) = cpu_kind { cpu_kind } else { base.cpu_kind.as_str() },
        if let Some(cpus) = cpus { cpus } else { base.cpus },
        if let Some(memory_mb) = memory_mb { memory_mb } else { base.memory_mb },
        0,
        if let Some(regions) = regions { regions } else { &[] },
        if let Some(pool) = pool { pool } else { base.pool() },
    );
    Compute {
        replicas: if let Some(number) = num_replicas { Replicas::Fixed(number) } else { base.replicas },
        regions: if regions.is_some() { given.regions } else { base.regions },
        ..given
    }
}

const DEFAULT: &[u8] = DEFAULT_POOL.as_bytes();

/// As much of a name as fits, padded with zeros.
const fn padded(name: &str) -> [u8; POOL_NAME_MAX] {
    let mut bytes = [0; POOL_NAME_MAX];
    let mut index = 0;
    while index < name.len() && index < bytes.len() {
        bytes[index] = name.as_bytes()[index];
        index += 1;
    }
    bytes
}
