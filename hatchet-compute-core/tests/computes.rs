//! A compute: its getters, text, equality, and use in constants.

use std::collections::HashSet;

use hatchet_compute_core::{
    Compute, ComputeSpec, ConstMessage, CpuKind, Region, Regions, compute_unchecked, cpus_problem, memory_mb_problem,
    num_replicas_problem, record,
};

const SPEC: ComputeSpec<'static> = ComputeSpec {
    cpu_kind: "shared",
    cpus: 2,
    memory_mb: 1024,
    num_replicas: Some(2),
    regions: Some(&["ewr"]),
    pool: None,
};

/// Made as the macros make it.
const COMPUTE: Compute = compute_unchecked("shared", 2, 1024, 2, &["ewr"], "default");

#[test]
fn the_getters_return_the_fields() {
    let spec = ComputeSpec { regions: Some(&["lax", "ewr"]), pool: Some("heavy"), ..SPEC };
    let compute = spec.check().unwrap();
    assert_eq!((compute.cpu_kind(), compute.cpus(), compute.memory_mb()), (CpuKind::Shared, 2, 1024));
    assert_eq!((compute.num_replicas(), compute.pool()), (2, "heavy"));
    assert_eq!(compute.regions(), Regions::of(&[Region::Ewr, Region::Lax]));
}

#[test]
fn the_macros_and_check_make_equal_computes() {
    assert_eq!(COMPUTE, SPEC.check().unwrap());
    let others = [
        ComputeSpec { pool: Some("heavy"), regions: None, ..SPEC },
        ComputeSpec {
            cpu_kind: "performance",
            cpus: 32,
            memory_mb: 65_536,
            num_replicas: Some(1000),
            regions: Some(&["yyz", "ams"]),
            pool: Some("default"),
        },
        ComputeSpec { num_replicas: None, ..SPEC },
    ];
    for spec in others {
        let ComputeSpec { cpu_kind, cpus, memory_mb, num_replicas, regions, pool } = spec;
        let number = |number: i64| u32::try_from(number).unwrap();
        let (cpus, memory_mb, num_replicas) = (number(cpus), number(memory_mb), number(num_replicas.unwrap_or(1)));
        let (regions, pool) = (regions.unwrap_or_default(), pool.unwrap_or("default"));
        let compute = compute_unchecked(cpu_kind, cpus, memory_mb, num_replicas, regions, pool);
        assert_eq!(compute, spec.check().unwrap(), "{spec:?}");
    }
}

#[test]
fn every_field_tells_computes_apart_but_not_the_order_of_regions() {
    let others = [
        ComputeSpec { cpu_kind: "performance", memory_mb: 4096, ..SPEC },
        ComputeSpec { cpus: 3, ..SPEC },
        ComputeSpec { memory_mb: 1280, ..SPEC },
        ComputeSpec { num_replicas: None, ..SPEC },
        ComputeSpec { regions: None, ..SPEC },
        ComputeSpec { regions: Some(&["lax"]), ..SPEC },
        ComputeSpec { regions: Some(&["ewr", "lax"]), ..SPEC },
        ComputeSpec { pool: Some("heavy"), ..SPEC },
        SPEC,
    ];
    let computes: HashSet<Compute> = others.iter().map(|spec| spec.check().unwrap()).collect();
    assert_eq!(computes.len(), others.len());
    assert!(computes.contains(&ComputeSpec { regions: Some(&["lax", "ewr"]), ..SPEC }.check().unwrap()));
}

#[test]
fn a_compute_is_written_on_one_line() {
    for (spec, expected) in [
        (SPEC, "shared, 2 CPUs, 1024 MB, 2 replicas in ewr"),
        (
            ComputeSpec { cpus: 1, num_replicas: None, regions: None, ..SPEC },
            "shared, 1 CPU, 1024 MB, 1 replica, region chosen by Hatchet",
        ),
        (
            ComputeSpec {
                cpu_kind: "performance",
                memory_mb: 8192,
                num_replicas: Some(0),
                regions: Some(&["lax", "ewr"]),
                pool: Some("heavy"),
                ..SPEC
            },
            "performance, 2 CPUs, 8192 MB, 0 replicas in ewr, lax, pool heavy",
        ),
        (ComputeSpec { pool: Some("default"), ..SPEC }, "shared, 2 CPUs, 1024 MB, 2 replicas in ewr"),
    ] {
        assert_eq!(spec.check().unwrap().to_string(), expected);
    }
}

