//! Files of every platform: 32 and 64 bit, both byte orders, universal files and archives. The test writes them; they
//! are not linked or run.

mod support;

use std::io::Cursor;

use cargo_hatchet_compute::binary::read;
use hatchet_compute::record;
use object::{Architecture, BinaryFormat, Endianness};
use support::samples;

#[test]
fn every_platforms_files_hold_the_same_records() {
    let expected = record::read(&samples::section()).expect("the records can be read");
    assert_eq!((expected.steps.len(), expected.workflows.len()), (2, 1));
    for (name, bytes) in samples::all() {
        let records = read(Cursor::new(bytes)).unwrap_or_else(|error| panic!("{name} {error}"));
        assert_eq!(records, expected, "{name}");
    }
}

#[test]
fn several_sections_of_an_object_file_are_read_together() {
    let (one, two) = (samples::section(), samples::other_section());
    let bytes = elf(&[&one, &two]);
    let records = read(Cursor::new(bytes)).expect("the records can be read");
    assert_eq!(records.steps.len(), 3);
}

#[test]
fn all_members_of_an_archive_are_read_in_the_order_of_actions() {
    let (one, two) = (samples::section(), samples::other_section());
    let bytes = samples::archive(&[elf(&[&two]), elf(&[&one])]);
    let records = read(Cursor::new(bytes)).expect("the records can be read");
    let actions: Vec<&str> = records.steps.iter().map(|step| step.action()).collect();
    assert_eq!(actions, ["orders:charge", "orders:load", "other:other"]);
}

#[test]
fn architectures_have_to_agree() {
    let mac = |section: &[u8]| {
        samples::object_file(BinaryFormat::MachO, Architecture::X86_64, Endianness::Little, &[section])
    };
    let bytes = samples::universal(false, &[mac(&samples::section()), mac(&samples::other_section())]);
    let error = read(Cursor::new(bytes)).unwrap_err();
    assert!(error.to_string().starts_with("has several architectures"), "{error}");
}

#[test]
fn bitcode_and_web_assembly_are_distinguished_from_programs() {
    let bitcode = samples::archive(&[b"BC\xc0\xde and so on".to_vec()]);
    let error = read(Cursor::new(bitcode)).unwrap_err();
    assert!(error.to_string().starts_with("has no record of a step: it holds bitcode"), "{error}");
    let error = read(Cursor::new(b"\0asm\x01\0\0\0 and so on")).unwrap_err();
    assert!(error.to_string().starts_with("is a WebAssembly module, which has no records"), "{error}");
    let mut thin = samples::archive(&[elf(&[])]);
    thin[..8].copy_from_slice(b"!<thin>\n");
    let error = read(Cursor::new(thin)).unwrap_err();
    assert!(
        error.to_string().starts_with("is a thin archive (a list of other files), which has no records"),
        "{error}"
    );
}

/// As `objcopy --only-keep-debug` leaves it: the sections are listed, but their bytes are in the program.
#[test]
fn a_file_with_only_debug_information_is_named() {
    const SHT_NOBITS: u8 = 8;
    let mut bytes = elf(&[&samples::section()]);
    let u64_at = |bytes: &[u8], at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight bytes"));
    let headers = usize::try_from(u64_at(&bytes, 0x28)).expect("a position");
    let begins = |start: usize| bytes.get(start..start + 4) == samples::section().get(..4);
    let place = |header: &usize| usize::try_from(u64_at(&bytes, header + 24)).expect("a position");
    let header = (headers..bytes.len()).step_by(64).find(|header| begins(place(header))).expect("it has records");
    bytes[header + 4] = SHT_NOBITS;
    let error = read(Cursor::new(bytes)).unwrap_err();
    assert!(error.to_string().starts_with("has only the debug information of a program"), "{error}");
}

#[test]
fn members_of_an_import_library_are_passed_over() {
    let bytes = samples::archive(&[samples::import(), elf(&[&samples::other_section()]), samples::import()]);
    assert_eq!(read(Cursor::new(bytes)).expect("there is a record").steps.len(), 1);
    let error = read(Cursor::new(samples::archive(&[samples::import()]))).unwrap_err();
    assert!(error.to_string().starts_with("has no record of a step"), "{error}");
}

