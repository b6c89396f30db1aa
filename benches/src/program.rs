//! What steps cost the program: before `main`, in the file, and from the first call to the request.

use std::fmt::Write as _;

use std::io;
use std::path::Path;
use std::process::Command;

use crate::failed;
use crate::figures;
use crate::measure::{instructions, succeeded};
use crate::sources::{self, root};

/// The number of steps of each program.
const SIZES: [usize; 3] = [0, 1000, 10_000];

/// How often each program and the Python script run.
const RUNS: usize = 25;

/// Without arguments it does nothing. Otherwise it makes the plan and the request, and prints the time of each part.
const MAIN: &str = r#"
fn main() {
    if std::env::args().len() < 2 {
        return;
    }
    let start = std::time::Instant::now();
    let steps = hatchet_compute::steps().len();
    let first_steps = start.elapsed();
    let start = std::time::Instant::now();
    let plan = hatchet_compute::Plan::collect().unwrap();
    let collect = start.elapsed();
    let start = std::time::Instant::now();
    let request = serde_json::to_string(&plan.request()).unwrap();
    let json = start.elapsed();
    println!("{steps} {} {} {} {}", request.len(), first_steps.as_nanos(), collect.as_nanos(), json.as_nanos());
}
"#;

fn package(steps: usize) -> String {
    format!("program_of_{steps}")
}

/// A program with this many steps, in 40 different sizes.
fn source(steps: usize) -> String {
    let mut source = String::from("use hatchet_compute::step;\n");
    for number in 0..steps {
        let memory_mb = 2048 + 256 * (number % 40);
        let _ = writeln!(
            source,
            "#[step(compute(cpu_kind = \"shared\", cpus = 8, memory_mb = {memory_mb}, num_replicas = 2, regions = [\"ewr\", \"lhr\"]), retries = 3)]\npub async fn step_{number}() {{}}"
        );
    }
    source + MAIN
}

/// The figures of one program.
struct Figures {
    before_main: f64,
    relocations: usize,
    bytes: u64,
    nanoseconds: [f64; 3],
}

/// Measures and writes the table.
pub(crate) fn run() -> io::Result<()> {
    let members: Vec<String> = SIZES.iter().map(|&steps| package(steps)).collect();
    let workspace = sources::workspace("program", &members)?;
    let dependencies = format!("{}\nserde_json = \"1.0.154\"", sources::library());
    let mut figures = Vec::new();
    for steps in SIZES {
        sources::package(&workspace, &package(steps), &dependencies, &source(steps))?;
    }
    for steps in SIZES {
        eprintln!("building a program with {steps} steps");
        let built = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--release", "--package", &package(steps)])
            .current_dir(&workspace)
            .env_remove("CARGO_TARGET_DIR")
            .output()?;
        succeeded(&built)?;
        figures.push(measured(&workspace.join("target/release").join(package(steps)))?);
    }
    let python = python()?;
    figures::keep("program", &table(&figures, python))
}

fn measured(binary: &Path) -> io::Result<Figures> {
    let before_main = instructions(&Command::new(binary))?;
    let readelf = Command::new("readelf").arg("--relocs").arg("--wide").arg(binary).output()?;
    let relocations =
        String::from_utf8_lossy(&readelf.stdout).lines().filter(|line| line.contains("R_X86_64_")).count();
    let sections = Command::new("readelf").args(["--section-headers", "--wide"]).arg(binary).output()?;
    let sections = String::from_utf8_lossy(&sections.stdout).into_owned();
    let section = sections.lines().find_map(|line| line.split_once("hatchet_compute_v1"));
    let size = section.and_then(|(_, fields)| fields.split_whitespace().nth(3));
    let bytes = size.and_then(|size| u64::from_str_radix(size, 16).ok()).unwrap_or_default();
    let mut runs: Vec<[f64; 3]> = Vec::new();
    for _ in 0..RUNS {
        let output = Command::new(binary).arg("plan").output()?;
        succeeded(&output)?;
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let numbers: Vec<f64> = printed.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        let [_, _, steps, collect, json] = numbers[..] else {
            return Err(failed(format!("{} printed {printed:?}", binary.display())));
        };
        runs.push([steps, collect, json]);
    }
    // The best run, because other programs can only slow it down.
    let best = |part: usize| runs.iter().map(|run| run[part]).fold(f64::INFINITY, f64::min);
    Ok(Figures { before_main, relocations, bytes, nanoseconds: [0, 1, 2].map(best) })
}