#[test]
fn debug_is_readable() {
    assert_eq!(
        format!("{COMPUTE:?}"),
        "Compute { cpu_kind: Shared, cpus: 2, memory_mb: 1024, num_replicas: 2, regions: {ewr}, pool: \"default\" }",
    );
}

#[test]
fn fields_of_the_macros_never_panic() {
    // The macros also emit a compile error for each of these.
    let wrong = compute_unchecked("", u32::MAX, 0, u32::MAX, &["ewr", "mars", ""], "");
    assert_eq!((wrong.cpus(), wrong.memory_mb(), wrong.num_replicas()), (u32::MAX, 0, u32::MAX));
    for codes in [&["ewr", "ewr"][..], &["ewr", "mars", ""]] {
        assert_eq!(compute_unchecked("shared", 2, 1024, 2, codes, "default"), COMPUTE);
    }
    for (pool, kept) in [
        ("123456789012345678901234567890123", "12345678901234567890123456789012"),
        // Cut in the middle of a character, so that no name is left.
        ("1234567890123456789012345678901é", "default"),
        ("", "default"),
        ("default", "default"),
    ] {
        assert_eq!(compute_unchecked("shared", 2, 1024, 2, &["ewr"], pool).pool(), kept);
    }
}

/// Everything that the macros need in const evaluation. This would not compile if a function were not `const`.
mod constants {
    use super::{
        COMPUTE, ComputeSpec, ConstMessage, CpuKind, Region, SPEC, cpus_problem, memory_mb_problem,
        num_replicas_problem, record,
    };

    pub(super) const GETTERS: (CpuKind, u32, u32, u32, &str, [u8; 32]) = (
        COMPUTE.cpu_kind(),
        COMPUTE.cpus(),
        COMPUTE.memory_mb(),
        COMPUTE.num_replicas(),
        COMPUTE.pool(),
        record::step(Some(COMPUTE), 0, 0, b"").fixed.pool,
    );
    pub(super) const REGIONS: (u64, usize, bool, bool) = {
        let regions = COMPUTE.regions();
        (regions.bits(), regions.len(), regions.is_empty(), regions.contains(Region::Ewr))
    };
    pub(super) const BAD: ComputeSpec<'static> = ComputeSpec { memory_mb: 5000, num_replicas: Some(1001), ..SPEC };
    pub(super) const BAD_MEMORY: ConstMessage =
        match memory_mb_problem(Some((CpuKind::Shared, BAD.cpus)), BAD.memory_mb) {
            Some(problem) => problem.message(BAD.memory_mb),
            None => panic!("5000 MB are too many"),
        };
    pub(super) const BAD_REPLICAS: &str = match BAD.num_replicas {
        Some(number) => match num_replicas_problem(number) {
            Some(problem) => problem.id(),
            None => "",
        },
        None => "",
    };
    pub(super) const GOOD: bool = cpus_problem(Some(COMPUTE.cpu_kind()), COMPUTE.cpus() as i64).is_none()
        && memory_mb_problem(Some((COMPUTE.cpu_kind(), COMPUTE.cpus() as i64)), COMPUTE.memory_mb() as i64).is_none();
}

#[test]
fn const_evaluation_finds_the_same_problems() {
    assert_eq!(constants::GETTERS, (CpuKind::Shared, 2, 1024, 2, "default", [0; 32]));
    assert_eq!(constants::REGIONS, (1 << 9, 1, false, true));
    assert_eq!(
        constants::BAD_MEMORY.as_str(),
        "`memory_mb` is 5000, but 2 shared CPUs take 512 to 4096 MB\n\
         help: use `memory_mb = 4096`, or at least 3 CPUs for 5000 MB",
    );
    assert_eq!(constants::BAD_REPLICAS, "replicas_out_of_range");
    const { assert!(constants::GOOD) }
}
