//! Reads the records of a file: programs, libraries and object files of any platform. The program is not run.
//!
//! Only headers and the section of records are read, whatever the size of the file. Nothing in it is trusted: offsets
//! and lengths are checked against the file, and no more bytes are read or kept than the file has.

mod budget;
mod error;
mod sections;

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use hatchet_compute::record::{self, Records};
use object::read::archive::ArchiveFile;
use object::read::macho::{FatArch, MachOFatFile32, MachOFatFile64};
use object::{FileKind, ReadCache, ReadCacheRange, ReadRef};

use self::budget::Budget;
pub use self::error::BinaryError;

/// The first bytes of LLVM bitcode, bare and wrapped. A library built for link-time optimization may hold nothing else.
const BITCODE: [[u8; 4]; 2] = [*b"BC\xc0\xde", [0xde, 0xc0, 0x17, 0x0b]];

/// The first bytes of a WebAssembly module.
const WEB_ASSEMBLY: [u8; 4] = *b"\0asm";

/// Reads the records of a file.
///
/// # Errors
///
/// If the path is not a file, its format is unknown, the file is damaged, or its records cannot be read or are missing.
pub fn read_file(path: &Path) -> Result<Records, BinaryError> {
    read(open(path)?)
}

/// Opens a path if it is a file. Opening a pipe would block until something writes to it.
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

/// Reads the records of an open file, or of bytes in memory.
///
/// # Errors
///
/// Those of [`read_file`], except the ones about the path.
pub fn read(file: impl Read + Seek) -> Result<Records, BinaryError> {
    let budget = Budget::new(file).map_err(BinaryError::Io)?;
    let length = budget.length();
    let cache = &ReadCache::new(budget);
    let file = Part { cache, offset: 0, length };
    let mut found = Found::default();
    file.read(Depth::File, &mut found)?;
    if found.records.steps.is_empty() && found.records.workflows.is_empty() {
        return Err(BinaryError::NoRecords { is_bitcode: found.is_bitcode });
    }
    Ok(found.records)
}

/// What was found so far.
#[derive(Default)]
struct Found {
    records: Records,
    is_bitcode: bool,
}

/// How deeply a part is nested: universal files hold archives, archives hold objects, and nothing goes deeper.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Depth {
    File,
    Architecture,
    Member,
}

/// A file, or a file inside it: an architecture of a universal file, or a member of an archive.
struct Part<'a, R: Read + Seek> {
    cache: &'a ReadCache<Budget<R>>,
    offset: u64,
    length: u64,
}

impl<'a, R: Read + Seek> Part<'a, R> {
    fn data(&self) -> ReadCacheRange<'a, Budget<R>> {
        self.cache.range(self.offset, self.length)
    }

    /// The part at this offset and with this length, if it is inside this one.
    fn part(&self, (offset, length): (u64, u64)) -> Option<Self> {
        let end = offset.checked_add(length)?;
        (end <= self.length).then_some(Self { cache: self.cache, offset: self.offset + offset, length })
    }

    fn read(&self, depth: Depth, found: &mut Found) -> Result<(), BinaryError> {
        let data = self.data();
        let start = data.read_bytes_at(0, 4).unwrap_or_default();
        if BITCODE.iter().any(|bitcode| bitcode == start) {
            found.is_bitcode = true;
            return Ok(());
        }
        if start == WEB_ASSEMBLY {
            return Err(BinaryError::Unsupported("a WebAssembly module"));
        }
        match FileKind::parse(data) {
            // A library has members that are not object files, such as Rust's metadata.
            Err(_) if depth == Depth::Member => Ok(()),
            Err(_) if start.starts_with(b"\x7fELF") || start.starts_with(b"MZ") => {
                Err(damaged("its header cannot be read", "ELF or PE"))
            }
            Err(_) => Err(BinaryError::Unknown),
            Ok(FileKind::MachOFat32) if depth < Depth::Architecture => {
                let file = MachOFatFile32::parse(data).map_err(|error| bad(error, "Mach-O"))?;
                self.read_architectures(file.arches(), found)
            }
            Ok(FileKind::MachOFat64) if depth < Depth::Architecture => {
                let file = MachOFatFile64::parse(data).map_err(|error| bad(error, "Mach-O"))?;
                self.read_architectures(file.arches(), found)
            }
            Ok(FileKind::Archive) if depth < Depth::Member => self.read_archive(found),
            Ok(kind) => self.read_object(kind, found),
        }
    }

    /// Every architecture of a universal file has the records of the same program.
    fn read_architectures(&self, architectures: &[impl FatArch], found: &mut Found) -> Result<(), BinaryError> {
        let mut first: Option<Records> = None;
        for architecture in architectures {
            let part = self
                .part(architecture.file_range())
                .ok_or_else(|| damaged("an architecture ends past the end of the file", "Mach-O"))?;
            let mut own = Found::default();
            part.read(Depth::Architecture, &mut own)?;
            found.is_bitcode |= own.is_bitcode;
            if first.as_ref().is_some_and(|first| *first != own.records) {
                return Err(BinaryError::Architectures);
            }
            first = Some(own.records);
        }
        found.records = first.unwrap_or_default();
        Ok(())
    }

    /// Reads the records of all members of a library. Which of them reach a program is decided when it is linked.
    fn read_archive(&self, found: &mut Found) -> Result<(), BinaryError> {
        let archive = ArchiveFile::parse(self.data()).map_err(|error| bad(error, "archive"))?;
        if archive.is_thin() {
            return Err(BinaryError::Unsupported("a thin archive, which only lists other files"));
        }
        for member in archive.members() {
            let member = member.map_err(|error| bad(error, "archive"))?;
            let part = self
                .part(member.file_range())
                .ok_or_else(|| damaged("a member ends past the end of the file", "archive"))?;
            part.read(Depth::Member, found)?;
        }
        // In the order that `record::read` gives the records of one section.
        let Records { steps, workflows, .. } = &mut found.records;
        steps.sort_by(|a, b| (a.action(), a.location()).cmp(&(b.action(), b.location())));
        workflows.sort_by_cached_key(|workflow| (workflow.name().to_lowercase(), workflow.location().clone()));
        Ok(())
    }

    fn read_object(&self, kind: FileKind, found: &mut Found) -> Result<(), BinaryError> {
        let data = self.data();
        let Some((format, places)) = sections::places(kind, data) else {
            return Err(BinaryError::Unsupported("a file of another kind"));
        };
        let mut places = places.map_err(|error| bad(error, format))?;
        places.sort_unstable();
        let overlap = |pair: &[sections::Place]| pair[0].0.saturating_add(pair[0].1) > pair[1].0;
        if places.windows(2).any(overlap) {
            return Err(damaged("two sections of records overlap", format));
        }
        for (offset, length) in places {
            let section = data
                .read_bytes_at(offset, length)
                .map_err(|()| damaged("the section of records ends past the end of the file", format))?;
            let records = record::read(section).map_err(BinaryError::Record)?;
            found.records.steps.extend(records.steps);
            found.records.workflows.extend(records.workflows);
        }
        Ok(())
    }
}

/// The error of `object` about headers, which begins with a capital letter.
fn bad(error: object::Error, format: &'static str) -> BinaryError {
    let text = error.to_string();
    let (first, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
    let first = first.to_lowercase();
    damaged(format!("its headers are wrong: {first}{rest}"), format)
}

fn damaged(detail: impl Into<String>, format: &'static str) -> BinaryError {
    BinaryError::Damaged { format, detail: detail.into() }
}
