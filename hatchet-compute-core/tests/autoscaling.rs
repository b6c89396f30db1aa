//! Autoscaling: every rule at its bounds, the messages, and what a compute with it looks like.

use std::time::Duration;

use hatchet_compute_core::{Autoscaling, AutoscalingSpec, ComputeSpec, Replicas};

const SPEC: AutoscalingSpec<'static> = AutoscalingSpec {
    max_replicas: 10,
    min_awake_replicas: None,
    scale_to_zero: None,
    increment: None,
    wait_duration: None,
    rolling_window_duration: None,
    utilization_scale_up_threshold: None,
    utilization_scale_down_threshold: None,
};

fn ids(spec: AutoscalingSpec<'_>) -> Vec<(&'static str, &'static str)> {
    let violations = spec.check().map_or_else(|violations| violations.into_iter().collect(), |_| Vec::new());
    violations.iter().map(|violation| (violation.id(), violation.field())).collect()
}

fn message(spec: AutoscalingSpec<'_>) -> String {
    spec.check().unwrap_err().to_string()
}

#[test]
fn defaults_are_those_of_the_documentation() {
    let scaling = SPEC.check().unwrap();
    assert_eq!(scaling.max_replicas(), 10);
    assert_eq!(scaling.min_awake_replicas(), 1);
    assert!(!scaling.scale_to_zero());
    assert_eq!(scaling.increment(), 1);
    assert_eq!(scaling.wait_duration(), Duration::from_secs(60));
    assert_eq!(scaling.rolling_window_duration(), Duration::from_secs(120));
    assert!((scaling.utilization_scale_up_threshold() - 0.75).abs() < f64::EPSILON);
    assert!((scaling.utilization_scale_down_threshold() - 0.25).abs() < f64::EPSILON);
}

#[test]
fn numbers_have_bounds() {
    for max_replicas in -2..=1002 {
        let expected = if (1..=1000).contains(&max_replicas) {
            vec![]
        } else {
            vec![("max_replicas_out_of_range", "max_replicas")]
        };
        assert_eq!(ids(AutoscalingSpec { max_replicas, ..SPEC }), expected, "{max_replicas}");
    }
    for max_replicas in 1..=12 {
        for number in -1..=13 {
            let spec = AutoscalingSpec { max_replicas, min_awake_replicas: Some(number), ..SPEC };
            assert_eq!(spec.check().is_ok(), (0..=max_replicas).contains(&number), "{number} of {max_replicas} awake");
            let spec = AutoscalingSpec { max_replicas, increment: Some(number), ..SPEC };
            assert_eq!(
                spec.check().is_ok(),
                (1..=max_replicas).contains(&number),
                "{number} of {max_replicas} at a time"
            );
        }
    }
}

#[test]
fn no_machine_awake_is_allowed_with_and_without_scale_to_zero() {
    for scale_to_zero in [None, Some(false), Some(true)] {
        let spec = AutoscalingSpec { min_awake_replicas: Some(0), scale_to_zero, ..SPEC };
        assert!(spec.check().is_ok());
    }
}

#[test]
fn a_wrong_maximum_hides_no_other_mistake() {
    let spec = AutoscalingSpec {
        max_replicas: 0,
        min_awake_replicas: Some(1001),
        increment: Some(5),
        wait_duration: Some("0s"),
        rolling_window_duration: Some("later"),
        ..SPEC
    };
    assert_eq!(
        ids(spec),
        [
            ("max_replicas_out_of_range", "max_replicas"),
            ("min_awake_replicas_out_of_range", "min_awake_replicas"),
            ("invalid_duration", "wait_duration"),
            ("invalid_duration", "rolling_window_duration"),
        ]
    );
}

