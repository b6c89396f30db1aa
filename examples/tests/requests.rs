//! Every example prints its plan, and with `--request` the JSON body of `requests/`, alone on standard output.

use std::process::{Command, Output};

fn run(program: &str, arguments: &[&str]) -> Output {
    Command::new(program)
        .args(arguments)
        .output()
        .expect("the example runs")
}

/// Of the program called this, with what belongs into `requests/`.
fn prints_its_request_alone(program: &str, expected: &str) {
    let request = run(program, &["--request"]);
    assert!(request.status.success());
    assert_eq!(String::from_utf8_lossy(&request.stdout), expected);

    let refused = run(program, &["--reqest"]);
    assert!(!refused.status.success());
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(
        said.lines().last(),
        Some("error: the only argument is `--request`")
    );
}

macro_rules! examples {
    ($($name:ident),*) => {$(
        #[test]
        fn $name() {
            let program = env!(concat!("CARGO_BIN_EXE_", stringify!($name)));
            let expected = include_str!(concat!("../requests/", stringify!($name), ".json"));
            prints_its_request_alone(program, expected);

            let plan = run(program, &[]);
            assert!(plan.status.success());
            let printed = String::from_utf8_lossy(&plan.stdout).into_owned();
            assert!(printed.starts_with("managed cloud compute plan:\n"), "{printed}");
        }
    )*};
}

examples!(
    quickstart,
    managed_workflow,
    shared_config,
    multi_region,
    etl_dag
);

/// Without an argument it is a worker, which its own test runs.
#[cfg(feature = "engine")]
#[test]
fn orders() {
    let expected = include_str!("../requests/orders.json");
    prints_its_request_alone(env!("CARGO_BIN_EXE_orders"), expected);
}
