//! Measures the instructions or the processor time of a process.
//!
//! To measure one compilation, this program wraps the compiler: cargo calls it as `RUSTC_WORKSPACE_WRAPPER` for each
//! crate, and it measures the call for the crate in question.

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode, Output};

use nix::sys::resource::{UsageWho, getrusage};

use crate::failed;

/// The environment variable that tells the wrapper which crate to measure.
const CRATE: &str = "HATCHET_BENCH_CRATE";
/// Where the wrapper writes the figure.
const FIGURE: &str = "HATCHET_BENCH_FIGURE";
/// Where the wrapper lists the instructions of each package.
const LIST: &str = "HATCHET_BENCH_LIST";
/// What the wrapper measures.
const UNIT: &str = "HATCHET_BENCH_UNIT";

/// What to measure.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Unit {
    /// Instructions, counted by valgrind: almost the same in every run.
    Instructions,
    /// Milliseconds of user time.
    UserTime,
}

/// What the rustc call for the package itself costs in `cargo COMMAND`.
pub(crate) fn compilation(workspace: &Path, command: &str, package: &str, unit: Unit) -> io::Result<f64> {
    let figure = workspace.join("figure");
    let source = workspace.join(package).join("src/lib.rs");
    // A new modification time makes cargo compile it again.
    fs::write(&source, fs::read(&source)?)?;
    let cargo = Command::new(env!("CARGO"))
        .args([command, "--quiet", "--package", package])
        .current_dir(workspace)
        .env_remove("CARGO_TARGET_DIR")
        // Incremental compilation takes many more instructions, which vary between runs. A first build and a release
        // build do not spend them.
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?)
        .env(CRATE, package)
        .env(FIGURE, &figure)
        .env(UNIT, if unit == Unit::Instructions { "instructions" } else { "time" })
        .output()?;
    succeeded(&cargo)?;
    let text = fs::read_to_string(&figure)?;
    text.trim().parse().map_err(io::Error::other)
}

/// The instructions of the compiler for each package of a build, including macros and build scripts.
pub(crate) fn packages(build: &mut Command, list: &Path) -> io::Result<Vec<(String, f64)>> {
    fs::write(list, "")?;
    succeeded(
        &build
            // `cargo run` sets this for this program. Calls that only ask for the compiler's version must not inherit
            // it.
            .env_remove("CARGO_PKG_NAME")
            .env("RUSTC_WRAPPER", env::current_exe()?)
            .env(LIST, list)
            .output()?,
    )?;
    let mut packages: Vec<(String, f64)> = Vec::new();
    for line in fs::read_to_string(list)?.lines() {
        let (package, count) =
            line.split_once(' ').ok_or_else(|| failed(format!("the compiler wrapper wrote `{line}`")))?;
        let count: f64 = count.parse().map_err(io::Error::other)?;
        match packages.iter_mut().find(|(name, _)| name == package) {
            Some((_, sum)) => *sum += count,
            None => packages.push((package.to_owned(), count)),
        }
    }
    Ok(packages)
}

/// Acts as the compiler wrapper that lists the instructions of each package, if this process was called as one.
fn as_listing_compiler() -> Option<ExitCode> {
    let list = env::var(LIST).ok()?;
    let mut arguments = env::args().skip(1);
    let compiler = arguments.next()?;
    let arguments: Vec<String> = arguments.collect();
    let package = env::var("CARGO_PKG_NAME").unwrap_or_default();
    // cargo also asks the compiler for its version, which belongs to no package.
    let success = if package.is_empty() {
        Command::new(compiler).args(arguments).status().map(|status| status.success())
    } else {
        instructions_of_call(&compiler, &arguments).and_then(|count| {
            let mut list = fs::OpenOptions::new().append(true).open(list)?;
            list.write_all(format!("{package} {count}\n").as_bytes())?;
            Ok(true)
        })
    };
    Some(exit_code(&success))
}

