//! Measuring a process: its instructions, or the processor time that it takes.
//!
//! One compilation is measured by standing in for the compiler: cargo calls this program as `RUSTC_WORKSPACE_WRAPPER`
//! for each crate, and for the one that is asked about the call is measured and written down.

use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode, Output};

use nix::sys::resource::{UsageWho, getrusage};

use crate::failed;

/// The crate whose compilation is measured, in the environment of the stand-in.
const CRATE: &str = "HATCHET_BENCH_CRATE";
/// Where the stand-in writes the figure.
const FIGURE: &str = "HATCHET_BENCH_FIGURE";
/// Where the stand-in lists what each package takes.
const LIST: &str = "HATCHET_BENCH_LIST";
/// How the stand-in measures.
const UNIT: &str = "HATCHET_BENCH_UNIT";

/// What is counted.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Unit {
    /// Instructions, as valgrind counts them: the same in every run, or almost.
    Instructions,
    /// Milliseconds of user time.
    UserTime,
}

/// What `cargo COMMAND` of a package costs the one call of the compiler for the package itself.
pub(crate) fn compilation(
    workspace: &Path,
    command: &str,
    package: &str,
    unit: Unit,
) -> io::Result<f64> {
    let figure = workspace.join("figure");
    let source = workspace.join(package).join("src/lib.rs");
    // Fresh, so that cargo compiles it again.
    fs::write(&source, fs::read(&source)?)?;
    let cargo = Command::new(env!("CARGO"))
        .args([command, "--quiet", "--package", package])
        .current_dir(workspace)
        .env_remove("CARGO_TARGET_DIR")
        // Else rustc also hashes and saves what it would need to compile less another time: instructions that are
        // many, not the same in every run, and not spent by a first or a release build.
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?)
        .env(CRATE, package)
        .env(FIGURE, &figure)
        .env(
            UNIT,
            if unit == Unit::Instructions {
                "instructions"
            } else {
                "time"
            },
        )
        .output()?;
    succeeded(&cargo)?;
    let text = fs::read_to_string(&figure)?;
    text.trim().parse().map_err(io::Error::other)
}

/// Milliseconds of user time that the compiler takes for each package of a build, its macros and build script
/// included.
pub(crate) fn packages(build: &mut Command, list: &Path) -> io::Result<Vec<(String, f64)>> {
    fs::write(list, "")?;
    succeeded(
        &build
            // That of this program, if cargo runs it, where the compiler is only asked for its version.
            .env_remove("CARGO_PKG_NAME")
            .env("RUSTC_WRAPPER", env::current_exe()?)
            .env(LIST, list)
            .output()?,
    )?;
    let mut times: Vec<(String, f64)> = Vec::new();
    for line in fs::read_to_string(list)?.lines() {
        let (package, time) = line
            .split_once(' ')
            .ok_or_else(|| failed(format!("the stand-in for the compiler wrote `{line}`")))?;
        let time: f64 = time.parse().map_err(io::Error::other)?;
        match times.iter_mut().find(|(name, _)| name == package) {
            Some((_, sum)) => *sum += time,
            None => times.push((package.to_owned(), time)),
        }
    }
    Ok(times)
}

/// The stand-in for the compiler that writes down what each package takes, if this process is called as one.
fn as_listing_compiler() -> Option<ExitCode> {
    let list = env::var(LIST).ok()?;
    let mut arguments = env::args().skip(1);
    let success = Command::new(arguments.next()?).args(arguments).status();
    let written = user_time_of_children().and_then(|time| {
        let package = env::var("CARGO_PKG_NAME").unwrap_or_default();
        // cargo also asks the compiler for its version; that is nobody's.
        if package.is_empty() {
            return Ok(());
        }
        let mut list = fs::OpenOptions::new().append(true).open(list)?;
        list.write_all(format!("{package} {time}\n").as_bytes())
    });
    Some(match (success, written) {
        (Ok(status), Ok(())) if status.success() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

/// The stand-in for the compiler, if this process is called as one.
pub(crate) fn as_compiler() -> Option<ExitCode> {
    if let Some(code) = as_listing_compiler() {
        return Some(code);
    }
    let measured = env::var(CRATE).ok()?;
    let mut arguments = env::args().skip(1);
    let compiler = arguments.next()?;
    let arguments: Vec<String> = arguments.collect();
    let name = arguments
        .iter()
        .position(|argument| argument == "--crate-name");
    let is_measured = name.is_some_and(|name| arguments[name + 1] == measured);
    let code = if is_measured {
        measured_call(&compiler, &arguments)
    } else {
        Command::new(&compiler)
            .args(&arguments)
            .status()
            .map(|status| status.success())
    };
    Some(match code {
        Ok(true) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

fn measured_call(compiler: &str, arguments: &[String]) -> io::Result<bool> {
    let (figure, success) = if env::var(UNIT).is_ok_and(|unit| unit == "instructions") {
        let output = Command::new(compiler)
            .args(["--print", "sysroot"])
            .output()?;
        let sysroot = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        // Not the one that chooses the toolchain, whose child valgrind would not count.
        let compiler = format!("{sysroot}/bin/rustc");
        let library_path = format!("{sysroot}/lib");
        let mut call = Command::new(compiler);
        call.args(arguments).env("LD_LIBRARY_PATH", library_path);
        (instructions(&call)?, true)
    } else {
        let success = Command::new(compiler).args(arguments).status()?.success();
        (user_time_of_children()?, success)
    };
    fs::write(
        env::var(FIGURE).map_err(io::Error::other)?,
        figure.to_string(),
    )?;
    Ok(success)
}

/// The instructions of a command, from its first to its last.
pub(crate) fn instructions(command: &Command) -> io::Result<f64> {
    let mut cachegrind = Command::new("valgrind");
    // It counts what callgrind counts, in half the time.
    cachegrind.args([
        "--tool=cachegrind",
        "--cache-sim=no",
        "--cachegrind-out-file=/dev/null",
    ]);
    cachegrind
        .arg(command.get_program())
        .args(command.get_args());
    for (name, value) in command.get_envs() {
        cachegrind.env(name, value.unwrap_or_default());
    }
    let output = cachegrind
        .output()
        .map_err(|error| failed(format!("valgrind does not run: {error}")))?;
    succeeded(&output)?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let count = said
        .lines()
        .find(|line| line.contains("refs:"))
        .and_then(|line| line.split_whitespace().last())
        .ok_or_else(|| failed(format!("cachegrind gave no count: {said}")))?;
    count.replace(',', "").parse().map_err(io::Error::other)
}

/// Milliseconds of user time of a command.
pub(crate) fn user_time(command: &mut Command) -> io::Result<f64> {
    let before = user_time_of_children()?;
    succeeded(&command.output()?)?;
    Ok(user_time_of_children()? - before)
}

fn user_time_of_children() -> io::Result<f64> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?.user_time();
    let (seconds, microseconds) = (usage.tv_sec(), usage.tv_usec());
    #[allow(
        clippy::cast_precision_loss,
        reason = "the time of a measurement is far below 2^52 milliseconds"
    )]
    Ok(seconds as f64 * 1000.0 + microseconds as f64 / 1000.0)
}

/// The median of some measurements of each of several things, taken in turn.
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

/// An error with what the command said, if it failed.
pub(crate) fn succeeded(output: &Output) -> io::Result<()> {
    if output.status.success() {
        return Ok(());
    }
    Err(failed(String::from_utf8_lossy(&output.stderr).into_owned()))
}
