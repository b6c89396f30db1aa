//! Steps with the same name in different modules compile. Making the plan then fails, because an action must be unique,
//! and the error names both places.

use hatchet_compute::{Plan, PlanError, steps};

mod one {
    #[hatchet_compute::step]
    pub(crate) fn run() {}
}

mod other {
    #[hatchet_compute::step(name = "Run")]
    pub(crate) fn run() {}
}

#[test]
fn both_are_linked_and_the_error_names_both() {
    one::run();
    other::run();
    assert_eq!(steps().len(), 2);
    let error = Plan::collect().expect_err("two steps have one action");
    assert!(matches!(error, PlanError::ActionTwice { .. }));
    let text = error.to_string();
    assert!(text.starts_with("the action `run:run` is given twice\n"), "{text}");
    for (line, column) in [(8, 19), (13, 19)] {
        assert!(text.contains(&format!("equal_names.rs:{line}:{column}")), "{text}");
    }
}
