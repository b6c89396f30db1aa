//! Every example prints its plan, and with `--request` only the JSON body stored in `requests/`.

use std::process::{Command, Output};

fn run(program: &str, arguments: &[&str]) -> Output {
    Command::new(program).args(arguments).output().expect("the example runs")
}

/// Checks that the program prints only the request, and rejects other arguments.
fn prints_its_request_alone(program: &str, expected: &str) {
    let request = run(program, &["--request"]);
    assert!(request.status.success());
    assert_eq!(String::from_utf8_lossy(&request.stdout), expected);

    let refused = run(program, &["--reqest"]);
    assert!(!refused.status.success());
    let stderr = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(stderr.lines().last(), Some("error: the only argument is `--request`"));
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

examples!(quickstart, managed_workflow, shared_config, multi_region, etl_dag, image_pipeline);

/// Without an argument it is a worker, which has its own test.
#[cfg(feature = "engine")]
#[test]
fn orders() {
    let expected = include_str!("../requests/orders.json");
    prints_its_request_alone(env!("CARGO_BIN_EXE_orders"), expected);
}
