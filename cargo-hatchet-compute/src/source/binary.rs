//! Reads the records of a file: programs, libraries and object files of any platform. The program is not run.
//!
//! Only headers and the section of records are read, whatever the size of the file. Nothing in it is trusted: offsets
//! and lengths are checked against the file, and no more bytes are read or kept than the file has.

use std::fmt::Display;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use hatchet_compute::record::{self, Records, VERSION};
use hatchet_compute_core::quoted;
use object::macho::{FatArch32, FatArch64};
use object::read::archive::ArchiveFile;
use object::read::macho::{FatArch, MachOFatFile};
use object::{FileKind, ReadCache, ReadCacheRange, ReadRef};

use super::sections::{self, SIZE_MAX, Sections, is_rust_library};
use crate::error::Error;

/// How many bytes may be read twice, whatever the size of the file: the first ones, for the format and for the header.
const HEADERS: u64 = 4096;

/// Reads the records of a file.
///
/// # Errors
///
/// If the path is not a file, its format is unknown, the file is damaged, or its records cannot be read or are missing.
pub fn read_file(path: &Path) -> Result<Records, Error> {
    read(open(path)?)
}

/// Opens a path if it is a file. Opening a pipe would block until something writes to it.
pub(super) fn open(path: &Path) -> Result<File, Error> {
    let metadata = path.metadata()?;
    if metadata.is_dir() {
        let error = Error::new("is a directory, not a program");
        return Err(error.with_help("give the path of a file, such as `target/release/NAME`"));
    }
    if !metadata.is_file() {
        return Err(Error::new("is a pipe or a device, not a file").with_help("write it to a file first"));
    }
    Ok(File::open(path)?)
}

/// Reads the records of an open file, or of bytes in memory.
///
/// # Errors
///
/// Those of [`read_file`], except the ones about the path.
pub fn read(file: impl Read + Seek) -> Result<Records, Error> {
    read_with_libraries(file).map(|(records, _)| records)
}

/// The same with the names of the shared libraries that the file needs.
pub(super) fn read_with_libraries(mut file: impl Read + Seek) -> Result<(Records, Vec<String>), Error> {
    let length = file.seek(SeekFrom::End(0))?;
    let cache = &ReadCache::new(Budget { file, left: length.saturating_add(HEADERS) });
    let mut found = Contents::default();
    Part { cache, offset: 0, length }.read(Depth::File, &mut found)?;
    if !found.records.steps.is_empty() {
        return Ok((found.records.sorted(), found.libraries));
    }
    found.libraries = found.libraries.iter().filter(|name| is_rust_library(name, &found.libraries)).cloned().collect();
    let mut problem = "has no record of a step";
    let mut help =
        "check that this is the right program, and that it links every crate with steps: `use the_crate as _;`";
    if found.is_bitcode {
        problem = "has no record of a step: it holds bitcode for link-time optimization";
        help = "read the program that it is linked into";
    } else if !found.records.workflows.is_empty() {
        problem = "has records of workflows, but no record of a step";
    } else if !found.libraries.is_empty() {
        let help = format!("it links Rust libraries, which may have the steps: read {}", quoted(found.libraries, "or"));
        return Err(Error::program(problem, help));
    }
    Err(Error::program(problem, help))
}

/// A file from which at most `left` more bytes can be read.
///
/// [`ReadCache`] keeps everything it reads, and reads what headers tell it to. Each read is inside the file, but a file
/// can name the same bytes a thousand times in a thousand ways.
struct Budget<R> {
    file: R,
    left: u64,
}

impl<R: Read> Read for Budget<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.len() as u64 > self.left {
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        let read = self.file.read(buffer)?;
        self.left -= read as u64;
        Ok(read)
    }
}

impl<R: Seek> Seek for Budget<R> {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.file.seek(position)
    }
}

#[derive(Default)]
struct Contents {
    records: Records,
    /// The bytes of all sections of records.
    size: u64,
    is_bitcode: bool,
    libraries: Vec<String>,
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

    fn part(&self, (offset, length): (u64, u64), what: &str, format: &str) -> Result<Self, Error> {
        if offset.saturating_add(length) > self.length {
            return Err(damaged(&format!("{what} ends past the end of the file"), format));
        }
        Ok(Self { cache: self.cache, offset: self.offset + offset, length })
    }

