//! Finds the sections of records in one object file, and the shared libraries that it needs. Reads only headers and
//! lists of libraries, never symbols, code or data.

use object::elf::{DT_NEEDED, FileHeader32, FileHeader64, SHT_DYNAMIC};
use object::macho::{MachHeader32, MachHeader64};
use object::pe::{
    AnonObjectHeaderBigobj, IMAGE_DIRECTORY_ENTRY_IMPORT, ImageDosHeader, ImageFileHeader, ImageImportDescriptor,
    ImageNtHeaders32, ImageNtHeaders64, ImageSectionHeader,
};
use object::read::coff::{CoffHeader, SectionTable};
use object::read::elf::{Dyn, FileHeader, SectionHeader};
use object::read::macho::{MachHeader, Section, Segment};
use object::read::pe::ImageNtHeaders;
use object::{Endianness, FileKind, LittleEndian as LE, ReadRef, StringTable};

use hatchet_compute::record::{ELF_SECTION, MACH_O_SECTION, MACH_O_SEGMENT, PE_SECTION};

/// The most bytes of records that are read from a file, and of a saved plan: hundreds of thousands of steps. A sparse
/// file may claim to hold far more than any memory.
pub(super) const SIZE_MAX: u64 = 64 << 20;

/// The most shared libraries that are looked at, and the size of the table that lists them: more than programs have.
const LIBRARIES_MAX: usize = 1000;
const DYNAMIC_MAX: u64 = 1 << 16;

#[derive(Default)]
pub(super) struct Sections {
    /// Offset and length of each in bytes.
    pub(super) places: Vec<(u64, u64)>,
    /// Whether a section of records has no bytes in the file, which then has only debug information.
    pub(super) has_no_bytes: bool,
    /// A version of the format that has a section in the file but is not read here.
    pub(super) other_version: Option<String>,
    pub(super) libraries: Vec<String>,
    /// Whether the names of the sections were removed, so that any of them may hold records.
    pub(super) is_stripped: bool,
}

impl Sections {
    /// Adds a section if its name is the one of this version of the format; notes one of another version.
    fn add(&mut self, ours: &str, name: &[u8], place: Option<(u64, u64)>) {
        let prefix = ours.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let version = name.strip_prefix(prefix.as_bytes()).unwrap_or_default();
        if name == ours.as_bytes() {
            self.has_no_bytes |= place.is_none();
            self.places.extend(place);
        } else if (1..10).contains(&version.len()) && version.iter().all(u8::is_ascii_digit) {
            self.other_version = Some(String::from_utf8_lossy(version).into_owned());
        }
    }

    fn add_library(&mut self, path: &[u8]) {
        let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or_default();
        let name = String::from_utf8_lossy(name).into_owned();
        if self.libraries.len() < LIBRARIES_MAX && !self.libraries.contains(&name) {
            self.libraries.push(name);
        }
    }
}

type Problem = Box<dyn std::error::Error>;

fn check_size(size: u64) -> Result<(), Problem> {
    if size > SIZE_MAX { Err(format!("a table has more than {} MiB", SIZE_MAX >> 20).into()) } else { Ok(()) }
}

/// The name of the format, and the sections of records of a file in that format. `None` for files without sections.
pub(super) fn find<'data>(
    kind: FileKind,
    data: impl ReadRef<'data>,
) -> Option<(&'static str, Result<Sections, Problem>)> {
    Some(match kind {
        FileKind::Elf32 => ("ELF", elf::<FileHeader32<Endianness>>(data)),
        FileKind::Elf64 => ("ELF", elf::<FileHeader64<Endianness>>(data)),
        FileKind::MachO32 => ("Mach-O", mach_o::<MachHeader32<Endianness>>(data)),
        FileKind::MachO64 => ("Mach-O", mach_o::<MachHeader64<Endianness>>(data)),
        FileKind::Pe32 => ("PE", pe::<ImageNtHeaders32>(data)),
        FileKind::Pe64 => ("PE", pe::<ImageNtHeaders64>(data)),
        FileKind::Coff => ("COFF", coff::<ImageFileHeader>(data)),
        FileKind::CoffBig => ("COFF", coff::<AnonObjectHeaderBigobj>(data)),
        _ => return None,
    })
}

fn elf<'data, Header: FileHeader<Endian = Endianness>>(data: impl ReadRef<'data>) -> Result<Sections, Problem> {
    let header = Header::parse(data)?;
    let endian = header.endian()?;
    check_size(u64::from(header.shnum(endian, data)?) * size_of::<Header::SectionHeader>() as u64)?;
    let sections = header.section_headers(endian, data)?;
    let names = header.section_strings_index(endian, data).map_or(0, |index| index.0);
    let names = sections.get(names).and_then(|section| section.file_range(endian));
    let (start, length) = names.unwrap_or_default();
    check_size(length)?;
    let names = data.read_bytes_at(start, length).map_err(|()| "the names of sections end past the end of the file")?;
    let mut found = Sections { is_stripped: names.is_empty(), ..Sections::default() };
    let names = StringTable::new(names, 0, length);
    for section in sections {
        found.add(ELF_SECTION, section.name(endian, names).unwrap_or_default(), section.file_range(endian));
        if section.sh_type(endian) == SHT_DYNAMIC && section.sh_size(endian).into() < DYNAMIC_MAX {
            let Ok(Some((dynamic, strings))) = section.dynamic(endian, data) else { continue };
            let strings = sections.get(strings.0).and_then(|section| section.strings(endian, data).ok()?);
            for entry in dynamic.iter().filter(|entry| entry.d_tag(endian) == DT_NEEDED) {
                let name = entry.string(endian, strings.unwrap_or_default());
                found.add_library(name.unwrap_or_default());
            }
        }
    }
    Ok(found)
}

