//! Finds the sections of records in one object file. Reads only headers, never symbols, code or data.

use object::elf::{FileHeader32, FileHeader64};
use object::macho::{MachHeader32, MachHeader64};
use object::pe::{
    AnonObjectHeaderBigobj, ImageDosHeader, ImageFileHeader, ImageNtHeaders32, ImageNtHeaders64, ImageSectionHeader,
};
use object::read::coff::{CoffHeader, SectionTable};
use object::read::elf::{FileHeader, SectionHeader};
use object::read::macho::{MachHeader, Section, Segment};
use object::read::pe::ImageNtHeaders;
use object::{Endianness, FileKind, ReadRef};

use hatchet_compute::record::{ELF_SECTION, MACH_O_SECTION, MACH_O_SEGMENT, PE_SECTION};

/// Offset and length of each section of records in bytes, as the headers say, or what is wrong with the headers.
type Places = object::Result<Vec<(u64, u64)>>;

/// The name of the format, and the sections of records of a file in that format. `None` for files without sections.
pub(super) fn places<'data>(kind: FileKind, data: impl ReadRef<'data>) -> Option<(&'static str, Places)> {
    let found = match kind {
        FileKind::Elf32 => ("ELF", elf::<FileHeader32<Endianness>>(data)),
        FileKind::Elf64 => ("ELF", elf::<FileHeader64<Endianness>>(data)),
        FileKind::MachO32 => ("Mach-O", mach_o::<MachHeader32<Endianness>>(data)),
        FileKind::MachO64 => ("Mach-O", mach_o::<MachHeader64<Endianness>>(data)),
        FileKind::Pe32 => ("PE", pe::<ImageNtHeaders32>(data)),
        FileKind::Pe64 => ("PE", pe::<ImageNtHeaders64>(data)),
        FileKind::Coff => ("COFF", coff::<ImageFileHeader>(data)),
        FileKind::CoffBig => ("COFF", coff::<AnonObjectHeaderBigobj>(data)),
        _ => return None,
    };
    Some(found)
}

/// The names of ELF sections are in a string table. Only the bytes where our name could be are read from it.
fn elf<'data, Header: FileHeader<Endian = Endianness>>(data: impl ReadRef<'data>) -> Places {
    let header = Header::parse(data)?;
    let endian = header.endian()?;
    let sections = header.section_headers(endian, data)?;
    if sections.is_empty() {
        return Ok(Vec::new());
    }
    let names = header.section_strings_index(endian, data)?;
    let names = sections.get(names.0).and_then(|section| section.file_range(endian));
    let (start, length) = names.unwrap_or_default();
    let name = format!("{ELF_SECTION}\0");
    let is_ours = |section: &&Header::SectionHeader| {
        let offset = u64::from(section.sh_name(endian));
        let is_inside = offset.saturating_add(name.len() as u64) <= length;
        let offset = start.saturating_add(offset);
        is_inside && data.read_bytes_at(offset, name.len() as u64) == Ok(name.as_bytes())
    };
    Ok(sections.iter().filter(is_ours).filter_map(|section| section.file_range(endian)).collect())
}

fn mach_o<'data, Header: MachHeader<Endian = Endianness>>(data: impl ReadRef<'data>) -> Places {
    let header = Header::parse(data, 0)?;
    let endian = header.endian()?;
    let mut commands = header.load_commands(endian, data, 0)?;
    let mut places = Vec::new();
    while let Some(command) = commands.next()? {
        let Some((segment, sections)) = Header::Segment::from_command(command)? else {
            continue;
        };
        for section in segment.sections(endian, sections)? {
            let names = (section.segment_name(), section.name());
            let is_ours = names == (MACH_O_SEGMENT.as_bytes(), MACH_O_SECTION.as_bytes());
            if let Some(size) = section.file_size(endian).filter(|_| is_ours) {
                places.push((section.offset(endian).into(), size));
            }
        }
    }
    Ok(places)
}

fn pe<'data, Headers: ImageNtHeaders>(data: impl ReadRef<'data>) -> Places {
    let mut offset = ImageDosHeader::parse(data)?.nt_headers_offset().into();
    let (headers, _) = Headers::parse(data, &mut offset)?;
    let sections = headers.sections(data, offset)?;
    Ok(named(&sections, |section| Some(section.pe_file_range())))
}

fn coff<'data, Header: CoffHeader>(data: impl ReadRef<'data>) -> Places {
    let mut offset = 0;
    let sections = Header::parse(data, &mut offset)?.sections(data, offset)?;
    Ok(named(&sections, ImageSectionHeader::coff_file_range))
}

/// The sections of PE and COFF with our name.
fn named(sections: &SectionTable<'_>, range: fn(&ImageSectionHeader) -> Option<(u32, u32)>) -> Vec<(u64, u64)> {
    let ours = sections.iter().filter(|section| section.raw_name() == PE_SECTION.as_bytes());
    ours.filter_map(range).map(|(offset, size)| (offset.into(), size.into())).collect()
}