    fn read(&self, depth: Depth, found: &mut Contents) -> Result<(), Error> {
        let data = self.data();
        let start = data.read_bytes_at(0, 4).unwrap_or_default();
        // Bitcode of LLVM, bare or wrapped. A library built for link-time optimization may hold nothing else.
        if start == b"BC\xc0\xde" || start == b"\xde\xc0\x17\x0b" {
            found.is_bitcode = true;
            return Ok(());
        }
        if start == b"\0asm" {
            return Err(unsupported("a WebAssembly module"));
        }
        match FileKind::parse(data) {
            // A library has members that are not object files: Rust's metadata, and the symbols of an import library.
            Err(_) | Ok(FileKind::CoffImport) if depth == Depth::Member => Ok(()),
            Err(_) if start.starts_with(b"\x7fELF") || start.starts_with(b"MZ") => {
                Err(damaged("its header cannot be read", "ELF or PE"))
            }
            Err(_) => Err(Error::new("is not a program (ELF, Mach-O, PE), an object file, a library or a saved plan")
                .with_help(
                    "give a program that `cargo build` built, or the output of \
                     `cargo hatchet-compute plan --format json`",
                )),
            Ok(FileKind::MachOFat32) if depth < Depth::Architecture => self.read_architectures::<FatArch32>(found),
            Ok(FileKind::MachOFat64) if depth < Depth::Architecture => self.read_architectures::<FatArch64>(found),
            Ok(FileKind::Archive) if depth < Depth::Member => self.read_archive(found),
            Ok(kind) => self.read_object(kind, found),
        }
    }

    /// Reads a universal file, whose architectures must all have the same records.
    fn read_architectures<Architecture: FatArch>(&self, found: &mut Contents) -> Result<(), Error> {
        let file = MachOFatFile::<Architecture>::parse(self.data()).map_err(|error| bad(error, "Mach-O"))?;
        let mut is_first = true;
        for architecture in file.arches() {
            let mut own = Contents { is_bitcode: found.is_bitcode, ..Contents::default() };
            self.part(architecture.file_range(), "an architecture", "Mach-O")?.read(Depth::Architecture, &mut own)?;
            own.records = own.records.sorted();
            if !is_first && own.records != found.records {
                let problem = "has several architectures with different records";
                return Err(Error::program(problem, "extract one with `lipo -thin` and read that"));
            }
            (*found, is_first) = (own, false);
        }
        Ok(())
    }

    /// Reads the records of all members of a library. Which of them reach a program is decided when it is linked.
    fn read_archive(&self, found: &mut Contents) -> Result<(), Error> {
        let archive = ArchiveFile::parse(self.data()).map_err(|error| bad(error, "archive"))?;
        if archive.is_thin() {
            return Err(unsupported("a thin archive (a list of other files)"));
        }
        for member in archive.members() {
            let member = member.map_err(|error| bad(error, "archive"))?;
            self.part(member.file_range(), "a member", "archive")?.read(Depth::Member, found)?;
        }
        Ok(())
    }

    fn read_object(&self, kind: FileKind, found: &mut Contents) -> Result<(), Error> {
        let data = self.data();
        let Some((format, sections)) = sections::find(kind, data) else {
            return Err(unsupported("a file of an unsupported kind"));
        };
        let Sections { mut places, has_no_bytes, other_version, libraries, is_stripped } =
            sections.map_err(|error| bad(error, format))?;
        found.libraries = libraries;
        if is_stripped {
            let problem = "has no section headers or no section names, so its records cannot be found";
            let help = "read the program before a tool such as `sstrip` removes them; `strip` keeps them";
            return Err(Error::program(problem, help));
        }
        if has_no_bytes {
            let problem = "has only the debug information of a program, not its records";
            return Err(Error::program(problem, "read the program itself"));
        }
        if let Some(version) = other_version {
            let problem =
                format!("has records of version {version} of the format, but only version {VERSION} is known");
            let help = "use the version of this command that matches the program's version of hatchet-compute";
            return Err(Error::program(problem, help));
        }
        places.sort_unstable();
        if places.windows(2).any(|pair| pair[0].0.saturating_add(pair[0].1) > pair[1].0) {
            return Err(damaged("two sections of records overlap", format));
        }
        for place in places {
            let section = self.part(place, "the section of records", format)?;
            found.size = found.size.saturating_add(section.length);
            if found.size > SIZE_MAX {
                let problem = format!("has more than {} MiB of records, which is the limit", SIZE_MAX >> 20);
                return Err(Error::program(problem, "check that the file is whole"));
            }
            let data = section.data().read_bytes_at(0, section.length);
            let records = record::read(data.map_err(|()| damaged("its records are read twice", format))?)?;
            found.records.steps.extend(records.steps);
            found.records.workflows.extend(records.workflows);
        }
        Ok(())
    }
}

fn unsupported(kind: &str) -> Error {
    Error::program(format!("is {kind}, which has no records"), "read the program built for the platform it runs on")
}

/// The error about bad headers.
fn bad(error: impl Display, format: &str) -> Error {
    // The text of an error from `object` begins with a capital letter.
    let text = error.to_string();
    let (first, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
    damaged(&format!("its headers are wrong: {}{rest}", first.to_lowercase()), format)
}

fn damaged(detail: &str, format: &str) -> Error {
    Error::new(format!("is cut off or damaged: {detail} ({format})")).with_help("build it or copy it again")
}
