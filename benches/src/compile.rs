//! What a step costs the compiler: instructions and user time of the rustc call for a crate with many functions.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use crate::failed;
use crate::figures;
use crate::measure::{self, Unit, compilation};
use crate::sources::{self, Body, FIELDS, TYPES, function};

/// What is added to each function.
#[derive(Clone, Copy, PartialEq)]
enum Variant {
    Nothing,
    Floor,
    Alone,
    Step,
    Constant,
    Workflow,
    Tracing,
    Linkme,
    Inventory,
}

use Variant::{Alone, Constant, Floor, Inventory, Linkme, Nothing, Step, Tracing, Workflow};

const VARIANTS: [Variant; 9] = [Nothing, Floor, Alone, Step, Constant, Workflow, Tracing, Linkme, Inventory];

impl Variant {
    /// The name of the package with this many functions.
    fn package(self, functions: usize, body: Body) -> String {
        let name = match self {
            Nothing => "nothing",
            Floor => "returns_its_input",
            Alone => "step_alone",
            Step => "step_with_five_fields",
            Constant => "step_with_a_constant",
            Workflow => "workflows_of_20",
            Tracing => "tracing_instrument",
            Linkme => "linkme_element",
            Inventory => "inventory_submit",
        };
        match body {
            Body::Short => format!("{name}_{functions}"),
            Body::Long => format!("{name}_{functions}_long"),
        }
    }

    fn title(self) -> &'static str {
        match self {
            Nothing => "nothing",
            Floor => "an attribute that returns its input (the floor)",
            Alone => "`#[step]`",
            Step => "`#[step(compute(…))]`, the five fields",
            Constant => "`#[step(compute = CONST)]`",
            Workflow => "`#[workflow]`s of 20 such steps",
            Tracing => "`#[tracing::instrument(skip_all)]`",
            Linkme => "a linkme element for each",
            Inventory => "`inventory::submit!` for each",
        }
    }

    fn dependencies(self) -> String {
        match self {
            Nothing => String::new(),
            Floor => "floor = { path = \"../floor\" }".into(),
            Alone | Step | Constant | Workflow => sources::library(),
            Tracing => "tracing = \"0.1.44\"".into(),
            Linkme => "linkme = \"0.3.37\"".into(),
            Inventory => "inventory = \"0.3.25\"".into(),
        }
    }

    fn source(self, functions: usize, body: Body) -> String {
        let before = match self {
            Nothing | Tracing => String::new(),
            Floor => "use floor::step;\n".into(),
            Alone | Step => "use hatchet_compute::step;\n".into(),
            Constant => format!(
                "use hatchet_compute::{{Compute, compute, step}};\nconst SMALL: Compute = compute! {{ {FIELDS} }};\n"
            ),
            Workflow => "use hatchet_compute::{step, workflow};\n".into(),
            Linkme => "pub struct Name(pub &'static str);\n\
                       #[linkme::distributed_slice] pub static NAMES: [Name];\n"
                .into(),
            Inventory => "pub struct Name(pub &'static str);\ninventory::collect!(Name);\n".into(),
        };
        let mut source = format!("#![allow(dead_code)]\n{before}{TYPES}");
        for number in 0..functions {
            self.add(&mut source, number, body);
        }
        source
    }

    fn add(self, source: &mut String, number: usize, body: Body) {
        let plain = function(number, "", body);
        *source += &match self {
            Nothing => plain,
            Alone => format!("#[step]\n{plain}"),
            Floor | Step => format!("#[step(compute({FIELDS}))]\n{plain}"),
            Constant => format!("#[step(compute = SMALL)]\n{plain}"),
            Workflow => method(number, body),
            Tracing => format!("#[tracing::instrument(skip_all)]\n{plain}"),
            Linkme => format!(
                "{plain}const _: () = {{
    #[linkme::distributed_slice(NAMES)]
    static NAME: Name = Name(\"step_{number}\");
}};"
            ),
            Inventory => format!("{plain}inventory::submit!(Name(\"step_{number}\"));"),
        };
    }
}

/// A step of a workflow. Every twentieth begins a new workflow.
fn method(number: usize, body: Body) -> String {
    let workflow = number / 20;
    let begin = match number % 20 {
        0 => format!("pub struct W{workflow};\n#[workflow]\nimpl W{workflow} {{\n"),
        _ => String::new(),
    };
    let end = if number % 20 == 19 { "}\n" } else { "" };
    format!("{begin}#[step(compute({FIELDS}))]\n{}{end}", function(number, "&self, ", body))
}

/// Writes a crate for each combination of variant, size and body.
fn crates(name: &str, sizes: &[usize], bodies: &[Body], variants: &[Variant]) -> io::Result<PathBuf> {
    let mut kinds = Vec::new();
    for &size in sizes {
        for &body in bodies {
            kinds.extend(variants.iter().map(|&variant| (variant, size, body)));
        }
    }
    let packages = kinds.iter().map(|&(variant, size, body)| variant.package(size, body));
    let members: Vec<String> = packages.chain(["floor".to_owned()]).collect();
    let workspace = sources::workspace(name, &members)?;
    sources::floor(&workspace)?;
    for (variant, size, body) in kinds {
        let (dependencies, source) = (variant.dependencies(), variant.source(size, body));
        sources::package(&workspace, &variant.package(size, body), &dependencies, &source)?;
    }
    Ok(workspace)
}

