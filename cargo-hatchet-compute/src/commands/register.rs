//! `register`: the plan of a program, sent to Hatchet Cloud without running the program.

use hatchet_compute::cloud::Settings;

use crate::answer::Answer;
use crate::arguments::RegisterArguments;
use crate::error::Error;
use crate::format::count;
use crate::program::Program;

pub(crate) fn run(arguments: &RegisterArguments) -> Result<Answer, Error> {
    // Before a program is built for it.
    let settings = Settings::from_env().map_err(Error::Register)?;
    let path = super::file(&arguments.source, arguments.lock)?;
    let setting = &arguments.setting;
    let program = Program::read(&path)?
        .with(setting.namespace.as_deref(), setting.slots)
        .map_err(|error| Error::plan(&path, error))?;
    // Who asks to register means it: without a register id, this is an error, while a worker would go on.
    let request = settings.request(&program.plan).map_err(Error::Register)?;
    if arguments.dry_run {
        return Ok(Answer::new(request.to_string()));
    }
    request.send().map_err(Error::Register)?;
    let configs = request.plan().runtime_configs();
    let actions: usize = configs.iter().map(|config| config.actions().len()).sum();
    let count = |number: usize, noun| count(u64::try_from(number).unwrap_or(u64::MAX), noun);
    Ok(Answer::new(format!(
        "registered {} with {} at {}",
        count(configs.len(), "runtime config"),
        count(actions, "action"),
        request.url()
    )))
}
