//! Keys that other systems have: what they mean here.

use hatchet_compute_core::{Field, Key, Meaning, ScaleField, StepOption, WorkflowOption, meaning_of, normalized_key};

#[test]
fn keys_in_other_spellings() {
    for (written, plain) in [
        ("cpu_kind", "cpu_kind"),
        ("cpu-kind", "cpu_kind"),
        ("cpuKind", "cpu_kind"),
        ("CpuKind", "cpu_kind"),
        ("CPUS", "cpus"),
        ("MEMORY_MB", "memory_mb"),
        ("\"cpus\"", "cpus"),
        ("compute.cpus", "cpus"),
        ("hatchet::compute", "compute"),
        ("r#name", "name"),
        ("", ""),
    ] {
        assert_eq!(normalized_key(written), plain, "{written}");
    }
}

#[test]
fn words_lead_to_what_they_mean_here() {
    for (word, meaning) in [
        ("vcpus", Meaning::Key("cpus")),
        ("ram", Meaning::Key("memory_mb")),
        ("memory_gb", Meaning::In("memory_mb", "GB")),
        ("instances", Meaning::Key("num_replicas")),
        ("region", Meaning::Key("regions")),
        ("depends_on", Meaning::Key("parents")),
        ("schedule", Meaning::Key("on_crons")),
        ("max_retries", Meaning::Key("retries")),
        ("timeout_minutes", Meaning::In("timeout", "m")),
        ("schedule_to_start_timeout", Meaning::Key("schedule_timeout")),
        ("min_replicas", Meaning::Key("min_awake_replicas")),
        ("max_instances", Meaning::Key("max_replicas")),
        ("autoscale", Meaning::Key("autoscaling")),
        ("on_error", Meaning::Key("on_failure")),
    ] {
        assert_eq!(meaning_of(word), Some(meaning), "{word}");
        if let Meaning::Key(key) | Meaning::In(key, _) = meaning {
            let is_field = Field::named(key).is_some() || ScaleField::named(key).is_some();
            let is_key = is_field || StepOption::named(key).is_some();
            assert!(is_key || WorkflowOption::named(key).is_some(), "{key}");
        }
    }
    for word in ["gpu", "hpa", "concurrency", "slots", "max_attempts"] {
        assert!(matches!(meaning_of(word), Some(Meaning::Other(_))), "{word}");
    }
    for word in ["concurrency", "rate_limit", "sticky", "priority", "backoff", "wait_for", "on_success", "idempotency"]
    {
        let Some(Meaning::Other(instead)) = meaning_of(word) else {
            panic!("{word}");
        };
        assert!(instead.contains("`configure`") && instead.contains("`declare`"), "{word}: {instead}");
    }
    for key in [Field::NAMES, ScaleField::NAMES, StepOption::NAMES, WorkflowOption::NAMES].concat() {
        assert_eq!(meaning_of(key), None, "{key} is a key here");
    }
}
