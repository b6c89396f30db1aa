//! The tables of keys: what they say is true, and the check goes by them.

use std::collections::BTreeSet;

use hatchet_compute_core::{
    CPUS, ComputeSpec, CpuKind, DEFAULT_NUM_REPLICAS, DEFAULT_POOL, Field, Key, KeyInfo, MACHINE_MEMORY_MB_MAX,
    NUM_REPLICAS, PERFORMANCE_CPUS_MAX, PERFORMANCE_MEMORY_MB_PER_CPU, POOL_NAME_MAX, RETRIES_MAX,
    SHARED_MEMORY_MB_PER_CPU, ScaleField, StepOption, ValueType, Violation, WorkflowOption, check_cron, is_name,
    parse_duration, retries_problem,
};
use proptest::prelude::*;

fn infos<K: Key>() -> Vec<KeyInfo> {
    K::ALL.iter().map(|key| key.info()).collect()
}

fn tables() -> [Vec<KeyInfo>; 4] {
    [infos::<Field>(), infos::<ScaleField>(), infos::<StepOption>(), infos::<WorkflowOption>()]
}

/// The text of a string literal without escapes.
fn text(literal: &str) -> Option<&str> {
    literal.strip_prefix('"')?.strip_suffix('"')
}

/// The elements of a list.
fn elements(list: &str) -> Option<Vec<&str>> {
    let elements = list.strip_prefix('[')?.strip_suffix(']')?;
    Some(elements.split(", ").collect())
}

#[test]
fn names_are_unique() {
    for table in tables() {
        let names: BTreeSet<&str> = table.iter().map(|info| info.name).collect();
        assert_eq!(names.len(), table.len(), "{names:?}");
    }
}

#[test]
fn keys_are_found_by_their_names() {
    for field in Field::ALL {
        assert_eq!(Field::named(field.name()), Some(*field));
        assert_eq!(Field::named(&field.name().to_uppercase()), None);
    }
    for field in ScaleField::ALL {
        assert_eq!(ScaleField::named(field.name()), Some(*field));
    }
    for option in StepOption::ALL {
        assert_eq!(StepOption::named(option.name()), Some(*option));
    }
    for option in WorkflowOption::ALL {
        assert_eq!(WorkflowOption::named(option.name()), Some(*option));
    }
    assert_eq!(Field::named("timeout"), None);
}

#[test]
fn few_fields_are_required() {
    let required: Vec<Vec<&str>> = tables()
        .iter()
        .map(|table| {
            let required = table.iter().filter(|info| info.default.is_none());
            required.map(|info| info.name).collect()
        })
        .collect();
    assert_eq!(required, [vec!["cpu_kind", "cpus", "memory_mb"], vec!["max_replicas"], vec![], vec![]]);
}

