//! What the macros' implementation of [`Declare`](super::Declare) is made of.
//!
//! A parameter of a step has to have one certain type, and whether it has, only rustc knows. Each of the three traits
//! is the question whether two types are one, asked of the parameter's type: so that is where the answer stands, in the
//! words of this library. With [`Nothing`] each has two implementations for every type, or rustc would take the type
//! that is asked for as the one that is given, and complain of the call.

use std::fmt::Display;

use super::Assignment;
use crate::Compute;
use crate::plan::key_of;

/// What a step declares of itself to a client.
#[derive(Clone, Copy)]
pub struct StepOptions {
    /// The machines it asks for.
    pub compute: Option<Compute>,
    /// How often it is tried again.
    pub retries: u32,
}

impl StepOptions {
    /// The task with `label` of the key that its machines have, if the step is tied to any.
    #[must_use]
    pub fn assign<Task>(
        &self,
        assignment: Assignment,
        task: Task,
        label: impl FnOnce(Task, String) -> Task,
    ) -> Task {
        match (assignment, &self.compute) {
            (Assignment::ByCompute, Some(compute)) => label(task, key_of(compute)),
            (Assignment::ByCompute, None) | (Assignment::Anywhere, _) => task,
        }
    }
}

/// What no parameter is given.
pub struct Nothing<T>(T);

/// The type of a step's first parameter, which the client gives.
#[diagnostic::on_unimplemented(
    message = "the first parameter of a step is the client's `{Given}`, but this one is `{Self}`",
    label = "not the client's context",
    note = "a step takes its context first and its input second: `ctx: Context, input: Input`"
)]
pub trait TakesContext<Given> {
    /// The same value.
    fn take_context(given: Given) -> Self;
}

impl<T> TakesContext<T> for T {
    fn take_context(given: T) -> T {
        given
    }
}

impl<T> TakesContext<Nothing<T>> for T {
    fn take_context(given: Nothing<T>) -> T {
        given.0
    }
}

/// The client's context as the step takes it.
pub fn context<Taken: TakesContext<Given>, Given>(given: Given) -> Taken {
    Taken::take_context(given)
}

/// The type of a step's second parameter, which is that of its workflow.
#[diagnostic::on_unimplemented(
    message = "the steps of a workflow take one input, but this one takes `{Self}` and the first takes `{Given}`",
    label = "not `{Given}`",
    note = "a parameter after the input takes the output of the parent step of its name"
)]
pub trait TakesInput<Given> {
    /// The same value.
    fn take_input(given: Given) -> Self;
}

impl<T> TakesInput<T> for T {
    fn take_input(given: T) -> T {
        given
    }
}

impl<T> TakesInput<Nothing<T>> for T {
    fn take_input(given: Nothing<T>) -> T {
        given.0
    }
}

/// The workflow's input as the step takes it.
pub fn input<Taken: TakesInput<Given>, Given>(given: Given) -> Taken {
    Taken::take_input(given)
}

/// The type of a step's further parameters, each of which is that of a parent's output.
#[diagnostic::on_unimplemented(
    message = "this parameter takes `{Self}`, but the step of its name returns `{Given}`",
    label = "not `{Given}`"
)]
pub trait TakesOutput<Given> {
    /// The same value.
    fn take_output(given: Given) -> Self;
}

impl<T> TakesOutput<T> for T {
    fn take_output(given: T) -> T {
        given
    }
}

impl<T> TakesOutput<Nothing<T>> for T {
    fn take_output(given: Nothing<T>) -> T {
        given.0
    }
}

/// A parent's output as the step takes it.
pub fn output<Taken: TakesOutput<Given>, Given>(given: Given) -> Taken {
    Taken::take_output(given)
}

/// The client's error in words.
pub fn text(error: impl Display) -> String {
    error.to_string()
}

/// Stands for a declaration where a compile error says what is wrong with the workflow.
#[must_use]
pub fn in_error<Unused, Workflow>(_: Unused) -> Workflow {
    unreachable!("a workflow with errors does not compile")
}
