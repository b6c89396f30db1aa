//! Workflows with a client: with state, with generics, with unusual step names, and from other macros.

#![deny(clippy::single_call_fn, clippy::shadow_unrelated, clippy::significant_drop_tightening)]

use std::collections::BTreeMap;
use std::fmt::Debug;

use hatchet_client::{Context, TaskError};
use hatchet_compute::{step, workflow};

/// With private steps that clippy would call used once, and one that is not to be used any more.
#[derive(Debug)]
pub struct Private;

#[workflow(name = "private", client = hatchet_client)]
impl Private {
    #[deprecated = "the next takes its place"]
    #[deny(deprecated)]
    #[step]
    async fn old(&self, _: Context, _: u8) -> Result<u8, TaskError> {
        Ok(1)
    }

    #[step(parents = [old])]
    async fn next(&self, _: Context, _: u8) -> Result<u8, TaskError> {
        Ok(1)
    }
}

/// A value that all steps share.
#[derive(Debug)]
pub struct Shared<T> {
    value: T,
}

#[workflow(name = "shared", client = hatchet_client, on_crons = ["0 3 * * *"], cron_input = vec![1, 2], version = "v1")]
impl<T: Clone> Shared<T>
where
    T: Debug + Send + Sync + 'static,
{
    /// The last step, declared first.
    #[step(parents = [other])]
    pub async fn last(&self, _: Context, _input: Vec<u8>, r#type: (u8, u8)) -> Result<(), TaskError> {
        let _ = r#type;
        Ok(())
    }

    /// Named like a keyword, with an error that converts into the client's.
    #[step(compute = super::SMALL, timeout = "1.5s")]
    pub async fn r#type(&self, _: Context, _: Vec<u8>) -> Result<(u8, u8), std::fmt::Error> {
        let _ = self.value.clone();
        Ok((1, 2))
    }

    /// Without a receiver, and with unused parameters.
    #[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024), retries = super::CPUS)]
    pub async fn other(
        #[allow(unused_variables)] context: Context,
        #[allow(unused_variables)] input: Vec<u8>,
        mut _type: (u8, u8),
    ) -> Result<(), TaskError> {
        _type.0 += 1;
        Ok(())
    }

    /// Not a step.
    #[must_use]
    pub const fn value(&self) -> &T {
        &self.value
    }
}

/// A type that is almost too complex.
pub type Rows = Vec<(String, BTreeMap<String, Vec<u8>>)>;

/// A type whose bounds have lifetimes of their own, and a step in camel case with such a type.
#[derive(Debug)]
pub struct Bounded<T>(pub T);

#[workflow(name = "bounded", client = hatchet_client)]
impl<T> Bounded<T>
where
    T: for<'any> Extend<&'any u8> + Debug + Clone + Send + Sync + 'static,
    for<'any> &'any T: IntoIterator<Item = &'any u8>,
{
    /// The first step.
    #[allow(non_snake_case)]
    #[step]
    pub async fn fetchAll(&self, _: Context, _: u8) -> Result<Rows, TaskError> {
        Ok(Vec::new())
    }

    /// The second step.
    #[allow(non_snake_case)]
    #[step]
    pub async fn sum(
        &self,
        _: Context,
        _: u8,
        fetchAll: Vec<(String, BTreeMap<String, Vec<u8>>)>,
    ) -> Result<(), TaskError> {
        drop(fetchAll);
        Ok(())
    }
}

/// Steps with names that the expansion may use itself.
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

    /// Six: named like the trait's method.
    #[step]
    pub async fn declare(&self, _: Context, (): (), assignment: u8) -> Result<u8, TaskError> {
        Ok(assignment)
    }
}

/// A module that gives other meanings to the names in the expansion.
pub mod otherwise {
    use hatchet_compute::{step, workflow};

    /// Not `std::sync::Arc`.
    #[derive(Debug)]
    pub struct Arc;
    /// Not `std::time::Duration`.
    #[derive(Debug)]
    pub struct Duration;
    /// Not the client's `Workflow`.
    #[derive(Debug)]
    pub struct Workflow;
    /// Not a task.
    #[allow(non_upper_case_globals)]
    pub const task: u8 = 1;

    /// Methods for all types.
    pub trait Methods: Sized {
        /// Not what is written of an output.
        fn written(self) {}
        /// Not the text of an error.
        fn with_text(self) {}
    }

    impl<T> Methods for T {}

