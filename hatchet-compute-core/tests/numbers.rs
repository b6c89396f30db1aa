//! The bounds of replicas, retries and slots, and the numbers of the record format.

use hatchet_compute_core::{ComputeSpec, CpuKind, NumberProblem, num_replicas_problem, retries_problem, slots_problem};

/// Asserts that exactly the numbers from `first` to `last` are valid, at both ends and far outside.
fn assert_bounds(
    rule: fn(i64) -> Option<NumberProblem>,
    first: i64,
    last: i64,
    problem: NumberProblem,
    id_and_field: (&str, &str),
) {
    for number in [first, first + 1, last - 1, last] {
        assert_eq!(rule(number), None, "{number}");
    }
    for number in [i64::MIN, first - 1, last + 1, i64::from(u32::MAX) + 1 + first, i64::MAX] {
        assert_eq!(rule(number), Some(problem), "{number}");
    }
    assert_eq!((problem.id(), problem.field()), id_and_field);
}

#[test]
fn replicas_are_0_to_1000() {
    let names = ("replicas_out_of_range", "num_replicas");
    assert_bounds(num_replicas_problem, 0, 1000, NumberProblem::NumReplicasOutOfRange, names);
}

#[test]
fn retries_are_0_to_2147483647() {
    let names = ("retries_out_of_range", "retries");
    assert_bounds(retries_problem, 0, 2_147_483_647, NumberProblem::RetriesOutOfRange, names);
}

#[test]
fn slots_are_1_to_1000() {
    assert_bounds(slots_problem, 1, 1000, NumberProblem::SlotsOutOfRange, ("slots_out_of_range", "slots"));
}

#[test]
fn check_takes_the_replicas_that_the_rule_takes() {
    let spec = ComputeSpec { cpu_kind: "shared", cpus: 1, memory_mb: 1024, ..ComputeSpec::default() };
    assert_eq!(spec.check().unwrap().num_replicas(), 1, "if left out");
    for num_replicas in [0, 1, 2, 999, 1000] {
        let compute = ComputeSpec { num_replicas: Some(num_replicas), ..spec }.check().unwrap();
        assert_eq!(i64::from(compute.num_replicas()), num_replicas);
    }
    for num_replicas in [i64::MIN, -1, 1001, i64::from(u32::MAX) + 1, i64::MAX] {
        let violations = ComputeSpec { num_replicas: Some(num_replicas), ..spec }.check().unwrap_err();
        let found: Vec<_> = violations.iter().map(|violation| (violation.id(), violation.field())).collect();
        assert_eq!(found, [("replicas_out_of_range", "num_replicas")], "{num_replicas}");
    }
}

#[test]
fn the_numbers_of_kinds_are_fixed() {
    assert_eq!(CpuKind::ALL, [CpuKind::Shared, CpuKind::Performance]);
    assert_eq!((CpuKind::Shared.number(), CpuKind::Performance.number()), (1, 2));
    for number in 0..=u8::MAX {
        let kind = CpuKind::ALL.iter().copied().find(|kind| kind.number() == number);
        assert_eq!(CpuKind::from_number(number), kind, "{number}");
    }
}

#[test]
fn kinds_are_parsed_only_as_written() {
    for (text, kind) in [("shared", CpuKind::Shared), ("performance", CpuKind::Performance)] {
        assert_eq!((kind.as_str(), text.parse()), (text, Ok(kind)));
        assert_eq!(format!("{kind}|{kind:?}|{kind:>12}"), format!("{text}|{kind:?}|{text:>12}"));
    }
    for (text, meant) in [
        ("", None),
        ("Shared", Some("shared")),
        ("SHARED", Some("shared")),
        (" shared", Some("shared")),
        ("shared ", Some("shared")),
        ("perf", Some("performance")),
        ("gpu", None),
        ("dedicated", Some("performance")),
        ("shared-cpu-2x", Some("shared")),
        ("burstable", Some("shared")),
        ("Performance", Some("performance")),
    ] {
        let error = text.parse::<CpuKind>().unwrap_err();
        let problem = format!("`cpu_kind` must be `\"shared\"` or `\"performance\"`, not `\"{text}\"`");
        let help = meant.map(|kind| format!("\nhelp: use `cpu_kind = \"{kind}\"`"));
        assert_eq!(error.to_string(), problem + &help.unwrap_or_default());
    }
}

#[test]
fn the_sizes_of_machines() {
    assert_eq!(CpuKind::Shared.machine_cpus(), [1, 2, 4, 6, 8]);
    assert_eq!(CpuKind::Performance.machine_cpus(), [1, 2, 4, 6, 8, 10, 12, 14, 16, 32, 64]);
}
