//! The contents of a plan, its errors, and its text.

mod support;

use std::time::Duration;

use hatchet_compute::record::read;
use hatchet_compute::{Compute, ComputeSpec, Plan, PlanError, RETRIES_MAX, Step};
use support::{step, workflow};

const SMALL: ComputeSpec<'_> =
    ComputeSpec { cpu_kind: "shared", cpus: 2, memory_mb: 1024, num_replicas: None, regions: None, pool: None };

fn compute(spec: ComputeSpec<'_>) -> Compute {
    spec.check().unwrap()
}

fn message(result: Result<Plan, PlanError>) -> String {
    result.unwrap_err().to_string()
}

/// Steps with three computes: one with its regions in two orders, one with a pool, one without regions.
fn steps() -> Vec<Step> {
    let two = ComputeSpec { num_replicas: Some(2), ..SMALL };
    vec![
        Step::new("Billing", "refund").with_compute(compute(ComputeSpec { regions: Some(&["lhr", "ewr"]), ..two })),
        Step::new("billing", "charge").with_compute(compute(ComputeSpec { regions: Some(&["ewr", "lhr"]), ..two })),
        Step::new("mail", "send"),
        Step::new("media", "encode").with_compute(compute(ComputeSpec { pool: Some("heavy"), ..SMALL })),
        Step::new("media", "cut").with_compute(compute(SMALL)),
        Step::new("audit", "log"),
    ]
}

#[test]
fn reads_as_the_sdks_print_it() {
    let plan = Plan::from_steps(steps()).unwrap();
    let expected = "\
managed cloud compute plan:
    ----------------------------
    actions: billing:charge, billing:refund
    num replicas: 2
    cpu kind: shared
    cpus: 2
    memory mb: 1024
    regions: ewr, lhr
    placement: 2 replicas over 2 regions: 50 % that every region has one; 6 reach 95 %, 8 reach 99 %
    slots: 1
    ----------------------------
    actions: media:cut
    num replicas: 1
    cpu kind: shared
    cpus: 2
    memory mb: 1024
    regions: chosen by Hatchet
    slots: 1
    ----------------------------
    actions: media:encode
    num replicas: 1
    cpu kind: shared
    cpus: 2
    memory mb: 1024
    regions: chosen by Hatchet
    slots: 1
    pool: heavy
    steps without compute (they run where the worker runs): audit:log, mail:send";
    assert_eq!(plan.to_string(), expected);
}

#[test]
fn advice_is_noted() {
    let old = compute(ComputeSpec { memory_mb: 1000, regions: Some(&["atl", "ewr"]), ..SMALL });
    let plan = Plan::from_steps([Step::new("w", "s").with_compute(old)]).unwrap();
    let notes: Vec<String> = old.advice().map(|advice| format!("    note: {advice}")).collect();
    let text = plan.to_string();
    let printed: Vec<&str> = text.lines().filter(|line| line.contains("note: ")).collect();
    assert_eq!(printed, notes);
    assert!(printed.len() >= 3, "{text}");
}

