//! No file of a crate imports, by way of others, itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, iter};

use hatchet_compute_tests::documents::root;
use syn::{Item, UseTree};

/// The path of a module: `["source", "cargo"]`.
type Module = Vec<String>;

/// The modules of a crate that are files, without its root and its tests.
fn modules(source: &Path, folder: &Path) -> BTreeMap<Module, PathBuf> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("it is a folder") {
        let path = entry.expect("the folder can be read").path();
        if path.ends_with("src/tests") || path.ends_with("src/lib.rs") || path.ends_with("src/main.rs") {
            continue;
        }
        if path.is_dir() {
            found.extend(modules(source, &path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let module = path.with_extension("");
            let module = module.strip_prefix(source).expect("it is in the folder").iter();
            found.insert(module.map(|name| name.to_string_lossy().into_owned()).collect(), path);
        }
    }
    found
}

/// The paths in a `use`.
fn paths(tree: &UseTree) -> Vec<Module> {
    match tree {
        UseTree::Path(path) => {
            let first = path.ident.to_string();
            paths(&path.tree).into_iter().map(|rest| iter::once(first.clone()).chain(rest).collect()).collect()
        }
        UseTree::Group(group) => group.items.iter().flat_map(paths).collect(),
        UseTree::Name(name) => vec![vec![name.ident.to_string()]],
        UseTree::Rename(rename) => vec![vec![rename.ident.to_string()]],
        UseTree::Glob(_) => vec![Vec::new()],
    }
}

/// The modules whose items a module imports.
fn imports(module: &Module, file: &Path, modules: &BTreeMap<Module, PathBuf>) -> BTreeSet<Module> {
    let text = fs::read_to_string(file).expect("the file can be read");
    let items = syn::parse_file(&text).expect("it is Rust").items;
    let uses = items.iter().filter_map(|item| if let Item::Use(item) = item { Some(&item.tree) } else { None });
    let of_crate = uses.flat_map(paths).filter_map(|path| {
        let mut from = module.clone();
        let mut rest = path.as_slice();
        match rest.first()?.as_str() {
            "crate" => (from, rest) = (Vec::new(), &rest[1..]),
            "self" => rest = &rest[1..],
            // `super`, a module in this one, or another crate, of which no path leads to a file here.
            _ => {}
        }
        while rest.first().is_some_and(|name| name == "super") {
            from.pop();
            rest = &rest[1..];
        }
        let full = [from.as_slice(), rest].concat();
        (1..=full.len()).rev().map(|length| full[..length].to_vec()).find(|prefix| modules.contains_key(prefix))
    });
    of_crate.filter(|other| other != module).collect()
}

#[test]
fn no_imports_form_a_circle() {
    for package in ["hatchet-compute-core", "hatchet-compute-macros", "hatchet-compute", "cargo-hatchet-compute"] {
        let source = root().join(package).join("src");
        let modules = modules(&source, &source);
        let mut left: BTreeMap<_, _> =
            modules.iter().map(|(module, file)| (module, imports(module, file, &modules))).collect();
        assert!(left.values().any(|imports| !imports.is_empty()), "{package} has no imports");
        // Takes away what imports nothing that is left, until only circles are.
        loop {
            let before = left.len();
            let names: BTreeSet<Module> = left.keys().map(|&module| module.clone()).collect();
            left.retain(|_, imports| imports.iter().any(|other| names.contains(other)));
            if left.len() == before {
                break;
            }
        }
        assert!(left.is_empty(), "{package}: these import each other, or what does: {left:#?}");
    }
}
