//! Estimated costs in every command that shows them, and the limits of `check` on them and of an account.

mod support;

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::Duration;

use hatchet_compute::{Autoscaling, AutoscalingSpec, Compute, ComputeSpec, Step, compute};
use object::{Architecture, BinaryFormat, Endianness};
use serde_json::{Value, json};
use support::{own_folder, run_in, samples, save_steps};

const SMALL: Compute = compute! { cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2 };

fn scaling(min_awake_replicas: i64, max_replicas: i64) -> Autoscaling {
    let spec = AutoscalingSpec {
        max_replicas,
        min_awake_replicas: Some(min_awake_replicas),
        scale_to_zero: Some(min_awake_replicas == 0),
        ..AutoscalingSpec::default()
    };
    spec.check().expect("it is valid")
}

/// A folder with the plans `fixed`, which costs $43.80 a month, and `scaled`, which also costs $21.90 to $219.00.
fn folder() -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER
        .get_or_init(|| {
            let folder = own_folder("costs");
            let load = Step::new("Orders", "load").with_compute(SMALL);
            let charge = Step::new("Orders", "charge").with_compute(SMALL.with_autoscaling(scaling(1, 10)));
            let refund = Step::new("Orders", "refund").with_compute(SMALL).with_on_failure(true);
            let refund = refund.with_schedule_timeout(Duration::from_mins(10));
            save_steps(&folder, "fixed", std::slice::from_ref(&load), &Value::Null);
            save_steps(&folder, "scaled", &[load, charge, refund], &Value::Null);
            folder
        })
        .clone()
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("it is JSON")
}

#[test]
fn plan_shows_autoscaling_and_its_cost() {
    insta::assert_snapshot!(run_in(&folder(), &["plan", "scaled"]));
    insta::assert_snapshot!(run_in(&folder(), &["plan", "scaled", "--format", "mermaid"]));
}

/// Records say as much as saved plans.
#[test]
fn a_program_shows_autoscaling_too() {
    let folder = own_folder("costs of a program");
    let step = samples::step(Some(SMALL.with_autoscaling(scaling(0, 10))), 0, b"step=a\nworkflow=w\non_failure=true\n");
    let (format, architecture) = (BinaryFormat::Elf, Architecture::X86_64);
    let bytes = samples::object_file(format, architecture, Endianness::Little, &[&step.to_bytes()]);
    fs::write(folder.join("program"), bytes).expect("the file is written");
    let plan = run_in(&folder, &["plan", "program"]).stdout;
    assert!(plan.contains("0 to 10") && plan.contains("$0.00 to $219.00") && plan.contains("(on failure)"), "{plan}");
}

#[test]
fn plan_has_the_cost_of_each_configuration_and_in_total() {
    let plan = parsed(&run_in(&folder(), &["plan", "scaled", "--format", "json"]).stdout);
    let costs = plan["runtime_configs"].as_array().expect("it is a list").iter();
    let costs: Vec<&Value> = costs.map(|config| &config["estimated_cost_per_month"]).collect();
    assert_eq!(costs, [&json!({"lowest": 21.9, "highest": 219.0}), &json!({"lowest": 43.8, "highest": 43.8})]);
    let expected = json!({
        "currency": "USD",
        "per_month": {"lowest": 65.7, "highest": 262.8},
        "hours_per_month": 730.0,
        "rates": {"cpu_hour": 0.01, "memory_gb_hour": 0.01, "listed_in": "August 2026"},
    });
    assert_eq!(plan["estimated_cost"], expected);
}

#[test]
fn other_rates_give_other_costs() {
    let run = |arguments: &[&str]| run_in(&folder(), &[arguments, &["--rates", "0.02,0.04"]].concat()).stdout;
    let table = run(&["plan", "fixed"]);
    let total = "estimated cost in total: $116.80 a month, at $0.02 per CPU and $0.04 per GB of memory an hour \
                 (given with `--rates`), 730 hours a month\n";
    assert!(table.contains(total), "{table}");
    let json = parsed(&run(&["plan", "fixed", "--format", "json"]));
    assert_eq!(json["estimated_cost"]["per_month"]["highest"], 116.8);
    assert_eq!(json["estimated_cost"]["rates"], json!({"cpu_hour": 0.02, "memory_gb_hour": 0.04, "listed_in": null}));
    let diff = run(&["diff", "fixed", "scaled", "--format", "json"]);
    assert_eq!(parsed(&diff)["estimated_cost"]["per_month"]["before"]["lowest"], 116.8);
    assert!(run(&["check", "fixed", "--max-monthly-cost", "116"]).contains("up to $116.80 a month"));
    assert!(run_in(&folder(), &["plan", "fixed", "--rates", " 0 , 0 "]).stdout.contains("in total: $0.00 a month"));
}