#[test]
fn examples_are_of_the_type_of_their_key() {
    let is_path = |example: &str| {
        let mut names = example.trim_start_matches("::").split("::");
        names.all(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
    };
    for info in tables().concat() {
        let example = info.example;
        let is_of_the_type = match info.value_type {
            ValueType::Text => text(example).is_some(),
            ValueType::CpuKind => text(example).is_some_and(|text| text.parse::<CpuKind>().is_ok()),
            ValueType::Duration => text(example).is_some_and(|text| parse_duration(text).is_ok()),
            ValueType::Integer | ValueType::Megabytes => example.parse::<u32>().is_ok(),
            ValueType::Texts | ValueType::Regions | ValueType::Crons => {
                elements(example).is_some_and(|texts| texts.into_iter().all(|literal| text(literal).is_some()))
            }
            ValueType::Methods => elements(example).is_some_and(|methods| methods.into_iter().all(is_path)),
            ValueType::Path => is_path(example),
            ValueType::Compute => example == "SMALL",
            ValueType::Decimal => example.parse::<f64>().is_ok_and(|number| (0.0..=1.0).contains(&number)),
            ValueType::Boolean => example.parse::<bool>().is_ok(),
            ValueType::Fields => example == "max_replicas = 10",
            ValueType::Expression => example == "Order::default()",
            ValueType::Nothing => example.is_empty(),
        };
        assert!(is_of_the_type, "{info:?}");
    }
}

/// With an example for each of these fields, and the required ones.
fn with_examples(fields: &[Field], check: impl Fn(&ComputeSpec<'_>)) {
    let mut regions = Vec::new();
    let mut spec = ComputeSpec::default();
    for field in fields {
        let example = field.info().example;
        let number = || example.parse().expect("the example is a number");
        let string = |literal| text(literal).expect("the example is a string");
        match field {
            Field::CpuKind => spec.cpu_kind = string(example),
            Field::Cpus => spec.cpus = number(),
            Field::MemoryMb => spec.memory_mb = number(),
            Field::NumReplicas => spec.num_replicas = Some(number()),
            Field::Regions => {
                let elements = elements(example).expect("the example is a list");
                regions = elements.into_iter().map(string).collect();
            }
            Field::Pool => spec.pool = Some(string(example)),
            // It takes the place of `num_replicas`, and is checked on its own.
            Field::Autoscaling => {}
        }
    }
    spec.regions = fields.contains(&Field::Regions).then_some(regions.as_slice());
    check(&spec);
}

#[test]
fn examples_of_fields_are_accepted_without_advice() {
    with_examples(Field::ALL, |spec| {
        let compute = spec.check().expect("the examples are valid");
        assert_eq!(compute.advice().count(), 0, "{compute}");
        assert_eq!(spec.check_known(Field::ALL), []);
    });
    with_examples(&[Field::CpuKind, Field::Cpus, Field::MemoryMb], |spec| {
        let compute = spec.check().expect("the required fields suffice");
        assert_eq!(compute.num_replicas(), DEFAULT_NUM_REPLICAS);
        assert!(compute.regions().is_empty() && compute.is_default_pool());
    });
}

#[test]
fn examples_of_options_are_accepted() {
    for name in [StepOption::Name.info(), WorkflowOption::Name.info()] {
        assert!(text(name.example).is_some_and(is_name), "{name:?}");
    }
    let retries = StepOption::Retries.info().example.parse();
    assert_eq!(retries_problem(retries.expect("a number")), None);
    let crons = elements(WorkflowOption::OnCrons.info().example).expect("a list");
    for cron in crons {
        assert_eq!(check_cron(text(cron).expect("a string")), Ok(()));
    }
}

/// The range as the documentation writes it.
fn range(range: &std::ops::RangeInclusive<u32>) -> String {
    format!("{} to {}", range.start(), range.end())
}

#[test]
fn bounds_and_defaults_in_the_documentation_are_those_of_the_rules() {
    for (info, bounds) in [
        (
            Field::Cpus.info(),
            vec![format!("{} shared", range(&CPUS)), format!("1 to {PERFORMANCE_CPUS_MAX} performance")],
        ),
        (
            Field::MemoryMb.info(),
            vec![
                format!("{} for each shared CPU", range(&SHARED_MEMORY_MB_PER_CPU)),
                format!("{} for each performance CPU", range(&PERFORMANCE_MEMORY_MB_PER_CPU)),
                format!("at most {MACHINE_MEMORY_MB_MAX}"),
            ],
        ),
        (Field::NumReplicas.info(), vec![range(&NUM_REPLICAS)]),
        (Field::Pool.info(), vec![format!("1 to {POOL_NAME_MAX} letters")]),
        (StepOption::Retries.info(), vec![format!("0 to {RETRIES_MAX}")]),
    ] {
        for bound in bounds {
            assert!(info.doc.contains(&bound), "{bound}: {info:?}");
        }
    }
    let replicas = format!("`{DEFAULT_NUM_REPLICAS}`");
    assert_eq!(Field::NumReplicas.info().default, Some(replicas.as_str()));
    let pool = format!("`{DEFAULT_POOL:?}`");
    assert_eq!(Field::Pool.info().default, Some(pool.as_str()));
}

/// Each is a cell of a table in Markdown.
#[test]
fn documentation_is_one_line() {
    for info in tables().concat() {
        for text in [info.doc, info.default.unwrap_or_default()] {
            assert!(!text.contains(['|', '\n']) && !text.ends_with('.'), "{text}");
            assert_eq!(text.matches('`').count() % 2, 0, "{text}");
        }
    }
}

#[cfg(feature = "serde")]
#[test]
fn serde_has_the_names_of_the_fields_in_their_order() {
    let is_fixed = |field: &&Field| **field != Field::Autoscaling;
    let of_fixed: Vec<&str> = Field::ALL.iter().filter(is_fixed).map(|field| field.name()).collect();
    with_examples(Field::ALL, |spec| {
        let compute = spec.check().expect("the examples are valid");
        let json = serde_json::to_string(&compute).expect("a compute is JSON");
        let written: Vec<&str> = json
            .split(['{', ','])
            .filter_map(|part| part.split_once("\":"))
            .map(|(name, _)| name.trim_start_matches('"'))
            .collect();
        assert_eq!(written, of_fixed, "{json}");
    });
    let error = serde_json::from_str::<hatchet_compute_core::Compute>(r#"{"x":1}"#);
    let error = error.expect_err("there is no such field").to_string();
    let expected = format!("expected one of `{}`", Field::NAMES.join("`, `"));
    assert!(error.contains(&expected), "{error}");
}

/// What a violation is about.
type Found = (&'static str, &'static str, Option<usize>);

fn found(violations: impl IntoIterator<Item = Violation>) -> Vec<Found> {
    let violations = violations.into_iter();
    violations.map(|violation| (violation.id(), violation.field(), violation.index())).collect()
}

/// What the check of an annotation finds, given what [`ComputeSpec::check`] does: a value has one violation at most,
/// and too many performance CPUs are a violation of the CPUs.
fn in_an_annotation(spec: &ComputeSpec<'_>, violations: &[Found]) -> Vec<Found> {
    const PLATFORM: &str = "memory_above_platform_max";
    let is_above_platform = violations.iter().any(|(id, ..)| *id == PLATFORM);
    let is_too_many = spec.cpu_kind == "performance" && (33..=64).contains(&spec.cpus);
    let mut expected = violations.to_vec();
    expected.retain(|(id, field, _)| *field != "memory_mb" || *id == PLATFORM || !(is_too_many || is_above_platform));
    if is_too_many {
        expected.insert(0, ("memory_below_min", "cpus", None));
    }
    expected
}

/// Values in the middle, at the bounds and outside.
fn any_number(bounds: &'static [i64]) -> impl Strategy<Value = i64> {
    prop_oneof![
        4 => (prop::sample::select(bounds), -1..=1_i64).prop_map(|(bound, offset)| bound + offset),
        4 => 0..=bounds.iter().copied().max().unwrap_or_default(),
        1 => any::<i64>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 20_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn an_annotation_is_checked_by_the_same_rules(
        cpu_kind in prop::sample::select(&["shared", "performance", "Shared", ""][..]),
        cpus in any_number(&[1, 8, 32, 64]),
        memory_mb in any_number(&[256, 1024, 8192, 65_536, 67_584, 262_144]),
        num_replicas in prop::option::of(any_number(&[0, 1000])),
        regions in prop::option::of(prop::collection::vec(
            prop::sample::select(&["ewr", "lax", "atl", "EWR", "mars", ""][..]),
            0..5,
        )),
        pool in prop::option::of(prop::sample::select(&["heavy", "default", "", "a b"][..])),
        known in prop::sample::subsequence(Field::ALL, 0..=Field::ALL.len()),
    ) {
        let spec = ComputeSpec {
            cpu_kind,
            cpus,
            memory_mb,
            num_replicas,
            regions: regions.as_deref(),
            pool,
        };
        let checked = found(spec.check().err().into_iter().flatten());
        let all = found(spec.check_known(Field::ALL));
        prop_assert_eq!(&all, &in_an_annotation(&spec, &checked));
        prop_assert_eq!(all.is_empty(), checked.is_empty());

        // A field alone has the same violations, but for the rules that need another field too.
        let of_known = found(spec.check_known(&known));
        let names: Vec<&str> = known.iter().map(|field| field.name()).collect();
        let needs_others = |field: &str| matches!(field, "cpus" | "memory_mb");
        let alone = |found: &[Found]| -> Vec<Found> {
            let mut found = found.to_vec();
            found.retain(|(_, field, _)| names.contains(field) && !needs_others(field));
            found
        };
        prop_assert_eq!(alone(&of_known), alone(&all));
        for (id, field, _) in &of_known {
            prop_assert!(names.contains(field), "{} at {}", id, field);
            let is_negative = memory_mb < 0 && *id == "memory_below_min";
            let is_found = is_negative || all.iter().any(|(other, at, _)| other == id && at == field);
            prop_assert!(is_found, "{} at {} without the other fields only", id, field);
        }
    }
}
