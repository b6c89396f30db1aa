//! Measuring a process: its instructions, or the processor time that it takes.
//!
//! One compilation is measured by standing in for the compiler: cargo calls this program as `RUSTC_WORKSPACE_WRAPPER`
//! for each crate, and for the one that is asked about the call is measured and written down.

use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, ExitCode, Output};

use nix::sys::resource::{UsageWho, getrusage};

use crate::failed;

/// The crate whose compilation is measured, in the environment of the stand-in.
const CRATE: &str = "HATCHET_BENCH_CRATE";
/// Where the stand-in writes the figure.
const FIGURE: &str = "HATCHET_BENCH_FIGURE";
/// How the stand-in measures.
const UNIT: &str = "HATCHET_BENCH_UNIT";

/// What is counted.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Unit {
    /// Instructions, by callgrind: the same in every run.
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

/// The stand-in for the compiler, if this process is called as one.
pub(crate) fn as_compiler() -> Option<ExitCode> {
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
        // Not the one that chooses the toolchain, whose child callgrind would not count.
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
    let mut callgrind = Command::new("valgrind");
    callgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    callgrind
        .arg(command.get_program())
        .args(command.get_args());
    for (name, value) in command.get_envs() {
        callgrind.env(name, value.unwrap_or_default());
    }
    let output = callgrind
        .output()
        .map_err(|error| failed(format!("valgrind does not run: {error}")))?;
    succeeded(&output)?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let collected = said
        .lines()
        .find_map(|line| line.split("Collected : ").nth(1));
    let count = collected.ok_or_else(|| failed(format!("callgrind gave no count: {said}")))?;
    count.trim().parse().map_err(io::Error::other)
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