#[test]
fn diff_shows_the_change_a_month() {
    let folder = folder();
    insta::assert_snapshot!(run_in(&folder, &["diff", "fixed", "scaled"]));
    insta::assert_snapshot!(run_in(&folder, &["diff", "scaled", "fixed", "--format", "markdown"]));
    let diff = parsed(&run_in(&folder, &["diff", "fixed", "scaled", "--format", "json"]).stdout);
    assert_eq!(diff["estimated_cost"]["per_month"]["change"], json!({"lowest": 21.9, "highest": 219.0}));
    assert_eq!(diff["totals"]["after"], json!({"machines": 12, "cpus": 24, "memory_mb": 12288}));
    assert_eq!((&diff["is_changed"], &diff["changes"]["steps"][0]["name"]), (&json!(true), &json!("orders:charge")));
    let same = run_in(&folder, &["diff", "fixed", "fixed", "--format", "json"]);
    assert_eq!((same.code, &parsed(&same.stdout)["is_changed"]), (0, &json!(false)));
    let same = run_in(&folder, &["diff", "fixed", "fixed", "--format", "markdown"]);
    assert_eq!(same.stdout, "### Hatchet machines: no change\n");
}

#[test]
fn scaling_changes_are_shown() {
    let folder = own_folder("scaling");
    for (file, scaling) in [("old", scaling(1, 10)), ("new", scaling(0, 20))] {
        let step = Step::new("w", "a").with_compute(SMALL.with_autoscaling(scaling));
        save_steps(&folder, file, &[step], &Value::Null);
    }
    insta::assert_snapshot!(run_in(&folder, &["diff", "old", "new"]));
}

#[test]
fn check_has_a_highest_cost() {
    let check = |file: &str, most: &str| run_in(&folder(), &["check", file, "--max-monthly-cost", most]);
    assert_eq!(check("fixed", "43.80").code, 0);
    assert_eq!(check("fixed", "43.79").code, 1);
    // The highest counts.
    assert_eq!(check("scaled", "262.80").code, 0);
    insta::assert_snapshot!(check("scaled", "262.79"));
}

#[test]
fn check_knows_what_an_account_includes() {
    let check = |file: &str, plan: &str| run_in(&folder(), &["check", file, "--account-plan", plan]);
    insta::assert_snapshot!(check("scaled", "free"));
    // `max_replicas` counts.
    assert!(
        check("scaled", "starter").stdout.contains("problem: `max_replicas` is 10, but the account plan `starter`")
    );
    assert_eq!(check("fixed", "starter").code, 0);
    for plan in ["growth", "enterprise"] {
        assert_eq!(check("scaled", plan).code, 0, "{plan}");
    }
}

/// The rows of the table, at and above each bound.
#[test]
fn an_account_has_bounds() {
    let folder = own_folder("account");
    let machines = |cpus: i64, memory_mb: i64, num_replicas: i64| {
        let spec = ComputeSpec {
            cpu_kind: "shared",
            cpus,
            memory_mb,
            num_replicas: Some(num_replicas),
            ..ComputeSpec::default()
        };
        spec.check().expect("it is valid")
    };
    let check = |plan: &str, computes: &[Compute]| {
        let steps = (0..).zip(computes).map(|(i, compute)| Step::new("w", format!("step{i}")).with_compute(*compute));
        save_steps(&folder, "plan.json", &steps.collect::<Vec<_>>(), &Value::Null);
        let run = run_in(&folder, &["check", "plan.json", "--account-plan", plan]);
        run.stdout.matches("problem: ").count()
    };
    for (plan, machine, problems) in [
        ("free", machines(1, 1024, 2), 0),
        ("free", machines(1, 1024, 3), 1),
        ("free", machines(1, 1280, 2), 1),
        ("free", machines(2, 1024, 2), 1),
        ("starter", machines(4, 4096, 5), 0),
        ("starter", machines(4, 4096, 6), 1),
        ("starter", machines(6, 4352, 5), 2),
        ("growth", machines(8, 16384, 20), 0),
        ("growth", machines(8, 16384, 21), 1),
        ("enterprise", machines(8, 16384, 21), 1),
    ] {
        assert_eq!(check(plan, &[machine]), problems, "{plan}: {machine}");
    }
    let configs = |number: i64| (0..number).map(|i| machines(4, 1024 + 256 * i, 1)).collect::<Vec<_>>();
    for (plan, most) in [("starter", 2), ("growth", 5), ("enterprise", 5)] {
        assert_eq!((check(plan, &configs(most)), check(plan, &configs(most + 1))), (0, 1), "{plan}");
    }
}

#[test]
fn wrong_costs_are_wrong_usage() {
    for option in [
        "--rates=-1,0",
        "--rates=nan,1",
        "--rates=1,inf",
        "--rates=cheap",
        "--rates=0.01",
        "--rates=1,2,3",
        "--rates=,",
        "--rates=1,1e300",
    ] {
        for command in [&["plan", "fixed"][..], &["diff", "fixed", "scaled"], &["check", "fixed"]] {
            let run = run_in(&folder(), &[command, &[option]].concat());
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{command:?} {option}");
            assert!(run.stderr.contains("such as 0.01"), "{}", run.stderr);
        }
    }
    for value in ["-5", "nan", "inf", "much", "", "1,000"] {
        let run = run_in(&folder(), &["check", "fixed", "--max-monthly-cost", value]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{value}");
        assert!(run.stderr.contains("US dollars, such as 250 or 99.50"), "{}", run.stderr);
    }
    let run = run_in(&folder(), &["check", "fixed", "--account-plan", "gratis"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("free, starter, growth, enterprise"), "{}", run.stderr);
    // A minus that looks like an option.
    assert!(run_in(&folder(), &["plan", "fixed", "--rates", "-1,2"]).stderr.contains("`-1` is not a price of a CPU"));
}
