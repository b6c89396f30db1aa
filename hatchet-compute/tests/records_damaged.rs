//! Reads sections that are damaged in every way.

mod support;

use hatchet_compute::record::read;
use support::{BARE, FULL, SCALED, WORKFLOW, changed, section};

/// Damage is an error, and never something else that can be read.
#[test]
fn no_flipped_bit_is_read() {
    let mut bytes = section();
    for index in 0..bytes.len() {
        for bit in 0..8 {
            bytes[index] ^= 1 << bit;
            assert!(read(&bytes).is_err(), "bit {bit} of byte {index}");
            bytes[index] ^= 1 << bit;
        }
    }
}

/// Of other damage, one in 65521 may remain: none that these tests know.
#[test]
fn no_changed_or_swapped_bytes_are_read() {
    let bytes = FULL.to_bytes();
    for index in 0..bytes.len() {
        for value in 0..=u8::MAX {
            let mut damaged = bytes.clone();
            damaged[index] = value;
            assert!(read(&damaged).is_err() || value == bytes[index], "byte {index} = {value}");
        }
        for other in 0..index {
            let mut damaged = bytes.clone();
            damaged.swap(index, other);
            assert!(read(&damaged).is_err() || bytes[index] == bytes[other], "bytes {index} and {other}");
        }
        for end in index + 1..=bytes.len() {
            let mut damaged = bytes.clone();
            damaged[index..end].fill(0);
            // Nothing but zeros is no record.
            assert!(read(&damaged).is_err() || damaged == bytes || (index, end) == (0, bytes.len()), "{index}..{end}");
        }
    }
}

#[test]
fn an_error_of_damage_says_both_checksums() {
    let mut bytes = BARE.to_bytes();
    let found = u16::from_le_bytes([bytes[14], bytes[15]]);
    bytes[70] ^= 1;
    let error = read(&bytes).unwrap_err();
    let message = error.problem().to_string();
    let start = format!("it is damaged: its checksum is {found}, but that of its bytes is ");
    let expected: u16 = message.strip_prefix(&start).unwrap().parse().unwrap();
    assert_ne!(expected, found);
    assert!(error.to_string().contains(&message), "{error}");
}

/// The checksum by its definition, with numbers as long as a record.
#[test]
fn the_checksum_is_what_the_format_says() {
    for record in [FULL.to_bytes(), SCALED.to_bytes(), BARE.to_bytes(), WORKFLOW.to_bytes()] {
        let mut without = record.clone();
        without[14..16].fill(0);
        let left = num_bigint::BigUint::from_bytes_le(&without) % 65_521_u32;
        assert_eq!(num_bigint::BigUint::from_bytes_le(&record[14..16]), left);
    }
}

#[test]
fn every_truncation_is_an_error_or_ends_between_records() {
    let bytes = section();
    let ends: Vec<usize> = (0..=bytes.len()).filter(|&end| read(&bytes[..end]).is_ok()).collect();
    let first = FULL.to_bytes().len();
    let second = first + support::FILL + SCALED.to_bytes().len();
    let third = second + support::FILL + BARE.to_bytes().len();
    let fourth = third + support::FILL + WORKFLOW.to_bytes().len();
    let mut expected = vec![0];
    for end in [first, second, third, fourth] {
        expected.extend(end..=end + support::FILL);
    }
    assert_eq!(ends, expected);
}

#[test]
fn no_change_of_a_byte_panics_or_makes_an_invalid_compute() {
    for index in 0..FULL.to_bytes().len() {
        for value in 0..=u8::MAX {
            let bytes = changed(FULL.to_bytes(), |bytes| bytes[index] = value);
            for step in read(&bytes).map_or(Vec::new(), |records| records.steps) {
                let compute = step.compute().expect("the flag is set");
                let range = compute.cpu_kind().memory_mb_range(compute.cpus()).expect("such a machine exists");
                assert!(range.contains(&compute.memory_mb()), "byte {index} = {value}: {compute:?}");
            }
        }
    }
}

#[test]
fn garbage_is_an_error() {
    // A linear congruential generator: any bytes will do, as long as every run uses the same.
    let mut state = 1_u32;
    for length in 1..600 {
        let mut bytes: Vec<u8> = Vec::new();
        for _ in 0..length {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            bytes.push(state.to_be_bytes()[0] | 1);
        }
        assert!(read(&bytes).is_err(), "{bytes:?}");
        let mut begun = FULL.to_bytes()[..8].to_vec();
        begun.extend_from_slice(&bytes);
        assert!(read(&begun).is_err(), "{begun:?}");
    }
}
