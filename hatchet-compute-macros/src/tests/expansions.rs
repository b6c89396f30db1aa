//! Expansions as `cargo expand` shows them, pretty-printed. Each is in `snapshots/`: read the difference when one
//! changes, for it is what users read.

use proc_macro2::TokenStream;

use super::{compute, step, tokens, workflow};
use crate::pipeline;

/// What is next to the item, which is returned as it was.
fn next_to(item: &str, expansion: TokenStream) -> String {
    let item = tokens(item);
    let length = item.clone().into_iter().count();
    let mut tokens = expansion.into_iter();
    let given_back: TokenStream = tokens.by_ref().take(length).collect();
    assert_eq!(given_back.to_string(), item.to_string(), "the item is changed");
    printed(&tokens.collect())
}

fn printed(tokens: &TokenStream) -> String {
    let file = syn::parse2(tokens.clone()).unwrap_or_else(|error| panic!("{error}: {tokens}"));
    prettyplease::unparse(&file)
}

const FUNCTION: &str = "async fn process_data(input: Input, ctx: Context) -> anyhow::Result<Output> { Ok(Output) }";

#[test]
fn step_with_the_five_fields() {
    let arguments = r#"compute(cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = ["ewr"])"#;
    insta::assert_snapshot!(next_to(FUNCTION, step(arguments, FUNCTION)));
}

#[test]
fn step_with_every_option() {
    let arguments = r#"
        name = "process-data", timeout = "1h30m", retries = 3, crate = crate::reexports::machines,
        compute(
            cpu_kind = "performance", cpus = CPUS, memory_mb = CPUS * 4096, num_replicas = 6,
            regions = ["lhr", "ewr"], pool = "heavy",
        )"#;
    insta::assert_snapshot!(next_to(FUNCTION, step(arguments, FUNCTION)));
}

#[test]
fn step_with_a_constant() {
    let function = "#[allow(deprecated)] #[inline] pub fn small<T>(_: T) {}";
    insta::assert_snapshot!(next_to(function, step("compute = SMALL", function)));
}

#[test]
fn step_alone() {
    insta::assert_snapshot!(next_to("fn alone() {}", step("", "fn alone() {}")));
}

#[test]
fn step_with_advice() {
    let arguments = r#"compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024, regions = ["atl"])"#;
    insta::assert_snapshot!(next_to("fn old() {}", step(arguments, "fn old() {}")));
}

#[test]
fn step_with_errors() {
    let arguments = r#"compute(cpu_kind = "shared", cpus = CPUS, memory_mb = 70000), retries = -1"#;
    insta::assert_snapshot!(next_to("fn wrong() {}", step(arguments, "fn wrong() {}")));
}

#[test]
fn workflow_of_two_steps() {
    let expansion = workflow(
        r#"on_events = ["order:created"], on_crons = ["0 3 * * *"], description = "two\nlines", version = "v2""#,
        r#"impl<T> Orders<T> {
            #[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024))]
            async fn fetch(&self) -> Page<{ 1 + 2 }> { Page }

            const ROWS: usize = { 3 };

            #[cfg(feature = "mail")]
            #[hatchet_compute::step(name = "send-mail", parents = [fetch])]
            fn send(self) {}
        }"#,
    );
    insta::assert_snapshot!(printed(&expansion));
}

/// Half typed, as rust-analyzer sees it.
#[test]
fn compute_in_an_editor() {
    let fields = tokens(r#"::hatchet_compute; cpu_kind = "shared", cpus = CPUS, regions = ["ewr"], mem"#);
    let expansion = pipeline::compute(fields, true);
    insta::assert_snapshot!(printed(&[tokens("const SMALL: Compute ="), expansion, tokens(";")].into_iter().collect()));
}

#[test]
fn compute_in_an_expression() {
    let expansion = compute(r#"cpu_kind = "shared", cpus = 2, memory_mb = 2 * BASE"#);
    insta::assert_snapshot!(printed(&[tokens("const SMALL: Compute ="), expansion, tokens(";")].into_iter().collect()));
}

#[test]
fn compute_with_errors() {
    let expansion = compute(r#"cpu_kind = "gpu", cpus = CPUS"#);
    let tokens = [tokens("const SMALL: Compute ="), expansion, tokens(";")];
    insta::assert_snapshot!(printed(&tokens.into_iter().collect()));
}

#[test]
fn step_with_constants_of_constants() {
    let arguments = "compute = if cfg!(debug_assertions) { SMALL } else { LARGE }, retries = (RETRIES)";
    insta::assert_snapshot!(next_to("fn both() {}", step(arguments, "fn both() {}")));
}

#[test]
fn workflow_of_alternatives() {
    let expansion = workflow(
        "crate = machines",
        r#"#[allow(deprecated)] impl Orders {
            #[cfg_attr(feature = "large", step(name = "large", compute = LARGE), inline)]
            #[cfg_attr(not(feature = "large"), step(name = "small", crate = ::renamed))]
            fn fetch(&self) {}

            #[machines::step(parents = [fetch])]
            fn send(&self) {}
        }"#,
    );
    insta::assert_snapshot!(printed(&expansion));
}

#[test]
fn workflow_with_errors() {
    let expansion = workflow(
        r#"name = """#,
        r#"impl Orders {
            #[cfg(feature = "mail")]
            #[step(retries = RETRIES, timeout = "11")]
            fn send(&self) {}
        }"#,
    );
    insta::assert_snapshot!(printed(&expansion));
}

#[test]
fn step_with_autoscaling() {
    let arguments = r#"compute(
        cpu_kind = "shared", cpus = 1, memory_mb = 1024,
        autoscaling(max_replicas = MOST, min_awake_replicas = 2, scale_to_zero = IDLE, wait_duration = "1.5ms", increment = 3),
    )"#;
    insta::assert_snapshot!(next_to("fn scaled() {}", step(arguments, "fn scaled() {}")));
}

