//! The macros of [hatchet-compute]. Use them from there: their expansions name that crate.
//!
//! An annotation goes through four stages: `parse` (tokens to entries), `lower` (entries to typed values), `check` (the
//! rules of `hatchet-compute-core`) and `expand` (the checked result to tokens). `pipeline` calls them for each macro.
//!
//! [hatchet-compute]: https://docs.rs/hatchet-compute

#![forbid(unsafe_code)]

mod check;
mod errors;
mod expand;
mod item;
mod lower;
mod parse;
mod pipeline;
mod source_info;
#[cfg(test)]
mod tests;
mod tokens;

use proc_macro::TokenStream;

use crate::source_info::SourceInfo;

/// Makes a function a step that declares the machines it needs.
///
/// The function stays as it is. The macro places a record of the step next to it, which `hatchet_compute::steps()` and
/// `hatchet_compute::Plan` read. Nothing runs at start-up.
///
/// ```standalone_crate
/// use hatchet_compute::step;
/// # struct Input; struct Output; struct Context;
///
/// #[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = ["ewr"]))]
/// async fn process_data(input: Input, ctx: Context) -> Result<Output, std::io::Error> {
///     # let _ = (input, ctx);
///     Ok(Output)
/// }
///
/// let step = &hatchet_compute::steps()[0];
/// assert_eq!(step.action(), "process_data:process_data");
/// assert_eq!(step.compute().unwrap().memory_mb(), 1024);
/// ```
///
/// # Options
///
/// <!-- options of step -->
///
/// | option of `#[step]` | value | default |
/// | --- | --- | --- |
/// | `compute` | the machines: `compute(…)` with the fields, or `compute = EXPR` with a constant expression of type `Compute` | the step runs where the worker runs |
/// | `name` | name of the step, such as `"process-data"`: letters (a-z, A-Z), digits, `.`, `-` or `_` | the function's name |
/// | `timeout` | time limit of each attempt, such as `"11s"`, `"1h30m"` or `"1.5s"`; the units are `ms`, `s`, `m` and `h` | 5 minutes |
/// | `schedule_timeout` | time limit of the wait for a machine, such as `"10m"` | 5 minutes |
/// | `retries` | how many times a failed step is tried again: 0 to 2147483647 | `0` |
/// | `on_failure` | no value: the step runs when a run of its `#[workflow]` has failed; at most one per workflow, with no parents and no children | the step runs in every run |
/// | `configure` | with a `client`: path of a function from the client's `TaskBuilder` to itself, which sets everything else that the client offers, such as backoff and rate limits | nothing else |
/// | `parents` | methods of the same `#[workflow]` whose steps must finish first, such as `[fetch, convert]` | none |
/// | `crate` | path of `hatchet_compute`, if it is renamed or re-exported | `::hatchet_compute` |
///
/// <!-- end -->
///
/// ## Fields of `compute(…)`
///
/// <!-- fields -->
///
/// | field of `compute` | value | default |
/// | --- | --- | --- |
/// | `cpu_kind` | kind of CPU: `"shared"` or `"performance"` | required |
/// | `cpus` | CPUs of each machine: 1 to 64 shared or 1 to 32 performance CPUs | required |
/// | `memory_mb` | memory of each machine in MB: 256 to 2048 for each shared CPU, 2048 to 8192 for each performance CPU, at most 65536 | required |
/// | `num_replicas` | machines in total, over all regions: 0 to 1000 | `1` |
/// | `autoscaling` | `autoscaling(…)`, instead of `num_replicas`: the number of machines follows the work | the number of machines is fixed |
/// | `regions` | codes of regions, such as `["ewr", "lhr"]`, each at most once | Hatchet chooses |
/// | `pool` | name of a pool, 1 to 32 letters (a-z, A-Z), digits, `.`, `-` or `_`: steps with the same compute share machines unless their pools differ | `"default"` |
///
/// <!-- end -->
///
/// `..EXPR` as the last field is a base: a constant `Compute` that supplies the fields that are left out.
///
/// ## Fields of `autoscaling(…)`
///
/// <!-- fields of autoscaling -->
///
/// | field of `autoscaling` | value | default |
/// | --- | --- | --- |
/// | `max_replicas` | maximum number of machines, over all regions: 1 to 1000 | required |
/// | `min_awake_replicas` | machines that are always awake: 0 to `max_replicas` | `1` |
/// | `scale_to_zero` | whether all machines stop when there is no work | `false` |
/// | `wait_duration` | time between two changes of the number of machines, more than 0 | `"1m"` |
/// | `rolling_window_duration` | time over which the utilization is measured, more than 0 | `"2m"` |
/// | `utilization_scale_up_threshold` | utilization above which machines start: above the other threshold, at most 1, with at most three decimal places | `0.75` |
/// | `utilization_scale_down_threshold` | utilization below which machines stop: 0 or more, with at most three decimal places | `0.25` |
/// | `increment` | how many machines start or stop at a time: 1 to `max_replicas` | `1` |
///
/// <!-- end -->
///
/// Numbers are literals, or constant expressions of type `u32`.
///
/// # Errors
///
/// A configuration that Hatchet Cloud would reject does not compile. All mistakes are reported at once, each at its
/// value:
///
/// ```compile_fail
/// # use hatchet_compute::step;
/// // error: `memory_mb` is 5000, but 2 shared CPUs take 512 to 4096 MB
/// //        help: use `memory_mb = 4096`, or at least 3 CPUs for 5000 MB
/// #[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 5000))]
/// fn resize() {}
/// ```
///
/// Values that are valid but probably mistakes, such as fewer replicas than regions, are warnings.
/// `#[allow(deprecated)]` on the function silences them. `#[expect(deprecated)]` does not: it covers only the function
/// itself.
///
/// An annotation works inside `macro_rules!`, but not inside a nightly `macro` (`decl_macro`), which hides the names
/// that the annotation generates.
#[proc_macro_attribute]
pub fn step(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let source = SourceInfo::of_this_compilation();
    pipeline::step(arguments.into(), item.into(), &source).into()
}

