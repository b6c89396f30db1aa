//! `plan`: the plan of a program, in one of its formats.

use crate::answer::Answer;
use crate::arguments::{Format, PlanArguments};
use crate::error::Error;
use crate::format::{json, mermaid, table};
use crate::program::Program;

pub(crate) fn run(arguments: &PlanArguments) -> Result<Answer, Error> {
    let path = super::file(&arguments.source, arguments.lock)?;
    let setting = &arguments.setting;
    let program = Program::read(&path)?
        .with(setting.namespace.as_deref(), setting.slots)
        .map_err(|error| Error::plan(&path, error))?;
    Ok(match arguments.format {
        Format::Table => Answer::new(table::plan(&program)),
        Format::Json => Answer::new(json::saved(&program)?),
        Format::Request => Answer::new(json::request(&program)?),
        Format::Mermaid => {
            let chart = mermaid::plan(&program);
            let note = chart.note();
            Answer::new(chart.text).with_note(note)
        }
    })
}
