//! `diff`: what changes from one plan to another.

use std::path::Path;

use crate::answer::Answer;
use crate::arguments::DiffArguments;
use crate::difference::Difference;
use crate::error::Error;
use crate::format::changes;
use crate::program::Program;

pub(crate) fn run(arguments: &DiffArguments) -> Result<Answer, Error> {
    let read = |path: &Path| Ok((Program::read(path)?, Program::is_saved(path)?));
    let (old, old_is_saved) = read(&arguments.old)?;
    let (new, new_is_saved) = read(&arguments.new)?;
    let setting = &arguments.setting;
    let given = |program: Program, path: &Path| {
        program
            .with(setting.namespace.as_deref(), setting.slots)
            .map_err(|error| Error::plan(path, error))
    };
    let (mut old, mut new) = (given(old, &arguments.old)?, given(new, &arguments.new)?);
    // A program has no namespace and no slots of its own: it takes those of the plan that it is compared with.
    match (old_is_saved, new_is_saved) {
        (true, false) => {
            new = new
                .with_setting_of(&old, setting)
                .map_err(|error| Error::plan(&arguments.new, error))?;
        }
        (false, true) => {
            old = old
                .with_setting_of(&new, setting)
                .map_err(|error| Error::plan(&arguments.old, error))?;
        }
        _ => {}
    }
    let difference = Difference::between(&old, &new);
    Ok(Answer::new(changes::diff(&difference)).with_verdict(difference.is_empty()))
}
