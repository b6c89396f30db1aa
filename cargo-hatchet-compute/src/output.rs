//! What a command prints, and how.

pub(crate) mod changes;
pub(crate) mod escape;
pub(crate) mod findings;
pub(crate) mod mermaid;
pub(crate) mod table;

use std::io::{self, Write};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};
use hatchet_compute::Compute;

use self::escape::{escape, escape_lines};
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
    pub(crate) note: Option<String>,
    /// Whether the exit code is 0; otherwise it is 1.
    pub(crate) is_ok: bool,
}

impl Answer {
    /// Text for a person, in which everything from outside is escaped.
    pub(crate) fn text(text: String) -> Self {
        Self { text, is_data: false, note: None, is_ok: true }
    }

    /// Data for another program.
    pub(crate) fn data(text: String) -> Self {
        Self { is_data: true, ..Self::text(text) }
    }

    /// Prints the answer. Styles are shown on a terminal, and as `NO_COLOR` and `CLICOLOR_FORCE` say.
    pub(crate) fn print(self) -> Result<ExitCode, Error> {
        if let Some(note) = &self.note {
            let _ = writeln!(anstream::stderr(), "{} {}", styled("note:", CYAN), escape(note));
        }
        let written = if self.is_data {
            write_all(io::stdout().lock(), &self.text)
        } else {
            write_all(anstream::stdout().lock(), &self.text)
        };
        written.map_err(|error| Error::new(format!("the answer cannot be written: {error}")))?;
        Ok(if self.is_ok { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// Writes the text and a line break at its end. It is not an error if the reader closed the pipe.
fn write_all(mut output: impl Write, text: &str) -> io::Result<()> {
    let line_break = if text.ends_with('\n') { "" } else { "\n" };
    match write!(output, "{text}{line_break}").and_then(|()| output.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Prints why there is no answer. If standard error cannot be written, there is nowhere left to say so.
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

/// What to do about it as a line, or nothing.
fn help(error: &Error) -> String {
    error.help.as_ref().map(|help| format!("help: {}\n", escape(help))).unwrap_or_default()
}

fn styled(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}

/// `1 machine`, `2 machines`.
pub(crate) fn count(number: u64, singular: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {singular}{ending}")
}

/// One machine: `shared, 2 CPUs, 4096 MB`.
fn machine(compute: &Compute) -> String {
    let cpus = count(compute.cpus().into(), "CPU");
    format!("{}, {cpus}, {} MB", compute.cpu_kind(), compute.memory_mb())
}

/// How many machines, and where: `2 replicas in ewr, lhr`, `1 replica, region chosen by Hatchet`.
fn replicas(compute: &Compute) -> String {
    let regions = match (compute.regions(), compute.num_replicas()) {
        (regions, _) if !regions.is_empty() => format!(" in {regions}"),
        (_, 1) => ", region chosen by Hatchet".to_owned(),
        _ => ", regions chosen by Hatchet".to_owned(),
    };
    let pool = if compute.is_default_pool() { String::new() } else { format!(", pool {}", compute.pool()) };
    format!("{}{regions}{pool}", count(compute.num_replicas().into(), "replica"))
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn one_is_singular() {
        let texts = [0, 1, 2].map(|number| count(number, "machine"));
        assert_eq!(texts, ["0 machines", "1 machine", "2 machines"]);
    }
}
