//! From a file to its records: programs, libraries and object files of any platform. The program is not run.
//!
//! Only headers and the section of records are read, whatever the size of the file. Nothing in it is trusted: places
//! and lengths are checked against the file, and no more is read or kept than the file has bytes.

mod budget;
mod error;
mod sections;

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use hatchet_compute::record::{self, Records};
use object::read::archive::ArchiveFile;
use object::read::macho::{FatArch, MachOFatFile32, MachOFatFile64};
use object::{FileKind, ReadCache, ReadRef};

use self::budget::Budget;
pub use self::error::BinaryError;

/// What LLVM's bitcode begins with, bare and wrapped. Libraries built for link-time optimization may have nothing else.
const BITCODE: [[u8; 4]; 2] = [*b"BC\xc0\xde", [0xde, 0xc0, 0x17, 0x0b]];

/// What a WebAssembly module begins with.
const WEB_ASSEMBLY: [u8; 4] = *b"\0asm";

/// The records of a file.
///
/// # Errors
///
/// A path that is no file, a file of no known format or a damaged one, records that cannot be read, and none at all.
pub fn read_file(path: &Path) -> Result<Records, BinaryError> {
    read(open(path)?)
}

/// Opens what is a file; opening a pipe would wait for somebody to write to it.
pub(crate) fn open(path: &Path) -> Result<File, BinaryError> {
    let metadata = path.metadata().map_err(BinaryError::Io)?;
    if metadata.is_dir() {
        return Err(BinaryError::Directory);
    }
    if !metadata.is_file() {
        return Err(BinaryError::NotAFile);
    }
    File::open(path).map_err(BinaryError::Io)
}

/// The records of a file that is open, or of bytes in memory.
///
/// # Errors
///
/// As [`read_file`]'s, but for the path.
pub fn read(file: impl Read + Seek) -> Result<Records, BinaryError> {
    let budget = Budget::new(file).map_err(BinaryError::Io)?;
    let whole = Part {
        offset: 0,
        length: budget.length(),
    };
    let cache = ReadCache::new(budget);
    let mut found = Found::default();
    read_part(&cache, whole, Depth::File, &mut found)?;
    if found.records.steps.is_empty() && found.records.workflows.is_empty() {
        return Err(BinaryError::NoRecords {
            is_bitcode: found.is_bitcode,
        });
    }
    Ok(found.records)
}

/// What was found so far.
#[derive(Default)]
struct Found {
    records: Records,
    is_bitcode: bool,
}

/// A file, or a file inside of one: an architecture of a universal file, or a member of an archive.
#[derive(Clone, Copy)]
struct Part {
    offset: u64,
    length: u64,
}

impl Part {
    /// The part at a place inside this one; what it says of its length is checked when it is read.
    fn part(self, (offset, length): (u64, u64)) -> Option<Self> {
        let end = offset.checked_add(length)?;
        (end <= self.length).then_some(Self {
            offset: self.offset + offset,
            length,
        })
    }
}

/// How deep in a file a part lies: universal files hold archives, archives hold objects, and that is all.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Depth {
    File,
    Architecture,
    Member,
}

/// A file that is read where headers say.
type Cache<R> = ReadCache<Budget<R>>;

fn read_part<R: Read + Seek>(
    cache: &Cache<R>,
    part: Part,
    depth: Depth,
    found: &mut Found,
) -> Result<(), BinaryError> {
    let data = cache.range(part.offset, part.length);
    let start = data.read_bytes_at(0, 4).unwrap_or_default();
    if BITCODE.iter().any(|bitcode| bitcode == start) {
        found.is_bitcode = true;
        return Ok(());
    }
    if start == WEB_ASSEMBLY {
        return Err(BinaryError::Unsupported("a WebAssembly module"));
    }
    match FileKind::parse(data) {
        // A library has members that are no objects, such as Rust's metadata.
        Err(_) if depth == Depth::Member => Ok(()),
        Err(_) if start.starts_with(b"\x7fELF") || start.starts_with(b"MZ") => {
            Err(damaged("its header is no program's", "ELF or PE"))
        }
        Err(_) => Err(BinaryError::Unknown),
        Ok(FileKind::MachOFat32) if depth < Depth::Architecture => {
            let file = MachOFatFile32::parse(data).map_err(|error| unfit(error, "Mach-O"))?;
            read_architectures(cache, part, file.arches(), found)
        }
        Ok(FileKind::MachOFat64) if depth < Depth::Architecture => {
            let file = MachOFatFile64::parse(data).map_err(|error| unfit(error, "Mach-O"))?;
            read_architectures(cache, part, file.arches(), found)
        }
        Ok(FileKind::Archive) if depth < Depth::Member => read_archive(cache, part, found),
        Ok(kind) => read_object(cache, part, kind, found),
    }
}

