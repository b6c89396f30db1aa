//! Every help of the UI programs is true: the text after `help: use` is put in place, and the program then has neither
//! an error nor advice there, nor a new error in the same line. The same for the text that advice says to use.
//!
//! Two runs of cargo compile all programs as binaries of one package: as they are, and changed. Helps that overlap,
//! such as those about a key and about its value, are in separate copies of the program.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

/// The package that the programs are compiled in.
const MANIFEST: &str = r#"
[package]
name = "helps"
version = "0.0.0"
edition = "2024"

[dependencies]
hatchet-compute = { path = "HERE/../hatchet-compute" }
hatchet-client = "0.1"
serde = { version = "1", features = ["derive"] }

[workspace]
"#;

/// A program: its source, and the places in it that a help was put in.
struct Program {
    source: String,
    changes: Vec<Change>,
}

#[derive(Clone)]
struct Change {
    /// The bytes of the program that the text replaces, and later those that it is at.
    place: Range<usize>,
    text: String,
    message: String,
}

/// An error or a warning of the compiler in a program.
struct Diagnostic {
    message: String,
    place: Range<usize>,
    is_advice: bool,
}

#[test]
fn every_help_is_true() {
    let mut programs = BTreeMap::new();
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui");
    for folder in fs::read_dir(&ui).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&ui).unwrap().with_extension("");
                let name = name.to_str().unwrap().replace(['/', '\\'], "-");
                programs.insert(name, Program { source: fs::read_to_string(&path).unwrap(), changes: Vec::new() });
            }
        }
    }
    let before = diagnostics(&programs);
    let mut copies = BTreeMap::new();
    let mut count = 0;
    for (name, program) in &programs {
        let found = before.get(name).map_or(&[][..], Vec::as_slice);
        let mut changes: Vec<Change> = found.iter().filter_map(|found| change(&program.source, found)).collect();
        changes.sort_by_key(|change| change.place.start);
        count += changes.len();
        for copy in 0.. {
            let Some(program) = with_changes(&program.source, &mut changes) else {
                break;
            };
            copies.insert(format!("{name}-{copy}"), program);
        }
    }
    assert!(count > 100, "{count} helps are found");
    let diagnostics = diagnostics(&copies);
    let mut untrue = String::new();
    for (name, program) in &copies {
        let found = diagnostics.get(name).map_or(&[][..], Vec::as_slice);
        let (original, _) = name.rsplit_once('-').unwrap();
        let is_new = |found: &Diagnostic| {
            let problem = found.message.split("\nhelp: ").next();
            let is_ours = problem != Some(&*found.message);
            let before = before.get(original).map_or(&[][..], Vec::as_slice);
            is_ours && before.iter().all(|before| before.message.split("\nhelp: ").next() != problem)
        };
        for change in &program.changes {
            let line_start = program.source[..change.place.start].rfind('\n').unwrap_or_default();
            let line_end = program.source[change.place.end..].find('\n').unwrap_or_default() + change.place.end;
            let is_in_line = |found: &Diagnostic| (line_start..line_end).contains(&found.place.start);
            let is_there = |found: &&Diagnostic| {
                found.place.start < change.place.end
                    && change.place.start < found.place.end
                    && found.place.len() <= program.source.lines().map(str::len).max().unwrap_or_default()
            };
            // What only rustc can evaluate, an error about how a value is written cannot foresee.
            let is_foreseen = |found: &&Diagnostic| {
                !found.message.starts_with("evaluation") || change.message.starts_with("evaluation")
            };
            let is_untrue =
                |found: &&Diagnostic| is_there(found) || !found.is_advice && is_in_line(found) && is_new(found);
            for found in found.iter().filter(is_foreseen).filter(is_untrue) {
                untrue += &format!("{name}: {}\n  leads to: {}\n", change.message, found.message);
            }
        }
    }
    assert!(untrue.is_empty(), "{untrue}");
}

