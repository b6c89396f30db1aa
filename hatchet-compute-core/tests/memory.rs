//! Every kind, number of CPUs and memory boundary, compared with an oracle written from the documentation.

use std::collections::BTreeSet;

use hatchet_compute_core::{ComputeSpec, CpuKind, NumberProblem, Violation, cpus_problem, memory_mb_problem};

/// The numbers from the documentation, independent of the crate.
struct Documented {
    cpu_kind: CpuKind,
    name: &'static str,
    low: i64,
    high: i64,
}

const DOCUMENTED: [Documented; 2] = [
    Documented { cpu_kind: CpuKind::Shared, name: "shared", low: 256, high: 2048 },
    Documented { cpu_kind: CpuKind::Performance, name: "performance", low: 2048, high: 8192 },
];

/// The ids of the rules that a size breaks, in order.
fn expected_ids(kind: &Documented, cpus: i64, memory_mb: i64) -> Vec<&'static str> {
    let mut ids = Vec::new();
    if !(1..=64).contains(&cpus) {
        ids.push("cpus_out_of_range");
    } else if memory_mb < cpus * kind.low {
        ids.push("memory_below_min");
    } else if memory_mb > cpus * kind.high {
        ids.push("memory_above_max");
    }
    if memory_mb > 65_536 {
        ids.push("memory_above_platform_max");
    }
    ids
}

/// The memories at and next to every boundary for a number of CPUs, and some extreme values.
fn memories(kind: &Documented, cpus: i64) -> BTreeSet<i64> {
    let boundaries = [0, cpus * kind.low, cpus * kind.high, 65_536, 67_584, 131_072, 524_288];
    let nearby = boundaries.into_iter().flat_map(|memory_mb| [memory_mb - 1, memory_mb, memory_mb + 1]);
    nearby.chain([i64::MIN, i64::from(u32::MAX), i64::from(u32::MAX) + 1, i64::MAX]).collect()
}

fn spec(kind: &Documented, cpus: i64, memory_mb: i64) -> ComputeSpec<'static> {
    ComputeSpec { cpu_kind: kind.name, cpus, memory_mb, ..ComputeSpec::default() }
}

#[test]
fn check_agrees_with_the_documentation_at_every_boundary() {
    let mut valid_sizes = BTreeSet::new();
    for kind in &DOCUMENTED {
        for cpus in (0..=66).chain([-1, i64::MIN, i64::MAX]) {
            for memory_mb in memories(kind, cpus.clamp(-1, 66)) {
                let expected = expected_ids(kind, cpus, memory_mb);
                let case = format!("{} × {cpus}, {memory_mb} MB", kind.name);
                match spec(kind, cpus, memory_mb).check() {
                    Ok(compute) => {
                        valid_sizes.insert((kind.name, cpus));
                        assert!(expected.is_empty(), "{case}: {expected:?} expected");
                        let found = (compute.cpu_kind(), i64::from(compute.cpus()), i64::from(compute.memory_mb()));
                        assert_eq!(found, (kind.cpu_kind, cpus, memory_mb), "{case}");
                    }
                    Err(violations) => {
                        let ids: Vec<_> = violations.iter().map(Violation::id).collect();
                        assert_eq!(ids, expected, "{case}");
                        for violation in &violations {
                            let field = if violation.id() == "cpus_out_of_range" { "cpus" } else { "memory_mb" };
                            assert_eq!((violation.field(), violation.index()), (field, None), "{case}");
                        }
                    }
                }
            }
        }
    }
    assert_eq!(valid_sizes.len(), 64 + 32, "every number of shared CPUs, and 32 of performance CPUs");
}

