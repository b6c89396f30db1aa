//! What a command prints, and how.

pub(crate) mod changes;
pub(crate) mod findings;
pub(crate) mod github;
pub(crate) mod markdown;
pub(crate) mod mermaid;
pub(crate) mod table;

use std::env;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;
use hatchet_compute_core::{escape, escape_lines, is_hidden};
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::error::Error;

const BOLD: Style = Style::new().bold();
const RED: Style = AnsiColor::Red.on_default().bold();
const GREEN: Style = AnsiColor::Green.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default().bold();
const CYAN: Style = AnsiColor::Cyan.on_default().bold();

/// Prints data for another program, byte for byte.
pub(crate) fn data(text: &str) -> Result<ExitCode, Error> {
    print(text, ColorChoice::AlwaysAnsi)
}

pub(crate) fn json(value: &impl Serialize) -> Result<ExitCode, Error> {
    data(&json_text(value)?)
}

/// Prints text for a person, in which everything from outside is escaped. Styles are shown on a terminal, and as
/// [`set_colors`] and `CLICOLOR_FORCE` say.
pub(crate) fn text(text: &str) -> Result<ExitCode, Error> {
    let stdout = io::stdout();
    let fitted = width().filter(|_| stdout.is_terminal()).map(|width| wrapped(text, width));
    print(fitted.as_deref().unwrap_or(text), AutoStream::choice(&stdout))
}

fn print(text: &str, choice: ColorChoice) -> Result<ExitCode, Error> {
    let mut output = AutoStream::new(io::stdout().lock(), choice);
    let line_break = if text.ends_with('\n') { "" } else { "\n" };
    match write!(output, "{text}{line_break}").and_then(|()| output.flush()) {
        // It is not an error if the reader closed the pipe.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::new(format!("the output cannot be written: {error}")))
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// Prints notes on standard error. If it cannot be written, there is nowhere left to say so.
pub(crate) fn notes(texts: impl IntoIterator<Item = String>) {
    for text in texts {
        let _ = writeln!(anstream::stderr(), "{} {}", styled("note:", CYAN), escape(&text));
    }
}

pub(crate) fn print_error(error: &Error) {
    let _ = write!(anstream::stderr(), "{} {}{}", styled("error:", RED), problem(error), help(error));
}

/// A value as JSON, for other programs and for people: characters that a terminal would not show are escaped.
pub(crate) fn json_text(value: &impl Serialize) -> Result<String, Error> {
    let text = serde_json::to_string_pretty(value);
    let text = text.map_err(|error| Error::new(format!("the output cannot be written as JSON: {error}")))?;
    let mut shown = String::new();
    for character in text.chars() {
        // Only strings contain such characters, except for the line breaks between their lines.
        if is_hidden(character) && character != '\n' {
            shown.extend(character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            shown.push(character);
        }
    }
    Ok(shown)
}

/// Shows the library's warnings as notes, such as those about attempts that failed.
struct Log;

impl log::Log for Log {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        metadata.level() <= log::Level::Warn && metadata.target().starts_with("hatchet_compute")
    }

    fn log(&self, record: &log::Record<'_>) {
        if self.enabled(record.metadata()) {
            notes([record.args().to_string()]);
        }
    }

    fn flush(&self) {}
}

pub(crate) fn show_warnings() {
    if log::set_logger(&Log).is_ok() {
        log::set_max_level(log::LevelFilter::Warn);
    }
}

fn problem(error: &Error) -> String {
    let problem = escape(&error.problem);
    match &error.details {
        Some(details) => format!("{problem}: {}\n", escape_lines(details)),
        None => format!("{problem}\n"),
    }
}

fn help(error: &Error) -> String {
    error.help.as_ref().map(|help| format!("help: {}\n", escape(help))).unwrap_or_default()
}

/// Sets when to use colours: as `--color` says, else as `NO_COLOR` and `CARGO_TERM_COLOR` say, else on a terminal.
pub(crate) fn set_colors(option: Option<clap::ColorChoice>) {
    let is_set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    let by_cargo = || match is_set("NO_COLOR") {
        Some(_) => None,
        None => clap::ColorChoice::from_str(is_set("CARGO_TERM_COLOR")?.to_str()?, true).ok(),
    };
    let choice = match option.or_else(by_cargo) {
        Some(clap::ColorChoice::Always) => ColorChoice::Always,
        Some(clap::ColorChoice::Never) => ColorChoice::Never,
        // As `cargo` decides then.
        Some(clap::ColorChoice::Auto) | None => ColorChoice::Auto,
    };
    choice.write_global();
}

/// The text with long lines broken between words and continued with more indentation.
fn wrapped(text: &str, width: usize) -> String {
    let lines = text.lines().map(|line| {
        let indent = line.len() - line.trim_start().len() + 4;
        let parts =
            if length(line) > width { broken(line, width.saturating_sub(indent)) } else { vec![line.to_owned()] };
        parts.join(&format!("\n{}", " ".repeat(indent))) + "\n"
    });
    lines.collect()
}

/// The text in parts of at most this width, except for single words that are longer.
fn broken(text: &str, width: usize) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match parts.last_mut() {
            Some(part) if length(part) + 1 + length(word) <= width => part.extend([" ", word]),
            _ => parts.push(word.to_owned()),
        }
    }
    parts
}

/// How many columns a text takes on a terminal, without styles.
fn length(text: &str) -> usize {
    strip_str(text).to_string().width()
}

/// How many characters fit on a line, according to `COLUMNS` or the terminal. `None` if neither says.
fn width() -> Option<usize> {
    let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let terminal = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0.into());
    columns.or_else(terminal).filter(|&width| width > 0)
}

/// The text, escaped, with entities for all but letters, digits and these characters.
fn with_entities(text: &str, others: &str, start: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || others.contains(character);
    let entity = |c: char| if is_plain(c) { c.to_string() } else { format!("{start}{};", u32::from(c)) };
    escape(text).chars().map(entity).collect()
}

fn styled(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

#[cfg(test)]
mod tests {
    use crate::program::count;

    #[test]
    fn one_is_singular() {
        let texts = [0, 1, 2].map(|number| count(number, "machine"));
        assert_eq!(texts, ["0 machines", "1 machine", "2 machines"]);
    }
}
