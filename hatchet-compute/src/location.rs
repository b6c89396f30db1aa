//! Where in the source an annotation stands.

use std::borrow::Cow;
use std::fmt::{self, Display, Formatter};
use std::panic;

/// Where in the source a step or a workflow stands, and in which package.
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
    pub(crate) file: Cow<'static, str>,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) package: Cow<'static, str>,
    pub(crate) version: Cow<'static, str>,
}

impl Location {
    /// The place of the function that calls the caller; its package is not known.
    #[track_caller]
    pub(crate) fn caller() -> Self {
        let caller = panic::Location::caller();
        Self {
            line: caller.line(),
            column: caller.column(),
            ..Self::unknown(caller.file())
        }
    }

    /// A place of which at most the file is known.
    pub(crate) fn unknown(file: &'static str) -> Self {
        Self {
            file: Cow::Borrowed(file),
            line: 0,
            column: 0,
            package: Cow::Borrowed(""),
            version: Cow::Borrowed(""),
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
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self.file.as_ref() {
            "" => formatter.write_str("an unknown place")?,
            file => write!(formatter, "{file}:{}:{}", self.line, self.column)?,
        }
        match (self.package.as_ref(), self.version.as_ref()) {
            ("", _) => Ok(()),
            (package, "") => write!(formatter, " ({package})"),
            (package, version) => write!(formatter, " ({package} {version})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Location;

    #[test]
    fn display_leaves_out_what_is_not_known() {
        let mut location = Location::unknown("");
        assert_eq!(location.to_string(), "an unknown place");
        (location.file, location.line, location.column) = ("src/main.rs".into(), 12, 10);
        assert_eq!(location.to_string(), "src/main.rs:12:10");
        location.package = "demo".into();
        assert_eq!(location.to_string(), "src/main.rs:12:10 (demo)");
        location.version = "0.1.0".into();
        assert_eq!(location.to_string(), "src/main.rs:12:10 (demo 0.1.0)");
    }
}
