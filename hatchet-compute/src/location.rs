//! The place in the source where an annotation is.

use std::fmt::{self, Display, Formatter};
use std::panic;

/// Where in the source a step or a workflow is, and in which package.
///
/// ```
/// use hatchet_compute::Step;
///
/// let step = Step::new("orders", "load");
/// assert_eq!(step.location().file(), file!());
/// assert_eq!(step.location().package(), "");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    pub(crate) file: String,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) package: String,
    pub(crate) version: String,
}

impl Location {
    /// The place of the function that calls the caller; its package is not known.
    #[track_caller]
    pub(crate) fn caller() -> Self {
        let caller = panic::Location::caller();
        Self {
            file: caller.file().to_owned(),
            line: caller.line(),
            column: caller.column(),
            package: String::new(),
            version: String::new(),
        }
    }

    /// The file as the compiler names it, mostly relative to the workspace. Empty when it is not known.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The line, from 1; 0 when it is not known.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.line
    }

    /// The column in characters, from 1; 0 when it is not known.
    #[must_use]
    pub fn column(&self) -> u32 {
        self.column
    }

    /// The name of the package. Empty for a step made at run time.
    #[must_use]
    pub fn package(&self) -> &str {
        &self.package
    }

    /// The version of the package. Empty for a step made at run time.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }
}

/// `src/main.rs:12:10 (demo 0.1.0)`, without what is not known.
impl Display for Location {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, package, version } = self;
        if file.is_empty() {
            f.write_str("an unknown place")?;
        } else {
            write!(f, "{file}:{line}:{column}")?;
        }
        match (package.as_str(), version.as_str()) {
            ("", _) => Ok(()),
            (package, "") => write!(f, " ({package})"),
            (package, version) => write!(f, " ({package} {version})"),
        }
    }
}
