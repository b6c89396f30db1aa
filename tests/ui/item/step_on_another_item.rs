//! `#[step]` on something that is not a function.

use hatchet_compute::step;

#[step]
struct Resize;

#[step]
enum Crop {}

#[step]
trait Rotate {}

// Its options are checked all the same.
#[step(compute(cpu_kind = "shared", cpus = 0, memory_mb = 1024))]
pub mod resize {}

#[step]
pub(crate) const RESIZE: () = ();

#[step]
impl Resize {}

struct Pointer(*const u8);
#[step]
unsafe impl Send for Pointer {}

// A declaration.
unsafe extern "C" {
    #[step]
    fn declared();
}

trait Declared {
    #[step]
    fn declared();
}

// The message is rustc's.
#[step = 3]
fn value() {}

fn main() {}
