//! Serialize and Deserialize: the round trip, and what is rejected.
#![cfg(feature = "serde")]

use hatchet_compute_core::{Compute, ComputeSpec, CpuKind, Region, Regions};
use serde_json::{from_str, json, to_string, to_value};

const SPEC: ComputeSpec<'static> = ComputeSpec {
    cpu_kind: "shared",
    cpus: 2,
    memory_mb: 1024,
    num_replicas: Some(2),
    regions: Some(&["lax", "ewr"]),
    pool: None,
};

fn refusal(text: &str) -> String {
    let error = from_str::<Compute>(text).expect_err(text).to_string();
    // serde_json appends the position.
    error.split(" at line ").next().unwrap_or_default().to_string()
}

#[test]
fn a_compute_is_written_as_its_fields() {
    for (spec, expected) in [
        (SPEC, r#"{"cpu_kind":"shared","cpus":2,"memory_mb":1024,"num_replicas":2,"regions":["ewr","lax"]}"#),
        (
            ComputeSpec { num_replicas: None, regions: None, ..SPEC },
            r#"{"cpu_kind":"shared","cpus":2,"memory_mb":1024,"num_replicas":1}"#,
        ),
        (
            ComputeSpec { regions: None, pool: Some("heavy"), ..SPEC },
            r#"{"cpu_kind":"shared","cpus":2,"memory_mb":1024,"num_replicas":2,"pool":"heavy"}"#,
        ),
        (
            ComputeSpec { cpu_kind: "performance", memory_mb: 4096, pool: Some("heavy"), ..SPEC },
            r#"{"cpu_kind":"performance","cpus":2,"memory_mb":4096,"num_replicas":2,"regions":["ewr","lax"],"pool":"heavy"}"#,
        ),
    ] {
        let compute = spec.check().unwrap();
        assert_eq!(to_string(&compute).unwrap(), expected);
        assert_eq!(from_str::<Compute>(expected).unwrap(), compute);
        assert_eq!(serde_json::from_value::<Compute>(to_value(compute).unwrap()).unwrap(), compute);
    }
}

#[test]
fn optional_fields_may_be_null() {
    let least = ComputeSpec { num_replicas: None, regions: None, ..SPEC }.check().unwrap();
    for text in [
        r#"{"cpus":2,"memory_mb":1024,"cpu_kind":"shared"}"#,
        r#"{"cpu_kind":"shared","cpus":2,"memory_mb":1024,"num_replicas":null,"regions":null,"pool":null}"#,
        r#"{"cpu_kind":"sha\u0072ed","cpus":2,"memory_mb":1024,"pool":"default"}"#,
    ] {
        assert_eq!(from_str::<Compute>(text).unwrap(), least, "{text}");
    }
}

#[test]
fn an_invalid_compute_is_rejected_with_all_its_violations() {
    let text =
        json!({ "cpu_kind": "gpu", "cpus": 65, "memory_mb": 70_000, "regions": ["zzz", "ewr", "ewr"], "pool": "a b" });
    let regions = ["zzz", "ewr", "ewr"];
    let spec = ComputeSpec {
        cpu_kind: "gpu",
        cpus: 65,
        memory_mb: 70_000,
        num_replicas: None,
        regions: Some(&regions),
        pool: Some("a b"),
    };
    let violations = spec.check().unwrap_err();
    assert_eq!(violations.len(), 6);
    let error = serde_json::from_value::<Compute>(text).unwrap_err();
    assert_eq!(error.to_string(), violations.to_string());
    assert_eq!(
        refusal(r#"{"cpu_kind":"shared","cpus":2,"memory_mb":1024,"regions":[]}"#),
        "`regions` is empty\nhelp: leave `regions` out to let Hatchet choose",
    );
}

#[test]
fn fields_are_rejected_by_name() {
    for (text, expected) in [
        (
            r#"{"cpu_kind":"shared","cpus":2,"memory":1024}"#,
            "unknown field `memory`, expected one of `cpu_kind`, `cpus`, `memory_mb`, `num_replicas`, `autoscaling`, `regions`, `pool`",
        ),
        (r#"{"cpus":2,"memory_mb":1024}"#, "missing field `cpu_kind`"),
        (r#"{"cpu_kind":"shared","memory_mb":1024}"#, "missing field `cpus`"),
        (r#"{"cpu_kind":"shared","cpus":2}"#, "missing field `memory_mb`"),
        (r#"{"cpu_kind":"shared","cpus":2,"memory_mb":null}"#, "missing field `memory_mb`"),
        (r#"{"cpus":2,"cpus":2}"#, "duplicate field `cpus`"),
        (r#"{"pool":null,"pool":null}"#, "duplicate field `pool`"),
        (r#"{"cpus":"2"}"#, "invalid type: string \"2\", expected i64"),
        (r#"{"cpus":2.0}"#, "invalid type: floating point `2.0`, expected i64"),
        (r#"{"memory_mb":9223372036854775808}"#, "invalid value: integer `9223372036854775808`, expected i64"),
        (r#"{"regions":"ewr"}"#, "invalid type: string \"ewr\", expected a sequence"),
        ("[]", "invalid type: sequence, expected a compute configuration"),
        ("1", "invalid type: integer `1`, expected a compute configuration"),
    ] {
        assert_eq!(refusal(text), expected, "{text}");
    }
}

#[test]
fn kinds_are_written_as_names() {
    for kind in CpuKind::ALL {
        let text = format!("\"{kind}\"");
        assert_eq!(to_string(kind).unwrap(), text);
        assert_eq!(from_str::<CpuKind>(&text).unwrap(), *kind);
    }
    let error = from_str::<CpuKind>("\"gpu\"").unwrap_err().to_string();
    assert!(error.starts_with("`cpu_kind` must be `\"shared\"` or `\"performance\"`, not `\"gpu\"`"), "{error}");
    let error = from_str::<CpuKind>("1").unwrap_err().to_string();
    assert!(error.starts_with("invalid type: integer `1`, expected a kind of CPU"), "{error}");
}

#[test]
fn regions_are_written_as_codes() {
    for region in Region::ALL {
        let text = format!("\"{region}\"");
        assert_eq!(to_string(region).unwrap(), text);
        assert_eq!(from_str::<Region>(&text).unwrap(), *region);
    }
    let error = from_str::<Region>("\"EWR\"").unwrap_err().to_string();
    assert!(error.starts_with("`\"EWR\"` is not a region of Hatchet Cloud"), "{error}");
    let error = from_str::<Region>("null").unwrap_err().to_string();
    assert!(error.starts_with("invalid type: null, expected the code of a region"), "{error}");
}

#[test]
fn sets_are_written_as_lists_of_codes() {
    let set = Regions::of(&[Region::Lax, Region::Ewr]);
    assert_eq!(to_string(&set).unwrap(), r#"["ewr","lax"]"#);
    assert_eq!(from_str::<Regions>(r#"["lax","ewr","lax"]"#).unwrap(), set);
    assert_eq!(from_str::<Regions>("[]").unwrap(), Regions::EMPTY);
    assert!(from_str::<Regions>(r#"["lax","mars"]"#).unwrap_err().to_string().starts_with("`\"mars\"` is not"));
    assert!(from_str::<Regions>("\"lax\"").unwrap_err().to_string().contains("expected a list of regions"));
}

#[test]
fn autoscaling_takes_the_place_of_replicas() {
    let text = r#"{"cpu_kind":"shared","cpus":1,"memory_mb":1024,"autoscaling":{"max_replicas":10,"min_awake_replicas":0,"scale_to_zero":true,"wait_duration":"30s","rolling_window_duration":"1m30s","utilization_scale_up_threshold":0.9,"utilization_scale_down_threshold":0.125,"increment":2}}"#;
    let compute: Compute = from_str(text).unwrap();
    assert_eq!(to_string(&compute).unwrap(), text);
    let short = r#"{"cpu_kind":"shared","cpus":1,"memory_mb":1024,"autoscaling":{"max_replicas":10,"increment":null}}"#;
    let compute: Compute = from_str(short).unwrap();
    assert_eq!(compute.replicas().highest(), 10);
    let errors = [
        (r#""num_replicas":2,"autoscaling":{"max_replicas":1}"#, "`autoscaling` replaces `num_replicas`"),
        (r#""autoscaling":{}"#, "missing field `max_replicas`"),
        (r#""autoscaling":{"max_replicas":2000}"#, "`max_replicas` is 2000, but 1 to 1000 machines are allowed"),
        (r#""autoscaling":{"max_replicas":1,"max_replicas":1}"#, "duplicate field `max_replicas`"),
        (r#""autoscaling":{"maxReplicas":1}"#, "unknown field `maxReplicas`"),
        (r#""autoscaling":{"max_replicas":1,"wait_duration":"0s"}"#, "`wait_duration` is `\"0s\"`"),
    ];
    for (fields, expected) in errors {
        let text = format!(r#"{{"cpu_kind":"shared","cpus":1,"memory_mb":1024,{fields}}}"#);
        let error = from_str::<Compute>(&text).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
}
