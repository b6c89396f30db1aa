//! Every example prints its plan, and with `--request` the JSON body of `requests/`, alone on standard output.

use std::process::{Command, Output};

fn run(program: &str, arguments: &[&str]) -> Output {
    Command::new(program)
        .args(arguments)
        .output()
        .expect("the example runs")
}

macro_rules! examples {
    ($($name:ident),*) => {$(
        #[test]
        fn $name() {
            let program = env!(concat!("CARGO_BIN_EXE_", stringify!($name)));
            let request = run(program, &["--request"]);
            assert!(request.status.success());
            let expected = include_str!(concat!("../requests/", stringify!($name), ".json"));
            assert_eq!(String::from_utf8_lossy(&request.stdout), expected);

            let plan = run(program, &[]);
            assert!(plan.status.success());
            let printed = String::from_utf8_lossy(&plan.stdout).into_owned();
            assert!(printed.starts_with("managed cloud compute plan:\n"), "{printed}");

            let refused = run(program, &["--reqest"]);
            assert!(!refused.status.success());
            assert_eq!(String::from_utf8_lossy(&refused.stderr).lines().last(), Some("error: the only argument is `--request`"));
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
