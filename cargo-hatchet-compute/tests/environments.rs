//! Programs that something other than cargo builds: the compiler is called with other variables, and on other paths.
//! What the macros write then, the program and the command read.

mod support;

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_hatchet_compute::binary;
use hatchet_compute::Plan;

const PROGRAM: &str = r#"
use hatchet_compute::{Plan, step, workflow};

#[step(compute(cpu_kind = "shared", cpus = 1, memory_mb = 1024))]
fn alone() {}

struct r#Match;

#[workflow(on_events = ["a=b", " \\n", "\u{0}ü\u{202e}"], description = "two\r\nlines\\", version = "=")]
impl r#Match {
    #[step(timeout = "1.5s", retries = 3)]
    fn r#type(&self) {}

    #[step(parents = [r#type])]
    fn last(&self) {}
}

fn main() {
    println!("{}", Plan::collect().unwrap());
}
"#;

/// The newest build of the library next to this test.
fn library() -> PathBuf {
    let this = env::current_exe().expect("this test has a path");
    let files = fs::read_dir(this.parent().expect("it is in a folder")).expect("its folder is read");
    let paths = files.map(|file| file.expect("its folder is read").path()).filter(|path| {
        let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
        name.starts_with("libhatchet_compute-") && path.extension() == Some(OsStr::new("rlib"))
    });
    let time = |path: &PathBuf| path.metadata().and_then(|metadata| metadata.modified()).expect("it has a time");
    paths.max_by_key(time).expect("cargo has built it")
}

