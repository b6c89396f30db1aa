//! The place in the source of what is annotated.

use std::fmt::{self, Display, Formatter};

use hatchet_compute_core::escape;

/// Where in the source a step or a workflow is, and in which package.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    pub(crate) file: String,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) package: String,
    pub(crate) version: String,
}

impl Location {
    /// A place in a file, such as one that describes steps made at run time; line and column from 1, or 0 if not known.
    pub fn new(file: impl Into<String>, line: u32, column: u32) -> Self {
        Self { file: file.into(), line, column, ..Self::default() }
    }

    /// The same place in this package.
    #[must_use]
    pub fn with_package(self, name: impl Into<String>, version: impl Into<String>) -> Self {
        Self { package: name.into(), version: version.into(), ..self }
    }

    /// The file as the compiler names it, usually relative to the workspace. Empty when it is not known.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, from 1; 0 when it is not known.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The column in characters, from 1; 0 when it is not known.
    pub fn column(&self) -> u32 {
        self.column
    }

    /// The name of the package. Empty for a step made at run time, and if a build without cargo named none.
    pub fn package(&self) -> &str {
        &self.package
    }

    /// The version of the package. Empty where the name is.
    pub fn version(&self) -> &str {
        &self.version
    }
}

/// `src/main.rs:12:10 (demo 0.1.0)`, without what is not known, on one line and without control characters.
impl Display for Location {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, package, version } = self;
        if file.is_empty() {
            f.write_str("an unknown place")?;
        } else {
            write!(f, "{}:{line}:{column}", escape(file))?;
        }
        if package.is_empty() {
            return Ok(());
        }
        write!(f, " ({})", escape(format!("{package} {version}").trim_end()))
    }
}