#[test]
fn a_compute_of_every_size_has_the_range_of_the_documentation() {
    for kind in &DOCUMENTED {
        for cpus in 0..=66_u32 {
            let (low, high) = (i64::from(cpus) * kind.low, (i64::from(cpus) * kind.high).min(65_536));
            let exists = (1..=64).contains(&cpus) && low <= high;
            let range = kind.cpu_kind.memory_mb_range(cpus);
            let found = range.map(|range| (i64::from(*range.start()), i64::from(*range.end())));
            assert_eq!(found, exists.then_some((low, high)), "{} × {cpus}", kind.name);
        }
        assert_eq!(kind.cpu_kind.memory_mb_range(u32::MAX), None);
    }
}

#[test]
fn the_worked_examples_of_the_documentation() {
    assert_eq!(CpuKind::Shared.memory_mb_range(4), Some(1024..=8192));
    assert_eq!(CpuKind::Performance.memory_mb_range(4), Some(8192..=32_768));
    assert_eq!(CpuKind::Performance.memory_mb_range(32), Some(65_536..=65_536));
    assert_eq!(CpuKind::Performance.memory_mb_range(33), None);
    assert_eq!(CpuKind::Shared.memory_mb_per_cpu(), 256..=2048);
    assert_eq!(CpuKind::Performance.memory_mb_per_cpu(), 2048..=8192);
    assert_eq!(hatchet_compute_core::PERFORMANCE_CPUS_MAX, 32);
}

/// The macro's view: at most one problem at the CPUs and one at the memory.
#[test]
fn each_token_has_at_most_one_problem() {
    for kind in &DOCUMENTED {
        let cpu_kind = kind.cpu_kind;
        for cpus in 0..=66_i64 {
            let too_many = cpu_kind == CpuKind::Performance && (33..=64).contains(&cpus);
            let at_cpus = cpus_problem(Some(cpu_kind), cpus);
            assert_eq!(at_cpus == Some(NumberProblem::TooManyPerformanceCpus), too_many, "{} × {cpus}", kind.name);
            let out_of_range = !(1..=64).contains(&cpus);
            assert_eq!(at_cpus == Some(NumberProblem::CpusOutOfRange), out_of_range, "{} × {cpus}", kind.name);
            assert_eq!(cpus_problem(None, cpus).is_some(), out_of_range);
            for memory_mb in memories(kind, cpus) {
                let expected = if memory_mb > 65_536 {
                    Some("memory_above_platform_max")
                } else if too_many {
                    None
                } else {
                    expected_ids(kind, cpus, memory_mb).first().copied().filter(|id| *id != "cpus_out_of_range")
                };
                let found = memory_mb_problem(Some((cpu_kind, cpus)), memory_mb).map(NumberProblem::id);
                assert_eq!(found, expected, "{} × {cpus}, {memory_mb} MB", kind.name);
            }
        }
    }
}

#[test]
fn memory_without_a_known_size_needs_only_the_platform_maximum() {
    for (memory_mb, is_problem) in
        [(i64::MIN, false), (0, false), (1, false), (65_536, false), (65_537, true), (i64::MAX, true)]
    {
        let expected = is_problem.then_some(NumberProblem::MemoryAbovePlatformMax(None));
        assert_eq!(memory_mb_problem(None, memory_mb), expected, "{memory_mb}");
        for cpus in [i64::MIN, 0, 65, i64::MAX] {
            assert_eq!(memory_mb_problem(Some((CpuKind::Shared, cpus)), memory_mb), expected, "{cpus}, {memory_mb}");
        }
    }
}

#[test]
fn an_unknown_kind_leaves_only_the_platform_maximum() {
    for (memory_mb, ids) in
        [(0, vec!["unknown_cpu_kind"]), (65_537, vec!["unknown_cpu_kind", "memory_above_platform_max"])]
    {
        let spec = ComputeSpec { cpu_kind: "gpu", cpus: 2, memory_mb, ..ComputeSpec::default() };
        let found: Vec<_> = spec.check().unwrap_err().into_iter().map(|violation| violation.id()).collect();
        assert_eq!(found, ids);
    }
}