fn instructions(workspace: &Path, variant: Variant, size: usize, body: Body) -> io::Result<f64> {
    eprintln!("counting instructions for {size} functions with {}", variant.title());
    compilation(workspace, "check", &variant.package(size, body), Unit::Instructions)
}

/// Measures and writes the table.
pub(crate) fn run() -> io::Result<()> {
    let workspace = crates("compile", &[300], &[Body::Short, Body::Long], &VARIANTS)?;
    let mut counts = Vec::new();
    for variant in VARIANTS {
        counts.push(instructions(&workspace, variant, 300, Body::Short)?);
    }
    let floor = counts[1];
    let times = |command: &str| {
        measure::medians::<9>(5, |index| {
            compilation(&workspace, command, &VARIANTS[index].package(300, Body::Short), Unit::UserTime)
        })
    };
    eprintln!("timing `cargo check` and `cargo build`");
    let (check, build) = (times("check")?, times("build")?);
    let mut table = String::from(
        "| added to each of 300 functions | instructions, `cargo check` | × floor | thousands above the floor, per function | \
         user time, `check`, × floor | `build`, × floor |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for (index, variant) in VARIANTS.into_iter().enumerate() {
        let _ = writeln!(
            table,
            "| {} | {:.3} G | {:.2} | {:.0} | {:.2} | {:.2} |",
            variant.title(),
            counts[index] / 1e9,
            counts[index] / floor,
            (counts[index] - floor) / 300.0 / 1e3,
            check[index] / check[1],
            build[index] / build[1],
        );
    }
    table += &longer(&workspace)?;
    figures::keep("compile", &table)
}

/// The same for longer functions, for the variants that have targets.
fn longer(workspace: &Path) -> io::Result<String> {
    let count = |variant| instructions(workspace, variant, 300, Body::Long);
    let floor = count(Floor)?;
    let mut table = String::from(
        "\n| the same, with functions 1.5 times as long | instructions, `cargo check` | × floor |\n| --- | --- | --- |\n",
    );
    for variant in [Floor, Step, Constant, Tracing] {
        let count = count(variant)?;
        let _ = writeln!(table, "| {} | {:.3} G | {:.2} |", variant.title(), count / 1e9, count / floor);
    }
    Ok(table)
}

/// Measures whether the cost of a step grows with the number of steps.
pub(crate) fn growth() -> io::Result<()> {
    let (variants, sizes) = ([Floor, Step, Constant], [300, 1000, 3000]);
    let workspace = crates("growth", &sizes, &[Body::Short], &variants)?;
    let mut table = String::from(
        "| on each function | thousands of instructions per function, from 300 to 1000 | from 1000 to 3000 | × | \
         thousands above the floor per function, for 300 | for 1000 | for 3000 |\n\
         | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let mut floors = [0.0; 3];
    for variant in variants {
        let mut counts = [0.0; 3];
        for (count, size) in counts.iter_mut().zip(sizes) {
            *count = instructions(&workspace, variant, size, Body::Short)?;
        }
        if variant == Floor {
            floors = counts;
        }
        let more = [(counts[1] - counts[0]) / 700.0, (counts[2] - counts[1]) / 2000.0];
        let beyond = [300.0, 1000.0, 3000.0]
            .into_iter()
            .zip(counts.into_iter().zip(floors))
            .map(|(size, (count, floor))| format!("{:.0}", (count - floor) / size / 1e3));
        let _ = writeln!(
            table,
            "| {} | {:.0} | {:.0} | {:.2} | {} |",
            variant.title(),
            more[0] / 1e3,
            more[1] / 1e3,
            more[1] / more[0],
            beyond.collect::<Vec<_>>().join(" | "),
        );
    }
    figures::keep("growth", &table)
}

/// The ceilings for continuous integration, as ratios to the floor at 100 functions. They are well above the measured
/// values, so that only a large regression fails.
const CEILINGS: [(Variant, f64); 3] = [(Step, 1.35), (Constant, 1.30), (Workflow, 1.45)];

/// A short version that fails above the ceilings.
pub(crate) fn check() -> io::Result<()> {
    let variants = [Floor, Step, Constant, Workflow];
    let workspace = crates("compile", &[100], &[Body::Short], &variants)?;
    let floor = instructions(&workspace, Floor, 100, Body::Short)?;
    for (variant, ceiling) in CEILINGS {
        let ratio = instructions(&workspace, variant, 100, Body::Short)? / floor;
        println!("{}: {ratio:.2} × the floor, at most {ceiling} allowed", variant.title());
        if ratio > ceiling {
            return Err(failed(format!("{} costs {ratio:.2} × the floor, more than {ceiling}", variant.title())));
        }
    }
    Ok(())
}
