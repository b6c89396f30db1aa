//! The error of a step as a client reports it.

use std::error::Error;
use std::iter;

/// The error type of a step of a [`#[workflow(client = …)]`](macro@crate::workflow): anything that converts into
/// `Box<dyn Error + Send + Sync>`, such as `anyhow::Error`, `String`, `&str` and every [`Error`].
///
/// The client's `TaskError` is accepted too, also in a `Box`. A non-retryable `TaskError` ends the retries even inside
/// an `anyhow::Error`, below its context. All other errors are retried.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the error of a step",
    label = "not an error",
    note = "return the client's `TaskError`, `anyhow::Error`, `Box<dyn Error + Send + Sync>`, `String`, or any `std::error::Error` that is `Send + Sync`"
)]
pub trait StepError {
    /// What the engine shows: the error, followed by its chain of causes.
    fn into_text(self) -> String;
}

#[diagnostic::do_not_recommend]
impl<T: Into<Box<dyn Error + Send + Sync>>> StepError for T {
    fn into_text(self) -> String {
        let error = self.into();
        iter::successors(error.source(), |&cause| cause.source()).fold(error.to_string(), |text, cause| {
            let cause = cause.to_string();
            // Many errors already include their cause.
            if text.contains(&cause) { text } else { format!("{text}: {cause}") }
        })
    }
}

/// The error of a step, and how to make the client's error from its text.
pub struct StepFailure<E, T> {
    pub(super) error: E,
    pub(super) new: fn(String) -> T,
}

impl<Both> StepFailure<Both, Both> {
    /// The client's error, which the step's already is.
    pub fn __client_error(self, _: fn(&'static str) -> String) -> Both {
        self.error
    }
}

impl<T> StepFailure<Box<T>, T> {
    /// The client's error, which is in the box.
    pub fn __client_error(self, _: fn(&'static str) -> String) -> T {
        *self.error
    }
}

/// The conversion of all other failures: inherent methods take precedence.
pub trait WithText<E, T> {
    /// The client's error, with the text of the step's.
    fn __client_error(self, into_text: fn(E) -> String) -> T;
}

impl<E, T> WithText<E, T> for StepFailure<E, T> {
    fn __client_error(self, into_text: fn(E) -> String) -> T {
        (self.new)(into_text(self.error))
    }
}

/// The method of `anyhow::Error` and similar types, for all other errors, which have nothing inside.
pub trait DowncastRef {
    /// Always `None`.
    fn downcast_ref<T>(&self) -> Option<&T> {
        None
    }
}

impl<E> DowncastRef for E {}
