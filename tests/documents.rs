//! The pages of the documentation that are made of what the tests show say what is true now.

use std::fs;

use hatchet_compute_tests::documents::{pages, root};

#[test]
fn pages_are_up_to_date() {
    for page in pages().expect("the pages can be made") {
        let written = fs::read_to_string(root().join(page.path)).unwrap_or_default();
        assert!(
            written == page.text,
            "{} is out of date: run `cargo run -p hatchet-compute-tests --bin document`",
            page.path
        );
    }
}
