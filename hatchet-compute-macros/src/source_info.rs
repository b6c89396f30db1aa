//! The file, line and package of an annotation, which its record names.

use std::env;
use std::path::Path;

use proc_macro2::Span;

/// The package that is being compiled, and how a span becomes a place in its files.
pub(crate) struct SourceInfo {
    /// `NAME VERSION`
    pub(crate) package: String,
    pub(crate) locate: fn(Span) -> String,
}

impl SourceInfo {
    /// What cargo and rustc tell about the crate that is being compiled.
    pub(crate) fn of_this_compilation() -> SourceInfo {
        let variable = |name| env::var(name).unwrap_or_default();
        let package = format!("{} {}", variable("CARGO_PKG_NAME"), variable("CARGO_PKG_VERSION"));
        SourceInfo { package: package.trim().to_owned(), locate }
    }
}

/// `FILE:LINE:COLUMN`, both counted from 1.
fn locate(span: Span) -> String {
    let span = span.unwrap();
    let file = span.file();
    format!("{}:{}:{}", relative(&file), span.line(), span.column())
}

/// A crate from a registry is compiled by its absolute path, which tells more about the machine than about the code: such a
/// path is cut to begin in the package.
fn relative(file: &str) -> &str {
    let path = Path::new(file);
    env::var_os("CARGO_MANIFEST_DIR")
        .filter(|_| path.is_absolute())
        .and_then(|package| path.strip_prefix(package).ok()?.to_str())
        .unwrap_or(file)
}
