//! Where the sections of records lie in one object file. Reads headers only, never symbols, code or data.

use object::elf::{FileHeader32, FileHeader64};
use object::macho::{MachHeader32, MachHeader64};
use object::pe::{
    AnonObjectHeaderBigobj, ImageDosHeader, ImageFileHeader, ImageNtHeaders32, ImageNtHeaders64,
};
use object::read::coff::CoffHeader;
use object::read::elf::{FileHeader, SectionHeader};
use object::read::macho::{MachHeader, Section, Segment};
use object::read::pe::ImageNtHeaders;
use object::{Endianness, FileKind, ReadRef};

use hatchet_compute::record::{ELF_SECTION, MACH_O_SECTION, MACH_O_SEGMENT, PE_SECTION};

/// Place and length of a section in bytes of the file. Taken from headers, so not to be trusted.
pub(super) type Place = (u64, u64);

/// What a header says of the sections of records; an error says what does not fit.
type Places = object::Result<Vec<Place>>;

/// The name of a format, and the places of the sections of records in a file of it. `None` for files that have no
/// sections of their own.
pub(super) fn places<'data>(
    kind: FileKind,
    data: impl ReadRef<'data>,
) -> Option<(&'static str, Places)> {
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

/// The names of ELF sections stand in a table of strings. Only the bytes where the name may be are read of each.
fn elf<'data, Header: FileHeader<Endian = Endianness>>(data: impl ReadRef<'data>) -> Places {
    let header = Header::parse(data)?;
    let endian = header.endian()?;
    let sections = header.section_headers(endian, data)?;
    if sections.is_empty() {
        return Ok(Vec::new());
    }
    let names = header.section_strings_index(endian, data)?;
    let names = sections
        .get(names.0)
        .and_then(|section| section.file_range(endian));
    let is_ours = |section: &Header::SectionHeader| {
        names.is_some_and(|(start, length)| {
            let offset = u64::from(section.sh_name(endian));
            let name_length = ELF_SECTION.len() as u64 + 1;
            offset <= length.saturating_sub(name_length)
                && start
                    .checked_add(offset)
                    .and_then(|start| data.read_bytes_at(start, name_length).ok())
                    .and_then(|name| name.strip_suffix(&[0]))
                    == Some(ELF_SECTION.as_bytes())
        })
    };
    let ours = sections.iter().filter(|section| is_ours(section));
    Ok(ours
        .filter_map(|section| section.file_range(endian))
        .collect())
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
        let ours = segment
            .sections(endian, sections)?
            .iter()
            .filter(|section| {
                section.segment_name() == MACH_O_SEGMENT.as_bytes()
                    && section.name() == MACH_O_SECTION.as_bytes()
            });
        places.extend(ours.filter_map(|section| {
            let size = section.file_size(endian)?;
            Some((u64::from(section.offset(endian)), size))
        }));
    }
    Ok(places)
}

fn pe<'data, Headers: ImageNtHeaders>(data: impl ReadRef<'data>) -> Places {
    let mut offset = ImageDosHeader::parse(data)?.nt_headers_offset().into();
    let (headers, _) = Headers::parse(data, &mut offset)?;
    let sections = headers.sections(data, offset)?;
    let ours = sections
        .iter()
        .filter(|section| section.raw_name() == PE_SECTION.as_bytes());
    let places = ours.map(|section| section.pe_file_range());
    Ok(places
        .map(|(offset, size)| (offset.into(), size.into()))
        .collect())
}

fn coff<'data, Header: CoffHeader>(data: impl ReadRef<'data>) -> Places {
    let mut offset = 0;
    let sections = Header::parse(data, &mut offset)?.sections(data, offset)?;
    let ours = sections
        .iter()
        .filter(|section| section.raw_name() == PE_SECTION.as_bytes());
    let places = ours.filter_map(|section| section.coff_file_range());
    Ok(places
        .map(|(offset, size)| (offset.into(), size.into()))
        .collect())
}
