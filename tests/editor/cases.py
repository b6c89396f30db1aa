"""What rust-analyzer must know in programs with annotations. `$0` is the cursor."""

import re
from pathlib import Path

PRELUDE = """\
#![allow(dead_code)]
use hatchet_compute::{Compute, compute, step, workflow};

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["ewr", "lhr"] };
const CPUS: u32 = 2;

"""


def keys(table):
    """The keys of a table of the core. `crate` is a keyword: rust-analyzer does not take it for the name of a field."""
    source = (Path(__file__).parents[2] / "hatchet-compute-core/src/field.rs").read_text()
    rows = re.search(r"\n    " + table + r" \{\n(.*?)\n    \}\n", source, re.DOTALL).group(1)
    return set(re.findall(r'^        \w+ = "(\w+)"', rows, re.MULTILINE)) - {"crate"}


FIELDS, SCALE_FIELDS = keys("Field"), keys("ScaleField")
STEP_OPTIONS, WORKFLOW_OPTIONS = keys("StepOption"), keys("WorkflowOption")


def step(arguments):
    return f"#[step({arguments})]\nfn resize() {{}}\n"


def compute(fields):
    return step(f'compute(cpu_kind = "shared", {fields})')


def workflow(arguments, options=""):
    return f"""\
struct Orders;

#[workflow({options})]
impl Orders {{
    /// Gets the order.
    #[step]
    fn fetch(&self) {{}}

    fn helper(&self) {{}}

    #[step]
    fn convert(&self) {{}}

    #[step({arguments})]
    fn send(&self) {{}}
}}
"""


CLIENT = """\
mod client {
    pub struct Context;
    pub struct TaskError;
    pub struct Workflow;
}

struct Orders;

#[workflow(client = crate::client)]
impl Orders {
    #[step]
    async fn fetch(&self, _: client::Context, id: u32) -> Result<u32, client::TaskError> {
        Ok(id)
    }

    #[step]
    async fn send(&self, _: client::Context, _: u32, fetch: u32) -> Result<u32, client::TaskError> {
        Ok(fetch + 1)
    }
}
"""

# The place of the cursor, a program, and all that is completed there.
EXACTLY = [
    ("an empty `compute()`", step("compute($0)"), FIELDS),
    ("a half-typed key of `compute(…)`", compute("cp$0"), FIELDS - {"cpu_kind"}),
    ("a new key of `compute(…)`", compute("cpus = 2, $0"), FIELDS - {"cpu_kind", "cpus"}),
    ("a new key between others", compute("$0, memory_mb = 1024"), FIELDS - {"cpu_kind", "memory_mb"}),
    ("a key that has its value already", compute("cp$0 = 2"), FIELDS - {"cpu_kind"}),
    ("an empty `compute! {}`", "const LARGE: Compute = compute! { $0 };\n", FIELDS),
    ("a half-typed key of `compute! {…}`", "const LARGE: Compute = compute! { cpus = 2, mem$0 };\n", FIELDS - {"cpus"}),
    ("an empty `autoscaling()`", compute("autoscaling($0)"), SCALE_FIELDS),
    ("a key of `autoscaling(…)`", compute("autoscaling(max_replicas = 2, in$0)"), SCALE_FIELDS - {"max_replicas"}),
    ("an empty `#[step()]`", step("$0"), STEP_OPTIONS),
    ("a half-typed key of `#[step(…)]`", step("retries = 3, tim$0"), STEP_OPTIONS - {"retries"}),
    ("the same below a comment", step("// again\n    retries = 3,\n    tim$0"), STEP_OPTIONS - {"retries"}),
    ("the same in `#[cfg_attr(…)]`", "#[cfg_attr(all(), step(tim$0))]\nfn resize() {}\n", STEP_OPTIONS),
    ("a key of a method's `#[step(…)]`", workflow("retries = 3, $0"), STEP_OPTIONS - {"retries"}),
    ("an empty `#[workflow()]`", workflow("", "$0"), WORKFLOW_OPTIONS),
    ("a half-typed key of `#[workflow(…)]`", workflow("", 'version = "v1", on_$0'), WORKFLOW_OPTIONS - {"version"}),
    ("an empty list of parents", workflow("parents = [$0]"), {"fetch", "convert"}),
    ("a half-typed parent", workflow("parents = [fe$0]"), {"fetch", "convert"}),
    ("a second parent", workflow("parents = [convert, $0]"), {"fetch"}),
    ("a constant of a module", "mod limits {\n    pub const FOUR: u32 = 4;\n}\n" + compute("cpus = limits::$0"), {"FOUR"}),
]

