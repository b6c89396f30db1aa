//! The pages of the documentation that are made of what the tests show: the gallery of errors, and an expansion.
//!
//! `cargo run -p hatchet-compute-tests --bin document` writes them; a test sees that they are up to date.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A page: where it stands in the repository, and its text.
pub struct Page {
    /// From the root of the repository.
    pub path: &'static str,
    /// The text, in Markdown.
    pub text: String,
}

/// All pages, made anew.
///
/// # Errors
///
/// When a UI test cannot be read, or cargo does not expand the example.
pub fn pages() -> io::Result<Vec<Page>> {
    Ok(vec![
        Page {
            path: "hatchet-compute/docs/errors.md",
            text: gallery()?,
        },
        Page {
            path: "hatchet-compute/docs/expansion.md",
            text: expansion()?,
        },
    ])
}

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The kinds of mistakes in the order of the page, with their titles; each is a folder of `ui`.
const KINDS: [(&str, &str); 19] = [
    ("together", "Many at once"),
    ("memory", "Memory"),
    ("cpus", "CPUs"),
    ("kind", "Kind of CPU"),
    ("replicas", "Replicas"),
    ("regions", "Regions"),
    ("name", "Names and pools"),
    ("duration", "Time limits"),
    ("retries", "Retries"),
    ("cron", "Cron expressions"),
    ("type", "Values of another type"),
    ("key", "Keys"),
    ("syntax", "Punctuation"),
    ("constant", "Values of constants"),
    ("compute", "In `compute!`"),
    ("workflow", "Workflows"),
    ("client", "Workflows with a client"),
    ("item", "On something else"),
    ("advice", "Advice"),
];

fn gallery() -> io::Result<String> {
    let ui = root().join("tests/ui");
    let mut page = String::from(
        "What the compiler says of each mistake. This page is made of the tests: every message below is what \
         rustc 1.95 prints.\n",
    );
    for folder in folders(&ui)? {
        let title = KINDS
            .iter()
            .find(|(name, _)| *name == folder)
            .map_or(&*folder, |(_, title)| title);
        let _ = write!(page, "\n# {title}\n");
        for case in cases(&ui.join(&folder))? {
            let source = fs::read_to_string(&case)?;
            let message = message(&fs::read_to_string(case.with_extension("stderr"))?);
            let what = source
                .lines()
                .next()
                .unwrap_or_default()
                .trim_start_matches("//! ");
            let annotated = annotated(&source);
            let shown = format!("```text\n{annotated}\n```\n```text\n{message}\n```");
            let _ = write!(page, "\n{what}\n\n{shown}\n");
        }
    }
    Ok(page)
}

/// The folders of UI tests: first those of `KINDS` in their order, then any other.
fn folders(ui: &Path) -> io::Result<Vec<String>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(ui)? {
        folders.push(entry?.file_name().to_string_lossy().into_owned());
    }
    let rank = |folder: &String| {
        KINDS
            .iter()
            .position(|(name, _)| name == folder)
            .unwrap_or(KINDS.len())
    };
    folders.sort_by_key(|folder| (rank(folder), folder.clone()));
    Ok(folders)
}

fn cases(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            cases.push(path);
        }
    }
    cases.sort();
    Ok(cases)
}

/// What the compiler prints, without the places in the tests.
fn message(printed: &str) -> String {
    let kept = printed
        .trim_end()
        .lines()
        .filter(|line| !line.trim_start().starts_with("--> "));
    kept.collect::<Vec<_>>().join("\n")
}

/// The source of a case without what every program has: its first comment, imports and an empty `main`.
fn annotated(source: &str) -> String {
    let kept: Vec<&str> = source
        .lines()
        .filter(|line| !line.starts_with("//!") && !line.starts_with("use hatchet_c"))
        .collect();
    let text = kept.join("\n");
    let text = text.split("\nfn main() {").next().unwrap_or_default();
    text.trim().replace("\n\n\n", "\n\n")
}

fn expansion() -> io::Result<String> {
    let source = fs::read_to_string(root().join("examples/src/bin/quickstart.rs"))?;
    let annotation = source
        .lines()
        .find(|line| line.starts_with("#[step"))
        .unwrap_or_default();
    let expanded = expanded_quickstart()?;
    let mut file = syn::parse_file(&expanded).map_err(io::Error::other)?;
    file.attrs.clear();
    file.items
        .retain(|item| matches!(item, syn::Item::Const(_)) || is_the_step(item));
    let step = in_lines(&prettyplease::unparse(&file));
    let annotation = annotation.replace("(compute(", "(compute(\n    ");
    let annotation = annotation.replace("))]", ",\n))]");
    Ok(format!(
        "What `cargo expand` shows of the example `quickstart`, its text in lines. The annotation is\n\n\
         ```text\n{annotation}\n```\n\n\
         and this is all that becomes of it: the function as it was, and one anonymous constant, which holds the \
         configuration in clear and makes the record of it.\n\n\
         ```text\n{}\n```\n",
        step.trim_end()
    ))
}

/// The same program with the text of the record in lines of its own: long ones are read by nobody.
fn in_lines(program: &str) -> String {
    let lines = program.lines().map(|line| {
        let text = line.trim_start();
        if !text.starts_with("b\"") {
            return line.to_owned();
        }
        let indent = line.len() - text.len() + 2;
        let end = format!("\\n\\\n{}", " ".repeat(indent));
        let broken = line.replace("\\n", &end);
        broken.replace(&format!("{end}\""), "\\n\"")
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn is_the_step(item: &syn::Item) -> bool {
    matches!(item, syn::Item::Fn(function) if function.sig.ident == "process_data")
}

/// The example after all macros, as rustc prints it. The option is one of nightly's; the variable lets the compiler of
/// this repository take it.
fn expanded_quickstart() -> io::Result<String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "rustc",
            "--quiet",
            "--package",
            "hatchet-compute-examples",
            "--bin",
            "quickstart",
        ])
        .args(["--", "-Zunpretty=expanded"])
        .current_dir(root())
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", root().join("target/document"))
        .output()?;
    if !output.status.success() {
        return Err(io::Error::other(
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ));
    }
    String::from_utf8(output.stdout).map_err(io::Error::other)
}
