//! Where an annotation stands: the file, line and package that its record names.

use std::env;
use std::path::Path;

use proc_macro2::Span;

/// The package that is compiled, and how a span becomes a place in its files.
pub(crate) struct Origin {
    /// `NAME VERSION`
    pub(crate) package: String,
    pub(crate) locate: fn(Span) -> String,
}

impl Origin {
    /// What cargo and rustc say of the crate that is compiled now.
    pub(crate) fn of_this_compilation() -> Origin {
        let variable = |name| env::var(name).unwrap_or_default();
        let package = format!(
            "{} {}",
            variable("CARGO_PKG_NAME"),
            variable("CARGO_PKG_VERSION")
        );
        Origin {
            package: package.trim().to_owned(),
            locate,
        }
    }
}

/// `FILE:LINE:COLUMN`, both counted from 1.
fn locate(span: Span) -> String {
    let span = span.unwrap();
    let file = span.file();
    format!("{}:{}:{}", relative(&file), span.line(), span.column())
}

/// A crate from a registry is compiled by its absolute path, which says more of the machine than
/// of the code: such a path is cut to begin in the package.
fn relative(file: &str) -> &str {
    let path = Path::new(file);
    env::var_os("CARGO_MANIFEST_DIR")
        .filter(|_| path.is_absolute())
        .and_then(|package| path.strip_prefix(package).ok()?.to_str())
        .unwrap_or(file)
}