/// Makes an inherent impl block a workflow. Its methods with [`#[step]`](macro@step) are the steps.
///
/// The impl block stays as it is. The action of a step is `workflow:step`, both in lower case.
///
/// ```standalone_crate
/// use hatchet_compute::{step, workflow};
///
/// struct Orders;
///
/// #[workflow(on_events = ["order:created"], on_crons = ["0 3 * * *"])]
/// impl Orders {
///     #[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024))]
///     async fn fetch(&self) {}
///
///     #[step(parents = [fetch], timeout = "5m")]
///     async fn summarize(&self) {}
/// }
///
/// let actions: Vec<&str> = hatchet_compute::steps().iter().map(|step| step.action()).collect();
/// assert_eq!(actions, ["orders:fetch", "orders:summarize"]);
/// assert_eq!(hatchet_compute::workflows()[0].on_events(), ["order:created"]);
/// ```
///
/// # Options
///
/// <!-- options of workflow -->
///
/// | option of `#[workflow]` | value | default |
/// | --- | --- | --- |
/// | `name` | name of the workflow, such as `"nightly-etl"`: letters (a-z, A-Z), digits, `.`, `-` or `_` | the type's name |
/// | `client` | path of the crate `hatchet-client`, version 0.1, which runs the workflow on an engine | the workflow is metadata only |
/// | `compute` | the machines for steps that do not set their own: `compute(…)` or `compute = EXPR` | set by each step |
/// | `timeout` | time limit of each attempt, for steps that do not set one | set by each step |
/// | `schedule_timeout` | time limit on the wait for a machine, for steps that do not set one | set by each step |
/// | `retries` | how many times a failed step is retried, for steps that do not set it: 0 to 2147483647 | set by each step |
/// | `on_events` | keys of the events that start the workflow, such as `["order:created"]` | none |
/// | `on_crons` | cron expressions that start the workflow, such as `["TZ=Europe/Berlin 0 3 * * *"]`: five fields, or six with seconds first; a time zone may precede them | none |
/// | `cron_input` | the input of a run that a cron starts: an expression of the type that the steps take | required with `client` and `on_crons` |
/// | `description` | description of the workflow, for people | none |
/// | `version` | version of the workflow, such as `"v1"`: shown in plans, but not kept by an engine | none |
/// | `crate` | path of `hatchet_compute`, if it is renamed or re-exported | `::hatchet_compute` |
///
/// <!-- end -->
///
/// # With a client
///
/// With `client = hatchet_client`, the macro also implements `hatchet_compute::Declare`, whose `declare` turns the
/// value into a `hatchet_client::Workflow`. Each step is then `async`, takes `&self` or no `self`, the client's
/// `Context`, the input that all steps share, and outputs of parents, each in a parameter named after its step; it
/// returns a `Result`. With `on_crons`, `cron_input` is required. Set anything else in a step's `configure` or on the
/// workflow that `declare` returns. The page
/// [Running on an engine](https://docs.rs/hatchet-compute/latest/hatchet_compute/_engine/) has all requirements.
///
/// # Errors
///
/// A workflow must have at least one step. Step names must be unique, and so must the parents of each step. Parents
/// must be steps of the workflow, and steps must not wait for each other.
///
/// ```compile_fail
/// # use hatchet_compute::{step, workflow};
/// # struct Orders;
/// // error: these steps wait for each other: `fetch` → `summarize` → `fetch`
/// #[workflow]
/// impl Orders {
///     #[step(parents = [summarize])]
///     async fn fetch(&self) {}
///
///     #[step(parents = [fetch])]
///     async fn summarize(&self) {}
/// }
/// ```
#[proc_macro_attribute]
pub fn workflow(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let source = SourceInfo::of_this_compilation();
    pipeline::workflow(arguments.into(), item.into(), &source).into()
}

/// Reads the fields of `hatchet_compute::compute!`, after the path of the library and a `;`.
#[doc(hidden)]
#[proc_macro]
pub fn compute_fields(input: TokenStream) -> TokenStream {
    pipeline::compute(input.into(), source_info::is_editor()).into()
}
