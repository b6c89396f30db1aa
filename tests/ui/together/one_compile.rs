//! Mistakes in several annotations.
//! All errors appear in one compile, and each function stays for its callers.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{Assignment, Declare, step, workflow};

#[step(retries = -1)]
fn rotate() {}
#[step(compute(cpu_kind = "shared"), nonsense = 3)]
pub async fn resize<T: Clone, const N: usize>(images: &[T; N]) -> Result<[T; N], std::fmt::Error> {
    Ok(images.clone())
}

// The errors are in the order of the source.
#[step(
    compute(
        cpu_kind = "sharde",
        cpus = 65,
        memory_mb = 70000,
        num_replicas = 1001,
        regions = ["ewr", "Paris", "ewr"],
        pool = "a b",
        disk = 1,
    ),
    name = "",
    timeout = "soon",
    retries = -3,
    parents = [fetch],
    colour = "red",
)]
fn crop(width: u32) -> u32 {
    width
}

// The options of a workflow and those of its steps.
struct Orders;
#[workflow(on_crons = ["@daily"], name = "")]
impl Orders {
    #[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 5000), timeout = "11")]
    fn fetch(&self) {}

    #[step(compute(cpu_kind = "shared", cpus = 2))]
    fn send(&self) {}
}

// An option of the workflow, and what rustc checks of its steps.
const MANY: u32 = u32::MAX;
struct Returns;
#[workflow(nonsense = 3)]
impl Returns {
    #[step(retries = MANY)]
    fn fetch(&self) {}

    #[step(compute = "small")]
    fn send(&self) {}
}

// Comments before the parentheses.
#[step /* memory = ? */ (retries = -1)]
fn rename() {}

struct Carts;
#[workflow // cpus = [
(nonsense)]
impl Carts {
    #[step /*(*/]
    fn fetch(&self) {}
}

impl Orders {
    #[step /*(*/]
    fn rename(&self) {}
}

// With a client, the signatures of the steps as well.
struct Invoices;
#[workflow(client = hatchet_client, on_crons = ["@daily"])]
impl Invoices {
    #[step(retries = -1)]
    fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step(compute(cpu_kind = "shared", cpus = 2, memory_mb = 5000))]
    async fn charge(&mut self, _ctx: Context, _order: u32, fech: u32) -> Result<u32, TaskError> {
        Ok(fech)
    }
}

// Next to an error of a macro, rustc does not report a missing name: hence a module.
mod callers {
    use super::*;

    pub fn main() {
        rotate();
        let _future = resize(&[1, 2, 3]);
        assert_eq!(crop(3), 3);
        Orders.fetch();
        Orders.send();
        Returns.fetch();
        Returns.send();
        rename();
        Carts.fetch();
        Orders.rename();
        let _ = Invoices.declare(Assignment::Anywhere);
    }
}
use callers::main;
