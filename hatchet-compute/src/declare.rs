//! Declaring an annotated workflow to an engine, which `#[workflow(client = …)]` implements.

pub(crate) mod generated;

/// A workflow that a client of the engine can run.
///
/// `#[workflow(client = path)]` implements it, `path` being that of the crate `hatchet-client`, version 0.1, in the
/// program: this library does not depend on it. Every step becomes a task of the client's workflow, with its name,
/// time limit, retries and parents; the workflow has its events, crons, description and version.
///
/// The page [Running on an engine](crate::_engine) has a whole program, and says what a step looks like.
///
/// The value itself is shared by all steps, which take `&self`. So it has to be `Send + Sync + 'static`, and what the
/// steps share, such as a pool of connections, stands in its fields.
pub trait Declare {
    /// The client's workflow: `hatchet_client::Workflow`.
    type Workflow;

    /// The workflow as the client registers it on a worker.
    #[must_use = "a declared workflow runs nothing until it is registered on a worker"]
    fn declare(self, assignment: Assignment) -> Self::Workflow;
}

/// Which workers may run the steps of a workflow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Assignment {
    /// Every worker that registers the workflow runs all of its steps: for development.
    Anywhere,
    /// A step with compute runs only on workers with the label
    /// [`WORKER_LABEL`](crate::cloud::WORKER_LABEL) = [the key of its runtime config](crate::RuntimeConfig::key). A
    /// step without compute runs on every worker that registers the workflow.
    ///
    /// A worker on Hatchet Cloud learns its label from [`cloud::worker_label`](crate::cloud::worker_label); on an
    /// engine of one's own, whoever starts the worker sets it.
    ByCompute,
}
