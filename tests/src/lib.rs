//! What the test programs share: comparing a program's request with a recorded one.

pub mod documents;

use std::collections::BTreeSet;

use hatchet_compute::{InfraAsCodeRequest, Plan};
use serde_json::Value;

/// The plan of this test program; it has to be one.
///
/// # Panics
///
/// When the program's steps make no plan.
#[must_use]
pub fn plan() -> Plan {
    Plan::collect().unwrap_or_else(|error| panic!("the program's steps make no plan: {error}"))
}

/// Compares a request with the output of a vector of `vectors/plan-python-sdk.json`, whose lists are sets here: the
/// order of groups, actions and regions is each SDK's own.
///
/// # Panics
///
/// When they differ, or there is no vector of that name.
pub fn assert_equals_vector(request: &InfraAsCodeRequest<'_>, name: &str) {
    let file: Value =
        serde_json::from_str(include_str!("../vectors/plan-python-sdk.json")).expect("the vectors are JSON");
    let vector = file["vectors"]
        .as_array()
        .and_then(|vectors| vectors.iter().find(|vector| vector["name"] == name))
        .unwrap_or_else(|| panic!("there is no vector `{name}`"));
    let request = serde_json::to_value(request).expect("a request is JSON");
    assert_eq!(groups(&request["runtimeConfigs"]), groups(&vector["output"]), "vector `{name}`");
}

/// Runtime configs as a set of texts, the lists in them sorted.
fn groups(configs: &Value) -> BTreeSet<String> {
    let configs = configs.as_array().expect("runtime configs are a list");
    let groups: BTreeSet<String> = configs.iter().map(|config| sorted(config).to_string()).collect();
    assert_eq!(groups.len(), configs.len(), "a group is there twice");
    groups
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::Array(elements) => {
            let mut elements: Vec<Value> = elements.iter().map(sorted).collect();
            elements.sort_by_key(Value::to_string);
            Value::Array(elements)
        }
        Value::Object(fields) => {
            let mut fields: Vec<(String, Value)> =
                fields.iter().map(|(key, value)| (key.clone(), sorted(value))).collect();
            fields.sort_by(|one, other| one.0.cmp(&other.0));
            Value::Object(fields.into_iter().collect())
        }
        other => other.clone(),
    }
}
