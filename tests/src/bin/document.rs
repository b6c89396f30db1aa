//! Writes what is generated of the documentation.

use std::fs;
use std::io;

use hatchet_compute_tests::documents::{documents_with_tables, pages, root};

fn main() -> io::Result<()> {
    for page in documents_with_tables()?.into_iter().chain(pages()?) {
        fs::write(root().join(page.path), page.text)?;
        println!("wrote {}", page.path);
    }
    Ok(())
}