/// `rustc` with the library, with these variables and without those of cargo.
fn rustc(variables: &[(&str, &str)], arguments: &[&OsStr]) {
    let library = library();
    let mut rustc = Command::new("rustc");
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("CARGO")) {
        rustc.env_remove(name);
    }
    let output = rustc
        .args(["--edition=2024", "-Adead_code", "-Anon_camel_case_types", "-L"])
        .arg(library.parent().expect("a folder"))
        .arg(format!("--extern=hatchet_compute={}", library.display()))
        .args(arguments)
        .envs(variables.iter().copied())
        .output()
        .expect("rustc runs");
    assert!(output.status.success(), "{variables:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Compiles the program at a path.
fn build(file: &Path, variables: &[(&str, &str)]) -> PathBuf {
    let folder = file.parent().expect("a folder");
    fs::create_dir_all(folder).expect("the folder is made");
    fs::write(file, PROGRAM).expect("it is written");
    let program = folder.join("program");
    let arguments = ["--crate-name=program", "-o"].map(OsStr::new);
    rustc(variables, &[&arguments[..], &[program.as_os_str(), file.as_os_str()]].concat());
    program
}

/// Checks that the program and both readers agree, and that a saved plan is the same.
fn assert_is_read(program: &Path) -> Plan {
    let records = binary::read_file(program).unwrap_or_else(|error| panic!("the program {error}"));
    let plan = Plan::from_records(records).expect("the steps make a plan");
    let own = Command::new(program).output().expect("the program runs");
    assert!(own.status.success(), "{own:?}");
    assert_eq!(String::from_utf8_lossy(&own.stdout), format!("{plan}\n"));
    support::assert_agrees_with_python(program);
    let folder = program.parent().expect("a folder");
    let run = |arguments: &[&str]| support::run_in(folder, arguments);
    assert_eq!(run(&["save", "plan.json", "./program"]).code, 0);
    let check = run(&["check", "--locked", "plan.json", "./program"]);
    assert_eq!((check.code, check.stderr.as_str()), (0, ""), "{check}");
    let json = run(&["plan", "--format", "json", "./program"]).stdout;
    fs::write(folder.join("places.json"), json).expect("it is written");
    let diff = run(&["diff", "places.json", "./program"]);
    assert_eq!(diff.code, 0, "{diff}");
    plan
}

#[test]
fn any_package() {
    let file = support::own_folder("environments").join("main.rs");
    let packages = [
        (None, None, ("", "")),
        (Some(""), Some(""), ("", "")),
        (Some("demo"), None, ("", "")),
        (None, Some("1.0.0"), ("", "")),
        (Some(" "), Some("\n"), ("", "")),
        (Some("demo"), Some("1.0.0"), ("demo", "1.0.0")),
        (Some("a\nb = \\n é"), Some("=1"), ("a\nb = \\n é", "=1")),
    ];
    for (name, version, expected) in packages {
        let name = name.map(|name| ("CARGO_PKG_NAME", name));
        let variables: Vec<_> = name.into_iter().chain(version.map(|version| ("CARGO_PKG_VERSION", version))).collect();
        let plan = assert_is_read(&build(&file, &variables));
        let location = plan.steps()[0].location();
        assert_eq!((location.package(), location.version()), expected, "{variables:?}");
        assert_eq!((location.file(), location.line()), (file.to_str().expect("it is UTF-8"), 5));
    }
}

#[test]
fn any_path() {
    let folder = support::own_folder("environments");
    for name in ["a b", "ü\u{202e}", "a:1:2", "a\nb", "back\\nslash", "=", "\"quoted\""] {
        let file = folder.join(name).join("main:7:8.rs");
        let (inside, outside) = (file.parent().expect("a folder").display().to_string(), "/none".to_owned());
        for (root, expected) in [(inside, "main:7:8.rs"), (outside, file.to_str().expect("it is UTF-8"))] {
            let plan = assert_is_read(&build(&file, &[("CARGO_MANIFEST_DIR", &root)]));
            assert_eq!(plan.steps()[0].location().file(), expected);
        }
    }
}

/// As a crate is into its unit tests, if one of their dependencies depends on it.
#[test]
fn a_crate_that_is_linked_twice() {
    let folder = support::own_folder("environments/twice");
    let write = |name: &str, text: &str| {
        let file = folder.join(name);
        fs::write(&file, text).expect("it is written");
        file
    };
    let library = write("linked.rs", PROGRAM);
    let program = write(
        "program.rs",
        "use {one as _, two as _}; fn main() { println!(\"{}\", hatchet_compute::Plan::collect().unwrap()); }",
    );
    let mut arguments = vec!["-o".into(), folder.join("program").into_os_string(), program.into_os_string()];
    for name in ["one", "two"] {
        let built = folder.join(format!("lib{name}.rlib"));
        let options = ["--crate-type=lib".to_owned(), format!("--crate-name={name}"), format!("-Cmetadata={name}")];
        let options = options.iter().map(OsStr::new);
        let paths = [OsStr::new("-o"), built.as_os_str(), library.as_os_str()];
        rustc(&[], &options.chain(paths).collect::<Vec<_>>());
        arguments.push(format!("--extern={name}={}", built.display()).into());
    }
    rustc(&[], &arguments.iter().map(|argument| argument.as_os_str()).collect::<Vec<_>>());
    let plan = assert_is_read(&folder.join("program"));
    assert_eq!(plan.steps().len(), 3);
}

/// The steps of a `dylib` are in its own file. The command says so, and the program finds what the documentation says.
#[test]
#[cfg(target_os = "linux")]
fn a_program_that_links_a_rust_dylib() {
    let folder = support::own_folder("environments/dylib");
    let compile = |name: &str, text: &str, arguments: &[&str]| {
        let file = folder.join(format!("{name}.rs"));
        fs::write(&file, text).expect("it is written");
        let folder =
            [OsStr::new("--out-dir"), folder.as_os_str(), OsStr::new("-L"), folder.as_os_str(), file.as_os_str()];
        let arguments = arguments.iter().map(OsStr::new);
        rustc(&[], &[OsStr::new("-Cprefer-dynamic")].into_iter().chain(arguments).chain(folder).collect::<Vec<_>>());
    };
    let step = "#[step(crate = hatchet, compute(cpu_kind = \"shared\", cpus = 1, memory_mb = 1024))]";
    let shop = format!("pub use hatchet_compute as hatchet; use hatchet::step; {step} pub fn in_the_library() {{}}");
    compile("shop", &shop, &["--crate-type=dylib"]);
    let main = "fn main() { for step in hatchet::steps() { print!(\"{} \", step.name()); } }";
    let with_step = format!("use shop::hatchet; use hatchet::step; {step} pub fn in_the_program() {{}} {main}");
    let library = format!("--extern=shop={}", folder.join("libshop.so").display());
    compile("with_step", &with_step, &[&library]);
    compile("without_step", &format!("use shop::hatchet; {main}"), &[&library]);
    compile("without_library", &PROGRAM.replace("r#Match", "Other"), &[]);

    let standard = Command::new("rustc").args(["--print", "target-libdir"]).output().expect("rustc runs").stdout;
    let standard = Path::new(str::from_utf8(&standard).expect("it is UTF-8").trim());
    let found = |program: &str| {
        let paths = env::join_paths([&folder, standard]).expect("paths");
        let output = Command::new(folder.join(program)).env("LD_LIBRARY_PATH", paths).output().expect("it runs");
        String::from_utf8(output.stdout).expect("it writes UTF-8")
    };
    assert_eq!(found("with_step"), "in_the_library ");
    assert_eq!(found("without_step"), "in_the_library ");

    let note = "the program links `libshop.so`: the steps of a Rust `dylib` are in its own file, not in this plan";
    let run = |arguments: &[&str]| support::run_in(&folder, arguments);
    for arguments in [
        &["plan"][..],
        &["plan", "--format", "json"],
        &["plan", "--format", "request"],
        &["plan", "--format", "mermaid"],
        &["save", "saved.json"],
    ] {
        let plan = run(&[arguments, &["./with_step"]].concat());
        assert!(plan.code == 0 && plan.stderr.contains(note) && !plan.stdout.contains("in_the_library"), "{plan}");
    }
    let check = run(&["check", "--deny-advice", "./with_step"]);
    assert!(check.code == 1 && check.stdout.contains(&format!("warning[linked_library]: {note}")), "{check}");
    assert_eq!(run(&["check", "--deny-advice", "--allow", "linked_library", "./with_step"]).code, 0);
    let without = run(&["plan", "./without_step"]);
    assert!(without.code == 1 && without.stderr.contains("which may have the steps: read `libshop.so`"), "{without}");
    // Neither the library itself, nor what links only the standard library.
    for program in ["libshop.so", "without_library"] {
        let plan = run(&["plan", program]);
        assert_eq!((plan.code, plan.stderr.as_str()), (0, ""), "{plan}");
    }
    // Where the file is not next to the program, the name tells.
    let alone = support::own_folder("environments/dylib_elsewhere");
    fs::copy(folder.join("with_step"), alone.join("with_step")).expect("it was built");
    assert!(support::run_in(&alone, &["plan", "./with_step"]).stderr.contains(note));
}
