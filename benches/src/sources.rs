//! Generates the measured crates in `target/benches`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The five fields that most steps have.
pub(crate) const FIELDS: &str =
    r#"cpu_kind = "shared", cpus = 2, memory_mb = 1024, num_replicas = 2, regions = ["ewr"]"#;

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The dependency on this library, as a line of a manifest.
pub(crate) fn library() -> String {
    let path = root().join("hatchet-compute");
    format!("hatchet-compute = {{ path = '{}' }}", path.display())
}

/// Writes a workspace for generated crates and returns its folder.
pub(crate) fn workspace(name: &str, members: &[String]) -> io::Result<PathBuf> {
    let folder = root().join("target/benches").join(name);
    fs::create_dir_all(&folder)?;
    let folder = folder.canonicalize()?;
    // The repository's lock file makes all runs compile the same versions.
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let members: Vec<String> = members.iter().map(|member| format!("{member:?}")).collect();
    write(&folder.join("Cargo.toml"), &format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", ")))?;
    Ok(folder)
}

/// Writes a library, or a program if the source has a `main`.
pub(crate) fn package(workspace: &Path, name: &str, dependencies: &str, source: &str) -> io::Result<()> {
    let folder = workspace.join(name);
    let manifest = format!(
        "[package]\nname = {name:?}\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n"
    );
    write(&folder.join("Cargo.toml"), &manifest)?;
    let file = if source.contains("fn main()") { "src/main.rs" } else { "src/lib.rs" };
    write(&folder.join(file), source)
}

/// Writes a macro crate whose attribute returns its input: the minimum cost of an attribute.
pub(crate) fn floor(workspace: &Path) -> io::Result<()> {
    let folder = workspace.join("floor");
    write(
        &folder.join("Cargo.toml"),
        "[package]\nname = \"floor\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\nproc-macro = true\n",
    )?;
    write(
        &folder.join("src/lib.rs"),
        "use proc_macro::TokenStream;\n\n#[proc_macro_attribute]\n\
         pub fn step(_: TokenStream, item: TokenStream) -> TokenStream {\n    item\n}\n",
    )
}

/// Writes a file only if it changed, so that cargo rebuilds only what changed.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    if fs::read_to_string(path).is_ok_and(|written| written == text) {
        return Ok(());
    }
    fs::write(path, text)
}

/// How long the functions are.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Body {
    /// About twelve million instructions each, as the targets assume.
    Short,
    /// 1.5 times as long.
    Long,
}

/// An async function like a typical step: it takes an input, loops, awaits and can fail.
pub(crate) fn function(number: usize, receiver: &str, body: Body) -> String {
    let body = match body {
        Body::Short => SHORT.to_owned(),
        Body::Long => LONG.replace("NUMBER", &number.to_string()),
    };
    format!(
        "pub async fn step_{number}({receiver}orders: Vec<Order>, limit: usize) -> Result<Summary, Refused> {{\n{body}}}\n"
    )
}

const SHORT: &str = "    let mut summary = Summary::default();
    for order in orders.iter().take(limit) {
        let total: u64 = order.lines.iter().map(|line| line.price).sum();
        summary.large.push((order.name.to_uppercase(), total));
        saved(&order.name).await?;
    }
    Ok(summary)
";

const LONG: &str = "    let mut summary = Summary::default();
    for order in orders.iter().filter(|order| !order.lines.is_empty()).take(limit) {
        let total: u64 = order.lines.iter().map(|line| line.price * u64::from(line.count)).sum();
        match total {
            0 => return Err(Refused { order: order.name.clone(), reason: format!(\"empty {}\", NUMBER) }),
            1..=1000 => summary.small += 1,
            _ => summary.large.push((order.name.to_uppercase(), total)),
        }
        saved(&order.name).await?;
    }
    summary.large.sort_by(|one, other| other.1.cmp(&one.1));
    Ok(summary)
";

/// The types that [`function`] uses.
pub(crate) const TYPES: &str = "
pub struct Line { pub price: u64, pub count: u32 }
pub struct Order { pub name: String, pub lines: Vec<Line> }
#[derive(Default)]
pub struct Summary { pub small: usize, pub large: Vec<(String, u64)> }
#[derive(Debug)]
pub struct Refused { pub order: String, pub reason: String }
pub async fn saved(name: &str) -> Result<(), Refused> {
    if name.is_empty() { Err(Refused { order: String::new(), reason: \"no name\".into() }) } else { Ok(()) }
}
";
