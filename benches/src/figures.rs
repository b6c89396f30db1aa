//! The tables in the README, between pairs of comments. Each command rewrites its own table.

use std::fs;
use std::io;
use std::process::Command;

use crate::failed;
use crate::sources::root;

/// Prints a table and writes it to its place in the README, with the machine and the compiler version.
pub(crate) fn keep(name: &str, table: &str) -> io::Result<()> {
    let text = format!("{}\n\n{}\n", measured_on()?, table.trim_end());
    println!("{text}");
    let path = root().join("benches/README.md");
    let readme = fs::read_to_string(&path)?;
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let place = readme.split_once(&begin).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(&end)?;
        Some((before, after))
    });
    let (before, after) = place.ok_or_else(|| failed(format!("the README has no place for `{name}`")))?;
    fs::write(path, format!("{before}{begin}{text}{end}{after}"))
}

fn measured_on() -> io::Result<String> {
    let compiler = Command::new("rustc").arg("--version").output()?;
    let processors = std::thread::available_parallelism()?;
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or("unknown processor");
    Ok(format!(
        "Measured with {} on {processors} processors ({}), {}.",
        String::from_utf8_lossy(&compiler.stdout).trim(),
        model.trim_start_matches(['\t', ':', ' ']).trim(),
        std::env::consts::OS
    ))
}
