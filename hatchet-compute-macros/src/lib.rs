//! The macros of [hatchet-compute]: use them from there, as what they expand to names that crate.
//!
//! An annotation goes through four stages, one file each: `parse` (tokens to entries), `lower` (entries to a
//! configuration), `check` (the rules of `hatchet-compute-core`), `expand` (a configuration to tokens).
//! `annotation` leads each of the three macros through them.
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

/// Makes a function a step, with the machines it needs written above it.
///
/// The function stays as it is written. Beside it stands a record of the step, from which
/// `hatchet_compute::steps()` and `hatchet_compute::Plan` are made; it costs nothing at start-up. A
/// configuration that the cloud would refuse does not compile, and every mistake is shown at once.
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
/// All are optional, in any order, each at most once.
///
/// | option | value | left out |
/// | --- | --- | --- |
/// | `compute(…)` | the fields below | the step runs where the worker runs |
/// | `compute = EXPR` | a constant expression of type `hatchet_compute::Compute` | |
/// | `name = "…"` | letters, digits, `.`, `-`, `_` | the function's name |
/// | `timeout = "…"` | a duration: `"11s"`, `"1h30m"`, `"1.5s"` | Hatchet's default |
/// | `retries = 3` | 0 to 2147483647 | 0 |
/// | `parents = [a, b]` | steps of the same [`workflow`](macro@workflow), as the methods are named | none |
/// | `crate = path` | where `hatchet_compute` is, if it is renamed or re-exported | `::hatchet_compute` |
///
/// ## Fields of `compute(…)`
///
/// | field | value | left out |
/// | --- | --- | --- |
/// | `cpu_kind` | `"shared"` or `"performance"` | required |
/// | `cpus` | CPUs of one machine, 1 to 64 (performance: to 32) | required |
/// | `memory_mb` | MB of one machine: 256 to 2048 for each shared CPU, 2048 to 8192 for each performance CPU, never more than 65536 | required |
/// | `num_replicas` | machines in total, over all regions, 0 to 1000 | 1 |
/// | `regions` | codes such as `["ewr", "lhr"]`, none twice | Hatchet chooses |
/// | `pool` | steps of equal compute share machines unless their pools differ; at most 32 letters, digits, `.`, `-`, `_` | `"default"` |
///
/// Numbers are literals, or constant expressions of type `u32`:
///
/// ```
/// # use hatchet_compute::step;
/// const CPUS: u32 = 4;
///
/// #[step(compute(cpu_kind = "performance", cpus = CPUS, memory_mb = CPUS * 4096), timeout = "5m", retries = 3)]
/// fn render() {}
/// ```
///
/// # Errors
///
/// Whatever breaks a rule is a compile error at the value that breaks it:
///
/// ```compile_fail
/// # use hatchet_compute::step;
/// // error: `memory_mb` is 5000, but 2 shared CPUs take 512 to 4096 MB
/// //        help: use `memory_mb = 4096`, or at least 3 CPUs for 5000 MB
/// #[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 5000))]
/// fn resize() {}
/// ```
///
/// What compiles but is likely not meant (a region that the API no longer lists, fewer replicas than regions) is a
/// warning at the value; `#[allow(deprecated)]` on the function silences it.
#[proc_macro_attribute]
pub fn step(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let source = SourceInfo::of_this_compilation();
    pipeline::step(arguments.into(), item.into(), &source).into()
}

/// Makes an inherent impl block a workflow, whose methods with [`#[step]`](macro@step) are its steps.
///
/// The impl block stays as it is written; a step's action is `workflow:step`, both lower-cased.
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
/// All are optional, in any order, each at most once.
///
/// | option | value | left out |
/// | --- | --- | --- |
/// | `name = "…"` | letters, digits, `.`, `-`, `_` | the type's name |
/// | `on_events = ["…"]` | keys of the events that start the workflow | none |
/// | `on_crons = ["…"]` | times that start it: five cron fields, or six with seconds first, `TZ=Area/City ` in front if need be | none |
/// | `description = "…"` | for people | none |
/// | `version = "…"` | of the workflow | none |
/// | `client = path` | the crate `hatchet-client`, version 0.1, in the program: see below | the workflow is only described |
/// | `crate = path` | where `hatchet_compute` is, if it is renamed or re-exported | `::hatchet_compute` |
///
/// # With a client
///
/// With `client = hatchet_client` the workflow is also what runs: the macro implements `hatchet_compute::Declare`, whose
/// `declare` makes a `hatchet_client::Workflow` of the value. This asks something of the signature of each step:
///
/// - It is `async`, and takes `&self` or no `self` at all. All steps share one value.
/// - It takes the client's `Context` first and the input second. The steps of a workflow have one input.
/// - Each parameter after the input is the output of the parent step of its name, typed by the compiler; the parent
///   need not be listed in `parents` as well. It may be `mut`, and a leading `_` does not count. The engine hands on
///   structs and maps only: an output that is a number, a string or a list does not reach the steps after it.
/// - Its `timeout` is sent in whole seconds, rounded up.
/// - It returns a `Result`, with the client's `TaskError` or any error that becomes one by `?`.
///
/// ```text
/// #[workflow(client = hatchet_client)]
/// impl Orders {
///     #[step(compute = SMALL, retries = 3, timeout = "5m")]
///     async fn fetch(&self, ctx: Context, order: Order) -> Result<Fetched, TaskError> { … }
///
///     #[step(compute = LARGE)]
///     async fn summarize(&self, ctx: Context, order: Order, fetch: Fetched) -> Result<Summary, TaskError> { … }
/// }
///
/// let workflow = Orders::new().declare(Assignment::ByCompute);
/// ```
///
/// # Errors
///
/// Beside those of each step: a workflow without a step, two steps of one name, a parent that is no step of the
/// workflow, and steps that wait for each other.
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

/// What `hatchet_compute::compute!` hands its fields to, behind the path of the library and a `;`.
#[doc(hidden)]
#[proc_macro]
pub fn compute_fields(input: TokenStream) -> TokenStream {
    pipeline::compute(input.into()).into()
}
