//! `diff`: what changes from one plan to another.

use super::input::with_setting;
use crate::args::DiffArgs;
use crate::diff::Diff;
use crate::error::Error;
use crate::output::{Answer, changes};
use crate::source;

pub(super) fn run(args: &DiffArgs) -> Result<Answer, Error> {
    let (old, new) = (source::read(&args.old)?, source::read(&args.new)?);
    let old = with_setting(old, &args.old, &args.setting, None)?;
    let new = with_setting(new, &args.new, &args.setting, Some(&old))?;
    // Again, now that the namespace and the slots of the new plan are known.
    let old = with_setting(old, &args.old, &args.setting, Some(&new))?;
    let diff = Diff::between(&old, &new);
    Ok(Answer { is_ok: diff.is_empty(), ..Answer::text(changes::diff(&diff)) })
}
