//! What machines cost.

use hatchet_compute::cost::{Cost, Rates};
use hatchet_compute::{AutoscalingSpec, ComputeSpec, Plan, Step};

const SPEC: ComputeSpec<'static> =
    ComputeSpec { cpu_kind: "shared", cpus: 2, memory_mb: 1024, num_replicas: Some(2), regions: None, pool: None };

fn cost(spec: ComputeSpec<'_>, scaling: Option<AutoscalingSpec<'_>>, rates: &Rates) -> Cost {
    let mut compute = spec.check().unwrap();
    if let Some(scaling) = scaling {
        compute = compute.with_autoscaling(scaling.check().unwrap());
    }
    Plan::from_steps([Step::new("w", "s").with_compute(compute)]).unwrap().cost(rates)
}

#[test]
fn the_documented_example_is_six_cents_an_hour() {
    let cost = cost(SPEC, None, &Rates::LISTED);
    assert_eq!((cost.to_string(), cost.per_month().to_string()), ("$0.06".to_owned(), "$43.80".to_owned()));
    assert!((cost.lowest() - 0.06).abs() < 1e-12 && (cost.highest() - cost.lowest()).abs() < 1e-12);
}

#[test]
fn autoscaling_has_a_lowest_and_a_highest_cost() {
    let scaling = AutoscalingSpec { max_replicas: 10, min_awake_replicas: Some(2), ..AutoscalingSpec::default() };
    let cost = cost(SPEC, Some(scaling), &Rates::LISTED).per_month();
    assert_eq!(cost.to_string(), "$43.80 to $219.00");
}

#[test]
fn both_kinds_cost_the_same_and_the_plan_is_the_sum() {
    let performance = ComputeSpec { cpu_kind: "performance", memory_mb: 4096, ..SPEC }.check().unwrap();
    let shared = ComputeSpec { memory_mb: 4096, ..SPEC }.check().unwrap();
    let steps =
        [Step::new("w", "a").with_compute(performance), Step::new("w", "b").with_compute(shared), Step::new("w", "c")];
    let plan = Plan::from_steps(steps).unwrap();
    let each: Vec<String> =
        plan.runtime_configs().iter().map(|config| config.cost(&Rates::LISTED).to_string()).collect();
    assert_eq!(each, ["$0.12", "$0.12"]);
    assert_eq!(plan.cost(&Rates::LISTED).to_string(), "$0.24");
    assert_eq!(Plan::from_steps([]).unwrap().cost(&Rates::LISTED), Cost::default());
}

#[test]
fn rates_are_finite_and_not_negative() {
    let rates = Rates::new(0.0, 0.5).unwrap();
    assert_eq!(cost(SPEC, None, &rates).to_string(), "$1.00");
    for wrong in [-0.01, f64::NAN, f64::INFINITY] {
        assert!(Rates::new(wrong, 0.01).is_err() && Rates::new(0.01, wrong).is_err(), "{wrong}");
    }
    assert_eq!(
        Rates::new(0.01, -1.0).unwrap_err().to_string(),
        "`memory_gb_hour` is -1, but a price is 0 or more US dollars\n\
         help: for example, Hatchet lists $0.01 per CPU and $0.01 per GB of memory an hour"
    );
}
