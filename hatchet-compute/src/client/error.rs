//! The error of a step as a client reports it.

use std::error::Error;
use std::marker::PhantomData;

/// The error type of a step of a [`#[workflow(client = …)]`](macro@crate::workflow): whatever converts into
/// `Box<dyn Error + Send + Sync>`, such as `anyhow::Error`, `String`, `&str` and every [`Error`].
///
/// The client's `TaskError` is another, also in a `Box`. A `TaskError` in an `anyhow::Error`, also below its context, keeps its mark as not
/// to be retried. All other errors are retried.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the error of a step",
    label = "not an error",
    note = "return the client's `TaskError`, `anyhow::Error`, `Box<dyn Error + Send + Sync>`, `String`, or any `std::error::Error`"
)]
pub trait StepError {
    /// What the engine shows: the error and those that caused it, from the last to the first.
    fn into_text(self) -> String;
}

#[diagnostic::do_not_recommend]
impl<T: Into<Box<dyn Error + Send + Sync>>> StepError for T {
    fn into_text(self) -> String {
        let error = self.into();
        let (mut text, mut cause) = (error.to_string(), error.source());
        while let Some(error) = cause {
            // Many errors show their cause themselves.
            let shown = error.to_string();
            if !text.contains(&shown) {
                text = format!("{text}: {shown}");
            }
            cause = error.source();
        }
        text
    }
}

/// The error of a step, and the type of the client's error.
pub struct Failure<E, T>(E, PhantomData<T>);

/// The two together.
pub fn failure<E, T>(error: E) -> Failure<E, T> {
    Failure(error, PhantomData)
}

impl<Both> Failure<Both, Both> {
    /// Nothing.
    ///
    /// # Errors
    ///
    /// The client's error, which it is itself.
    pub fn other(self) -> Result<&'static str, Both> {
        Err(self.0)
    }
}

impl<T> Failure<Box<T>, T> {
    /// Nothing.
    ///
    /// # Errors
    ///
    /// The client's error, which is in the box.
    pub fn other(self) -> Result<&'static str, T> {
        Err(*self.0)
    }
}

/// What a failure is otherwise: methods of its own come first.
pub trait Other<E, T> {
    /// The step's error.
    ///
    /// # Errors
    ///
    /// Never.
    fn other(self) -> Result<E, T>;
}

impl<E, T> Other<E, T> for Failure<E, T> {
    fn other(self) -> Result<E, T> {
        Ok(self.0)
    }
}

/// The method of `anyhow::Error` and of its likes for all other errors, which have nothing inside.
pub trait DowncastRef {
    /// Nothing.
    fn downcast_ref<T>(&self) -> Option<&T> {
        None
    }
}

impl<E> DowncastRef for E {}