fn exit_code(success: &io::Result<bool>) -> ExitCode {
    match success {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Acts as a compiler wrapper, if this process was called as one.
pub(crate) fn as_compiler() -> Option<ExitCode> {
    if let Some(code) = as_listing_compiler() {
        return Some(code);
    }
    let measured = env::var(CRATE).ok()?;
    let mut arguments = env::args().skip(1);
    let compiler = arguments.next()?;
    let arguments: Vec<String> = arguments.collect();
    let name = arguments.iter().position(|argument| argument == "--crate-name");
    let is_measured = name.is_some_and(|name| arguments[name + 1] == measured);
    Some(exit_code(&if is_measured {
        measured_call(&compiler, &arguments)
    } else {
        Command::new(&compiler).args(&arguments).status().map(|status| status.success())
    }))
}

fn measured_call(compiler: &str, arguments: &[String]) -> io::Result<bool> {
    let (figure, success) = if env::var(UNIT).is_ok_and(|unit| unit == "instructions") {
        (instructions_of_call(compiler, arguments)?, true)
    } else {
        let success = Command::new(compiler).args(arguments).status()?.success();
        (user_time_of_children()?, success)
    };
    fs::write(env::var(FIGURE).map_err(io::Error::other)?, figure.to_string())?;
    Ok(success)
}

/// The number of instructions of a call of rustc. Bypasses rustup's proxy, because valgrind does not count child
/// processes.
fn instructions_of_call(compiler: &str, arguments: &[String]) -> io::Result<f64> {
    let output = Command::new(compiler).args(["--print", "sysroot"]).output()?;
    let sysroot = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let mut call = Command::new(format!("{sysroot}/bin/rustc"));
    call.args(arguments).env("LD_LIBRARY_PATH", format!("{sysroot}/lib"));
    instructions(&call)
}

/// The number of instructions of a whole command.
pub(crate) fn instructions(command: &Command) -> io::Result<f64> {
    let mut cachegrind = Command::new("valgrind");
    // The same counts as callgrind, in half the time.
    cachegrind.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
    cachegrind.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        cachegrind.env(name, value.unwrap_or_default());
    }
    let output = cachegrind.output().map_err(|error| failed(format!("cannot run valgrind: {error}")))?;
    succeeded(&output)?;
    let report = String::from_utf8_lossy(&output.stderr).into_owned();
    let count = report
        .lines()
        .find(|line| line.contains("refs:"))
        .and_then(|line| line.split_whitespace().last())
        .ok_or_else(|| failed(format!("cachegrind reported no count: {report}")))?;
    count.replace(',', "").parse().map_err(io::Error::other)
}

/// The user time of a command in milliseconds.
pub(crate) fn user_time(command: &mut Command) -> io::Result<f64> {
    let before = user_time_of_children()?;
    succeeded(&command.output()?)?;
    Ok(user_time_of_children()? - before)
}

fn user_time_of_children() -> io::Result<f64> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?.user_time();
    let (seconds, microseconds) = (usage.tv_sec(), usage.tv_usec());
    #[allow(clippy::cast_precision_loss, reason = "the time of a measurement is far below 2^52 milliseconds")]
    Ok(seconds as f64 * 1000.0 + microseconds as f64 / 1000.0)
}

/// The median of several runs for each of `N` things, measured alternately.
pub(crate) fn medians<const N: usize>(
    runs: usize,
    mut measure: impl FnMut(usize) -> io::Result<f64>,
) -> io::Result<[f64; N]> {
    let mut figures: [Vec<f64>; N] = std::array::from_fn(|_| Vec::new());
    for _ in 0..runs {
        for (index, figures) in figures.iter_mut().enumerate() {
            figures.push(measure(index)?);
        }
    }
    Ok(figures.map(|mut figures| {
        figures.sort_by(f64::total_cmp);
        figures[figures.len() / 2]
    }))
}

/// An error with the command's standard error, if it failed.
pub(crate) fn succeeded(output: &Output) -> io::Result<()> {
    if output.status.success() {
        return Ok(());
    }
    Err(failed(String::from_utf8_lossy(&output.stderr).into_owned()))
}
