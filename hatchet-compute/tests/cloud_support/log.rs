//! A logger that keeps every record of every level, of this crate and of all that it uses.

use std::sync::{Mutex, Once, PoisonError};

use log::{LevelFilter, Log, Metadata, Record};

use super::assert_hidden as assert_text_hidden;

struct Keeper;

static RECORDS: Mutex<Vec<String>> = Mutex::new(Vec::new());

impl Log for Keeper {
    fn enabled(&self, _metadata: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        let line = format!("{} {}: {}", record.level(), record.target(), record.args());
        // Each test searches all of them, and some plans are large.
        let line = line.chars().take(100_000).collect();
        RECORDS.lock().unwrap_or_else(PoisonError::into_inner).push(line);
    }

    fn flush(&self) {}
}

/// Begins to keep records.
pub(crate) fn keep() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        log::set_logger(&Keeper).expect("there is no other logger");
        log::set_max_level(LevelFilter::Trace);
    });
}

/// All records so far, of all tests of the program.
pub(crate) fn records() -> Vec<String> {
    RECORDS.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Panics if a record of ours shows a piece of a token. The HTTP client logs what the server answers, and some servers
/// here repeat the token.
pub(crate) fn assert_hidden() {
    let mut records = records();
    records.retain(|record| record.contains(" hatchet_compute::"));
    assert_text_hidden(&records.join("\n"));
}
