//! What the server has against a plan, and which steps it means.

use std::fmt::{self, Display, Formatter};

use serde_json::{Map, Value};

use super::hide::Hider;
use crate::{Plan, RuntimeConfig, Step};

/// The longest text of the server that is kept, in characters.
pub(super) const TEXT_MAX: usize = 1000;

/// One of the errors that the server names in its answer. Its texts are the server's, on one line each, without the
/// token.
///
/// ```
/// use hatchet_compute::cloud::RegisterError;
///
/// /// The places in the source that the server has something against.
/// fn places(error: &RegisterError) -> Vec<String> {
///     let RegisterError::Failed(failure) = error else {
///         return Vec::new();
///     };
///     let steps = failure.errors().iter().flat_map(|error| error.steps());
///     steps.map(|step| step.location().to_string()).collect()
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerError {
    code: Option<u64>,
    field: Option<String>,
    description: String,
    docs_link: Option<String>,
    runtime_config: Option<RuntimeConfig>,
    steps: Vec<Step>,
}

impl ServerError {
    /// The number of the error, if the server gives one.
    #[must_use]
    pub fn code(&self) -> Option<u64> {
        self.code
    }

    /// The field of the body that is wrong, if the server names one, such as `runtimeConfigs[1].regions`.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// What is wrong.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.description
    }

    /// Where to read about it, if the server says so.
    #[must_use]
    pub fn docs_link(&self) -> Option<&str> {
        self.docs_link.as_deref()
    }

    /// The runtime config that the field belongs to, if it names one that was sent.
    #[must_use]
    pub fn runtime_config(&self) -> Option<&RuntimeConfig> {
        self.runtime_config.as_ref()
    }

    /// The steps that ask for that runtime config, sorted by action; if the field names one of its actions, the step of
    /// that action alone. Empty if the field names no runtime config.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Reads the errors of an answer, however they are put.
    ///
    /// The contract is `{"errors":[{"code":…,"field":…,"description":…,"docs_link":…}]}`, with `description` alone
    /// required. What has another shape is shown as the JSON that it is.
    pub(super) fn read_all(answer: &Value, plan: &Plan, hider: &Hider) -> Vec<Self> {
        match answer.get("errors") {
            Some(Value::Array(errors)) => errors
                .iter()
                .map(|error| Self::read(error, plan, hider))
                .collect(),
            None | Some(Value::Null) => Vec::new(),
            Some(error) => vec![Self::read(error, plan, hider)],
        }
    }

    fn read(error: &Value, plan: &Plan, hider: &Hider) -> Self {
        let empty = Map::new();
        let fields = error.as_object().unwrap_or(&empty);
        let text = |names: &[&str]| {
            let found = names.iter().find_map(|name| fields.get(*name)?.as_str());
            found
                .map(|text| hider.line(text, TEXT_MAX))
                .filter(|text| !text.is_empty())
        };
        let json = || hider.line(error.as_str().unwrap_or(&error.to_string()), TEXT_MAX);
        let field = text(&["field"]);
        let runtime_config = field.as_deref().and_then(|field| config_of(field, plan));
        let steps = match (&field, runtime_config) {
            (Some(field), Some(config)) => steps_of(field, config, plan),
            _ => Vec::new(),
        };
        Self {
            code: fields.get("code").and_then(number),
            description: text(&["description", "message"]).unwrap_or_else(json),
            docs_link: text(&["docs_link"]),
            runtime_config: runtime_config.cloned(),
            field,
            steps,
        }
    }
}

/// The server's error, then the steps that it means, each on a line of its own.
impl Display for ServerError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(field) = &self.field {
            write!(f, "`{field}`: ")?;
        }
        f.write_str(&self.description)?;
        match (self.code, &self.docs_link) {
            (Some(code), Some(link)) => write!(f, " (code {code}, see {link})")?,
            (Some(code), None) => write!(f, " (code {code})")?,
            (None, Some(link)) => write!(f, " (see {link})")?,
            (None, None) => {}
        }
        self.steps.iter().try_for_each(|step| {
            write!(
                f,
                "\n    asked for by step `{}` of workflow `{}` at {}",
                step.name(),
                step.workflow(),
                step.location()
            )
        })
    }
}

/// A number, also one that is written as a text.
fn number(value: &Value) -> Option<u64> {
    value
        .as_u64()
        .or_else(|| value.as_str()?.trim().parse().ok())
}

