//! Advice on a whole plan: each piece has one of the ids that the command line knows.

use hatchet_compute::{ComputeSpec, Plan, PlanAdvice, Step};

#[test]
fn every_advice_has_a_known_id() {
    let compute = |cpus, memory_mb, num_replicas, regions: Option<&'static [&'static str]>| {
        let spec = ComputeSpec {
            cpu_kind: "shared",
            cpus,
            memory_mb,
            num_replicas: Some(num_replicas),
            regions,
            ..ComputeSpec::default()
        };
        spec.check().expect("it is valid")
    };
    let plan = Plan::from_steps([
        Step::new("w", "a").with_compute(compute(3, 800, 1, Some(&["atl", "ewr"]))),
        Step::new("w", "b").with_compute(compute(1, 1024, 1, None)),
        Step::new("w", "c").with_compute(compute(1, 1024, 2, None)),
        Step::new("w", "d"),
    ]);
    let ids: Vec<&str> = plan.expect("it is valid").advice().iter().map(PlanAdvice::id).collect();
    assert_eq!(ids, PlanAdvice::IDS);
}