fn table(figures: &[Figures], python: Option<f64>) -> String {
    let [none, thousand, ten_thousand] = figures else {
        return String::new();
    };
    #[allow(clippy::cast_precision_loss, reason = "counts of a few thousands")]
    let each = |figure: &Figures, steps: f64| (figure.bytes as f64) / steps;
    let total = |figure: &Figures| figure.nanoseconds.iter().sum::<f64>();
    let mut table = String::from("| | no step | 1000 steps | 10,000 steps |\n| --- | --- | --- | --- |\n");
    let _ = writeln!(
        table,
        "| instructions of an empty `main`, compared with no step | 0 | {:.0} | {:.0} |",
        thousand.before_main - none.before_main,
        ten_thousand.before_main - none.before_main,
    );
    let _ = writeln!(
        table,
        "| relocations, compared with no step | 0 | {} | {} |",
        thousand.relocations.saturating_sub(none.relocations),
        ten_thousand.relocations.saturating_sub(none.relocations)
    );
    let _ = writeln!(
        table,
        "| bytes in the section, per step | | {:.0} | {:.0} |",
        each(thousand, 1e3),
        each(ten_thousand, 1e4)
    );
    for (index, part) in ["the first `steps()`", "`Plan::collect()`", "`request()` to JSON"].into_iter().enumerate() {
        let _ = writeln!(
            table,
            "| time of {part}, × 1000 steps | | 1 | {:.1} |",
            ten_thousand.nanoseconds[index] / thousand.nanoseconds[index]
        );
    }
    let python = |what: f64| match python {
        Some(python) => format!("{:.1}", python / what),
        None => "not measured: cannot install hatchet-sdk 0.40.0a9".into(),
    };
    let _ = writeln!(
        table,
        "| Python: the SDK's `get_compute_configs` on the same 10,000 actions, × `Plan::collect()` | | | {} |",
        python(ten_thousand.nanoseconds[1]),
    );
    let _ = writeln!(
        table,
        "| Python, the same function, × all three parts, from records to JSON | | | {} |",
        python(total(ten_thousand)),
    );
    table
}

/// The nanoseconds that the Python SDK takes for 10,000 actions, if it can be installed.
fn python() -> io::Result<Option<f64>> {
    let environment = root().join("target/benches/python");
    let interpreter = environment.join("bin/python");
    if !interpreter.exists() {
        eprintln!("installing the Python SDK");
        let made = Command::new("python3").args(["-m", "venv"]).arg(&environment).output();
        if !made.is_ok_and(|made| made.status.success()) {
            return Ok(None);
        }
    }
    let installed = Command::new(&interpreter)
        .args(["-m", "pip", "install", "--quiet", "hatchet-sdk==0.40.0a9", "setuptools<81"])
        .output()?;
    if !installed.status.success() {
        eprintln!("skipped: {}", String::from_utf8_lossy(&installed.stderr));
        return Ok(None);
    }
    let script = root().join("benches/get_compute_configs.py");
    let mut runs = Vec::new();
    for _ in 0..RUNS {
        let output = Command::new(&interpreter).arg(&script).output()?;
        succeeded(&output)?;
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let nanoseconds: f64 = printed.trim().parse().map_err(io::Error::other)?;
        runs.push(nanoseconds);
    }
    Ok(runs.into_iter().reduce(f64::min))
}
