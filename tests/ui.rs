//! Programs that must not compile, and their exact errors.
//!
//! There is one folder for each kind of mistake, and one file for each mistake. `TRYBUILD=overwrite cargo test -p
//! hatchet-compute-tests --test ui` rewrites the `.stderr` files: read every line of the difference.

#[test]
fn every_mistake_is_told() {
    // rustc's own messages and layout are those of the compiler in rust-toolchain.toml.
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
}
