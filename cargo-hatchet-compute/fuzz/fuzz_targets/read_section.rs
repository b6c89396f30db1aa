//! Any bytes are read as records or rejected, and a flipped bit of what can be read is never read as something else.

#![no_main]

use hatchet_compute::record::{MAGIC, read};
use hatchet_compute_core::record::{Fixed, checksum};
use libfuzzer_sys::fuzz_target;

/// Where the lengths of the records are, after each record is given its checksum, which is too hard to guess.
fn seal(section: &mut [u8]) -> Vec<usize> {
    let (mut lengths, mut at) = (Vec::new(), 0);
    while let Some(zeros) = section.get(at..).and_then(|rest| rest.iter().position(|byte| *byte != 0)) {
        at += zeros;
        let fixed = Fixed::of(&section[at..]);
        if fixed.magic != MAGIC {
            break;
        }
        let end = at + u32::from_le_bytes(fixed.length) as usize;
        let Some(record) = section.get_mut(at..end).filter(|record| record.len() >= size_of::<Fixed>()) else {
            break;
        };
        let checksum = checksum(&fixed, record);
        record[14..16].copy_from_slice(&checksum.to_le_bytes());
        lengths.extend(at + 8..at + 12);
        at = end;
    }
    lengths
}

fuzz_target!(|bytes: &[u8]| {
    let Some((bit, section)) = bytes.split_first_chunk() else {
        return;
    };
    let mut section = section.to_vec();
    let lengths = seal(&mut section);
    match read(&section) {
        Ok(records) => drop(hatchet_compute::Plan::from_records(records)),
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return;
        }
    }
    let bit = u32::from_le_bytes(*bit) as usize % (section.len() * 8).max(1);
    // Of another length, one in 65521 records has the right checksum, and this would find it.
    if bit / 8 < section.len() && !lengths.contains(&(bit / 8)) {
        section[bit / 8] ^= 1 << (bit % 8);
        assert!(read(&section).is_err());
    }
});
