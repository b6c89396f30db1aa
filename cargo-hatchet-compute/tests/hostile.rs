//! Files that are cut off, damaged or malicious: each gives an error message, and no file makes the reader read, or
//! keep, more bytes than the file has.

mod support;

use std::fs::{self, File};
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};

use cargo_hatchet_compute::Error;
use cargo_hatchet_compute::binary::{read, read_file};
use object::{Architecture, BinaryFormat, Endianness};
use proptest::prelude::*;
use support::samples;

/// How many bytes may be read twice: the first ones.
const HEADERS: u64 = 4096;

/// A file that counts how many bytes are read.
struct Counted<'a, R> {
    inner: R,
    asked: &'a mut u64,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        *self.asked += buffer.len() as u64;
        self.inner.read(buffer)
    }
}

impl<R: Seek> Seek for Counted<'_, R> {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.inner.seek(position)
    }
}

/// Reads the records, checks that no more bytes are read than there are, and returns the number of steps.
fn steps(bytes: &[u8]) -> Result<usize, Error> {
    let mut asked = 0;
    let result = read(Counted { inner: Cursor::new(bytes), asked: &mut asked });
    let length = bytes.len() as u64;
    assert!(asked <= length + HEADERS, "{asked} bytes of {length}");
    result.map(|records| records.steps.len()).inspect_err(|error| {
        assert!(!error.to_string().is_empty());
    })
}

#[test]
fn a_file_may_end_anywhere() {
    for (name, bytes) in samples::all() {
        for end in 0..bytes.len() {
            if let Ok(found) = steps(&bytes[..end]) {
                // Only bytes after the records are missing.
                assert_eq!(found, 2, "{name}, cut off at {end}");
            }
        }
    }
}

#[test]
fn any_byte_may_be_anything() {
    for (_, bytes) in samples::all() {
        let mut bytes = bytes;
        for index in 0..bytes.len().min(2048) {
            let before = bytes[index];
            for value in [0, 1, 0x7f, 0x80, 0xff, before ^ 1, before.wrapping_add(1)] {
                bytes[index] = value;
                let _ = steps(&bytes);
            }
            bytes[index] = before;
        }
    }
}

#[test]
fn gigabytes_are_claimed() {
    let section = samples::section();
    for (name, bytes) in samples::all() {
        // Every length and every offset in the headers is among these.
        let numbers = (0..bytes.len().min(2048)).step_by(4);
        for at in numbers.filter(|at| at + 8 <= bytes.len()) {
            for claim in [u64::from(u32::MAX), u64::MAX, 0x7fff_ffff_ffff_ffff, 1 << 30] {
                let mut bytes = bytes.clone();
                bytes[at..at + 8].copy_from_slice(&claim.to_le_bytes());
                let _ = steps(&bytes);
                bytes[at..at + 8].copy_from_slice(&claim.to_be_bytes());
                let _ = steps(&bytes);
            }
        }
        // And the length of a record.
        let start = bytes
            .windows(section.len())
            .position(|window| window == section)
            .unwrap_or_else(|| panic!("{name} has the section"));
        let mut bytes = bytes;
        bytes[start + 4 + 8..start + 4 + 12].copy_from_slice(&u32::MAX.to_le_bytes());
        let error = steps(&bytes).unwrap_err();
        assert!(error.to_string().starts_with("has a record that cannot be read"), "{name}: {error}");
    }
}

/// The offset of the header of the section with this size in a 64-bit ELF file.
fn header_of(bytes: &[u8], size: usize) -> usize {
    let table = u64::from_le_bytes(bytes[40..48].try_into().expect("8 bytes"));
    (usize::try_from(table).expect("it is small")..bytes.len())
        .step_by(64)
        .find(|at| bytes[at + 32..at + 40] == (size as u64).to_le_bytes())
        .expect("the section has a header")
}

#[test]
fn sections_overlap() {
    let (one, two) = (samples::section(), samples::other_section());
    let mut bytes = elf(&[&one, &two]);
    let (first, second) = (header_of(&bytes, one.len()), header_of(&bytes, two.len()));
    let offset: Vec<u8> = bytes[first + 24..first + 32].to_vec();
    bytes[second + 24..second + 32].copy_from_slice(&offset);
    let error = steps(&bytes).unwrap_err();
    assert!(error.to_string().contains("two sections of records overlap"), "{error}");
}

