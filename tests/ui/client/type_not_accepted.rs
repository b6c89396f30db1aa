//! A type that the client cannot send or share between threads.
//! The message is rustc's. Derive serde's `Serialize` for an output, and `Deserialize` if another step takes it. Keep
//! what steps change in a `Mutex` or an atomic.

use hatchet_client::{Context, TaskError};
use hatchet_compute::{step, workflow};

struct Page;
struct Carts;
#[workflow(client = hatchet_client)]
impl Carts {
    #[step]
    async fn fetch(&self, _ctx: Context, _order: u32) -> Result<Page, TaskError> {
        Ok(Page)
    }
}

struct Shop;
#[workflow(client = hatchet_client)]
impl Shop {
    #[step]
    async fn fetch(&self, _ctx: Context, _order: u32) -> Result<Page, TaskError> {
        Ok(Page)
    }

    #[step]
    async fn charge(&self, _ctx: Context, order: u32, _fetch: Page) -> Result<u32, TaskError> {
        Ok(order)
    }
}

struct Orders(std::cell::Cell<u32>);
#[workflow(client = hatchet_client)]
impl Orders {
    #[step]
    async fn fetch(&self, _ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }

    #[step]
    async fn notify(_ctx: Context, order: u32) -> Result<u32, TaskError> {
        Ok(order)
    }
}

struct Basket(*const u32);
impl<'de> serde::Deserialize<'de> for Basket {
    fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Ok(Self(std::ptr::null()))
    }
}
struct Baskets;
#[workflow(client = hatchet_client)]
impl Baskets {
    #[step]
    async fn fetch(&self, _ctx: Context, _basket: Basket) -> Result<u32, TaskError> {
        Ok(1)
    }
}

fn main() {}
