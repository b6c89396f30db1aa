//! `check`: problems, warnings, and the plan under version control.

mod support;

use std::fs;

use support::{own_folder, run, save};

#[test]
fn check_finds_advice() {
    insta::assert_snapshot!(run(&["check", "worker"]));
}

#[test]
fn check_denies_advice() {
    assert_eq!(run(&["check", "worker"]).code, 0);
    assert_eq!(run(&["check", "worker", "--deny-advice"]).code, 1);
    let idle = ["check", "idle-worker", "--deny-advice"];
    assert_eq!(run(&idle).code, 1);
    assert_eq!(run(&[&idle[..], &["--allow", "step_without_compute"]].concat()).code, 0);
}

#[test]
fn a_program_without_records_is_a_problem() {
    insta::assert_snapshot!(run(&["check", "no-library"]));
}

#[test]
fn check_compares_with_a_saved_plan() {
    let folder = own_folder("locked");
    save(&folder, "plan.json", "worker");
    let locked = folder.join("plan.json").display().to_string();
    assert_eq!(run(&["check", "worker", "--locked", &locked]).code, 0);
    let changed = run(&["check", "idle-worker", "--locked", &locked]);
    assert_eq!(changed.code, 1);
    insta::assert_snapshot!(changed.to_string().replace(&locked, "plan.json"));
}

#[test]
fn check_says_how_the_saved_plan_is_made() {
    let run = run(&["check", "worker", "--locked", "it's not there.json", "--namespace", "dev", "--slots", "5"]);
    insta::assert_snapshot!(run);
}

#[test]
fn a_broken_saved_plan_is_a_problem() {
    let folder = own_folder("broken saved plan");
    fs::write(folder.join("plan.json"), "{").expect("the file is written");
    let locked = folder.join("plan.json").display().to_string();
    let run = run(&["check", "idle-worker", "--locked", &locked]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("is not a saved plan: line 1: "), "{}", run.stdout);
}

#[test]
fn check_takes_namespace_and_slots_of_the_saved_plan() {
    let folder = own_folder("locked with a namespace");
    let saved = run(&["plan", "worker", "--format", "json", "--namespace", "dev", "--slots", "7"]);
    let locked = folder.join("plan.json");
    fs::write(&locked, saved.stdout).expect("the file is written");
    let locked = locked.display().to_string();
    assert_eq!(run(&["check", "worker", "--locked", &locked]).code, 0);
    assert_eq!(run(&["check", "worker", "--locked", &locked, "--slots", "8"]).code, 1);
    let refresh = run(&["check", "idle-worker", "--locked", &locked]).stdout;
    assert!(refresh.contains("plan.json' idle-worker --namespace dev_ --slots 7` and commit"), "{refresh}");
}