# The same, and some of what is completed.
AMONG_OTHERS = [
    ("a half-typed value", compute("cpus = CP$0, memory_mb = 1024"), {"CPUS"}),
    ("a value that is missing", compute("cpus = $0, memory_mb = 1024"), {"CPUS"}),
    ("an unfinished value", compute("cpus = 2 * $0, memory_mb = 1024"), {"CPUS"}),
    ("a value in `compute! {…}`", 'const LARGE: Compute = compute! { cpu_kind = "shared", cpus = C$0 };\n', {"CPUS"}),
    ("`compute = `", step("compute = $0"), {"SMALL"}),
    ("`compute = S`", step("compute = S$0"), {"SMALL"}),
    ("a base", compute("..S$0"), {"SMALL"}),
    ("the body below a half-typed key", compute("cp").replace("{}", "{ let size = 1; si$0 }"), {"size"}),
    ("the body below a missing value", compute("cpus = ").replace("{}", "{ let size = 1; si$0 }"), {"size"}),
    ("the body of a method below a half-typed parent", workflow("parents = [fe]").replace("send(&self) {}", "send(&self) { self.$0 }"), {"fetch()", "helper()"}),
    ("a value of the workflow's type", CLIENT + "fn run() { Orders.$0 }\n", {"fetch(…)"}),
]

# The place of the cursor, a program, and what is said there.
EXPLAINED = [
    ("a key of `compute`", compute("cp$0us = 2, memory_mb = 1024"), ["cpus: u32", "CPUs of each machine: 1 to 64 shared", "required", "cpus = 2"]),
    ("a key of `compute! {…}`", "const LARGE: Compute = compute! { cp$0us = 2 };\n", ["cpus: u32", "CPUs of each machine"]),
    ("a key of `autoscaling`", compute("autoscaling(incre$0ment = 2)"), ["increment: u32", "default: `1`"]),
    ("a key of `#[step]`", step("ret$0ries = 2"), ["retries: u32", "0 to 2147483647", "default: `0`"]),
    ("a key of `#[workflow]`", workflow("", 'on_ev$0ents = ["a"]'), ["on_events", "keys of the events"]),
    ("a number", compute("cpus = $02, memory_mb = 1024"), ["cpus: u32", "1 to 64 shared"]),
    ("a wrong number", compute("cpus = 2, memory_mb = 5$0000"), ["memory_mb: u32", "256 to 2048 for each shared CPU"]),
    ("a duration", step('timeout = "1$01s"'), ["timeout", "time limit of each attempt"]),
    ("a kind", step('compute(cpu_kind = "sha$0red")'), ["Shared", "CPUs shared with other machines"]),
    ("a region", compute('regions = ["ewr", "l$0hr"]'), ["Lhr", "London, United Kingdom"]),
    ("a region in `compute! {…}`", 'const LARGE: Compute = compute! { regions = ["n$0rt"] };\n', ["Nrt", "Tokyo, Japan"]),
    ("a region of a method", workflow('compute(regions = ["n$0rt"])'), ["Nrt", "Tokyo, Japan"]),
    ("a constant as a value", compute("cpus = CP$0US, memory_mb = 1024"), ["const CPUS: u32 = 2"]),
    ("a constant as the compute", step("compute = SM$0ALL"), ['cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["ewr", "lhr"]']),
    ("a parent", workflow("parents = [fet$0ch]"), ["fn fetch(&self)", "Gets the order."]),
]

# What no answer may hold.
NAMES_OF_OURS = ["hatchet::", "__HATCHET", "__hatchet", "AS_WRITTEN", "__private", "extern crate core"]

PARENT = workflow("parents = [fetch]")
# A method where its name is used, and where it is defined.
FOUND = [
    ("a parent", workflow("parents = [fet$0ch]")),
    ("the parameter for a parent's output", CLIENT.replace("fetch: u32", "fe$0tch: u32")),
]
USED = [
    ("a method that is a parent", PARENT.replace("fn fetch", "fn fe$0tch"), 2),
    ("a method whose output a parameter takes", CLIENT.replace("fn fetch", "fn fe$0tch"), 2),
]
# Renamed to `load`.
RENAMED = [
    ("a method that is a parent", PARENT.replace("fn fetch", "fn fe$0tch"), PARENT.replace("fetch", "load")),
    ("a parent", workflow("parents = [fet$0ch]"), PARENT.replace("fetch", "load")),
    ("the parameter for a parent's output", CLIENT.replace("fetch: u32", "fe$0tch: u32"), CLIENT.replace("fetch", "load")),
]

# A program, and the errors in it with the tokens that they are at.
ERRORS = [
    ("a half-typed key", compute("cpus = 2, memory_mb = 1024, re"), {"re": "`re` is not a field of `compute`"}),
    ("a missing value", compute("memory_mb = 1024, cpus = "), {"=": "expected a value after `=`"}),
    ("a wrong size", compute("cpus = 2, memory_mb = 5000"), {"5000": "`memory_mb` is 5000"}),
    ("two wrong values", compute('cpus = "2", memory_mb = 1024, regions = ["Tokyo"]'), {'"2"': "`cpus` takes an integer", '"Tokyo"': "`\"Tokyo\"` is not a region"}),
    ("an unknown parent", workflow("parents = [fetsh]"), {"fetsh": "`fetsh` is not a step of this workflow"}),
    ("`compute! {…}`", "const LARGE: Compute = compute! { cpu_kind = \"shared\", cpus = 65, memory_mb = 1024 };\n", {"65": "`cpus` is 65"}),
    ("no mistake", compute("cpus = CPUS, memory_mb = 512 * CPUS"), {}),
    ("no mistake in a workflow", workflow("compute = SMALL, parents = [fetch, convert]", "retries = CPUS"), {}),
    ("no mistake in a workflow with a client", CLIENT, {}),
]
