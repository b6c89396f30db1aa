//! The plans equal those of the Python SDK for the same steps, from runs recorded in `tests/vectors` of the repository.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use hatchet_compute::{Compute, ComputeSpec, Plan, Step};
use serde_json::Value;

/// The recorded runs of a file.
fn vectors(file: &str) -> Vec<Value> {
    let path = format!("{}/../tests/vectors/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let file: Value = serde_json::from_str(&text).unwrap();
    file["vectors"].as_array().unwrap().clone()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap()
}

fn compute(fields: &Value) -> Compute {
    let regions: Option<Vec<&str>> = fields
        .get("regions")
        .map(|codes| codes.as_array().unwrap().iter().map(|code| code.as_str().unwrap()).collect());
    let spec = ComputeSpec {
        cpu_kind: text(fields, "cpu_kind"),
        cpus: fields["cpus"].as_i64().unwrap(),
        memory_mb: fields["memory_mb"].as_i64().unwrap(),
        num_replicas: fields.get("num_replicas").map(|number| number.as_i64().unwrap()),
        regions: regions.as_deref(),
        pool: fields.get("pool").map(|pool| pool.as_str().unwrap()),
    };
    spec.check().unwrap_or_else(|violations| panic!("{fields}: {violations}"))
}

/// The step of one input. The plan adds the namespace to its action.
fn step(input: &Value) -> Step {
    let step = Step::new(text(input, "workflow"), text(input, "step"));
    match &input["compute"] {
        Value::Null => step,
        fields => step.with_compute(compute(fields)),
    }
}

/// The plan of a recorded run. The SDK calls slots `max_runs`.
fn plan(vector: &Value) -> Plan {
    let plan = Plan::from_steps(vector["input"].as_array().unwrap().iter().map(step)).unwrap();
    let plan = plan.with_namespace(text(vector, "namespace")).unwrap();
    match vector["max_runs"].as_u64() {
        Some(slots) => plan.with_slots(u32::try_from(slots).unwrap()).unwrap(),
        None => plan,
    }
}

fn set(list: &Value) -> BTreeSet<String> {
    list.as_array().unwrap().iter().map(|item| item.as_str().unwrap().to_owned()).collect()
}

/// The runtime configs as a map from all other fields, sorted, to the actions.
///
/// This merges groups that differ only in the order of their regions: the SDK separates them, we do not. The SDK omits
/// `slots` if `max_runs` is not set; we send 1, which is the API's default.
fn groups(configs: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let mut groups: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for config in configs.as_array().unwrap() {
        let mut fields: BTreeMap<_, _> = config.as_object().unwrap().clone().into_iter().collect();
        let actions = set(&fields.remove("actions").unwrap());
        if let Some(regions) = fields.get_mut("regions") {
            *regions = set(regions).into_iter().collect();
        }
        fields.entry("slots".to_owned()).or_insert(1.into());
        groups.entry(format!("{fields:?}")).or_default().extend(actions);
    }
    groups
}

#[test]
fn plans_equal_those_of_the_python_sdk() {
    let vectors = vectors("plan-python-sdk.json");
    assert_eq!(vectors.len(), 32);
    for vector in vectors {
        let body = serde_json::to_value(plan(&vector).request()).unwrap();
        let ours = groups(&body["runtimeConfigs"]);
        assert_eq!(ours, groups(&vector["output"]), "{}", vector["name"]);
        // The vectors have no pools, so none of our groups were merged.
        assert_eq!(ours.len(), plan(&vector).runtime_configs().len(), "{}", vector["name"]);
    }
}

#[test]
fn actions_are_named_as_in_the_python_sdk() {
    let vectors = vectors("naming.json");
    assert_eq!(vectors.len(), 15);
    for vector in vectors {
        let compute = ComputeSpec { cpu_kind: "shared", cpus: 1, memory_mb: 1024, ..ComputeSpec::default() };
        let step = Step::new(text(&vector, "workflow"), text(&vector, "step")).with_compute(compute.check().unwrap());
        let plan = Plan::from_steps([step]).unwrap().with_namespace(text(&vector, "namespace"));
        // The SDKs send it, and the engine rejects it.
        if text(&vector, "namespace") == " dev" {
            plan.unwrap_err();
            continue;
        }
        let plan = plan.unwrap();
        assert_eq!(plan.runtime_configs()[0].actions(), [text(&vector, "python")], "{vector}");
    }
}
