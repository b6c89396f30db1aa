//! Annotations as in real programs: from `macro_rules!`, under `cfg`, through another path of the library.

#![expect(dead_code, reason = "only Hatchet would run the steps")]

use hatchet_compute::{Compute, Region, Step, step, steps, workflow};

/// Re-exports the library, as another crate may do.
mod reexports {
    pub(crate) use hatchet_compute as machines;
}

fn find(action: &str) -> &'static Step {
    let found = steps().iter().find(|step| step.action() == action);
    found.unwrap_or_else(|| panic!("no step `{action}` among {:?}", steps()))
}

fn compute(action: &str) -> Compute {
    *find(action).compute().expect("the step has compute")
}

macro_rules! step_of {
    ($name:ident, $kind:literal, $cpus:expr, $memory:expr, [$($region:literal),*], $body:block) => {
        #[step(compute(cpu_kind = $kind, cpus = $cpus, memory_mb = 2 * $memory, num_replicas = 2, regions = [$($region),*]))]
        fn $name() $body
    };
}

step_of!(by_macro, "shared", 2, 256 + 256, ["ewr", "lhr"], {});

#[test]
fn literals_and_expressions_through_macro_rules_keep_their_meaning() {
    by_macro();
    let compute = compute("by_macro:by_macro");
    // 2 * (256 + 256): the expression remains one operand.
    assert_eq!((compute.cpus(), compute.memory_mb()), (2, 1024));
    assert_eq!(compute.regions().iter().collect::<Vec<_>>(), [Region::Ewr, Region::Lhr]);
}

macro_rules! workflow_of {
    ($type:ident { $($method:item)* }) => {
        struct $type;

        #[workflow]
        impl $type {
            $($method)*
        }
    };
}

workflow_of!(MadeByMacro {
    #[step(retries = 1 + 1)]
    fn first(&self) {}
    #[step(parents = [first])]
    fn second(&self) {}
});

#[test]
fn a_workflow_may_be_made_by_macro_rules() {
    assert_eq!(find("madebymacro:first").retries(), 2);
    assert_eq!(find("madebymacro:second").parents(), ["first"]);
}

#[step(crate = crate::reexports::machines, compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024))]
fn through_a_reexport() {}

const REEXPORTED: Compute =
    reexports::machines::compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024, pool = "heavy" };

#[test]
fn the_library_may_have_another_path() {
    through_a_reexport();
    assert_eq!(compute("through_a_reexport:through_a_reexport").memory_mb(), 1024);
    assert_eq!(REEXPORTED.pool(), "heavy");
}

struct Alternatives;

#[workflow(name = "alternatives")]
impl Alternatives {
    #[cfg(not(any()))]
    #[step(name = "load", compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024))]
    fn load(&self) {}

    #[cfg(any())]
    #[step(name = "load", compute(cpu_kind = "performance", cpus = 1, memory_mb = 2048))]
    fn load(&self) {}

    #[cfg_attr(all(), step(timeout = "1s", parents = [load]))]
    #[cfg_attr(any(), step(timeout = "2s"))]
    fn check(&self) {}
}

#[cfg(any())]
#[step]
fn gone_before() {}

#[step]
#[cfg(any())]
fn gone_after() {}

#[test]
fn a_step_exists_if_its_function_does() {
    assert_eq!(compute("alternatives:load").memory_mb(), 1024);
    let timeout = find("alternatives:check").timeout();
    assert_eq!(timeout, Some(std::time::Duration::from_secs(1)));
    assert!(!steps().iter().any(|step| step.name().starts_with("gone")));
}

/// Its calls have commas and angle brackets, which the macro must not split.
const fn first<const A: u32, const B: u32>() -> u32 {
    A + B
}

#[step(
    compute(
        cpu_kind = "shared",
        cpus = first::<{ 2 - 1 }, 3>(),
        memory_mb = { 1024 },
        num_replicas = if cfg!(any()) { 1 } else { 2 },
    ),
    retries = (3),
)]
fn expressions() {}

#[step(compute = if cfg!(all()) { REEXPORTED } else { panic!("never") })]
fn constant() {}

#[test]
fn any_constant_expression_is_a_value() {
    expressions();
    constant();
    let compute = compute("expressions:expressions");
    assert_eq!((compute.cpus(), compute.memory_mb(), compute.num_replicas()), (4, 1024, 2));
    assert_eq!(find("expressions:expressions").retries(), 3);
    assert_eq!(find("constant:constant").compute(), Some(&REEXPORTED));
}

#[test]
fn compute_is_an_expression_anywhere() {
    let here = hatchet_compute::compute! { cpu_kind = "shared", cpus = 2, memory_mb = 512 * 2 };
    assert_eq!(here.to_string(), "shared, 2 CPUs, 1024 MB, 1 replica, region chosen by Hatchet");
}

/// What a base gives, and what is written over it.
const SMALL: Compute = hatchet_compute::compute! {
    cpu_kind = "shared", cpus = 2, memory_mb = 1024, regions = ["ewr"], pool = "small", autoscaling(max_replicas = 4)
};

struct Defaults;

struct NoStepHasThem;

#[workflow(compute = SMALL, timeout = "5m", retries = 1 + 1)]
impl NoStepHasThem {
    #[step(compute(cpus = 1, ..SMALL), timeout = "1h", retries = 0)]
    fn only(&self) {}
}

#[workflow(compute(memory_mb = 2048, ..SMALL), timeout = "5m", schedule_timeout = "10m", retries = 1 + 1)]
impl Defaults {
    #[step]
    fn has_all(&self) {}

    #[step(compute(cpus = 1, num_replicas = 3, pool = "default", ..SMALL), timeout = "1h", schedule_timeout = "2h", retries = 0)]
    fn has_its_own(&self) {}

    #[step(on_failure)]
    fn alert(&self) {}
}

/// As a `macro_rules!` may write it that is given no fields.
#[test]
fn a_base_alone_is_the_compute_itself() {
    macro_rules! over_small {
        ($($field:ident = $value:expr),*) => { hatchet_compute::compute! { $($field = $value,)* ..SMALL } };
    }
    assert_eq!(over_small!(), SMALL);
    assert_eq!(over_small!(num_replicas = 3).num_replicas(), 3);
}

#[test]
fn steps_have_the_defaults_of_their_workflow_unless_they_say_otherwise() {
    let minutes = |minutes: u64| Some(std::time::Duration::from_secs(minutes * 60));
    for action in ["defaults:has_all", "defaults:alert"] {
        let step = find(action);
        assert_eq!((step.timeout(), step.schedule_timeout(), step.retries()), (minutes(5), minutes(10), 2));
        let compute = compute(action);
        assert_eq!((compute.cpus(), compute.memory_mb(), compute.pool()), (2, 2048, "small"));
        assert_eq!((compute.replicas().lowest(), compute.replicas().highest()), (1, 4));
        assert_eq!(step.on_failure(), action.ends_with("alert"));
    }
    let step = find("defaults:has_its_own");
    assert_eq!((step.timeout(), step.schedule_timeout(), step.retries()), (minutes(60), minutes(120), 0));
    let compute = compute("defaults:has_its_own");
    assert_eq!((compute.cpus(), compute.memory_mb(), compute.pool()), (1, 1024, "default"));
    assert_eq!(compute.replicas(), hatchet_compute::Replicas::Fixed(3));
    assert!(compute.regions().iter().eq([Region::Ewr]));
}
