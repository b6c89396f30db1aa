//! Programs that must not compile, and what the compiler says of them, word for word.
//!
//! One folder for each kind of mistake, one file for each mistake. `TRYBUILD=overwrite cargo test -p
//! hatchet-compute-tests --test ui` writes the `.stderr` files anew: read every line of the difference.

#[test]
fn every_mistake_is_told() {
    // What rustc words itself, and how it draws, is pinned to the compiler of rust-toolchain.toml.
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
}
