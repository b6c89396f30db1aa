//! `cfg` and `cfg_attr` mean what they mean without the macros, before an item and inside of it, at any depth, on
//! everything that an annotation reads.
#![allow(dead_code, clippy::non_minimal_cfg)]

use std::collections::BTreeSet;

use hatchet_client::{Context, TaskError};
use hatchet_compute::{Assignment, Declare, Step, step, steps, workflow, workflows};

/// Not even checked, since it does not exist.
#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 512))]
fn inner_cfg() {
    #![cfg(any())]
}

#[step]
#[cfg_attr(all(), cfg(any()))]
fn cfg_in_cfg_attr() {}

#[cfg_attr(all(), cfg_attr(all(), inline, cfg_attr(not(any()), step(retries = 1)), cold))]
fn deep() {}

#[deny(deprecated)]
#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 700))]
fn inner_allow() {
    //! Its advice is silenced below.
    #![cfg_attr(all(), inline, allow(deprecated))]
}

struct Methods;

#[workflow]
impl Methods {
    //! Documentation.
    #![cfg(all())]
    /*! More. */
    #![cfg_attr(all(), allow(deprecated))]

    #[cfg_attr(all(), cfg(any()))]
    #[step]
    fn gone_by_cfg_attr(&self) {}

    #[cfg_attr(all(), cfg_attr(all(), cfg(any(),), step(retries = 3)))]
    fn gone_inside(&self) {}

    #[step]
    fn gone_by_inner(&self) {
        //! Documentation.
        #![cfg_attr(all(), cfg(any()))]
    }

    #[cfg_attr(all(), doc = "A step.", cfg_attr(all(), cold, cfg_attr(all(), step(retries = 3), inline)))]
    fn deep(&self) {}

    #[cfg_attr(any(), step(retries = 1))]
    #[cfg_attr(not(any()), step(retries = 2))]
    fn one_of_two(&self) {}

    #[cfg_attr(any(), cfg(any()))]
    #[cfg(all())]
    #[step(parents = [deep, gone_inside], compute(cpu_kind = "shared", cpus = 1, memory_mb = 700))]
    fn there(&self) {}
}

struct Gone;

#[workflow]
impl Gone {
    #![cfg_attr(all(), cfg(any()))]

    #[step]
    fn fetch(&self) {}
}

struct Declared;

#[workflow(client = hatchet_client)]
impl Declared {
    #![allow(clippy::unused_async)]

    #[cfg(not(any()))]
    #[cfg_attr(all(), cfg(all(),), step)]
    async fn first(&self, _: Context, _: u8) -> Result<u8, TaskError> {
        Ok(1)
    }

    #[step]
    async fn gone(&self, _: Context, _: u8, first: u8) -> Result<u8, TaskError> {
        #![cfg(any())]
        Ok(first)
    }

    #[cfg_attr(all(), cfg_attr(all(), cfg(any())))]
    #[step]
    async fn gone_too(&self, _: Context, _: u8, first: u8) -> Result<u8, TaskError> {
        Ok(first)
    }

    #[step(parents = [gone, gone_too])]
    async fn last(
        &self,
        #[allow(unused)] _: Context,
        #[cfg_attr(all(), allow(unused))] input: u8,
        #[cfg_attr(all(), cfg_attr(all(), allow(unused)))] first: u8,
    ) -> Result<u8, TaskError> {
        Ok(first)
    }
}

/// The same with what comes out of a `macro_rules!`, where it is in invisible groups, and with commas that formatters
/// remove.
macro_rules! with {
    ($type:ident, $gone:meta, $there:meta, $step:meta) => {
        struct $type;

        #[workflow(client = hatchet_client)]
        impl $type {
            #[$gone]
            #[$step]
            async fn gone(&self, _: Context, _: u8) -> Result<u8, TaskError> {
                Ok(1)
            }

            #[cfg_attr(all(), $gone, $step)]
            async fn gone_inside(&self, _: Context, _: u8) -> Result<u8, TaskError> {
                Ok(1)
            }

            #[$there]
            #[cfg(all())]
            #[cfg_attr(all(), $step)]
            async fn there(&self, _: Context, _: u8) -> Result<u8, TaskError> {
                Ok(1)
            }
        }
    };
}

with! { WithCfg, cfg(any(),), cfg(not(any(),),), step(retries = 4) }
with! {
    WithCfgAttr, cfg_attr(all(), inline, cfg(any(),),), cfg_attr(any(), cfg(any(),),), hatchet_compute::step(retries = 5,)
}

#[test]
fn what_exists_is_a_step_and_nothing_else() {
    let _ = (Declared.declare(Assignment::Anywhere), WithCfg.declare(Assignment::Anywhere));
    let retries: BTreeSet<(&str, u32)> = steps().iter().map(|step| (step.action(), step.retries())).collect();
    let expected = [
        ("declared:first", 0),
        ("declared:last", 0),
        ("deep:deep", 1),
        ("inner_allow:inner_allow", 0),
        ("methods:deep", 3),
        ("methods:one_of_two", 2),
        ("methods:there", 0),
        ("withcfg:there", 4),
        ("withcfgattr:there", 5),
    ];
    assert_eq!(retries, expected.into());
    assert_eq!(steps().len(), expected.len());
    let workflows: Vec<&str> = workflows().iter().map(|workflow| workflow.name()).collect();
    assert_eq!(workflows, ["Declared", "Methods", "WithCfg", "WithCfgAttr"]);
    let last = steps().iter().find(|step| step.action() == "declared:last").map(Step::parents);
    assert_eq!(last, Some(["gone", "gone_too", "first"].map(str::to_owned).as_slice()));
}
