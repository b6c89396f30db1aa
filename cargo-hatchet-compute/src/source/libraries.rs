//! The Rust libraries that a program links but does not contain: the `dylib`s, whose steps are in their own files.

/// Whether a library is a Rust library other than the standard library, judging by its name.
pub(super) fn is_rust_library(name: &str, needed: &[String]) -> bool {
    // Most system libraries have a version in their names: `libgcc_s.so.1`, `libSystem.B.dylib`.
    let stem = name.strip_suffix(".so").or(name.strip_suffix(".dylib")).unwrap_or_default();
    let is_plain = stem.starts_with("lib") && !stem.contains('.') && !["libc", "libm", "libdl"].contains(&stem);
    !is_standard(name) && (has_hash(name) || (is_plain && needed.iter().any(|name| is_standard(name))))
}

fn is_standard(name: &str) -> bool {
    let name = name.strip_prefix("lib").unwrap_or(name);
    (name.starts_with("std-") || name.starts_with("test-")) && has_hash(name)
}

/// Whether a name ends in `-` and the 16 digits that cargo and rustc write: `libstd-d1237ef7159db0a2.so`.
fn has_hash(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    hash.len() == 16 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::is_rust_library;

    #[test]
    fn names_of_rust_and_of_the_system() {
        let of_rust = |needed: &[&str]| {
            let needed: Vec<String> = needed.iter().map(|&name| name.to_owned()).collect();
            needed.iter().filter(|name| is_rust_library(name, &needed)).cloned().collect::<Vec<_>>().join(" ")
        };
        let std = "libstd-d1237ef7159db0a2.so";
        assert_eq!(of_rust(&["libshop.so", std, "libgcc_s.so.1", "libc.so.6"]), "libshop.so");
        assert_eq!(of_rust(&["libbevy_dylib-0123456789abcdef.so", "libc.so.6"]), "libbevy_dylib-0123456789abcdef.so");
        assert_eq!(of_rust(&[std, "libc.so.6"]), "");
        assert_eq!(of_rust(&["libz.so", "libc.so.6", "ld-linux-x86-64.so.2"]), "");
        let mac = ["libshop.dylib", "libstd-d1237ef7159db0a2.dylib", "libSystem.B.dylib", "libiconv.2.dylib"];
        assert_eq!(of_rust(&mac), "libshop.dylib");
        assert_eq!(of_rust(&["std-d1237ef7159db0a2.dll", "KERNEL32.dll", "ntdll.dll"]), "");
        assert_eq!(of_rust(&["shop-0123456789abcdef.dll", "KERNEL32.dll"]), "shop-0123456789abcdef.dll");
        assert_eq!(of_rust(&["", "-", ".so", "lib-é.so", "a-0123456789abcdeg.so"]), "");
    }
}
