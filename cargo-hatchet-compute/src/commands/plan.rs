//! `plan`: the plan of a program, in one of its formats.

use super::input;
use crate::args::{Format, PlanArgs};
use crate::error::Error;
use crate::output::{Answer, json, mermaid, table};

pub(super) fn run(args: &PlanArgs) -> Result<Answer, Error> {
    let program = input::program(&args.input, args.lock.locked, &args.setting)?;
    Ok(match args.format {
        Format::Table => Answer::text(table::plan(&program)),
        Format::Json => Answer::data(json::saved(&program)?),
        Format::Request => Answer::data(json::request(&program)?),
        Format::Mermaid => {
            let (chart, note) = mermaid::plan(&program);
            Answer { note, ..Answer::data(chart) }
        }
    })
}
