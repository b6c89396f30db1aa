//! Plans of 200,000 steps and texts of 50 MB: the time is linear, and nobody is shown all of a text.

mod support;

use std::fs;
use std::time::{Duration, Instant};

use hatchet_compute::ComputeSpec;
use object::{Architecture, BinaryFormat, Endianness};
use support::{Run, own_folder, run_in, samples};

/// Enough for a slow machine and a build for debugging, and far too little for quadratic time.
const LIMIT: Duration = Duration::from_mins(1);

/// Writes a program with many steps on so many kinds of machines, and a workflow with a long description.
fn program(folder: &std::path::Path, steps: usize, kinds: i64, description: usize) {
    let mut section = Vec::new();
    for (number, kind) in (0..steps).zip((0..kinds).cycle()) {
        let (cpus, memory_mb) = (64 - kind / 49_152, 16_384 + kind % 49_152);
        let spec = ComputeSpec { cpu_kind: "shared", cpus, memory_mb, ..ComputeSpec::default() };
        let mut text = *b"step=000000\nworkflow=w\n";
        text[5..11].copy_from_slice(format!("{number:06}").as_bytes());
        section.extend(samples::step(spec.check().ok(), 0, &text).to_bytes());
    }
    let mut workflow = samples::workflow(b"workflow=w\ndescription=").to_bytes();
    workflow.resize(workflow.len() + description, b'x');
    workflow.push(b'\n');
    let length = u32::try_from(workflow.len()).expect("it is small");
    workflow[8..12].copy_from_slice(&length.to_le_bytes());
    samples::seal(&mut workflow);
    section.extend(workflow);
    let (format, architecture) = (BinaryFormat::Elf, Architecture::X86_64);
    let bytes = samples::object_file(format, architecture, Endianness::Little, &[&section]);
    fs::write(folder.join("program"), bytes).expect("the file is written");
}

fn timed(folder: &std::path::Path, arguments: &[&str]) -> Run {
    let start = Instant::now();
    let run = run_in(folder, arguments);
    let elapsed = start.elapsed();
    println!("{arguments:?}: {elapsed:?}");
    assert!(elapsed < LIMIT, "{arguments:?}: {elapsed:?}");
    run
}

#[test]
fn many_steps() {
    let folder = own_folder("many steps");
    program(&folder, 200_000, 10, 1);
    let run = timed(&folder, &["plan", "program"]);
    assert!(run.stdout.contains("w:199999"), "the last step is shown");
    for arguments in [
        &["check", "program"][..],
        &["plan", "--format=request", "program"],
        &["plan", "--format=mermaid", "program"],
        &["diff", "program", "program"],
    ] {
        assert_eq!(timed(&folder, arguments).code, 0, "{arguments:?}");
    }
    let saved = timed(&folder, &["plan", "--format=json", "program"]).stdout;
    fs::write(folder.join("plan.json"), saved).expect("the file is written");
    assert_eq!(timed(&folder, &["check", "--locked=plan.json", "program"]).code, 0);
}

/// There is advice on each of them.
#[test]
fn many_kinds_of_machines() {
    let folder = own_folder("many kinds");
    program(&folder, 30_000, 30_000, 1);
    for arguments in [&["plan", "program"][..], &["check", "program"], &["diff", "program", "program"]] {
        assert_eq!(timed(&folder, arguments).code, 0, "{arguments:?}");
    }
}

#[test]
fn a_long_text() {
    let folder = own_folder("long text");
    program(&folder, 1000, 10, 50 << 20);
    for arguments in [&["plan", "program"][..], &["check", "program"]] {
        let run = timed(&folder, arguments);
        assert_eq!(run.code, 0);
        assert!(run.stdout.len() < 500_000, "{arguments:?}: {} bytes", run.stdout.len());
    }
    let saved = timed(&folder, &["plan", "--format=json", "program"]).stdout;
    assert!(saved.len() > 50 << 20);
}
