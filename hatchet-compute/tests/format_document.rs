//! FORMAT.md matches the code: its tables describe the records that the macros write.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;

use hatchet_compute::record::{ELF_SECTION, MACH_O_SECTION, MACH_O_SEGMENT, MAGIC, PE_SECTION, VERSION, read};
use hatchet_compute::{CpuKind, POOL_NAME_MAX, RETRIES_MAX, Region};
use hatchet_compute_core::record::{Fixed, checksum};
use support::{FULL, SCALED, WORKFLOW};

fn document() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../FORMAT.md")).unwrap()
}

/// The rows of the table with these first heading cells, without backticks.
fn table(heading: &[&str]) -> Vec<Vec<String>> {
    let cells = |line: &str| -> Vec<String> {
        line.trim().trim_matches('|').split('|').map(|cell| cell.trim().replace('`', "")).collect()
    };
    let text = document();
    let is_heading =
        |line: &str| cells(line).iter().zip(heading).filter(|(cell, word)| cell == word).count() == heading.len();
    let mut lines = text.lines().skip_while(|line| !is_heading(line));
    assert!(lines.next().is_some(), "no table {heading:?}");
    lines.skip(1).take_while(|line| line.starts_with('|')).map(cells).collect()
}

/// The bytes of each field of the fixed part.
fn fields() -> BTreeMap<String, Range<usize>> {
    let mut end = 0;
    let rows = table(&["offset", "bytes", "field"]);
    let fields = rows.into_iter().map(|row| {
        let (offset, length): (usize, usize) = (row[0].parse().unwrap(), row[1].parse().unwrap());
        assert_eq!(offset, end, "`{}` follows the field before", row[2]);
        end = offset + length;
        (row[2].clone(), offset..end)
    });
    fields.collect()
}

/// The number in a field.
fn number(record: &[u8], field: &str) -> u64 {
    record[fields()[field].clone()].iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}

#[test]
fn the_layout_matches_the_records() {
    let record = FULL.to_bytes();
    assert_eq!(record[fields()["magic"].clone()], MAGIC);
    let compute = read(&record).unwrap().steps[0].compute().copied().unwrap();
    let length = record.len().try_into().unwrap();
    let expected = [
        ("version", u64::from(VERSION)),
        ("kind", 1),
        ("flags", 1),
        ("length", length),
        ("text_offset", 94),
        ("checksum", checksum(&Fixed::of(&record), &record).into()),
        ("retries", 3),
        ("memory_mb", 65_536),
        ("regions", compute.regions().bits()),
        ("num_replicas", 1000),
        ("cpu_kind", 2),
        ("cpus", 32),
        ("wait_duration", 0),
        ("rolling_window_duration", 0),
        ("max_replicas", 0),
        ("min_awake_replicas", 0),
        ("increment", 0),
        ("scale_up", 0),
        ("scale_down", 0),
    ];
    for (field, value) in expected {
        assert_eq!(number(&record, field), value, "{field}");
    }
    let pool = &record[fields()["pool"].clone()];
    let (name, padding) = pool.split_at(compute.pool().len());
    assert_eq!(name, compute.pool().as_bytes());
    assert!(padding.iter().all(|byte| *byte == 0), "{pool:?}");
    assert_eq!(pool.len(), POOL_NAME_MAX);
    assert_eq!(fields()["scale_down"].end, 94);
    assert_eq!(fields().len(), expected.len() + 2);
}

#[test]
fn the_layout_of_autoscaling_matches_the_records() {
    let record = SCALED.to_bytes();
    let expected = [
        ("flags", 7),
        ("num_replicas", 0),
        ("wait_duration", 30_000_000_000),
        ("rolling_window_duration", 120_000_000_000),
        ("max_replicas", 1000),
        ("min_awake_replicas", 5),
        ("increment", 2),
        ("scale_up", 900),
        ("scale_down", 125),
    ];
    for (field, value) in expected {
        assert_eq!(number(&record, field), value, "{field}");
    }
}

#[test]
fn the_numbers_of_record_kinds_match() {
    assert_eq!(table(&["kind", "record of"]), [["1", "a step"], ["2", "a workflow"]]);
    assert_eq!(number(&FULL.to_bytes(), "kind"), 1);
    assert_eq!(number(&WORKFLOW.to_bytes(), "kind"), 2);
}

#[test]
fn the_numbers_of_cpu_kinds_match() {
    let expected = CpuKind::ALL.iter().map(|kind| {
        let range = kind.memory_mb_per_cpu();
        vec![kind.number().to_string(), kind.as_str().to_owned(), format!("{} to {}", range.start(), range.end())]
    });
    assert_eq!(table(&["cpu kind", "name"]), expected.collect::<Vec<_>>());
}

#[test]
fn the_numbers_of_regions_match() {
    let rows = table(&["region", "code"]);
    let listed: BTreeSet<(u8, String)> =
        rows.iter().flat_map(|row| row.chunks(2)).map(|pair| (pair[0].parse().unwrap(), pair[1].clone())).collect();
    let expected: BTreeSet<(u8, String)> =
        Region::ALL.iter().map(|region| (region.number(), region.code().to_owned())).collect();
    assert_eq!(listed, expected);
}

#[test]
fn the_names_of_sections_match() {
    assert_eq!(
        table(&["object format", "segment"]),
        [["ELF", "", ELF_SECTION], ["Mach-O", MACH_O_SEGMENT, MACH_O_SECTION], ["PE", "", PE_SECTION]]
    );
}

#[test]
fn the_keys_match() {
    use hatchet_compute_core::record::key;
    let listed: Vec<String> = table(&["key", "in the record of"]).into_iter().map(|row| row[0].clone()).collect();
    let keys = [
        key::STEP,
        key::WORKFLOW,
        key::TIMEOUT,
        key::SCHEDULE_TIMEOUT,
        key::ON_FAILURE,
        key::PARENT,
        key::EVENT,
        key::CRON,
        key::DESCRIPTION,
        key::VERSION,
        key::AT,
        key::PACKAGE,
    ];
    assert_eq!(listed, keys);
}

#[test]
fn the_bounds_in_the_text_match() {
    let text = document().split_whitespace().collect::<Vec<_>>().join(" ");
    let max = hatchet_compute::MACHINE_MEMORY_MB_MAX;
    for bound in [
        format!("retried after a failure, 0 to {RETRIES_MAX}"),
        format!("`retries` of a step is at most {RETRIES_MAX}"),
        format!("for `cpus` CPUs, and at most {max}"),
        "`length` is at least 68".to_owned(),
        "`text_offset` is at least 68".to_owned(),
    ] {
        assert!(text.contains(&bound), "{bound}");
    }
}