fn mach_o<'data, Header: MachHeader<Endian = Endianness>>(data: impl ReadRef<'data>) -> Result<Sections, Problem> {
    let header = Header::parse(data, 0)?;
    let endian = header.endian()?;
    check_size(header.sizeofcmds(endian).into())?;
    let mut commands = header.load_commands(endian, data, 0)?;
    let mut found = Sections::default();
    while let Some(command) = commands.next()? {
        if let Ok(Some(dylib)) = command.dylib() {
            found.add_library(command.string(endian, dylib.dylib.name).unwrap_or_default());
        }
        let Some((segment, sections)) = Header::Segment::from_command(command)? else { continue };
        for section in segment.sections(endian, sections)? {
            if section.segment_name() == MACH_O_SEGMENT.as_bytes() {
                let place = section.file_size(endian).map(|size| (section.offset(endian).into(), size));
                found.add(MACH_O_SECTION, section.name(), place);
            }
        }
    }
    Ok(found)
}

fn pe<'data, Headers: ImageNtHeaders>(data: impl ReadRef<'data>) -> Result<Sections, Problem> {
    let mut offset = ImageDosHeader::parse(data)?.nt_headers_offset().into();
    let (headers, directories) = Headers::parse(data, &mut offset)?;
    let sections = headers.sections(data, offset)?;
    let mut found = named(&sections, |section| Some(section.pe_file_range()));
    let range =
        |address| sections.pe_file_range_at(address).map(|(start, length)| (u64::from(start), u64::from(length)));
    let imports = directories.get(IMAGE_DIRECTORY_ENTRY_IMPORT).map(|imports| imports.virtual_address.get(LE));
    let mut offset = imports.and_then(range).map_or(u64::MAX, |(start, _)| start);
    while let Ok(import) = data.read::<ImageImportDescriptor>(&mut offset)
        && !import.is_null()
        && found.libraries.len() < LIBRARIES_MAX
    {
        let (start, length) = range(import.name.get(LE)).unwrap_or_default();
        found.add_library(data.read_bytes_at_until(start..start.saturating_add(length), 0).unwrap_or_default());
    }
    Ok(found)
}

fn coff<'data, Header: CoffHeader>(data: impl ReadRef<'data>) -> Result<Sections, Problem> {
    let mut offset = 0;
    let sections = Header::parse(data, &mut offset)?.sections(data, offset)?;
    Ok(named(&sections, ImageSectionHeader::coff_file_range))
}

fn named(sections: &SectionTable<'_>, range: fn(&ImageSectionHeader) -> Option<(u32, u32)>) -> Sections {
    let mut found = Sections::default();
    for section in sections.iter() {
        found.add(PE_SECTION, section.raw_name(), range(section).map(|(offset, size)| (offset.into(), size.into())));
    }
    found
}

/// Whether a library is a Rust library other than the standard library, judging by its name.
pub(super) fn is_rust_library(name: &str, needed: &[String]) -> bool {
    // Most system libraries have a version in their names: `libgcc_s.so.1`, `libSystem.B.dylib`.
    let stem = name.strip_suffix(".so").or(name.strip_suffix(".dylib")).unwrap_or_default();
    let is_plain = stem.starts_with("lib") && !stem.contains('.') && !["libc", "libm", "libdl"].contains(&stem);
    !is_standard(name) && (has_hash(name) || (is_plain && needed.iter().any(|name| is_standard(name))))
}

fn is_standard(name: &str) -> bool {
    let name = name.strip_prefix("lib").unwrap_or(name);
    (name.starts_with("std-") || name.starts_with("test-")) && has_hash(name)
}

/// Whether a name ends in `-` and the 16 digits that cargo and rustc write: `libstd-d1237ef7159db0a2.so`.
fn has_hash(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    hash.len() == 16 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::is_rust_library;

    #[test]
    fn names_of_rust_and_of_the_system() {
        let of_rust = |needed: &[&str]| {
            let needed: Vec<String> = needed.iter().map(|&name| name.to_owned()).collect();
            needed.iter().filter(|name| is_rust_library(name, &needed)).cloned().collect::<Vec<_>>().join(" ")
        };
        let std = "libstd-d1237ef7159db0a2.so";
        assert_eq!(of_rust(&["libshop.so", std, "libgcc_s.so.1", "libc.so.6"]), "libshop.so");
        assert_eq!(of_rust(&["libbevy_dylib-0123456789abcdef.so", "libc.so.6"]), "libbevy_dylib-0123456789abcdef.so");
        assert_eq!(of_rust(&[std, "libc.so.6"]), "");
        assert_eq!(of_rust(&["libz.so", "libc.so.6", "ld-linux-x86-64.so.2"]), "");
        let mac = ["libshop.dylib", "libstd-d1237ef7159db0a2.dylib", "libSystem.B.dylib", "libiconv.2.dylib"];
        assert_eq!(of_rust(&mac), "libshop.dylib");
        assert_eq!(of_rust(&["std-d1237ef7159db0a2.dll", "KERNEL32.dll", "ntdll.dll"]), "");
        assert_eq!(of_rust(&["shop-0123456789abcdef.dll", "KERNEL32.dll"]), "shop-0123456789abcdef.dll");
        assert_eq!(of_rust(&["", "-", ".so", "lib-é.so", "a-0123456789abcdeg.so"]), "");
    }
}