#[test]
fn thresholds_are_in_order_with_three_places() {
    let with = |up: Option<f64>, down: Option<f64>| AutoscalingSpec {
        utilization_scale_up_threshold: up,
        utilization_scale_down_threshold: down,
        ..SPEC
    };
    for thousandths in 0..=1000_u16 {
        let number = f64::from(thousandths) / 1000.0;
        assert_eq!(with(Some(number), Some(0.0)).check().is_ok(), thousandths > 0, "{number} above 0");
        assert_eq!(with(Some(1.0), Some(number)).check().is_ok(), thousandths < 1000, "{number} below 1");
        assert_eq!(with(Some(number), None).check().is_ok(), thousandths > 250, "{number} above the default");
        assert_eq!(with(None, Some(number)).check().is_ok(), thousandths < 750, "{number} below the default");
        let scaling = with(Some(1.0), Some(number)).check();
        if let Ok(scaling) = scaling {
            assert!((scaling.utilization_scale_down_threshold() - number).abs() < f64::EPSILON);
        }
    }
    for wrong in [-0.1, 1.001, 0.1234, 0.0005, 75.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let [up, down] = ["utilization_scale_up_threshold", "utilization_scale_down_threshold"];
        assert_eq!(ids(with(Some(wrong), None)), [("threshold_out_of_range", up)], "{wrong}");
        assert_eq!(ids(with(None, Some(wrong))), [("threshold_out_of_range", down)], "{wrong}");
        assert_eq!(ids(with(Some(0.5), Some(wrong))), [("threshold_out_of_range", down)], "{wrong}");
    }
    let wrong_order = ids(with(Some(0.2), Some(0.3)));
    assert_eq!(wrong_order, [("threshold_out_of_range", "utilization_scale_up_threshold")]);
    assert_eq!(ids(with(Some(0.3), Some(0.3))), wrong_order);
}

#[test]
fn messages_say_what_is_allowed() {
    assert_eq!(
        message(AutoscalingSpec { max_replicas: 0, ..SPEC }),
        "`max_replicas` is 0, but 1 to 1000 machines are allowed\nhelp: use `max_replicas = 1`"
    );
    assert_eq!(
        message(AutoscalingSpec { min_awake_replicas: Some(11), ..SPEC }),
        "`min_awake_replicas` is 11, but 0 to 10 (`max_replicas`) are allowed\n\
         help: use `min_awake_replicas = 10`"
    );
    assert_eq!(
        message(AutoscalingSpec { increment: Some(0), ..SPEC }),
        "`increment` is 0, but 1 to 10 (`max_replicas`) are allowed\nhelp: use `increment = 1`"
    );
    assert_eq!(
        message(AutoscalingSpec { wait_duration: Some("0s"), ..SPEC }),
        "`wait_duration` is `\"0s\"`, but it must be more than 0\nhelp: for example `wait_duration = \"1m\"`"
    );
    assert_eq!(
        message(AutoscalingSpec { utilization_scale_up_threshold: Some(0.25), ..SPEC }),
        "`utilization_scale_up_threshold` is 0.25, but it must be a number above `utilization_scale_down_threshold` \
         (0.25) and at most 1, with at most three decimal places\n\
         help: for example `utilization_scale_up_threshold = 0.75`"
    );
    assert_eq!(
        message(AutoscalingSpec { utilization_scale_down_threshold: Some(0.0001), ..SPEC }),
        "`utilization_scale_down_threshold` is 0.0001, but it must be a number from 0 to below \
         `utilization_scale_up_threshold` (0.75), with at most three decimal places\n\
         help: for example `utilization_scale_down_threshold = 0.25`"
    );
}

#[test]
fn a_compute_has_it_instead_of_a_fixed_number() {
    let spec =
        ComputeSpec { cpu_kind: "shared", cpus: 1, memory_mb: 1024, num_replicas: Some(7), ..ComputeSpec::default() };
    let fixed = spec.check().unwrap();
    assert_eq!(fixed.replicas(), Replicas::Fixed(7));
    let scaling: Autoscaling = AutoscalingSpec { min_awake_replicas: Some(2), ..SPEC }.check().unwrap();
    let compute = fixed.with_autoscaling(scaling);
    assert_eq!(compute.replicas(), Replicas::Autoscaling(scaling));
    assert_eq!(compute.num_replicas(), 2);
    assert_eq!((compute.replicas().lowest(), compute.replicas().highest()), (2, 10));
    assert_ne!(compute, fixed);
    assert_eq!(compute.to_string(), "shared, 1 CPU, 1024 MB, 2 to 10 replicas, region chosen by Hatchet");
    let regions =
        ComputeSpec { regions: Some(&["ewr", "lhr", "fra"]), ..spec }.check().unwrap().with_autoscaling(scaling);
    let advice: Vec<String> = regions.advice().map(|advice| advice.to_string()).collect();
    assert_eq!(
        advice,
        ["`min_awake_replicas` is 2 for 3 regions, so at least one region gets no machine; \
          use `min_awake_replicas = 3` or more, or fewer regions"]
    );
}