#[test]
fn a_section_ends_past_the_end_of_the_file() {
    let section = samples::section();
    let mut bytes = elf(&[&section]);
    let header = header_of(&bytes, section.len());
    bytes[header + 32..header + 40].copy_from_slice(&(1_u64 << 40).to_le_bytes());
    let error = steps(&bytes).unwrap_err();
    assert_eq!(
        error.to_string(),
        "is cut off or damaged: the section of records ends past the end of the file (ELF)\n\
         help: build it or copy it again"
    );
}

/// What `sstrip`, `strip --strip-section-headers` and packers leave.
#[test]
fn section_headers_are_removed() {
    let changes: [fn(&mut Vec<u8>); 4] = [
        |bytes| {
            bytes[40..48].fill(0); // e_shoff
            bytes[60..64].fill(0); // e_shnum, e_shstrndx
        },
        |bytes| bytes[40..48].fill(0),
        |bytes| bytes[62..64].fill(0),
        |bytes| bytes[62..64].fill(0xff),
    ];
    for change in changes {
        let mut bytes = elf(&[&samples::section()]);
        change(&mut bytes);
        let error = steps(&bytes).unwrap_err().to_string();
        assert!(error.starts_with("has no section headers or no section names, so its records cannot"), "{error}");
    }
}

/// A file that is mostly holes costs its author nothing.
#[test]
fn a_gigabyte_of_records_is_not_read() {
    let mut bytes = elf(&[&samples::section()]);
    let size = 1_u64 << 30;
    let header = header_of(&bytes, samples::section().len());
    bytes[header + 32..header + 40].copy_from_slice(&size.to_le_bytes());
    let path = support::own_folder("holes").join("program");
    let mut file = File::create(&path).expect("the file is made");
    file.write_all(&bytes).expect("it is written");
    file.set_len(2 * size).expect("files can be long");
    let mut asked = 0;
    let read = read(Counted { inner: File::open(&path).expect("it is there"), asked: &mut asked });
    let error = read.unwrap_err().to_string();
    assert!(error.starts_with("has more than 64 MiB of records, which is the limit\nhelp: "), "{error}");
    assert!(asked < 8192, "{asked} bytes");
    // A saved plan: no more of it is read.
    let start = b"{\"format\": \"hatchet-compute-plan\", \"version\": 1";
    fs::write(&path, start).expect("the file is written");
    File::options().write(true).open(&path).expect("it is there").set_len(2 * size).expect("files can be long");
    for command in [&["plan", "program"][..], &["check", "--locked=program", "program"]] {
        let run = support::run_in(&support::own_folder("holes"), command);
        assert_eq!(run.code, 1);
        assert!(run.stderr.contains("`program` is a saved plan of more than 64 MiB, which is the limit"), "{run}");
    }
    fs::remove_file(&path).expect("it is there");
}

#[test]
fn the_same_bytes_are_named_a_thousand_times() {
    // A thousand architectures, each 32 bytes after the one before, that all claim 16000 bytes of commands.
    const ARCHITECTURES: u32 = 1000;
    const FIRST: u32 = 20_480;
    let mut bytes = 0xcafe_babe_u32.to_be_bytes().to_vec();
    bytes.extend(ARCHITECTURES.to_be_bytes());
    for number in 0..ARCHITECTURES {
        for field in [0x0100_0007, 0, FIRST + 32 * number, 16_032, 0] {
            bytes.extend(field.to_be_bytes());
        }
    }
    bytes.resize(FIRST as usize, 0);
    for _ in 0..ARCHITECTURES + 500 {
        for field in [0xfeed_facf_u32, 0x0100_0007, 3, 2, 0, 16_000, 0, 0] {
            bytes.extend(field.to_le_bytes());
        }
    }
    let error = steps(&bytes).unwrap_err();
    assert!(error.to_string().starts_with("is cut off or damaged: "), "{error}");
    // Sections of records that are all the same: they overlap.
    let many = vec![&[0_u8; 16][..]; 500];
    let mut bytes = elf(&many);
    let first = header_of(&bytes, 16);
    for number in 0..500_u64 {
        let header = first + usize::try_from(number).expect("it is small") * 64;
        bytes[header + 24..header + 32].copy_from_slice(&number.to_le_bytes());
        bytes[header + 32..header + 40].copy_from_slice(&10_000_u64.to_le_bytes());
    }
    assert!(steps(&bytes).is_err());
}

#[test]
fn a_file_of_another_kind_is_an_error() {
    for bytes in [
        &b""[..],
        b"\n",
        b"#!/bin/sh\nexec worker\n",
        b"MZ",
        b"\x7fELF",
        &[0; 100],
        &[0xff; 100],
        "no program, but a text".as_bytes(),
    ] {
        let error = steps(bytes).unwrap_err().to_string();
        let is_known = error.starts_with("is not a program") || error.starts_with("is cut off or damaged: ");
        assert!(is_known, "{bytes:?}: {error}");
    }
}

