//! Programs that must not compile, and the compiler's messages, word for word.
//!
//! One folder for each subject, one program for each kind of mistake, with all variants of it; README.md says more.
//! `TRYBUILD=overwrite cargo test -p hatchet-compute-tests --test ui` updates the `.stderr` files: read every line of
//! the diff.

#[test]
fn every_mistake_is_told() {
    // Rustc's own messages and its layout depend on the compiler, which rust-toolchain.toml pins.
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*/*.rs");
}
