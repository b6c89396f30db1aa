//! The documentation is up to date: generated pages and tables, the README's error, and links.

use std::fs;
use std::path::Path;

use hatchet_compute_tests::documents::{Page, documents_with_tables, pages, root};

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[track_caller]
fn assert_up_to_date(pages: Vec<Page>) {
    for page in pages {
        let written = fs::read_to_string(root().join(page.path)).unwrap_or_default();
        assert!(
            written == page.text,
            "{} is out of date: run `cargo run -p hatchet-compute-tests --bin document`",
            page.path
        );
    }
}

#[test]
fn pages_are_up_to_date() {
    assert_up_to_date(pages().expect("the pages can be made"));
}

/// Every table of fields or options has the rows that the core's tables give.
#[test]
fn tables_are_up_to_date() {
    assert_up_to_date(documents_with_tables().expect("the documents have their markers"));
}

/// The compiler's output for the annotation in README.md, as if it were in `src/main.rs`.
fn the_error() -> String {
    let printed = text("tests/ui/together/all_at_once.stderr");
    printed.replace("ui/together/all_at_once.rs", "src/main.rs")
}

#[test]
fn the_error_of_the_readme_is_the_compilers() {
    assert!(text("README.md").contains(&format!("```text\n{}```", the_error())));
}

#[test]
fn the_error_of_the_front_page_is_the_compilers() {
    let lines = the_error();
    let shown: Vec<_> = lines.lines().filter(|line| !line.starts_with(" --> ")).collect();
    let shown = format!("```text\n{}\n```", shown.join("\n"));
    assert!(text("hatchet-compute/docs/front_page.md").contains(&shown), "{shown}");
}

#[test]
fn linked_files_exist() {
    for document in [
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "FORMAT.md",
        "README.md",
        "benches/README.md",
        "cargo-hatchet-compute/README.md",
        "hatchet-compute/README.md",
        "tests/README.md",
    ] {
        let folder = root().join(document);
        let folder = folder.parent().unwrap_or(Path::new("."));
        let text = text(document);
        let links = text.split("](").skip(1);
        for link in links.filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            let is_elsewhere = link.starts_with("http") || file.is_empty();
            assert!(is_elsewhere || folder.join(file).exists(), "{document} links to `{link}`, which does not exist");
        }
    }
}

#[test]
fn files_named_in_the_architecture_exist() {
    let text = text("ARCHITECTURE.md");
    let is_rust = |word: &str| Path::new(word).extension().is_some_and(|extension| extension == "rs");
    let words = text.split(|letter: char| letter.is_whitespace() || "`,;:()".contains(letter));
    let paths: Vec<&str> = words.filter(|word| word.ends_with('/') || is_rust(word)).collect();
    assert!(paths.len() > 40, "{paths:?}");
    let folders = [
        "",
        "hatchet-compute-core/src",
        "hatchet-compute-macros/src",
        "hatchet-compute/src",
        "cargo-hatchet-compute/src",
    ];
    for path in paths {
        assert!(folders.iter().any(|folder| root().join(folder).join(path).exists()), "{path}");
    }
}

/// The page on binaries shows the workflow file that is there to be copied.
#[test]
fn the_page_on_binaries_shows_the_workflow_file() {
    let page = text("hatchet-compute/docs/binaries.md");
    assert!(page.contains(&format!("```yaml\n{}```", text("examples/deploy/.github/workflows/plan.yml"))));
}

/// The page on deployment shows the files that are there to be copied.
#[test]
fn the_page_on_deployment_shows_its_files() {
    let page = text("hatchet-compute/docs/deploy.md");
    let main = text("examples/deploy/src/main.rs");
    let (_, main) = main.split_once("fn main()").expect("there is a main");
    assert!(page.contains(&format!("```rust,ignore\nfn main(){main}```")));
    for (language, file) in [("dockerfile", "Dockerfile"), ("text", ".dockerignore")] {
        assert!(page.contains(&format!("```{language}\n{}```", text(&format!("examples/deploy/{file}")))), "{file}");
    }
}

/// The code on the page about engines is an excerpt of the example `orders`, which is compiled and run.
#[test]
fn the_page_on_engines_shows_the_example() {
    let page = text("hatchet-compute/docs/engine.md");
    let example = text("examples/src/bin/orders.rs");
    let blocks: Vec<&str> = page.split("```rust,ignore\n").skip(1).collect();
    assert_eq!(blocks.len(), 3);
    for block in blocks {
        let (code, _) = block.split_once("```").expect("a block ends");
        assert!(example.contains(code), "this is not in the example `orders`:\n{code}");
    }
}