#[test]
fn a_directory_and_a_missing_file_are_errors() {
    let folder = support::folder();
    fs::create_dir_all(&folder).expect("the folder is made");
    let error = read_file(&folder).unwrap_err();
    assert!(error.to_string().starts_with("is a directory"), "{error}");
    let error = read_file(&folder.join("nothing there")).unwrap_err();
    assert!(error.to_string().starts_with("cannot be read: "), "{error}");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_an_error_and_does_not_block() {
    fs::create_dir_all(support::folder()).expect("the folder is made");
    let pipe = support::folder().join("pipe");
    let _ = fs::remove_file(&pipe);
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo runs").success());
    for path in [pipe.as_path(), std::path::Path::new("/dev/zero")] {
        let error = read_file(path).unwrap_err();
        assert!(error.to_string().starts_with("is a pipe or a device"), "{error}");
    }
}

/// Only the headers and the records of a large file are read.
#[test]
fn a_gigabyte_of_code_is_not_read() {
    let section = samples::section();
    let mut bytes = elf(&[&section]);
    // The table of headers goes to the end of a file with a gigabyte of nothing in between.
    let table = u64::from_le_bytes(bytes[40..48].try_into().expect("8 bytes"));
    let headers = bytes.split_off(usize::try_from(table).expect("it is small"));
    let end = 1_u64 << 30;
    bytes[40..48].copy_from_slice(&end.to_le_bytes());
    fs::create_dir_all(support::folder()).expect("the folder is made");
    let path = support::folder().join("large");
    let mut file = File::create(&path).expect("the file is made");
    file.write_all(&bytes).expect("it is written");
    file.seek(SeekFrom::Start(end)).expect("files can be long");
    file.write_all(&headers).expect("it is written");
    let mut asked = 0;
    let records = read(Counted { inner: File::open(&path).expect("it is there"), asked: &mut asked });
    fs::remove_file(&path).expect("it is there");
    assert_eq!(records.expect("the records can be read").steps.len(), 2);
    assert!(asked < 4096, "{asked} bytes");
}

fn elf(sections: &[&[u8]]) -> Vec<u8> {
    samples::object_file(BinaryFormat::Elf, Architecture::X86_64, Endianness::Little, sections)
}

/// Damage to a file.
#[derive(Debug, Clone)]
enum Damage {
    Byte(prop::sample::Index, u8),
    Number(prop::sample::Index, u32),
    Cut(prop::sample::Index),
    Repeat(prop::sample::Index, prop::sample::Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let index = any::<prop::sample::Index>;
    prop_oneof![
        (index(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        (index(), any::<u32>()).prop_map(|(at, number)| Damage::Number(at, number)),
        (index(), 0..8192_u32).prop_map(|(at, number)| Damage::Number(at, number)),
        index().prop_map(Damage::Cut),
        (index(), index()).prop_map(|(from, to)| Damage::Repeat(from, to)),
    ]
}

impl Damage {
    fn apply(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        match self {
            Self::Byte(at, byte) => *at.get_mut(bytes) = *byte,
            Self::Number(at, number) => {
                let at = at.index(bytes.len());
                let number = number.to_le_bytes();
                let length = number.len().min(bytes.len() - at);
                bytes[at..at + length].copy_from_slice(&number[..length]);
            }
            Self::Cut(at) => bytes.truncate(at.index(bytes.len())),
            Self::Repeat(from, to) => {
                let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
                let length = 64.min(bytes.len() - from.max(to));
                bytes.copy_within(from..from + length, to);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_read_or_refused(
        sample in any::<prop::sample::Index>(),
        changes in prop::collection::vec(damage(), 1..6),
    ) {
        let samples = samples();
        let mut bytes = sample.get(samples).1.clone();
        for change in &changes {
            change.apply(&mut bytes);
        }
        let _ = steps(&bytes);
    }

    #[test]
    fn what_only_begins_like_a_file_is_read_or_refused(
        beginning in prop::sample::select(vec![
            &b"\x7fELF\x01\x01\x01"[..], b"\x7fELF\x02\x02\x01", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"MZ", b"!<arch>\n", b"",
        ]),
        rest in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        let _ = steps(&[beginning, &rest].concat());
    }
}

/// The files of every platform, made once.
fn samples() -> &'static [(&'static str, Vec<u8>)] {
    static SAMPLES: std::sync::LazyLock<Vec<(&'static str, Vec<u8>)>> = std::sync::LazyLock::new(samples::all);
    &SAMPLES
}