#[test]
fn other_versions_of_the_format_are_named() {
    let section = samples::section();
    let pe = |name: &[u8; 7]| {
        let mut bytes = samples::pe(true, &section);
        let place = bytes.windows(7).position(|bytes| bytes == b".hatch1").expect("it has the section");
        bytes[place..place + 7].copy_from_slice(name);
        bytes
    };
    for (file, version) in [
        (samples::elf_named(&[("hatchet_compute_v2", b"whatever it is")]), "2"),
        (samples::elf_named(&[("hatchet_compute_v1", &section), ("hatchet_compute_v2", &section)]), "2"),
        (samples::elf_named(&[("hatchet_compute_v10", &section), ("hatchet_compute_v1", &section)]), "10"),
        (samples::object_named(BinaryFormat::MachO, "__DATA", &[("__hatchet_v3", &section)]), "3"),
        (samples::object_named(BinaryFormat::Coff, "", &[(".hatch2", &section)]), "2"),
        (pe(b".hatch4"), "4"),
        (samples::archive(&[elf(&[&section]), samples::elf_named(&[("hatchet_compute_v7", &[])])]), "7"),
    ] {
        let error = read(Cursor::new(file)).unwrap_err().to_string();
        let problem = format!("has records of version {version} of the format, but only version 1 is known\nhelp: ");
        assert!(error.starts_with(&problem), "{error}");
    }
    // Names that only begin like ours.
    for name in ["hatchet_compute_v", "hatchet_compute_v2b", "hatchet_compute_vx", "hatchet_compute", ".hatch1"] {
        let bytes = samples::elf_named(&[(name, &section), ("hatchet_compute_v1", &section)]);
        assert!(read(Cursor::new(bytes)).is_ok(), "{name}");
    }
}

#[test]
fn records_of_workflows_alone_are_no_plan() {
    let workflow = samples::workflow(b"workflow=Orders\n").to_bytes();
    let error = read(Cursor::new(elf(&[&workflow]))).unwrap_err().to_string();
    assert!(error.starts_with("has records of workflows, but no record of a step\nhelp: "), "{error}");
}

#[test]
fn an_empty_section_is_not_a_record() {
    for section in [&[][..], &[0; 64]] {
        let error = read(Cursor::new(elf(&[section]))).unwrap_err();
        assert!(error.to_string().starts_with("has no record of a step\n"), "{error}");
    }
}

fn elf(sections: &[&[u8]]) -> Vec<u8> {
    samples::object_file(BinaryFormat::Elf, Architecture::X86_64, Endianness::Little, sections)
}

/// A reader in another language, written from FORMAT.md alone, finds the same steps in ELF files.
#[test]
fn another_reader_agrees() {
    let folder = support::folder();
    std::fs::create_dir_all(&folder).expect("the folder is made");
    for (name, bytes) in samples::all() {
        if !name.starts_with("ELF") {
            continue;
        }
        let path = folder.join(name);
        std::fs::write(&path, bytes).expect("the file is written");
        support::assert_agrees_with_python(&path);
    }
}

/// What a file that needs a library says where it has no steps itself.
fn error_of(bytes: Vec<u8>) -> String {
    read(Cursor::new(bytes)).unwrap_err().to_string()
}

/// Numbers in four bytes each.
fn words(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

#[test]
fn needed_libraries_are_read_from_mach_o() {
    let path = b"@rpath/libshop-0123456789abcdef.dylib\0\0\0";
    let command_size = 24 + u32::try_from(path.len()).unwrap();
    let header = words(&[0xfeed_facf, 0x0100_000c, 0, 2, 1, command_size, 0, 0]);
    let command = words(&[0xc, command_size, 24, 0, 0, 0]);
    let file = [header, command, path.to_vec()].concat();
    assert!(error_of(file.clone()).ends_with("read `libshop-0123456789abcdef.dylib`"), "{}", error_of(file.clone()));
    // The path begins or ends outside of the command.
    for (index, byte) in [(40, 200), (40, 7), (file.len() - 4, b'x')] {
        let mut changed = file.clone();
        changed[index] = byte;
        changed[file.len() - 3..].fill(b'x');
        assert!(error_of(changed).starts_with("has no record of a step\nhelp: check that"));
    }
}

#[test]
fn needed_libraries_are_read_from_pe() {
    const SECTION: u32 = 0x1000;
    let dos = [b"MZ".to_vec(), vec![0; 58], words(&[64])].concat();
    // One section, and an optional header with sixteen directories, of which the second is that of imports.
    let coff = [&b"PE\0\0\x64\x86\x01\0"[..], &[0; 12], &[240, 0, 2, 0]].concat();
    let optional = [&[0x0b, 0x02][..], &[0; 106], &words(&[16]), &[0; 8], &words(&[SECTION, 40]), &[0; 112]].concat();
    let file = |imports: &[u32], name: &[u8]| {
        let data = [words(imports), name.to_vec()].concat();
        let size = u32::try_from(data.len()).unwrap();
        let header = [&b".idata\0\0"[..], &words(&[size, SECTION, size, 368]), &[0; 16]].concat();
        [&dos[..], &coff, &optional, &header, &data].concat()
    };
    let imports = [SECTION, 0, 0, SECTION + 40, SECTION, 0, 0, 0, 0, 0];
    let whole = file(&imports, b"shop-0123456789abcdef.dll\0");
    assert!(error_of(whole.clone()).ends_with("read `shop-0123456789abcdef.dll`"), "{}", error_of(whole));
    // Without an end, and with names outside of the section.
    for (imports, name) in [
        (&imports[..5], &b""[..]),
        (&imports, b"shop-0123456789abcdef.dll"),
        (&[SECTION, 0, 0, u32::MAX, SECTION, 1, 0, 0, 1, 1], b""),
        (&[1; 4000], b""),
    ] {
        assert!(error_of(file(imports, name)).starts_with("has no record of a step\nhelp: check that"));
    }
}