/// The runtime config that a field belongs to: `runtimeConfigs[1].regions`, `/runtimeConfigs/1/regions`, …
fn config_of<'a>(field: &str, plan: &'a Plan) -> Option<&'a RuntimeConfig> {
    plan.runtime_configs()
        .get(index_after("runtimeconfigs", field)?)
}

/// The steps that ask for the config, or the one whose action the field names.
fn steps_of(field: &str, config: &RuntimeConfig, plan: &Plan) -> Vec<Step> {
    let named = index_after("actions", field).and_then(|index| config.actions().get(index));
    let is_meant = |step: &&Step| {
        let action = plan.action_of(step);
        match named {
            Some(named) => *named == action,
            None => config.actions().contains(&action),
        }
    };
    plan.steps().iter().filter(is_meant).cloned().collect()
}

/// The number that follows a lower-case name in a field.
fn index_after(name: &str, field: &str) -> Option<usize> {
    let field = field.to_ascii_lowercase();
    let (_, rest) = field.split_once(name)?;
    let digits = rest.strip_prefix(['[', '.', '/'])?;
    let end = digits
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(digits.len());
    digits[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Hider, ServerError, index_after};
    use crate::{Plan, Step, compute};

    fn plan() -> Plan {
        let small = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 };
        let large = compute! { cpu_kind = "performance", cpus = 2, memory_mb = 4096 };
        let step = |name, compute| Step::new("Orders", name).with_compute(compute);
        let steps = [
            step("a", small),
            step("b", large),
            step("c", large),
            Step::new("Orders", "d"),
        ];
        Plan::from_steps(steps)
            .unwrap()
            .with_namespace("dev")
            .unwrap()
    }

    fn read(answer: &Value) -> Vec<ServerError> {
        ServerError::read_all(answer, &plan(), &Hider::new("secret"))
    }

    fn steps(field: &str) -> String {
        let errors = read(&json!({"errors": [{"description": "d", "field": field}]}));
        errors[0].steps().iter().map(|step| step.name()).collect()
    }

    #[test]
    fn fields_name_steps() {
        assert_eq!(steps("runtimeConfigs[1].regions"), "bc");
        assert_eq!(steps("InfraAsCodeRequest.RuntimeConfigs[0].CPUs"), "a");
        assert_eq!(steps("/runtimeConfigs/1/actions/1"), "c");
        assert_eq!(steps("runtimeConfigs.1.actions[9]"), "bc");
        for field in [
            "runtimeConfigs",
            "runtimeConfigs[2]",
            "runtimeConfigs[x]",
            "runtimeConfigs1",
            "actions[0]",
            "",
        ] {
            assert_eq!(steps(field), "", "{field}");
        }
        assert_eq!(index_after("a", "a[99999999999999999999999]"), None);
    }

    #[test]
    fn the_contract_is_read() {
        let errors = read(&json!({"errors": [
            {"code": 1400, "field": "runtimeConfigs[0].memoryMb", "description": "too\nlittle", "docs_link": "https://docs"},
        ]}));
        let [error] = &errors[..] else {
            panic!("{errors:?}")
        };
        assert_eq!(
            (error.code(), error.field()),
            (Some(1400), Some("runtimeConfigs[0].memoryMb"))
        );
        assert_eq!(
            (error.description(), error.docs_link()),
            ("too little", Some("https://docs"))
        );
        assert_eq!(error.runtime_config(), Some(&plan().runtime_configs()[0]));
        let line = error.steps()[0].location().line();
        assert_eq!(
            error.to_string(),
            format!(
                "`runtimeConfigs[0].memoryMb`: too little (code 1400, see https://docs)\n    \
                 asked for by step `a` of workflow `Orders` at {}:{line}:{}",
                file!(),
                error.steps()[0].location().column()
            )
        );
    }

    #[test]
    fn other_shapes_are_shown_as_they_are() {
        let shown = |answer: Value| {
            read(&answer)
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
        };
        assert_eq!(
            shown(json!({"errors": ["text", 5, {"code": "7"}, {"message": "m"}, null]})),
            ["text", "5", "{\"code\":\"7\"} (code 7)", "m", "null"]
        );
        assert_eq!(shown(json!({"errors": {"description": "one"}})), ["one"]);
        assert_eq!(shown(json!({"errors": "the secret"})), ["the [hidden]"]);
        for none in [
            json!({"errors": null}),
            json!({"errors": []}),
            json!({}),
            json!([1]),
            json!(null),
            json!("errors"),
        ] {
            assert_eq!(shown(none).len(), 0);
        }
    }
}
