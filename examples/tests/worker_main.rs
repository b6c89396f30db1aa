//! The worker registers with Hatchet Cloud, or prints its plan, depending on its environment.

use std::process::{Command, Output};

fn run(variables: &[(&str, &str)]) -> Output {
    let mut worker = Command::new(env!("CARGO_BIN_EXE_worker_main"));
    for name in [
        "HATCHET_CLOUD_REGISTER_ID",
        "HATCHET_CLOUD_ACTIONS",
        "HATCHET_CLIENT_TOKEN",
        "HATCHET_CLIENT_SERVER_URL",
        "HATCHET_CLIENT_API_URL",
        "HATCHET_CLIENT_NAMESPACE",
    ] {
        worker.env_remove(name);
    }
    worker.envs(variables.iter().copied()).output().expect("the worker runs")
}

#[test]
fn elsewhere_it_prints_its_plan_and_goes_on() {
    let output = run(&[]);
    assert!(output.status.success());
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(printed.contains("managed cloud compute plan:"), "{printed}");
}

#[test]
fn on_hatchet_cloud_it_fails_if_it_cannot_register() {
    let output = run(&[("HATCHET_CLOUD_REGISTER_ID", "11111111-2222-4333-8444-555555555555")]);
    assert_eq!(output.status.code(), Some(1));
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(stderr.starts_with("Error: ") && stderr.contains("HATCHET_CLIENT_TOKEN"), "{stderr}");
    assert!(stderr.contains("\nhelp: "), "{stderr}");
}