/// Every architecture of a universal file has the records of the same program.
fn read_architectures<R: Read + Seek>(
    cache: &Cache<R>,
    file: Part,
    architectures: &[impl FatArch],
    found: &mut Found,
) -> Result<(), BinaryError> {
    let mut first: Option<Records> = None;
    for architecture in architectures {
        let part = file
            .part(architecture.file_range())
            .ok_or_else(|| damaged("an architecture ends past the end of the file", "Mach-O"))?;
        let mut own = Found::default();
        read_part(cache, part, Depth::Architecture, &mut own)?;
        found.is_bitcode |= own.is_bitcode;
        match &first {
            None => first = Some(own.records),
            Some(first) if *first == own.records => {}
            Some(_) => return Err(BinaryError::Architectures),
        }
    }
    found.records = first.unwrap_or_default();
    Ok(())
}

/// The records of all members of a library. Which of them reach a program is decided when it is linked.
fn read_archive<R: Read + Seek>(
    cache: &Cache<R>,
    file: Part,
    found: &mut Found,
) -> Result<(), BinaryError> {
    let data = cache.range(file.offset, file.length);
    let archive = ArchiveFile::parse(data).map_err(|error| unfit(error, "archive"))?;
    if archive.is_thin() {
        return Err(BinaryError::Unsupported(
            "a thin archive, a list of files elsewhere",
        ));
    }
    for member in archive.members() {
        let member = member.map_err(|error| unfit(error, "archive"))?;
        let part = file
            .part(member.file_range())
            .ok_or_else(|| damaged("a member ends past the end of the file", "archive"))?;
        read_part(cache, part, Depth::Member, found)?;
    }
    sort(&mut found.records);
    Ok(())
}

fn read_object<R: Read + Seek>(
    cache: &Cache<R>,
    file: Part,
    kind: FileKind,
    found: &mut Found,
) -> Result<(), BinaryError> {
    let data = cache.range(file.offset, file.length);
    let Some((format, places)) = sections::places(kind, data) else {
        return Err(BinaryError::Unsupported(
            "no program, object file or library",
        ));
    };
    let mut places = places.map_err(|error| unfit(error, format))?;
    places.sort_unstable();
    let overlap = |pair: &[sections::Place]| pair[0].0.saturating_add(pair[0].1) > pair[1].0;
    if places.windows(2).any(overlap) {
        return Err(damaged("two sections of records overlap", format));
    }
    for (offset, length) in places {
        let section = data.read_bytes_at(offset, length).map_err(|()| {
            damaged(
                "the section of records ends past the end of the file",
                format,
            )
        })?;
        let records = record::read(section).map_err(BinaryError::Record)?;
        found.records.steps.extend(records.steps);
        found.records.workflows.extend(records.workflows);
    }
    Ok(())
}

/// Puts the records of several files into one order, that of [`record::read`].
fn sort(records: &mut Records) {
    records
        .steps
        .sort_by(|a, b| (a.action(), a.location()).cmp(&(b.action(), b.location())));
    records.workflows.sort_by(|a, b| {
        (a.name().to_lowercase(), a.location()).cmp(&(b.name().to_lowercase(), b.location()))
    });
}

/// What `object` says of headers, as a part of a sentence.
fn unfit(error: object::Error, format: &'static str) -> BinaryError {
    let text = error.to_string();
    let mut characters = text.chars();
    let first: String = characters
        .next()
        .map(|first| first.to_lowercase().collect())
        .unwrap_or_default();
    let rest = characters.as_str();
    damaged(format!("its headers do not fit it: {first}{rest}"), format)
}

fn damaged(detail: impl Into<String>, format: &'static str) -> BinaryError {
    BinaryError::Damaged {
        format,
        detail: detail.into(),
    }
}