    #[workflow(name = "otherwise", client = hatchet_client)]
    impl Workflow {
        /// A step.
        #[step(timeout = "10ms")]
        pub async fn first(&self, _: hatchet_client::Context, _: String) -> Result<String, hatchet_client::TaskError> {
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

/// Where no lint may be allowed.
#[forbid(dead_code, unused_imports, unused_parens, unused_qualifications, unused_variables)]
pub mod forbidden {
    use hatchet_client::{Context, TaskBuilder, TaskError};
    use hatchet_compute::{step, workflow};

    const HOURS: u8 = 2;

    const fn unchanged(task: TaskBuilder<u8, u8>) -> TaskBuilder<u8, u8> {
        task
    }

    /// Two steps with all that a client has.
    #[derive(Debug)]
    pub struct Forbidden;

    #[workflow(client = hatchet_client, on_crons = ["0 3 * * *"], cron_input = 1 + HOURS, crate = hatchet_compute)]
    impl Forbidden {
        /// A step.
        #[step(retries = 1 + 2, configure = unchanged)]
        pub async fn first(&self, _: Context, _: u8) -> Result<u8, TaskError> {
            Ok(1)
        }

        /// Another.
        #[step(parents = [first], configure = unchanged, crate = hatchet_compute)]
        pub async fn second(&self, _: Context, _: u8) -> Result<u8, TaskError> {
            Ok(1)
        }
    }

    /// A function.
    #[step(crate = hatchet_compute, retries = u32::MAX >> 20)]
    pub fn alone() {}
}

macro_rules! made {
    ($client:path, $type:ident, $first:ident, $input:ty, $context:ident: $context_type:ty, $configure:path) => {
        /// Made by a macro.
        #[derive(Debug)]
        pub struct $type;

        #[workflow(name = "made", client = $client)]
        impl $type {
            /// Named by the macro's caller.
            #[step]
            pub async fn $first(&self, $context: Context, _: $input) -> Result<$input, TaskError> {
                let _ = $context;
                Ok(1)
            }

            /// Named by the macro.
            #[step(configure = $configure)]
            pub async fn second(&self, _: $context_type, _: $input, $first: $input) -> Result<$input, TaskError> {
                Ok($first)
            }
        }
    };
}

made!(hatchet_client, Made, first, u8, context: Context, std::convert::identity);

/// Steps that are compiled out, and one that is not.
#[derive(Debug)]
pub struct Absent;

#[workflow(name = "absent", client = hatchet_client)]
impl Absent {
    /// Compiled out, and invalid with a client.
    #[cfg(any())]
    #[step]
    pub fn wrong(&mut self) {}

    /// Compiled out.
    #[cfg(any())]
    #[step]
    pub async fn gone(&self, _: Context, _: u8) -> Result<u8, TaskError> {
        Ok(1)
    }

    /// Compiled out like its parent.
    #[cfg(any())]
    #[step(parents = [gone])]
    pub async fn child(&self, _: Context, _: u8, _gone: u8, _present: u8) -> Result<u8, TaskError> {
        Ok(1)
    }

    /// Present, without its parent.
    #[step(parents = [gone])]
    pub async fn present(&self, _: Context, _: u8) -> Result<u8, TaskError> {
        Ok(1)
    }
}

#[cfg(test)]
mod tests {
    use hatchet_compute::{Assignment, Declare};

    use super::{otherwise, Absent, Made, Names, Shared};

    /// The client's `Debug` output: the name of the workflow, and its tasks in the order in which they were added.
    fn shown(workflow: &hatchet_client::Workflow) -> String {
        format!("{workflow:?}")
    }

    #[test]
    fn tasks_are_declared_after_their_parents() {
        let shared = Shared { value: "" }.declare(Assignment::ByCompute);
        assert_eq!(shown(&shared), r#"Workflow { name: "shared", tasks: ["type", "other", "last"], .. }"#);
        let names = Declare::declare(Names, Assignment::Anywhere);
        assert_eq!(
            shown(&names),
            r#"Workflow { name: "names", tasks: ["task", "context", "input", "workflow", "assignment", "declare"], .. }"#
        );
        let otherwise = otherwise::Workflow.declare(Assignment::Anywhere);
        assert_eq!(shown(&otherwise), r#"Workflow { name: "otherwise", tasks: ["first", "second"], .. }"#);
        let made = Made.declare(Assignment::Anywhere);
        assert_eq!(shown(&made), r#"Workflow { name: "made", tasks: ["first", "second"], .. }"#);
    }

    #[test]
    fn steps_that_are_compiled_out_are_not_declared() {
        let absent = Absent.declare(Assignment::Anywhere);
        assert_eq!(shown(&absent), r#"Workflow { name: "absent", tasks: ["present"], .. }"#);
    }
}
