//! The steps of a library are in the program that names it, even if nothing calls them.

use hatchet_compute::{Plan, steps, workflows};
use unused_library as _;

#[test]
fn all_its_steps_are_linked() {
    let actions: Vec<&str> = steps().iter().map(|step| step.action()).collect();
    assert_eq!(
        actions,
        [
            "at_the_top:at_the_top",
            "generic:generic",
            "in-a-body:in-a-body",
            "reports:send",
            "reports:write",
            "type:type",
        ]
    );
}

#[test]
fn a_step_knows_where_it_was_written() {
    let step = steps().iter().find(|step| step.name() == "at_the_top").expect("it is linked");
    let location = step.location();
    assert!(location.file().ends_with("fixtures/unused_library/src/lib.rs"), "{location:?}");
    let line = include_str!("fixtures/unused_library/src/lib.rs")
        .lines()
        .nth(location.line() as usize - 1)
        .expect("the line is in the file");
    let column = location.column() as usize - 1;
    assert_eq!(&line[column..], "at_the_top(_input: String) {}");
    assert_eq!((location.package(), location.version()), ("unused-library", "0.3.1"));
}

#[test]
fn a_step_knows_its_options() {
    let step = |name: &str| steps().iter().find(|step| step.name() == name).expect("it is linked");
    let top = step("at_the_top");
    assert_eq!(top.timeout(), Some(std::time::Duration::from_secs(11)));
    assert_eq!(top.retries(), 3);
    assert_eq!(top.compute(), Some(&unused_library::SMALL));
    assert_eq!(step("Send").parents(), ["write"]);
    assert_eq!(step("Send").compute(), None);
    assert_eq!(step("Send").timeout(), None);
    assert_eq!(step("Send").retries(), 0);
}

#[test]
fn its_workflow_is_linked_too() {
    let [workflow] = workflows() else {
        panic!("one workflow: {:?}", workflows());
    };
    assert_eq!(workflow.name(), "Reports");
    assert_eq!(workflow.description(), Some("two lines\nand a \\"));
    assert_eq!(workflow.version(), Some("v1"));
    assert!(workflow.on_events().is_empty() && workflow.on_crons().is_empty());
}

#[test]
fn its_plan_has_two_kinds_of_machines() {
    let plan = Plan::collect().expect("the steps make a plan");
    let actions: Vec<Vec<&str>> =
        plan.runtime_configs().iter().map(|config| config.actions().iter().map(AsRef::as_ref).collect()).collect();
    assert_eq!(actions, [vec!["at_the_top:at_the_top", "reports:write"], vec!["generic:generic"]]);
    assert_eq!(plan.steps_without_compute().count(), 3);
}
