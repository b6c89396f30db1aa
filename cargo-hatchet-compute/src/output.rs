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

/// What a command prints, and whether it succeeds.
pub(crate) struct Answer {
    pub(crate) text: String,
    /// Data for another program is written byte for byte. Other text loses its styles where they cannot be shown.
    pub(crate) is_data: bool,
    /// For standard error.
    pub(crate) notes: Vec<String>,
    /// Whether the exit code is 0; otherwise it is 1.
    pub(crate) is_ok: bool,
}

impl Answer {
    /// Text for a person, in which everything from outside is escaped.
    pub(crate) fn text(text: String) -> Self {
        Self { text, is_data: false, notes: Vec::new(), is_ok: true }
    }

    /// Data for another program.
    pub(crate) fn data(text: String) -> Self {
        Self { is_data: true, ..Self::text(text) }
    }

    /// Data as JSON.
    pub(crate) fn json(value: &impl Serialize) -> Result<Self, Error> {
        Ok(Self::data(json_text(value)?))
    }

    /// Nothing but notes.
    pub(crate) fn notes(notes: impl IntoIterator<Item = String>) -> Self {
        Self::text(String::new()).with_notes(notes)
    }

    pub(crate) fn with_notes(mut self, notes: impl IntoIterator<Item = String>) -> Self {
        self.notes.extend(notes);
        self
    }

    /// Prints the answer. Styles are shown on a terminal, and as [`set_colors`] and `CLICOLOR_FORCE` say.
    pub(crate) fn print(self) -> Result<ExitCode, Error> {
        for note in &self.notes {
            let _ = writeln!(anstream::stderr(), "{} {}", styled("note:", CYAN), escape(note));
        }
        let stdout = io::stdout().lock();
        let text = match width().filter(|_| !self.is_data && io::stdout().is_terminal()) {
            Some(width) => wrapped(&self.text, width),
            None => self.text,
        };
        let choice = if self.is_data { ColorChoice::AlwaysAnsi } else { AutoStream::choice(&stdout) };
        let mut output = AutoStream::new(stdout, choice);
        let line_break = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        match write!(output, "{text}{line_break}").and_then(|()| output.flush()) {
            // It is not an error if the reader closed the pipe.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Error::new(format!("the output cannot be written: {error}")))
            }
            _ if self.is_ok => Ok(ExitCode::SUCCESS),
            _ => Ok(ExitCode::FAILURE),
        }
    }
}

/// A value as JSON, for other programs and for people: characters that a terminal would not show are escaped.
pub(crate) fn json_text(value: &impl Serialize) -> Result<String, Error> {
    let text = serde_json::to_string_pretty(value);
    let text = text.map_err(|error| Error::new(format!("the output cannot be written as JSON: {error}")))?;
    let mut shown = String::new();
    for character in text.chars() {
        // Only strings contain such characters, except for the line breaks between their lines.
        if !is_hidden(character) || character == '\n' {
            shown.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            shown += &format!("\\u{unit:04x}");
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
            let _ = writeln!(anstream::stderr(), "{} {}", styled("note:", CYAN), escape(&record.args().to_string()));
        }
    }

    fn flush(&self) {}
}

pub(crate) fn show_warnings() {
    if log::set_logger(&Log).is_ok() {
        log::set_max_level(log::LevelFilter::Warn);
    }
}

/// Prints an error. If standard error cannot be written, there is nowhere left to say so.
pub(crate) fn print_error(error: &Error) {
    let _ = write!(anstream::stderr(), "{} {}{}", styled("error:", RED), problem(error), help(error));
}

/// What is wrong, with a line break at the end.
fn problem(error: &Error) -> String {
    let problem = escape(&error.problem);
    match &error.details {
        Some(details) => format!("{problem}: {}\n", escape_lines(details)),
        None => format!("{problem}\n"),
    }
}

/// What to do about it, as a line; empty if there is no help.
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
    match option.or_else(by_cargo) {
        Some(clap::ColorChoice::Always) => ColorChoice::Always.write_global(),
        Some(clap::ColorChoice::Never) => ColorChoice::Never.write_global(),
        // As `cargo` decides then.
        Some(clap::ColorChoice::Auto) | None => ColorChoice::Auto.write_global(),
    }
}

/// The text with long lines broken between words and continued with more indentation.
fn wrapped(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    for line in text.lines() {
        let start = line.len() - line.trim_start().len();
        let parts =
            if length(line) > width { broken(line, width.saturating_sub(start + 4)) } else { vec![line.to_owned()] };
        wrapped += &format!("{}\n", parts.join(&format!("\n{}", " ".repeat(start + 4))));
    }
    wrapped
}

/// The text in parts of at most this width, except for single words that are longer.
fn broken(text: &str, width: usize) -> Vec<String> {
    let (mut parts, mut used) = (Vec::<String>::new(), 0);
    for word in text.split(' ') {
        let needed = length(word);
        match parts.last_mut() {
            Some(part) if used + 1 + needed <= width => {
                part.extend([" ", word]);
                used += 1 + needed;
            }
            _ => {
                parts.push(word.to_owned());
                used = needed;
            }
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
