//! A reader that gives up before a misleading file makes it read, and keep, more than the file has.

use std::cell::Cell;
use std::io::{Read, Seek, SeekFrom};

use object::ReadCacheOps;

/// How many bytes are read twice, whatever the size of the file: the first ones, for the format and for the header.
const HEADERS: u64 = 4096;

/// Reads at most as many bytes as the file has, and a few more for headers that are read twice.
///
/// [`object::ReadCache`] keeps everything it reads, and reads what headers tell it to. Each read is inside the file, but
/// a file can name the same bytes a thousand times in a thousand ways.
pub(super) struct Budget<R> {
    inner: R,
    length: u64,
    left: Cell<u64>,
}

impl<R: Read + Seek> Budget<R> {
    pub(super) fn new(mut inner: R) -> std::io::Result<Self> {
        let length = inner.seek(SeekFrom::End(0))?;
        Ok(Self { inner, length, left: Cell::new(length.saturating_add(HEADERS)) })
    }

    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Takes this many bytes from the budget. An error if it does not have them.
    fn spend(&self, bytes: usize) -> Result<(), ()> {
        let bytes = u64::try_from(bytes).map_err(|_| ())?;
        let left = self.left.get().checked_sub(bytes).ok_or(())?;
        self.left.set(left);
        Ok(())
    }
}

impl<R: Read + Seek> ReadCacheOps for Budget<R> {
    fn len(&mut self) -> Result<u64, ()> {
        Ok(self.length)
    }

    fn seek(&mut self, position: u64) -> Result<u64, ()> {
        self.inner.seek(SeekFrom::Start(position)).map_err(|_| ())
    }

    fn read(&mut self, buffer: &mut [u8]) -> Result<usize, ()> {
        self.spend(buffer.len())?;
        self.inner.read(buffer).map_err(|_| ())
    }

    fn read_exact(&mut self, buffer: &mut [u8]) -> Result<(), ()> {
        self.spend(buffer.len())?;
        self.inner.read_exact(buffer).map_err(|_| ())
    }
}