#[test]
fn step_with_a_base() {
    let arguments = r#"compute(cpus = 4, num_replicas = MANY, regions = ["ewr"], ..SMALL)"#;
    insta::assert_snapshot!(next_to("fn over() {}", step(arguments, "fn over() {}")));
}

#[test]
fn workflow_with_defaults() {
    let expansion = workflow(
        r#"compute = SMALL, timeout = "5m", schedule_timeout = "10m", retries = RETRIES"#,
        r#"impl Orders {
            #[step]
            fn fetch(&self) {}

            #[step(parents = [fetch], compute = LARGE, timeout = "1h", retries = 0)]
            fn summarize(&self) {}

            #[step(on_failure)]
            fn alert(&self) {}
        }"#,
    );
    insta::assert_snapshot!(printed(&expansion));
}

#[test]
fn workflow_with_a_client() {
    let expansion = workflow(
        r#"client = hatchet_client, on_events = ["order:created"], on_crons = ["0 3 * * *"], cron_input = Order::all(), description = "orders", version = "v2""#,
        r#"impl Orders {
            #[step(compute = LARGE, configure = limits::slow)]
            async fn summarize(&self, ctx: Context, order: Order, fetch: Fetched) -> Result<Summary, TaskError> { body }

            #[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024), retries = 3, timeout = "5m")]
            async fn fetch(&self, ctx: Context, order: Order) -> Result<Fetched, TaskError> { body }

            #[step(parents = [summarize])]
            async fn notify(_: Context, _: Order) -> Result<(), TaskError> { body }
        }"#,
    );
    insta::assert_snapshot!(printed(&expansion));
}

#[test]
fn three_steps_are_declared_in_less_than_sixty_lines() {
    let expansion = workflow(
        r#"client = hatchet_client, on_events = ["order:created"], on_crons = ["0 3 * * *"], cron_input = Order::all()"#,
        r#"impl Orders {
            #[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024), retries = 3, timeout = "5m")]
            async fn fetch(&self, ctx: Context, order: Order) -> Result<Fetched, TaskError> { body }

            #[step(compute = LARGE)]
            async fn summarize(&self, ctx: Context, order: Order, fetch: Fetched) -> Result<Summary, TaskError> { body }

            #[step(parents = [summarize])]
            async fn notify(_: Context, _: Order) -> Result<(), TaskError> { body }
        }"#,
    );
    let printed = printed(&expansion);
    let (_, declaration) = printed.split_once("impl __hatchet::Declare").expect("it is declared");
    assert!(declaration.lines().count() < 60, "{declaration}");
}

#[test]
fn workflow_with_a_client_under_cfgs() {
    let expansion = workflow(
        "client = crate::hatchet",
        r#"impl<T: Send> Orders<T> where T: Sync {
            #[cfg(feature = "mail")]
            #[step]
            async fn send(&self, ctx: Context, order: Order) -> Result<(), TaskError> { body }

            #[step(parents = [send])]
            async fn archive(&self, ctx: Context, order: Order, mut _send: ()) -> Result<(), TaskError> { body }

            #[cfg(windows)]
            #[step]
            fn wrong(&self, ctx: Context, order: Order) {}
        }"#,
    );
    insta::assert_snapshot!(printed(&expansion));
}

#[test]
fn workflow_with_a_client_and_errors() {
    let expansion = workflow(
        r#"client = "hatchet_client""#,
        r"impl Orders {
            #[step(retries = RETRIES)]
            async fn send(&self, ctx: Context) -> Result<(), TaskError> { body }
        }",
    );
    insta::assert_snapshot!(printed(&expansion));
}
