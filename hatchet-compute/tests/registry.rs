//! The running program finds records that are placed as the macros place them.
#![forbid(unsafe_code)]
// Expansions use full paths everywhere.
#![allow(unused_qualifications)]

use hatchet_compute::{Plan, PlanError, RuntimeConfig, steps, workflows};

/// Whether the program can find records: not if `none` is forced, and not on platforms without sections.
const HAS_REGISTRY: bool = cfg!(all(not(hatchet_compute_registry = "none"), any(unix, windows)));

const _: () = {
    use ::hatchet_compute::__private as __hatchet;
    const TEXT: &[u8; 87] =
        b"step=process\nworkflow=process\ntimeout=11s\nat=tests/registry.rs:12:1\npackage=demo 0.1.0\n";
    __hatchet::record! {
        87, __hatchet::step(
            __hatchet::Some(__hatchet::compute("shared", 2, 1024, 2, &["ewr"], "default")),
            3,
            __hatchet::sum(1, 1, TEXT),
            TEXT,
        )
    }
};

/// Never called, so it is not part of the program, but its step is.
#[allow(dead_code)]
fn outer<T>(_: T) {
    const _: () = {
        use ::hatchet_compute::__private as __hatchet;
        const TEXT: &[u8; 26] = b"step=Load\nworkflow=Orders\n";
        __hatchet::record! {
            26, __hatchet::step(__hatchet::None, 0, __hatchet::sum(1, 0, TEXT), TEXT)
        }
    };
}

const _: () = {
    use ::hatchet_compute::__private as __hatchet;
    const TEXT: &[u8; 33] = b"workflow=Orders\nevent=order:paid\n";
    __hatchet::record! {
        33, __hatchet::workflow(__hatchet::sum(2, 0, TEXT), TEXT)
    }
};

#[test]
fn steps_are_found_and_sorted() {
    let actions: Vec<&str> = steps().iter().map(hatchet_compute::Step::action).collect();
    let expected: &[&str] = if HAS_REGISTRY { &["orders:load", "process:process"] } else { &[] };
    assert_eq!(actions, expected);
}

#[test]
fn workflows_are_found() {
    let names: Vec<&str> = workflows().iter().map(hatchet_compute::Workflow::name).collect();
    let expected: &[&str] = if HAS_REGISTRY { &["Orders"] } else { &[] };
    assert_eq!(names, expected);
}

#[test]
fn the_plan_contains_them() {
    if !HAS_REGISTRY {
        assert_eq!(Plan::collect(), Err(PlanError::Platform));
        return;
    }
    let plan = Plan::collect().unwrap();
    let actions: Vec<&[String]> = plan.runtime_configs().iter().map(RuntimeConfig::actions).collect();
    assert_eq!(actions, [["process:process"]]);
    assert!(plan.to_string().ends_with("steps without compute (they run where the worker runs): orders:load"));
}

#[test]
fn a_plan_from_the_same_steps_is_equal() {
    if !HAS_REGISTRY {
        return;
    }
    let collected = Plan::collect().unwrap();
    let by_hand = Plan::from_steps(steps().iter().cloned()).unwrap();
    let json = |plan: &Plan| serde_json::to_string(&plan.request()).unwrap();
    assert_eq!(json(&collected), json(&by_hand));
    assert_eq!(collected, by_hand);
    assert_eq!(format!("{collected:?}"), format!("{by_hand:?}"));
    let named = |plan: Plan| plan.with_namespace("dev").unwrap();
    let (collected, by_hand) = (named(collected), named(by_hand));
    assert_eq!(json(&collected), json(&by_hand));
    assert_eq!(collected, by_hand);
}
