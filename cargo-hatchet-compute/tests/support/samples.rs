//! Files of every platform that hold the same records. They are written here, byte by byte or by `object`: there is no
//! linker for most of these platforms where the tests run.

use hatchet_compute::__private::{self as hidden, Record};
use hatchet_compute::record::{ELF_SECTION, MACH_O_SECTION, MACH_O_SEGMENT, PE_SECTION};
use hatchet_compute::{Compute, ComputeSpec};
use hatchet_compute_core::record::{Fixed, checksum};
use object::write::Object;
use object::{Architecture, BinaryFormat, Endianness, SectionKind};

fn compute() -> Compute {
    let spec = ComputeSpec {
        cpu_kind: "performance",
        cpus: 2,
        memory_mb: 8192,
        num_replicas: Some(3),
        regions: Some(&["ewr", "nrt"]),
        pool: None,
    };
    spec.check().expect("it is valid")
}

/// The record of a step, as the macros make it.
pub(crate) fn step<const N: usize>(compute: Option<Compute>, retries: u32, text: &[u8; N]) -> Record<N> {
    hidden::step(compute, retries, hidden::sum(1, u8::from(compute.is_some()), text), text)
}

/// The record of a workflow, as the macros make it.
pub(crate) fn workflow<const N: usize>(text: &[u8; N]) -> Record<N> {
    hidden::workflow(hidden::sum(2, 0, text), text)
}

/// Writes the checksum of a record that was changed on purpose.
pub(crate) fn seal(record: &mut [u8]) {
    let checksum = checksum(&Fixed::of(record), record);
    record[14..16].copy_from_slice(&checksum.to_le_bytes());
}

/// A section with two steps and a workflow, filled up with zeros.
pub(crate) fn section() -> Vec<u8> {
    let mut bytes = vec![0; 4];
    bytes.extend(step(Some(compute()), 3, b"step=charge\nworkflow=Orders\nparent=load\n").to_bytes());
    bytes.extend(step(None, 0, b"step=load\nworkflow=Orders\n").to_bytes());
    bytes.extend([0; 5]);
    bytes.extend(workflow(b"workflow=Orders\nevent=order:created\n").to_bytes());
    bytes.extend([0; 8]);
    bytes
}

/// Another section, with one step.
pub(crate) fn other_section() -> Vec<u8> {
    step(None, 0, b"step=other\nworkflow=other\n").to_bytes()
}

/// An ELF file with these sections of bytes by these names.
pub(crate) fn elf_named(sections: &[(&str, &[u8])]) -> Vec<u8> {
    object_named(BinaryFormat::Elf, "", sections)
}

/// An object file with these sections by these names, in a segment.
pub(crate) fn object_named(format: BinaryFormat, segment: &str, sections: &[(&str, &[u8])]) -> Vec<u8> {
    let mut object = Object::new(format, Architecture::X86_64, Endianness::Little);
    for (name, data) in sections {
        let section = object.add_section(segment.into(), (*name).into(), SectionKind::Data);
        object.append_section_data(section, data, 8);
    }
    object.write().expect("the object is written")
}

