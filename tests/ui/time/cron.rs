//! Each part is named that breaks a rule, and descriptors get the five fields that they mean.

use hatchet_compute::{step, workflow};

struct Nightly;

#[workflow(on_crons = ["0 3 * * *", "0 24 * * *", "* * *", "@daily", "@every 1h", "0 0 * * fun", "5-1 * * * *", "*/0 * * * *", ""])]
impl Nightly {
    #[step]
    fn run(&self) {}
}

fn main() {}
