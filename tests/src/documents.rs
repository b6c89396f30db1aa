//! What is generated of the documentation: the pages with the errors, from the UI tests, and with an expansion; and the
//! tables of fields and options in other documents, from the tables of the core.
//!
//! `cargo run -p hatchet-compute-tests --bin document` writes them; tests check that they are up to date.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use hatchet_compute_core::{Field, Key, ScaleField, StepOption, WorkflowOption};

/// A document.
pub struct Page {
    /// Its file, from the root of the repository.
    pub path: &'static str,
    /// Its text, in Markdown.
    pub text: String,
}

/// Generates the pages.
///
/// # Errors
///
/// When a UI test cannot be read, or cargo does not expand the example.
pub fn pages() -> io::Result<Vec<Page>> {
    Ok(vec![
        Page { path: "hatchet-compute/docs/errors.md", text: errors()? },
        Page { path: "hatchet-compute/docs/expansion.md", text: expansion()? },
    ])
}

/// The documents with tables of fields and options, and their tables in order.
const WITH_TABLES: [(&str, &[&str]); 4] = [
    ("README.md", &[FIELDS, STEP_OPTIONS]),
    ("hatchet-compute/docs/front_page.md", &[FIELDS, SCALE_FIELDS]),
    ("hatchet-compute-macros/docs/step.md", &[STEP_OPTIONS, FIELDS, SCALE_FIELDS]),
    ("hatchet-compute-macros/docs/workflow.md", &[WORKFLOW_OPTIONS]),
];

const FIELDS: &str = "<!-- fields -->";
const SCALE_FIELDS: &str = "<!-- fields of autoscaling -->";
const STEP_OPTIONS: &str = "<!-- options of step -->";
const WORKFLOW_OPTIONS: &str = "<!-- options of workflow -->";
const END: &str = "<!-- end -->";

/// The documents with tables of fields and options, with the tables generated.
///
/// # Errors
///
/// When a document cannot be read, or does not have the markers of its tables.
pub fn documents_with_tables() -> io::Result<Vec<Page>> {
    let pages = WITH_TABLES.iter().map(|&(path, markers)| {
        let text = fs::read_to_string(root().join(path))?;
        let text = with_tables(&text, markers)
            .map_err(|marker| io::Error::other(format!("{path} does not have `{marker}`")))?;
        Ok(Page { path, text })
    });
    pages.collect()
}

/// The text with a table between each of these markers and the next end.
fn with_tables<'a>(text: &str, markers: &[&'a str]) -> Result<String, &'a str> {
    let mut written = String::new();
    let mut rest = text;
    for &marker in markers {
        let (before, after) = rest.split_once(marker).ok_or(marker)?;
        let (_, after) = after.split_once(END).ok_or(END)?;
        written += &format!("{before}{marker}\n\n{}\n{END}", table(marker));
        rest = after;
    }
    Ok(written + rest)
}

/// The table after a marker.
fn table(marker: &str) -> String {
    let (heading, rows) = match marker {
        FIELDS => ("field of `compute`", rows::<Field>()),
        SCALE_FIELDS => ("field of `autoscaling`", rows::<ScaleField>()),
        STEP_OPTIONS => ("option of `#[step]`", rows::<StepOption>()),
        _ => ("option of `#[workflow]`", rows::<WorkflowOption>()),
    };
    format!("| {heading} | value | default |\n| --- | --- | --- |\n{rows}")
}

/// A row for each key.
fn rows<K: Key>() -> String {
    let infos = K::INFOS.iter();
    let rows = infos.map(|info| {
        let default = info.default.unwrap_or("required");
        format!("| `{}` | {} | {default} |\n", info.name, info.doc)
    });
    rows.collect()
}

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

const INTRODUCTION: &str = "\
What the compiler says about each kind of mistake, with one example of each. The examples are tests: the messages are
those of rustc 1.95.

All errors of an annotation appear in one compile, each at the token that is wrong. The function below the annotation
stays as it is, so code that uses it causes no further errors.

The first line of a message says what is wrong and what is allowed. The line `help:` says what to do: code after `use`
or `write` is a correction, code after `for example` only shows the form.

Settings that are valid but probably a mistake are warnings of the lint `deprecated`, at the value. To silence them,
write `#[allow(deprecated)]` on the function, its impl block, its module, or the constant that holds `compute!`. To make
them errors, write `#![deny(deprecated)]`.
";

/// The folders of `ui` in the order of the page, with their headings.
const HEADINGS: [(&str, &str); 17] = [
    ("together", "Several errors at once"),
    ("memory", "Memory"),
    ("cpus", "CPUs"),
    ("autoscaling", "Autoscaling"),
    ("base", "Fields over a base"),
    ("limits", "Replicas, retries and time limits"),
    ("regions", "Regions"),
    ("name", "Names"),
    ("cron", "Cron expressions"),
    ("type", "Values of the wrong type"),
    ("key", "Fields and options"),
    ("syntax", "Punctuation"),
    ("constant", "Constants"),
    ("workflow", "Workflows"),
    ("client", "Workflows with a client"),
    ("item", "Annotations on the wrong item"),
    ("advice", "Warnings"),
];

