//! Writes the pages of the documentation that are made of what the tests show.

use std::fs;
use std::io;

use hatchet_compute_tests::documents::{pages, root};

fn main() -> io::Result<()> {
    for page in pages()? {
        fs::write(root().join(page.path), page.text)?;
        println!("wrote {}", page.path);
    }
    Ok(())
}
