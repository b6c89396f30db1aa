//! Any bytes are read as a program or rejected, and no more bytes are read than there are.

#![no_main]

use std::io::{Cursor, Read, Result, Seek, SeekFrom};

use cargo_hatchet_compute::binary;
use libfuzzer_sys::fuzz_target;

/// How many bytes may be read twice: the first ones.
const HEADERS: usize = 4096;

/// Bytes that count how many of them are read.
struct Counted<'a> {
    bytes: Cursor<&'a [u8]>,
    asked: &'a mut usize,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        *self.asked += buffer.len();
        self.bytes.read(buffer)
    }
}

impl Seek for Counted<'_> {
    fn seek(&mut self, position: SeekFrom) -> Result<u64> {
        self.bytes.seek(position)
    }
}

fuzz_target!(|bytes: &[u8]| {
    let mut asked = 0;
    let result = binary::read(Counted {
        bytes: Cursor::new(bytes),
        asked: &mut asked,
    });
    assert!(asked <= bytes.len() + HEADERS);
    match result {
        Ok(records) => drop(hatchet_compute::Plan::from_records(records)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
