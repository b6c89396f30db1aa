//! Workflows that a client runs: with state, with generics, with steps of any name, and out of other macros.

use std::fmt::Debug;

use hatchet_client::{Context, TaskError};
use hatchet_compute::{step, workflow};

/// A value that all steps share.
#[derive(Debug)]
pub struct Shared<T> {
    value: T,
}

#[workflow(name = "shared", client = hatchet_client, on_crons = ["0 3 * * *"], version = "v1")]
impl<T: Clone> Shared<T>
where
    T: Debug + Send + Sync + 'static,
{
    /// Its last step stands first.
    #[step(parents = [other])]
    pub async fn last(
        &self,
        _: Context,
        _input: Vec<u8>,
        r#type: (u8, u8),
    ) -> Result<(), TaskError> {
        let _ = r#type;
        Ok(())
    }

    /// A keyword, and an error from which the client makes its own.
    #[step(compute = super::SMALL, timeout = "1.5s")]
    pub async fn r#type(&self, _: Context, _: Vec<u8>) -> Result<(u8, u8), std::fmt::Error> {
        let _ = self.value.clone();
        Ok((1, 2))
    }

    /// Without the value; what it takes is not needed.
    #[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024), retries = super::CPUS)]
    pub async fn other(
        #[allow(unused_variables)] context: Context,
        #[allow(unused_variables)] input: Vec<u8>,
        mut _type: (u8, u8),
    ) -> Result<(), TaskError> {
        _type.0 += 1;
        Ok(())
    }

    /// No step.
    #[must_use]
    pub const fn value(&self) -> &T {
        &self.value
    }
}

/// Steps of the names that what is emitted may use itself.
#[derive(Debug)]
pub struct Names;

#[workflow(name = "names", client = ::hatchet_client)]
impl Names {
    /// One.
    #[step]
    pub async fn task(&self, _: Context, (): ()) -> Result<u8, TaskError> {
        Ok(1)
    }

    /// Two.
    #[step]
    pub async fn context(&self, _: Context, (): (), task: u8) -> Result<u8, TaskError> {
        Ok(task)
    }

    /// Three.
    #[step]
    pub async fn input(&self, _: Context, (): (), context: u8, task: u8) -> Result<u8, TaskError> {
        Ok(context + task)
    }

    /// Four.
    #[step]
    pub async fn workflow(&self, _: Context, (): (), input: u8) -> Result<u8, TaskError> {
        Ok(input)
    }

    /// Five.
    #[step]
    pub async fn assignment(&self, _: Context, (): (), workflow: u8) -> Result<u8, TaskError> {
        Ok(workflow)
    }

    /// Six: a name of the trait's.
    #[step]
    pub async fn declare(&self, _: Context, (): (), assignment: u8) -> Result<u8, TaskError> {
        Ok(assignment)
    }
}

/// A module that names everything otherwise.
pub mod otherwise {
    use hatchet_compute::{step, workflow};

    /// Of the names that what is emitted needs, none is what it should be.
    #[derive(Debug)]
    pub struct Arc;
    /// Nor this.
    #[derive(Debug)]
    pub struct Duration;
    /// Nor this.
    #[derive(Debug)]
    pub struct Workflow;
    /// Nor this.
    #[allow(non_upper_case_globals)]
    pub const task: u8 = 1;

    #[workflow(name = "otherwise", client = hatchet_client)]
    impl Workflow {
        /// A step.
        #[step(timeout = "10ms")]
        pub async fn first(
            &self,
            _: hatchet_client::Context,
            _: String,
        ) -> Result<String, hatchet_client::TaskError> {
            Ok(String::new())
        }

        /// Another.
        #[step]
        pub async fn second(
            &self,
            _: hatchet_client::Context,
            _: String,
            _first: String,
        ) -> Result<u8, hatchet_client::TaskError> {
            Ok(task)
        }
    }
}

macro_rules! made {
    ($client:path, $type:ident, $first:ident, $input:ty, $context:ident) => {
        /// Made by a macro.
        #[derive(Debug)]
        pub struct $type;

        #[workflow(name = "made", client = $client)]
        impl $type {
            /// Of the macro's caller.
            #[step]
            pub async fn $first(&self, $context: Context, _: $input) -> Result<$input, TaskError> {
                let _ = $context;
                Ok(1)
            }

            /// Of the macro.
            #[step]
            pub async fn second(
                &self,
                _: Context,
                _: $input,
                $first: $input,
            ) -> Result<$input, TaskError> {
                Ok($first)
            }
        }
    };
}

made!(hatchet_client, Made, first, u8, context);

/// Steps that are not there, and one that is.
#[derive(Debug)]
pub struct Absent;

#[workflow(name = "absent", client = hatchet_client)]
impl Absent {
    /// Not there, and wrong: a client calls no such step.
    #[cfg(any())]
    #[step]
    pub fn wrong(&mut self) {}

    /// Not there.
    #[cfg(any())]
    #[step]
    pub async fn gone(&self, _: Context, _: u8) -> Result<u8, TaskError> {
        Ok(1)
    }

    /// Not there either, or it would lack a parent.
    #[cfg(any())]
    #[step(parents = [gone])]
    pub async fn child(&self, _: Context, _: u8, _gone: u8, _present: u8) -> Result<u8, TaskError> {
        Ok(1)
    }

    /// There, without its parent.
    #[step(parents = [gone])]
    pub async fn present(&self, _: Context, _: u8) -> Result<u8, TaskError> {
        Ok(1)
    }
}

#[cfg(test)]
mod tests {
    use hatchet_compute::{Assignment, Declare};

    use super::{otherwise, Absent, Made, Names, Shared};

    /// What the client says of a workflow: its name, and its tasks in the order in which they were added.
    fn shown(workflow: &hatchet_client::Workflow) -> String {
        format!("{workflow:?}")
    }

    #[test]
    fn workflows_are_declared_with_their_tasks_behind_their_parents() {
        let shared = Shared { value: "" }.declare(Assignment::ByCompute);
        assert_eq!(
            shown(&shared),
            r#"Workflow { name: "shared", tasks: ["type", "other", "last"], .. }"#
        );
        let names = Declare::declare(Names, Assignment::Anywhere);
        assert_eq!(
            shown(&names),
            r#"Workflow { name: "names", tasks: ["task", "context", "input", "workflow", "assignment", "declare"], .. }"#
        );
        let otherwise = otherwise::Workflow.declare(Assignment::Anywhere);
        assert_eq!(
            shown(&otherwise),
            r#"Workflow { name: "otherwise", tasks: ["first", "second"], .. }"#
        );
        let made = Made.declare(Assignment::Anywhere);
        assert_eq!(
            shown(&made),
            r#"Workflow { name: "made", tasks: ["first", "second"], .. }"#
        );
    }

    #[test]
    fn steps_that_are_not_there_are_not_declared() {
        let absent = Absent.declare(Assignment::Anywhere);
        assert_eq!(
            shown(&absent),
            r#"Workflow { name: "absent", tasks: ["present"], .. }"#
        );
    }
}