#[test]
fn an_empty_plan_says_so() {
    let empty = Plan::from_steps([]).unwrap();
    assert_eq!(empty.to_string(), "managed cloud compute plan:\n    empty: no step has compute");
    let without = Plan::from_steps([Step::new("w", "s")]).unwrap().with_namespace("dev").unwrap();
    assert_eq!(
        without.to_string(),
        "managed cloud compute plan:\n    empty: no step has compute\n    \
         steps without compute (they run where the worker runs): dev_w:s"
    );
    assert_eq!(serde_json::to_string(&without.request()).unwrap(), r#"{"runtimeConfigs":[]}"#);
}

#[test]
fn the_request_has_its_keys_in_order() {
    let plan = Plan::from_steps(steps()).unwrap().with_slots(7).unwrap().with_namespace("Dev").unwrap();
    let expected = [
        r#"{"runtimeConfigs":["#,
        r#"{"actions":["dev_billing:charge","dev_billing:refund"],"cpuKind":"shared","cpus":2,"memoryMb":1024,"#,
        r#""numReplicas":2,"regions":["ewr","lhr"],"slots":7},"#,
        r#"{"actions":["dev_media:cut"],"cpuKind":"shared","cpus":2,"memoryMb":1024,"numReplicas":1,"slots":7},"#,
        r#"{"actions":["dev_media:encode"],"cpuKind":"shared","cpus":2,"memoryMb":1024,"numReplicas":1,"slots":7}"#,
        r"]}",
    ];
    assert_eq!(serde_json::to_string(&plan.request()).unwrap(), expected.concat());
}

#[test]
fn thousands_of_different_computes_stay_separate() {
    let memory = (4096..=16_384).step_by(256);
    let of_memory = |memory_mb| {
        (1..=60).map(move |num_replicas| ComputeSpec { cpus: 8, memory_mb, num_replicas: Some(num_replicas), ..SMALL })
    };
    let computes: Vec<Compute> = memory.flat_map(of_memory).map(compute).collect();
    // Each compute twice, far apart.
    let steps = computes.iter().chain(&computes).enumerate();
    let steps = steps.map(|(number, of)| Step::new("w", format!("{number:05}")).with_compute(*of));
    let plan = Plan::from_steps(steps).unwrap();
    assert_eq!(plan.runtime_configs().len(), computes.len());
    for (number, (config, compute)) in plan.runtime_configs().iter().zip(&computes).enumerate() {
        assert_eq!(config.compute(), compute);
        let again = number + computes.len();
        let actions = [format!("w:{number:05}"), format!("w:{again:05}")];
        assert_eq!(config.actions(), actions);
    }
}

#[test]
fn the_order_of_the_steps_does_not_matter() {
    let mut shuffled = steps();
    let expected = Plan::from_steps(shuffled.clone()).unwrap();
    for round in 0..shuffled.len() {
        shuffled.rotate_left(1);
        for index in 1..shuffled.len() {
            shuffled.swap(index, (index * 5 + round) % index);
            let plan = Plan::from_steps(shuffled.clone()).unwrap();
            assert_eq!(plan, expected);
            assert_eq!(serde_json::to_vec(&plan.request()).unwrap(), serde_json::to_vec(&expected.request()).unwrap());
        }
    }
}

#[test]
fn an_action_twice_names_both_places() {
    let (first, second) = (Step::new("Orders", "load"), Step::new("orders", "Load"));
    let [at_first, at_second] = [first.location().to_string(), second.location().to_string()];
    assert_ne!(at_first, at_second);
    let expected = format!(
        "the action `orders:load` is given twice\n\
         by step `load` of workflow `Orders` at {at_first}\n\
         and by step `Load` of workflow `orders` at {at_second}\n\
         help: rename one of them; actions that differ only in case are the same"
    );
    assert_eq!(message(Plan::from_steps([second.clone(), first.clone()])), expected);
    assert_eq!(message(Plan::from_steps([first, second])), expected);
}

#[test]
fn a_colon_in_a_name_can_make_an_action_twice() {
    let steps = [Step::new("a:b", "c"), Step::new("a", "b:c")];
    assert!(message(Plan::from_steps(steps)).starts_with("the action `a:b:c` is given twice\nby step `c` of"));
}

#[test]
fn a_workflow_twice_names_both_places() {
    let section = [
        workflow(b"workflow=Orders\nat=src/b.rs:1:1\npackage=demo 0.1.0\n").to_bytes(),
        workflow(b"workflow=orders\nat=src/a.rs:2:1\npackage=demo 0.1.0\n").to_bytes(),
    ];
    assert_eq!(
        message(Plan::from_records(read(&section.concat()).unwrap())),
        "the workflow `orders` is given twice\n\
         at src/a.rs:2:1 (demo 0.1.0)\n\
         and as `Orders` at src/b.rs:1:1 (demo 0.1.0)\n\
         help: rename one of them; workflows that differ only in case are the same"
    );
}

#[test]
fn a_missing_parent_is_not_an_error() {
    let section = step(None, 0, b"step=s\nworkflow=w\nparent=gone\n").to_bytes();
    let plan = Plan::from_records(read(&section).unwrap()).unwrap();
    assert_eq!(plan.steps()[0].parents(), ["gone"]);
}

#[test]
fn names_that_do_not_fit_into_a_list_of_actions_are_rejected() {
    for (name, better) in [(",", "-"), ("a,b", "a-b"), ("a\nb", "a-b"), ("\0\u{85}", "--")] {
        for (whose, step) in [("step", Step::new("w", name)), ("workflow", Step::new(name, "s"))] {
            let expected = format!(
                "the name of the {whose} at {} is `{name:?}`, but it cannot have commas or control characters, since \
                 the variable `HATCHET_CLOUD_ACTIONS` lists actions separated by commas\nhelp: use `{better:?}`",
                step.location()
            );
            assert_eq!(message(Plan::from_steps([step])), expected);
        }
    }
    assert!(Plan::from_steps([Step::new(" My Workflow", "a:b/c")]).is_ok());
}

#[test]
fn a_message_has_its_parts() {
    let error = Plan::from_steps([Step::new("w", "a,b")]).unwrap_err();
    let message = error.message();
    assert!(message.problem().ends_with("separated by commas"));
    assert_eq!(message.help(), Some(r#"use `"a-b"`"#));
    assert_eq!(message.replacement(), Some(r#""a-b""#));
    assert_eq!(message.to_string(), error.to_string());
}

#[test]
fn empty_names_are_rejected() {
    for (whose, step) in [("step", Step::new("w", "")), ("workflow", Step::new("", "s"))] {
        let expected = format!(
            "the name of the {whose} at {} is empty\n\
             help: use one or more letters (a-z, A-Z), digits, `.`, `-` or `_`",
            step.location()
        );
        assert_eq!(message(Plan::from_steps([step])), expected);
    }
}

#[test]
fn namespaces_that_cannot_begin_a_name_are_rejected() {
    let plan = Plan::from_steps(steps()).unwrap();
    for (namespace, help) in [
        (",", "use `\"-\"`"),
        ("a,b", "use `\"a-b\"`"),
        ("my ns", "use `\"my-ns\"`"),
        ("a/b", "use `\"a-b\"`"),
        ("a:b", "use `\"a-b\"`"),
        ("dev\n", "use `\"dev\"`"),
        ("\t", "for example `\"dev\"`"),
        ("zürich", "for example `\"dev\"`"),
    ] {
        let expected = format!(
            "the namespace is `{namespace:?}`, but it becomes part of workflow names, which consist of one or more \
             letters (a-z, A-Z), digits, `.`, `-` or `_`\nhelp: {help}"
        );
        assert_eq!(message(plan.clone().with_namespace(namespace)), expected);
    }
    for namespace in ["", "dev", "Dev_2", "a.b-c", "_"] {
        assert!(plan.clone().with_namespace(namespace).is_ok(), "{namespace}");
    }
}

#[test]
fn a_later_namespace_replaces_an_earlier_one() {
    let plan = Plan::from_steps(steps()).unwrap();
    let named = plan.clone().with_namespace("dev").unwrap().with_namespace("PROD_").unwrap();
    assert_eq!(named.prefix(), "prod_");
    assert_eq!(named.clone().with_namespace("prod_").unwrap(), named);
    assert_eq!(named.runtime_configs()[1].actions(), ["prod_media:cut"]);
    assert_eq!(named.with_namespace("").unwrap(), plan);
}

#[test]
fn slots_are_1_to_1000() {
    let plan = Plan::from_steps(steps()).unwrap();
    assert_eq!(plan.slots(), 1);
    for slots in [1, 1000] {
        assert_eq!(plan.clone().with_slots(slots).unwrap().slots(), slots);
    }
    for slots in [0, 1001, u32::MAX] {
        assert_eq!(
            message(plan.clone().with_slots(slots)),
            format!("`slots` is {slots}, but 1 to 1000 are allowed\nhelp: choose from 1 to 1000")
        );
    }
}

#[test]
fn retries_and_timeouts_have_their_ranges() {
    let longest = Duration::from_nanos(i64::MAX.unsigned_abs());
    let step = Step::new("w", "s").with_retries(RETRIES_MAX).with_timeout(longest);
    assert!(Plan::from_steps([step.clone()]).is_ok());
    let retries = message(Plan::from_steps([step.clone().with_retries(RETRIES_MAX + 1)]));
    assert!(retries.starts_with("`retries` of `w:s` at "), "{retries}");
    assert!(retries.contains(" is 2147483648, but 0 to 2147483647 are allowed"), "{retries}");
    let timeout = message(Plan::from_steps([step.with_timeout(longest + Duration::from_nanos(1))]));
    assert!(timeout.contains("at most 2562047h47m16.854775807s"), "{timeout}");
}

#[test]
fn advice_is_on_computes_and_on_what_only_the_plan_shows() {
    let spec = ComputeSpec { cpu_kind: "shared", cpus: 1, memory_mb: 512, ..ComputeSpec::default() };
    let small = spec.check().unwrap();
    let more = ComputeSpec { num_replicas: Some(3), ..spec }.check().unwrap();
    let steps = [Step::new("w", "a").with_compute(small), Step::new("w", "b").with_compute(more), Step::new("w", "c")];
    let plan = Plan::from_steps(steps.clone()).unwrap().with_namespace("dev").unwrap();
    let advice = plan.advice();
    let found: Vec<(&str, Vec<&str>)> =
        advice.iter().map(|advice| (advice.id(), advice.actions().iter().map(String::as_str).collect())).collect();
    assert_eq!(
        found,
        [
            ("memory_below_api_minimum", vec!["dev_w:a"]),
            ("memory_below_api_minimum", vec!["dev_w:b"]),
            ("same_machines_twice", vec!["dev_w:a", "dev_w:b"]),
            ("step_without_compute", vec!["dev_w:c"]),
        ]
    );
    assert_eq!(
        advice[2].to_string(),
        "the machines of `dev_w:a` and `dev_w:b` differ only in replicas (1 replica and 3 replicas), so the worker label \
         cannot tell them apart; use one compute for both, or give one of them a different `pool`"
    );
    let alone = Plan::from_steps([steps[2].clone()]).unwrap();
    assert_eq!(alone.advice(), []);
}

/// Names and places in records, and of steps made at run time, may be anything.
#[test]
fn nothing_from_outside_steers_a_terminal_or_forges_a_line() {
    let step_text = b"workflow=w\x1b[2J\nstep=s\xe2\x80\xae\nat=::error::a\\n::error::b:1:1\npackage=p\\r\x7f 1\n";
    let workflow_text = b"workflow=w\xe2\x80\x8b\nat=a\\n::error::b:1:1\n";
    // Equal records would be one.
    let twice = |one: Vec<u8>, other: Vec<u8>| Plan::from_records(read(&[one, other].concat()).unwrap()).unwrap_err();
    let refused = |step: Step| Plan::from_steps([step]).unwrap_err();
    let plan = Plan::from_steps([Step::new("\u{200b}w", "s\u{202e}")]).unwrap();
    let texts = [
        plan.to_string(),
        twice(step(None, 0, step_text).to_bytes(), step(None, 1, step_text).to_bytes()).to_string(),
        twice(workflow(workflow_text).to_bytes(), workflow(b"workflow=W\xe2\x80\x8b\n").to_bytes()).to_string(),
        refused(Step::new("w", "\u{1b}\n::error::")).to_string(),
        refused(Step::new("w\u{202e}", "s").with_retries(u32::MAX)).to_string(),
        refused(Step::new("w\u{202e}", "s").with_timeout(Duration::MAX)).to_string(),
        plan.with_namespace("\n::error::\u{1b}\u{202e}").unwrap_err().to_string(),
    ];
    for text in texts {
        for line in text.lines() {
            assert!(!line.trim_start().starts_with("::"), "{text:?}");
            assert!(!line.contains(char::is_control) && !line.contains(['\u{202e}', '\u{200b}']), "{text:?}");
        }
    }
}
