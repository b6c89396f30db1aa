//! A function's name that is no step's name: the way out is the option `name`.

use hatchet_compute::step;

#[step]
fn größe() {}

#[step(name = "length")]
fn länge() {}

fn main() {
    größe();
    länge();
}
