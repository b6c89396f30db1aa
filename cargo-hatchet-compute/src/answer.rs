//! What a command has found, and how it is printed.

use std::io::{self, Write};
use std::process::ExitCode;

use anstyle::{AnsiColor, Style};

use crate::error::Error;

/// What a command prints, and whether all is well.
pub(crate) struct Answer {
    /// For standard output, with styles, which are taken away where they cannot be shown.
    text: String,
    /// For standard error.
    note: Option<String>,
    is_well: bool,
}

impl Answer {
    /// An answer that is well.
    pub(crate) fn new(text: String) -> Self {
        Self {
            text,
            note: None,
            is_well: true,
        }
    }

    /// The same answer; the exit code says if all is well.
    pub(crate) fn with_verdict(self, is_well: bool) -> Self {
        Self { is_well, ..self }
    }

    /// The same answer with a remark that is no part of the data.
    pub(crate) fn with_note(self, note: Option<String>) -> Self {
        Self { note, ..self }
    }

    /// Prints the answer. Colours stand on a terminal only, and as `NO_COLOR` and `CLICOLOR_FORCE` say.
    pub(crate) fn print(self) -> Result<ExitCode, Error> {
        if let Some(note) = &self.note {
            let _ = writeln!(
                anstream::stderr(),
                "{} {note}",
                styled("note:", AnsiColor::Cyan.on_default().bold())
            );
        }
        write_all(anstream::stdout().lock(), &self.text).map_err(Error::Output)?;
        Ok(if self.is_well {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

/// Writes the text with a line break at its end. A pipe that the reader has closed is no error.
fn write_all(mut output: impl Write, text: &str) -> io::Result<()> {
    let line_break = if text.ends_with('\n') { "" } else { "\n" };
    let written = write!(output, "{text}{line_break}").and_then(|()| output.flush());
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Prints why there is no answer. If standard error cannot be written, there is nobody left to tell.
pub(crate) fn print_error(error: &Error) {
    let word = styled("error:", AnsiColor::Red.on_default().bold());
    let _ = writeln!(anstream::stderr(), "{word} {error}");
}

/// The text in a style.
pub(crate) fn styled(text: &str, style: Style) -> String {
    format!("{style}{text}{style:#}")
}
