//! Every kind of signature.

use hatchet_compute::step;

/// With all kinds of generics.
#[step]
pub fn generic<'a, T, U, const N: usize>(items: &'a [T; N], convert: impl Fn(&T) -> U) -> impl Iterator<Item = U> + 'a
where
    T: Clone + 'a,
    U: 'a,
{
    let items: Vec<U> = items.iter().map(convert).collect();
    items.into_iter()
}

/// With braces before the body.
#[step]
#[must_use]
pub const fn braces() -> Page<{ 1 + 2 }> {
    Page([0; 3])
}

/// Some bytes.
#[derive(Debug)]
pub struct Page<const N: usize>(
    /// The bytes.
    pub [u8; N],
);

/// Called from C.
#[step]
pub extern "C" fn from_c(number: i32) -> i32 {
    number
}

/// Visible in the crate.
#[step]
pub(crate) async fn seen_in_the_crate() {}

/// Visible in a module.
#[step]
pub(in crate::signatures) async fn seen_in_the_module() {}

/// With patterns as parameters.
#[step]
pub fn patterns((a, b): (u8, u8), [c, .., d]: [u8; 4], _: u8, mut e: u8) -> u8 {
    e += a + b + c + d;
    e
}

/// Calls the functions with limited visibility.
pub async fn all() {
    seen_in_the_crate().await;
    seen_in_the_module().await;
}

macro_rules! step_of {
    ($(#[$attribute:meta])* $visibility:vis $name:ident, $kind:literal, $cpus:expr, [$($region:literal)*], $body:block) => {
        $(#[$attribute])*
        #[step(compute(cpu_kind = $kind, cpus = $cpus, memory_mb = 1024 * $cpus, regions = [$($region),*]))]
        $visibility fn $name() $body
    };
}

step_of!(
    /// Made by a macro, from all kinds of fragments.
    pub made_by_a_macro, "shared", 1 + 1, ["ewr"], { from_c(1); }
);