fn errors() -> io::Result<String> {
    let ui = root().join("tests/ui");
    if fs::read_dir(&ui)?.count() != HEADINGS.len() {
        return Err(io::Error::other("a folder of `tests/ui` has no heading"));
    }
    let mut page = INTRODUCTION.to_owned();
    for (folder, heading) in HEADINGS {
        page += &format!("\n# {heading}\n");
        for program in programs(&ui.join(folder))? {
            let source = fs::read_to_string(&program)?;
            let printed = fs::read_to_string(program.with_extension("stderr"))?;
            let comment = source.lines().map_while(|line| line.strip_prefix("//! "));
            let comment = comment.collect::<Vec<_>>().join("\n");
            let (title, advice) = comment.split_once('\n').unwrap_or((&comment, ""));
            page += &format!("\n## {}\n\n", title.trim_end_matches('.'));
            if !advice.is_empty() {
                page += &format!("{advice}\n\n");
            }
            page += &example(&source, &printed);
        }
    }
    Ok(page)
}

/// The programs of a folder, in the order of their names.
fn programs(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?;
    let paths: io::Result<Vec<PathBuf>> = entries.map(|entry| Ok(entry?.path())).collect();
    let mut programs = paths?;
    programs.retain(|path| path.extension().is_some_and(|extension| extension == "rs"));
    programs.sort();
    Ok(programs)
}

/// The first paragraph of a program that a message is about, and all messages about it.
fn example(source: &str, printed: &str) -> String {
    let mut start = 1;
    for paragraph in paragraphs(source) {
        let end = start + paragraph.lines().count();
        let messages: Vec<String> = printed
            .trim_end()
            .split("\n\n")
            .filter(|message| (start..end).contains(&line_of(message)))
            .map(without_paths)
            .collect();
        if !messages.is_empty() {
            // README.md shows one program, by its line numbers: it has no blank lines between these.
            let item = paragraph.lines().filter(|line| !line.starts_with("//! ") && !line.starts_with("use "));
            let item: Vec<&str> = item.collect();
            let messages = format!("```text\n{}\n```\n", messages.join("\n\n"));
            // The messages show an annotation on one line.
            if matches!(item.as_slice(), [annotation, _] if messages.contains(annotation)) {
                return messages;
            }
            return format!("```rust,ignore\n{}\n```\n{messages}", item.join("\n"));
        }
        start = end + 1;
    }
    panic!("no message is about a line of this program:\n{source}")
}

/// The parts of a program between blank lines. After a blank line inside an item, the next line is indented.
fn paragraphs(source: &str) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    for part in source.trim_end().split("\n\n") {
        match paragraphs.last_mut() {
            Some(item) if part.starts_with(' ') => *item += &format!("\n\n{part}"),
            _ => paragraphs.push(part.to_owned()),
        }
    }
    paragraphs
}

/// The line of the program that a message is about, from the first ` --> FILE:LINE:COLUMN`.
fn line_of(message: &str) -> usize {
    let path = message.lines().find(|line| is_path(line));
    let line = path.and_then(|path| path.rsplit(':').nth(1)?.parse().ok());
    line.unwrap_or_else(|| panic!("this message has no line:\n{message}"))
}

/// The message without its paths and the empty margin below them.
fn without_paths(message: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let mut is_below_path = false;
    for line in message.lines() {
        if !(is_path(line) || is_below_path && line.trim() == "|") {
            lines.push(line);
        }
        is_below_path = is_path(line);
    }
    lines.join("\n")
}

fn is_path(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("--> ") || line.starts_with("::: ")
}

fn expansion() -> io::Result<String> {
    let source = fs::read_to_string(root().join("examples/src/bin/quickstart.rs"))?;
    let annotation = source.lines().find(|line| line.starts_with("#[step")).unwrap_or_default();
    let expanded = expanded_quickstart()?;
    let mut file = syn::parse_file(&expanded).map_err(io::Error::other)?;
    file.attrs.clear();
    file.items.retain(|item| matches!(item, syn::Item::Const(_)) || is_the_step(item));
    let step = in_lines(&prettyplease::unparse(&file));
    let annotation = annotation.replace("(compute(", "(compute(\n    ");
    let annotation = annotation.replace("))]", ",\n))]");
    Ok(format!(
        "What `cargo expand` shows for the example `quickstart`, with the record's text split into lines. The \
         annotation is\n\n\
         ```text\n{annotation}\n```\n\n\
         and this is all that it expands to: the function as it was, and one anonymous constant, which holds the \
         configuration in readable form and makes the record from it.\n\n\
         ```text\n{}\n```\n",
        step.trim_end()
    ))
}

/// The same program with line breaks in the text of the record, which is hard to read without.
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
        .args(["rustc", "--quiet", "--package", "hatchet-compute-examples", "--bin", "quickstart"])
        .args(["--", "-Zunpretty=expanded"])
        .current_dir(root())
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", root().join("target/document"))
        .output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    String::from_utf8(output.stdout).map_err(io::Error::other)
}