/// A member of an import library: a symbol of a DLL, and no sections.
pub(crate) fn import() -> Vec<u8> {
    let names = b"_symbol\0library.dll\0";
    let mut bytes = vec![0, 0, 0xff, 0xff, 0, 0, 0x64, 0x86, 0, 0, 0, 0];
    bytes.extend(u32::try_from(names.len()).expect("it is small").to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(names);
    bytes
}

/// An object file with these sections of records, between others.
pub(crate) fn object_file(
    format: BinaryFormat,
    architecture: Architecture,
    endianness: Endianness,
    sections: &[&[u8]],
) -> Vec<u8> {
    let mut object = Object::new(format, architecture, endianness);
    let (segment, name) = match format {
        BinaryFormat::Elf => ("", ELF_SECTION),
        BinaryFormat::MachO => (MACH_O_SEGMENT, MACH_O_SECTION),
        _ => ("", PE_SECTION),
    };
    let mut add = |segment: &str, name: &str, kind, data: &[u8]| {
        let section = object.add_section(segment.into(), name.into(), kind);
        object.append_section_data(section, data, 8);
    };
    add("", "code", SectionKind::Text, b"not to be read");
    for data in sections {
        add(segment, name, SectionKind::Data, data);
    }
    add("", "later", SectionKind::Data, &[1; 300]);
    object.write().expect("the object is written")
}

/// A program for Windows with this section of records: headers, and the section at the end.
pub(crate) fn pe(is_64_bit: bool, section: &[u8]) -> Vec<u8> {
    const ALIGNMENT: usize = 512;
    let raw_length = section.len().next_multiple_of(ALIGNMENT);
    let (machine, optional_magic, optional_length): (u16, u16, u16) =
        if is_64_bit { (0x8664, 0x20b, 112) } else { (0x014c, 0x10b, 96) };
    let mut bytes = b"MZ".to_vec();
    bytes.resize(0x3c, 0);
    bytes.extend(0x40_u32.to_le_bytes());
    bytes.extend(b"PE\0\0");
    bytes.extend(machine.to_le_bytes());
    bytes.extend(1_u16.to_le_bytes());
    bytes.extend([0; 12]);
    bytes.extend(optional_length.to_le_bytes());
    bytes.extend(0x0002_u16.to_le_bytes());
    bytes.extend(optional_magic.to_le_bytes());
    bytes.resize(bytes.len() + usize::from(optional_length) - 2, 0);
    let mut name = [0; 8];
    name[..PE_SECTION.len()].copy_from_slice(PE_SECTION.as_bytes());
    bytes.extend(name);
    for number in [section.len(), 0x1000, raw_length, ALIGNMENT, 0, 0, 0, 0x4000_0040] {
        bytes.extend(u32::try_from(number).expect("it is small").to_le_bytes());
    }
    bytes.resize(ALIGNMENT, 0);
    bytes.extend(section);
    bytes.resize(ALIGNMENT + raw_length, 0);
    bytes
}

/// A universal file of these Mach-O files.
pub(crate) fn universal(is_64_bit: bool, files: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = 0xcafe_babe_u32.wrapping_add(u32::from(is_64_bit)).to_be_bytes().to_vec();
    bytes.extend(u32::try_from(files.len()).expect("it is small").to_be_bytes());
    let mut offset = 4096_usize;
    for (file, processor) in files.iter().zip([0x0100_0007_u32, 0x0100_000c]) {
        bytes.extend(processor.to_be_bytes());
        bytes.extend(0_u32.to_be_bytes());
        for number in [offset, file.len()] {
            if is_64_bit {
                bytes.extend((number as u64).to_be_bytes());
            } else {
                bytes.extend(u32::try_from(number).expect("it is small").to_be_bytes());
            }
        }
        bytes.extend(12_u32.to_be_bytes());
        if is_64_bit {
            bytes.extend(0_u32.to_be_bytes());
        }
        offset += file.len().next_multiple_of(4096);
    }
    for file in files {
        bytes.resize(bytes.len().next_multiple_of(4096), 0);
        bytes.extend(file);
    }
    bytes
}

/// An archive of these files, as `ar` makes it.
pub(crate) fn archive(files: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"!<arch>\n".to_vec();
    for (number, file) in files.iter().enumerate() {
        let header = format!("{:<16}{:<12}{:<6}{:<6}{:<8}{:<10}`\n", format!("{number}.o/"), 0, 0, 0, 644, file.len());
        bytes.extend(header.bytes());
        bytes.extend(file);
        if bytes.len() % 2 == 1 {
            bytes.push(b'\n');
        }
    }
    bytes
}

/// Files that hold [`section`], with what they are.
pub(crate) fn all() -> Vec<(&'static str, Vec<u8>)> {
    use Architecture as A;
    use BinaryFormat::{Coff, Elf, MachO};
    use Endianness::{Big, Little};
    let section = section();
    let object = |format, architecture, endianness| object_file(format, architecture, endianness, &[&section]);
    let mac = [object(MachO, A::X86_64, Little), object(MachO, A::Aarch64, Little)];
    vec![
        ("ELF, 64 bit, little-endian", object(Elf, A::X86_64, Little)),
        ("ELF, 64 bit, big-endian", object(Elf, A::S390x, Big)),
        ("ELF, 32 bit, little-endian", object(Elf, A::Arm, Little)),
        ("ELF, 32 bit, big-endian", object(Elf, A::PowerPc, Big)),
        ("Mach-O, 64 bit, little-endian", object(MachO, A::Aarch64, Little)),
        ("Mach-O, 32 bit, little-endian", object(MachO, A::I386, Little)),
        ("Mach-O, 64 bit, big-endian", object(MachO, A::PowerPc64, Big)),
        ("Mach-O, 32 bit, big-endian", object(MachO, A::PowerPc, Big)),
        ("COFF, 64 bit", object(Coff, A::X86_64, Little)),
        ("COFF, 32 bit", object(Coff, A::I386, Little)),
        ("PE, 64 bit", pe(true, &section)),
        ("PE, 32 bit", pe(false, &section)),
        ("universal", universal(false, &mac)),
        ("universal, 64 bit", universal(true, &mac)),
        ("archive", archive(&[b"no object".to_vec(), object(Elf, A::X86_64, Little)])),
        ("universal with archives", universal(false, &mac.map(|file| archive(&[file])))),
    ]
}
