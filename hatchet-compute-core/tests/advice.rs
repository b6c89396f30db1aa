//! Advice: each id, when it appears, when it does not, and its text.

use hatchet_compute_core::{
    Advice, Compute, ComputeSpec, CpuKind, Region, event_advice, machine_size_advice, memory_mb_advice, region_advice,
    replica_advice, time_limit_advice,
};

/// A compute without advice.
const GOOD: ComputeSpec<'static> = ComputeSpec {
    cpu_kind: "shared",
    cpus: 2,
    memory_mb: 1024,
    num_replicas: Some(2),
    regions: Some(&["ewr", "lax"]),
    pool: None,
};

fn ids(spec: &ComputeSpec<'_>) -> Vec<&'static str> {
    let compute: Compute = spec.check().unwrap();
    compute.advice().map(|advice| advice.id()).collect()
}

fn texts(advice: impl IntoIterator<Item = Advice>) -> Vec<String> {
    advice.into_iter().map(|advice| advice.to_string()).collect()
}

#[test]
fn a_good_compute_has_none() {
    assert_eq!(ids(&GOOD), [""; 0]);
    assert_eq!(ids(&ComputeSpec { regions: None, ..GOOD }), [""; 0]);
}

#[test]
fn on_exactly_the_regions_that_the_api_removed() {
    for &region in Region::ALL {
        let is_gone = !region.is_accepted();
        let codes = [region.code()];
        let expected: &[&str] = if is_gone { &["region_not_in_api"] } else { &[] };
        assert_eq!(ids(&ComputeSpec { regions: Some(&codes), ..GOOD }), expected, "{region}");
        assert_eq!(region_advice(region).is_some(), is_gone, "{region}");
    }
    assert_eq!(region_advice(Region::Jnb), None);
    assert_eq!(
        texts(region_advice(Region::Atl)),
        ["region `atl` (Atlanta, Georgia (US)) is not in the API's list of August 2026; the nearest accepted region \
          is `dfw` (Dallas, Texas (US))"],
    );
    assert_eq!(
        texts(region_advice(Region::Hkg)),
        [
            "region `hkg` (Hong Kong) is not in the API's list of August 2026; the nearest accepted region is `sin` (Singapore)"
        ],
    );
}

#[test]
fn on_each_of_several_such_regions_in_code_order() {
    let spec = ComputeSpec { regions: Some(&["yul", "ewr", "atl"]), num_replicas: Some(3), ..GOOD };
    let advice: Vec<_> = spec.check().unwrap().advice().collect();
    assert_eq!(advice, [region_advice(Region::Atl).unwrap(), region_advice(Region::Yul).unwrap()]);
}

#[test]
fn on_fewer_replicas_than_regions_but_none() {
    for (num_replicas, regions, is_advised) in [
        (0, 0, false),
        (0, 2, false),
        (1, 0, false),
        (1, 1, false),
        (1, 2, true),
        (2, 2, false),
        (2, 3, true),
        (34, 35, true),
        (35, 35, false),
        (1000, 35, false),
        (u32::MAX, 35, false),
    ] {
        let advice = replica_advice("num_replicas", num_replicas, 1000, regions);
        let expected = is_advised.then_some("fewer_replicas_than_regions");
        assert_eq!(advice.map(|advice| advice.id()), expected, "{num_replicas} over {regions}");
    }
    assert_eq!(ids(&ComputeSpec { num_replicas: Some(1), ..GOOD }), ["fewer_replicas_than_regions"]);
    assert_eq!(ids(&ComputeSpec { num_replicas: None, ..GOOD }), ["fewer_replicas_than_regions"], "1 if left out");
    assert_eq!(ids(&ComputeSpec { num_replicas: Some(0), ..GOOD }), [""; 0]);
    assert_eq!(
        texts(replica_advice("num_replicas", 2, 1000, 3)),
        ["`num_replicas` is 2 for 3 regions, so at least one region gets no machine; use `num_replicas = 3` or more, \
          or fewer regions"],
    );
    assert_eq!(
        texts(replica_advice("min_awake_replicas", 1, 2, 3)),
        ["`min_awake_replicas` is 1 for 3 regions, so at least one region gets no machine; use fewer regions"],
        "there cannot be more",
    );
}

#[test]
fn on_memory_below_the_api_and_on_uneven_memory() {
    for memory_mb in 0..=3000 {
        let mut expected = Vec::new();
        if memory_mb < 1024 {
            expected.push("memory_below_api_minimum");
        }
        if memory_mb % 256 != 0 {
            expected.push("memory_not_multiple_of_256");
        }
        let found: Vec<_> = memory_mb_advice(memory_mb).map(|advice| advice.id()).collect();
        assert_eq!(found, expected, "{memory_mb}");
    }
    assert_eq!(ids(&ComputeSpec { memory_mb: 1023, ..GOOD }).len(), 2);
    assert_eq!(texts(memory_mb_advice(u32::MAX)).len(), 1, "no overflow");
}

#[test]
fn the_text_about_memory() {
    assert_eq!(
        texts(memory_mb_advice(512)),
        ["`memory_mb` is 512, but the API and the Python SDK currently require at least 1024 MB; \
          use `memory_mb = 1024` or more"],
    );
    for (memory_mb, instead) in [
        (1025, "`memory_mb = 1024` or `memory_mb = 1280`"),
        (4095, "`memory_mb = 3840` or `memory_mb = 4096`"),
        (1023, "`memory_mb = 1024`"),
        (300, "`memory_mb = 1024`"),
    ] {
        let expected =
            format!("`memory_mb` is {memory_mb}, but the TypeScript SDK takes only multiples of 256; use {instead}");
        assert_eq!(texts(memory_mb_advice(memory_mb)).last(), Some(&expected));
    }
}

#[test]
fn on_cpu_counts_that_no_machine_has() {
    for cpus in 1..=64 {
        let is_shared = [1, 2, 4, 6, 8].contains(&cpus);
        let is_performance = cpus == 1 || (cpus <= 16 && cpus % 2 == 0) || cpus == 32 || cpus == 64;
        for (cpu_kind, is_size) in [(CpuKind::Shared, is_shared), (CpuKind::Performance, is_performance)] {
            let expected = (!is_size).then_some("cpus_not_a_machine_size");
            assert_eq!(
                machine_size_advice(cpu_kind, cpus, 1024).map(|advice| advice.id()),
                expected,
                "{cpu_kind} × {cpus}"
            );
        }
    }
    assert_eq!(ids(&ComputeSpec { cpus: 3, ..GOOD }), ["cpus_not_a_machine_size"]);
    for (cpu_kind, cpus, memory_mb, expected) in [
        (
            CpuKind::Shared,
            3,
            1024,
            "`cpus` is 3, but shared machines come with 1, 2, 4, 6 or 8 CPUs; use `cpus = 2` or `cpus = 4`",
        ),
        (CpuKind::Shared, 3, 768, "`cpus` is 3, but shared machines come with 1, 2, 4, 6 or 8 CPUs; use `cpus = 2`"),
        (
            CpuKind::Shared,
            64,
            16384,
            "`cpus` is 64, but shared machines come with 1, 2, 4, 6 or 8 CPUs; use `cpus = 8`",
        ),
        (
            CpuKind::Shared,
            64,
            65536,
            "`cpus` is 64, but shared machines come with 1, 2, 4, 6 or 8 CPUs; \
             none of these takes 65536 MB, so change `memory_mb` too",
        ),
        (
            CpuKind::Performance,
            17,
            65536,
            "`cpus` is 17, but performance machines come with 1, 2, 4, 6, 8, 10, 12, 14, 16 or 32 CPUs; \
             use `cpus = 16` or `cpus = 32`",
        ),
    ] {
        assert_eq!(texts(machine_size_advice(cpu_kind, cpus, memory_mb)), [expected]);
    }
}

#[test]
fn all_at_once_in_the_order_of_the_fields() {
    let spec = ComputeSpec { cpus: 3, memory_mb: 1000, num_replicas: Some(1), regions: Some(&["waw", "ewr"]), ..GOOD };
    let advice: Vec<_> = spec.check().unwrap().advice().map(|advice| (advice.id(), advice.field())).collect();
    let expected = [
        ("cpus_not_a_machine_size", "cpus"),
        ("memory_below_api_minimum", "memory_mb"),
        ("memory_not_multiple_of_256", "memory_mb"),
        ("fewer_replicas_than_regions", "num_replicas"),
        ("region_not_in_api", "regions"),
    ];
    assert_eq!(advice, expected);
}

#[test]
fn each_is_one_line_in_lower_case_without_a_full_stop() {
    let spec = ComputeSpec { cpus: 3, memory_mb: 1000, num_replicas: Some(1), regions: Some(&["waw", "ewr"]), ..GOOD };
    for text in texts(spec.check().unwrap().advice()) {
        assert!(!text.contains('\n') && !text.ends_with('.'), "{text}");
        assert!(!text.starts_with(char::is_uppercase), "{text}");
    }
}

#[test]
fn time_limits_of_nothing_and_events_with_blanks() {
    for nothing in ["0s", "0h0m", "0.0ms"] {
        let advice = time_limit_advice("timeout", nothing).unwrap();
        assert_eq!((advice.id(), advice.field()), ("time_limit_of_nothing", "timeout"));
        assert_eq!(
            advice.to_string(),
            format!(
                "`timeout` is `{nothing:?}`, which leaves no time at all; use `timeout = \"5m\"`, the engine's default, or \
                 another duration"
            )
        );
    }
    assert!(["1ms", "0.001ms", "5m", "soon"].into_iter().all(|text| time_limit_advice("timeout", text).is_none()));
    let advice = event_advice(" order:created\t").unwrap();
    assert_eq!((advice.id(), advice.replacement()), ("event_with_blanks", Some("\"order:created\"")));
    assert_eq!(
        advice.to_string(),
        "the white space around the event `\" order:created\\t\"` is part of its key; use `\"order:created\"`"
    );
    assert!(["order:created", "a b", "", " "].into_iter().all(|event| event_advice(event).is_none()));
}
