//! The file, line and package of an annotation, which its record names.

use std::env;
use std::path::Path;
use std::sync::LazyLock;

use proc_macro2::Span;

pub(crate) struct SourceInfo {
    /// `NAME VERSION`; empty if something other than cargo runs the compiler and does not set both.
    pub(crate) package: String,
    pub(crate) locate: fn(Span) -> String,
    /// Whether this is rust-analyzer's server for macros, not a compiler.
    pub(crate) is_editor: bool,
}

impl SourceInfo {
    pub(crate) fn of_this_compilation() -> SourceInfo {
        let variable = |name| env::var(name).unwrap_or_default();
        let package = package(&variable("CARGO_PKG_NAME"), &variable("CARGO_PKG_VERSION"));
        SourceInfo { package, locate, is_editor: *IS_EDITOR }
    }
}

/// `NAME VERSION`, which readers split at the last space; empty if one of the two is missing.
pub(crate) fn package(name: &str, version: &str) -> String {
    let (name, version) = (name.trim(), version.trim());
    let are_given = !name.is_empty() && !version.is_empty() && !version.contains(' ');
    if are_given { format!("{name} {version}") } else { String::new() }
}

/// Whether the program that runs the macros is `rust-analyzer-proc-macro-srv`, or `rust-analyzer` itself.
pub(crate) static IS_EDITOR: LazyLock<bool> = LazyLock::new(|| {
    let program = env::current_exe().unwrap_or_default();
    program.file_name().is_some_and(|name| name.to_string_lossy().contains("rust-analyzer"))
});

/// The name of the library in this crate, if it is renamed, from the `--extern` arguments of rustc.
pub(crate) static RENAMED_LIBRARY: LazyLock<Option<String>> = LazyLock::new(|| {
    let name = |argument: String| {
        let (name, file) = argument.trim_start_matches("--extern=").split_once('=')?;
        let is_library = Path::new(file).file_name()?.to_string_lossy().starts_with("libhatchet_compute-");
        Some(name.rsplit(':').next()?.to_owned()).filter(|_| is_library)
    };
    let arguments = env::args_os().filter_map(|argument| argument.into_string().ok());
    let mut names: Vec<String> = arguments.filter_map(name).collect();
    let is_renamed = names.iter().all(|name| name != "hatchet_compute");
    names.pop().filter(|_| is_renamed)
});

/// `FILE:LINE:COLUMN`, both counted from 1. Empty before Rust 1.88, where macros cannot know it.
fn locate(span: Span) -> String {
    let start = span.start();
    if start.line == 0 {
        return String::new();
    }
    let file = span.file();
    let path = Path::new(&file);
    // A crate from a registry is compiled by its absolute path on the machine, which is made relative to the package.
    let package = env::var_os("CARGO_MANIFEST_DIR").filter(|_| path.is_absolute());
    let relative = package.and_then(|package| path.strip_prefix(package).ok()?.to_str());
    format!("{}:{}:{}", relative.unwrap_or(&file), start.line, start.column + 1)
}
