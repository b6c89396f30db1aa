//! Programs as they are built and shipped: the plan in each file is the one that the program prints when it runs.

mod support;

use std::fs;
use std::io::Cursor;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use cargo_hatchet_compute::binary;
use hatchet_compute::Plan;
use hatchet_compute::record::ELF_SECTION;
use object::read::elf::ElfFile64;
use object::{Endianness, Object, ObjectSection};

/// Every profile builds to the same place: the next one waits until the programs are copied.
static PLACE: Mutex<()> = Mutex::new(());

/// Builds the two programs that matter most, for release and with these settings of the profile; gives copies of them.
fn release(name: &str, settings: &[&str]) -> Vec<PathBuf> {
    let _place = PLACE.lock().unwrap_or_else(PoisonError::into_inner);
    let settings: Vec<String> = settings.iter().map(|setting| format!("profile.release.{setting}")).collect();
    let mut arguments = vec!["--release", "--bin", "worker", "--bin", "idle-worker"];
    for setting in &settings {
        arguments.extend(["--config", setting]);
    }
    support::build(&arguments);
    let folder = support::folder().join(name);
    fs::create_dir_all(&folder).expect("the folder is made");
    ["worker", "idle-worker"]
        .map(|program| {
            let copy = folder.join(program);
            let built = support::target().join("release").join(program);
            fs::copy(built, &copy).expect("it was built");
            copy
        })
        .into()
}

/// The plan that the program prints when it runs.
fn own_plan(program: &Path) -> String {
    let output = Command::new(program).output().expect("the program runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("it writes UTF-8")
}

/// Compares the plan that is read with the plan that the program has.
fn assert_agrees(program: &Path) {
    let records = binary::read_file(program).unwrap_or_else(|error| panic!("`{}` {error}", program.display()));
    let plan = Plan::from_records(records).expect("the steps make a plan");
    assert_eq!(format!("{plan}\n"), own_plan(program), "{}", program.display());
    support::assert_agrees_with_python(program);
}

#[test]
fn built_for_debugging() {
    for program in ["worker", "idle-worker", "many"] {
        assert_agrees(&support::debug().join(program));
    }
}

#[test]
fn built_for_release() {
    for program in release("release", &[]) {
        assert_agrees(&program);
    }
}

#[test]
fn with_fat_link_time_optimization_and_stripped() {
    let settings = ["lto=\"fat\"", "codegen-units=1", "strip=\"symbols\""];
    for program in release("fat", &settings) {
        assert_agrees(&program);
    }
}

#[test]
fn with_thin_link_time_optimization() {
    for program in release("thin", &["lto=\"thin\""]) {
        assert_agrees(&program);
    }
}

#[test]
fn small_and_without_unwinding() {
    for program in release("small", &["panic=\"abort\"", "opt-level=\"z\"", "strip=true"]) {
        assert_agrees(&program);
    }
}

#[test]
fn two_hundred_steps_on_ten_kinds_of_machines() {
    let records = binary::read_file(&support::debug().join("many")).expect("it has records");
    assert_eq!(records.steps.len(), 200);
    let plan = Plan::from_records(records).expect("the steps make a plan");
    assert_eq!(plan.runtime_configs().len(), 10);
}

/// Where the records of a program are.
fn section_of(program: &[u8]) -> Range<usize> {
    let file = ElfFile64::<Endianness>::parse(program).expect("it is an ELF file");
    let section = file.section_by_name(ELF_SECTION).expect("it has records");
    let (start, length) = section.file_range().expect("they are in the file");
    usize::try_from(start).expect("it is small")..usize::try_from(start + length).expect("it is small")
}

/// Damage to a record is an error, never another plan.
#[test]
fn no_flipped_bit_of_a_record_is_read() {
    let path = support::debug().join("worker");
    let mut program = fs::read(&path).expect("it was built");
    let section = section_of(&program);
    assert!(section.len() > 1000);
    for index in section.clone() {
        for bit in 0..8 {
            program[index] ^= 1 << bit;
            let read = binary::read(Cursor::new(&program));
            assert!(read.is_err(), "bit {bit} of byte {}", index - section.start);
            program[index] ^= 1 << bit;
        }
    }
    assert!(binary::read(Cursor::new(&program)).is_ok());
}

#[test]
fn a_flipped_bit_is_a_problem_for_every_command() {
    let path = support::debug().join("worker");
    let program = fs::read(&path).expect("it was built");
    let section = section_of(&program);
    let folder = support::own_folder("flipped");
    let saved = support::save(&folder, "plan.json", "worker");
    assert!(saved.contains("orders:fetch"));
    for offset in [6, 7, 20, 35, section.len() / 2] {
        let mut program = program.clone();
        program[section.start + offset] ^= 1;
        fs::write(folder.join("program"), program).expect("it is written");
        for command in [&["check", "program"][..], &["plan", "program"], &["check", "--locked=plan.json", "program"]] {
            let run = support::run_in(&folder, command);
            assert_eq!(run.code, 1, "{run}");
            assert!(format!("{run}").contains("has a record that cannot be read"), "{run}");
        }
        assert_eq!(support::run_in(&folder, &["diff", "plan.json", "program"]).code, 2);
    }
}

#[test]
fn a_program_without_steps_is_an_error() {
    for program in ["no-steps", "no-library"] {
        let error = binary::read_file(&support::debug().join(program)).unwrap_err();
        assert!(error.to_string().starts_with("has no record of a step\n"), "{error}");
    }
}

#[test]
fn a_library_that_is_not_linked_yet_has_its_records_too() {
    support::debug();
    let library = support::target().join("debug/libidle.rlib");
    let records = binary::read_file(&library).expect("it has records");
    let actions: Vec<&str> = records.steps.iter().map(|step| step.action()).collect();
    assert_eq!(actions, ["never_called:never_called", "nor_this:nor_this"]);
}
