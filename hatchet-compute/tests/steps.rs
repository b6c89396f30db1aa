//! Steps made at run time, and how the place of a step is written.

mod support;

use hatchet_compute::Step;
use hatchet_compute::record::read;

#[test]
fn location_is_that_of_the_call() {
    let (step, line) = (Step::new("w", "s"), line!());
    assert_eq!((step.location().file(), step.location().line()), (file!(), line));
}

#[test]
fn action_is_lower_case_beyond_ascii() {
    assert_eq!(Step::new("Größe", "ÜBER").action(), "größe:über");
}

#[test]
fn later_parents_replace_earlier_ones() {
    assert_eq!(Step::new("w", "s").with_parents(["a"]).with_parents(["c", "b"]).parents(), ["c", "b"]);
}

#[test]
fn the_place_is_written_without_what_is_not_known() {
    for (record, expected) in [
        (support::step(None, 0, b"workflow=w\nstep=s\n").to_bytes(), "an unknown place"),
        (support::step(None, 0, b"workflow=w\nstep=s\nat=src/main.rs:12:10\n").to_bytes(), "src/main.rs:12:10"),
        (
            support::step(None, 0, b"workflow=w\nstep=s\nat=src/main.rs:12:10\npackage=demo \n").to_bytes(),
            "src/main.rs:12:10 (demo)",
        ),
        (
            support::step(None, 0, b"workflow=w\nstep=s\nat=src/main.rs:12:10\npackage=demo 0.1.0\n").to_bytes(),
            "src/main.rs:12:10 (demo 0.1.0)",
        ),
    ] {
        let records = read(&record).unwrap();
        assert_eq!(records.steps[0].location().to_string(), expected);
    }
}