/// What the help of a diagnostic says to change.
fn change(source: &str, found: &Diagnostic) -> Option<Change> {
    let message = &found.message;
    let help = if found.is_advice {
        message.find("; use `").map(|start| &message[start + 2..])?
    } else {
        message.split_once("\nhelp: ")?.1
    };
    let (text, others) = help.strip_prefix("use `").or_else(|| help.strip_prefix("write `"))?.split_once('`')?;
    let mut place = found.place.clone();
    let text = match others {
        " before it" => {
            place.end = place.start;
            format!("{text} ")
        }
        _ if help.starts_with("write") && others != " in its place" => return None,
        _ => text.to_owned(),
    };
    // `key = value` for a value replaces its key too, and what is between them.
    let key = text.split([' ', '(']).next().unwrap_or_default();
    let is_entry = text.len() > key.len() && key.starts_with(|c: char| c.is_ascii_lowercase());
    let is_written = source[place.clone()].starts_with(|c: char| c.is_ascii_lowercase() || c == '"');
    if is_entry && text != "async fn" {
        let is_between = |text: &str| text.chars().all(|c| " \n=:<>+-*.!~?".contains(c));
        let before = source[..place.start].rfind(key);
        match before.filter(|start| is_between(&source[start + key.len()..place.start])) {
            Some(start) => place.start = start,
            // The advice that a field is missing is at another one.
            None if found.is_advice => {
                place.start = place.end;
                return Some(Change { place, text: format!(", {text}"), message: message.clone() });
            }
            // The value is an argument of a macro by example.
            None if !is_written => return None,
            None => {}
        }
    }
    Some(Change { place, text, message: message.clone() })
}

/// A copy with all changes that do not overlap, which are taken out; nothing if there are none left.
fn with_changes(source: &str, changes: &mut Vec<Change>) -> Option<Program> {
    let (mut now, mut later): (Vec<Change>, Vec<Change>) = (Vec::new(), Vec::new());
    for change in changes.drain(..) {
        let overlaps =
            now.last().is_some_and(|before| change.place.start < before.place.end.max(before.place.start + 1));
        if overlaps { &mut later } else { &mut now }.push(change);
    }
    *changes = later;
    if now.is_empty() {
        return None;
    }
    let (mut written, mut end) = (String::new(), 0);
    for change in &mut now {
        written += &source[end..change.place.start];
        end = change.place.end;
        change.place = written.len()..written.len() + change.text.len();
        written += &change.text;
    }
    written += &source[end..];
    Some(Program { source: written, changes: now })
}

/// What the compiler says about each program, where it is about a place in it.
fn diagnostics(programs: &BTreeMap<String, Program>) -> BTreeMap<String, Vec<Diagnostic>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let package = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("helps");
    let binaries = package.join("src/bin");
    let _ = fs::remove_dir_all(&binaries);
    fs::create_dir_all(&binaries).unwrap();
    fs::write(package.join("Cargo.toml"), MANIFEST.replace("HERE", &here.display().to_string())).unwrap();
    fs::copy(here.join("../Cargo.lock"), package.join("Cargo.lock")).unwrap();
    for (name, program) in programs {
        fs::write(binaries.join(name).with_extension("rs"), &program.source).unwrap();
    }
    let output = Command::new(env!("CARGO"))
        .args(["check", "--bins", "--keep-going", "--offline", "--quiet", "--message-format=json"])
        .current_dir(&package)
        .env("CARGO_TARGET_DIR", package.join("target"))
        .output()
        .unwrap();
    let mut found: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let Some(message) = line["message"]["message"].as_str() else {
            continue;
        };
        let spans = line["message"]["spans"].as_array().into_iter().flatten();
        let Some(span) = spans.into_iter().find(|span| span["is_primary"] == true) else {
            continue;
        };
        let name = line["target"]["name"].as_str().unwrap();
        let is_own = span["file_name"].as_str().is_some_and(|file| file.ends_with(&format!("bin/{name}.rs")));
        let code = line["message"]["code"]["code"].as_str();
        let is_advice = code == Some("deprecated");
        if is_own && (is_advice || line["message"]["level"] == "error") {
            let byte = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
            let place = byte("byte_start")..byte("byte_end");
            found.entry(name.to_owned()).or_default().push(Diagnostic {
                message: message.to_owned(),
                place,
                is_advice,
            });
        }
    }
    assert!(!found.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    found
}
