//! The shared vectors: the rules that each configuration breaks, in order.

use hatchet_compute_core::{ComputeSpec, Violation};
use serde_json::Value;

const VECTORS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors/validity.json");

fn texts(list: &Value) -> Option<Vec<&str>> {
    list.as_array().map(|texts| texts.iter().map(|text| text.as_str().expect("a string")).collect())
}

#[test]
fn check_finds_the_violations_in_the_vectors() {
    let text = std::fs::read_to_string(VECTORS).expect("the vectors are in the repository");
    let document: Value = serde_json::from_str(&text).expect("the vectors are JSON");
    let vectors = document["vectors"].as_array().expect("a list of vectors");
    let (mut valid, mut invalid) = (0, 0);
    for vector in vectors {
        let (name, input, verdict) = (&vector["name"], &vector["input"], &vector["verdict"]);
        let regions = texts(&input["regions"]);
        let spec = ComputeSpec {
            cpu_kind: input["cpu_kind"].as_str().expect("a kind"),
            cpus: input["cpus"].as_i64().expect("CPUs"),
            memory_mb: input["memory_mb"].as_i64().expect("a memory"),
            num_replicas: input["num_replicas"].as_i64(),
            regions: regions.as_deref(),
            pool: input["pool"].as_str(),
        };
        let checked = spec.check();
        let ids = match &checked {
            Ok(_) => Vec::new(),
            Err(violations) => violations.iter().map(Violation::id).collect(),
        };
        assert_eq!(Some(ids), texts(&verdict["violations"]), "{name}");
        assert_eq!(Value::Bool(checked.is_ok()), verdict["valid"], "{name}");
        *(if checked.is_ok() { &mut valid } else { &mut invalid }) += 1;
    }
    assert!(valid > 20 && invalid > 20, "{valid} valid and {invalid} invalid vectors were read");
}
