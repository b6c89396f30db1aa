//! An unreadable record makes `Plan::collect` fail. Nothing panics.
#![forbid(unsafe_code)]
// Expansions use full paths everywhere.
#![allow(unused_qualifications)]

#[cfg(all(not(hatchet_compute_registry = "none"), any(unix, windows)))]
mod damaged {
    use hatchet_compute::record::RecordProblem;
    use hatchet_compute::{Plan, PlanError, steps, workflows};

    const _: () = {
        use ::hatchet_compute::__private as __hatchet;
        __hatchet::record! {
            7, __hatchet::step(__hatchet::None, 0, __hatchet::sum(1, 0, b"step=s\n"), b"step=s\n")
        }
    };

    #[test]
    fn the_plan_fails_and_there_are_no_steps() {
        let PlanError::Record(error) = Plan::collect().unwrap_err() else { panic!("another error") };
        let problem = RecordProblem::Format("its text has no line `workflow=…`".to_owned());
        assert_eq!((error.offset(), error.problem()), (0, &problem));
        assert!(steps().is_empty());
        assert!(workflows().is_empty());
    }
}
