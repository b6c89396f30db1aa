//! What a command prints, and how.

pub(crate) mod changes;
pub(crate) mod findings;
pub(crate) mod mermaid;
pub(crate) mod table;

use std::io::{self, Write};
use std::process::ExitCode;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use hatchet_compute_core::{escape, escape_lines};

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
        let stdout = io::stdout().lock();
        let choice = if self.is_data { ColorChoice::AlwaysAnsi } else { AutoStream::choice(&stdout) };
        let mut output = AutoStream::new(stdout, choice);
        let line_break = if self.text.ends_with('\n') { "" } else { "\n" };
        match write!(output, "{}{line_break}", self.text).and_then(|()| output.flush()) {
            // It is not an error if the reader closed the pipe.
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                Err(Error::new(format!("the answer cannot be written: {error}")))
            }
            _ if self.is_ok => Ok(ExitCode::SUCCESS),
            _ => Ok(ExitCode::FAILURE),
        }
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

#[cfg(test)]
mod tests {
    use crate::program::count;

    #[test]
    fn one_is_singular() {
        let texts = [0, 1, 2].map(|number| count(number, "machine"));
        assert_eq!(texts, ["0 machines", "1 machine", "2 machines"]);
    }
}
