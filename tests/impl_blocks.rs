//! An impl block means with `#[workflow]` what it means without it, and a value what it means anywhere else, also when
//! they come out of a `macro_rules!`, whose fragments arrive in invisible groups.

use hatchet_compute::{step, workflow};

/// The same impl block for two types, for one of them with `#[workflow]`.
macro_rules! twins {
    ([$($workflow:tt)*] [$($step:tt)*] $type:ident) => {
        struct $type;
        block! {
            [$($workflow)*] [$($step)*] $type, 1 + 1, -3_i32, dyn Fn(u8) -> u8 + Send, &'static str, Vec<u8>,
            1 | 2, { 2 * 3 }, 'static, 'named, -2, pub(crate), const ITEM: u8 = 7;,
            true as u8, const { 5 } - two(1), Tr<u8>, constant! { MADE }
        }
    };
}

const fn two(number: u8) -> u8 {
    2 * number
}

trait Tr<T> {
    const OF: u8;
}

impl Tr<u8> for u8 {
    const OF: u8 = 9;
}

macro_rules! constant {
    ($name:ident) => {
        const $name: u8 = 8;
    };
}

#[derive(Debug, PartialEq)]
struct Number<const N: i32>;

macro_rules! block {
    (
        [$($workflow:tt)*] [$($step:tt)*] $type:ident, $sum:expr, $negative:expr, $object:ty, $text:ty, $list:ty,
        $either:pat, $block:block, $lifetime:lifetime, $named:lifetime, $minus:literal, $visibility:vis, $item:item,
        $cast:expr, $constant:expr, $trait:path, $made:item
    ) => {
        $($workflow)*
        #[allow(dead_code)]
        impl $type {
            $visibility const PRODUCT: i32 = 2 * $sum;
            const POWER: i32 = $negative.pow(2);
            const TEXT: $text = "text";
            $item
            const NOT: u8 = !$cast;
            const SHIFTED: u8 = $cast << 1;
            const IS_LESS: bool = $cast < 2;
            const COUNTED: u32 = $cast.count_ones();
            const LEFT: u8 = 10 - $constant;
            const ALONE: u8 = $constant;
            const OF_TRAIT: u8 = <u8 as $trait>::OF;
            $made
            const NESTED: [i32; 2] = [2 * $sum, { 3 * $sum }];

            $($step)*
            fn product(&self) -> i32 {
                2 * $sum
            }

            fn power() -> i32 $block

            fn array() -> [u8; <u8 as $trait>::OF as usize] {
                [1; 9]
            }

            fn negative() -> i32 {
                $negative.pow(2)
            }

            fn call(object: &$lifetime $object) -> u8 {
                object(1)
            }

            fn same<$named>(text: &$named str) -> &$named str {
                text
            }

            fn argument() -> Number<$minus> {
                Number
            }

            fn boxed(object: Box<$object>) -> Box<$object> {
                object
            }

            fn list() -> $list {
                <$list>::new()
            }

            fn either(number: u8) -> bool {
                matches!(number, $either)
            }

            $visibility fn length<const N: usize>() -> [u8; 2 * $sum] {
                [0; 2 * $sum]
            }
        }
    };
}

twins!([] [] Plain);
twins!([#[workflow]] [#[step]] Annotated);

macro_rules! same {
    ($($what:expr => $plain:expr, $annotated:expr;)*) => {
        $(assert_eq!($plain, $annotated, $what);)*
    };
}

#[test]
fn fragments_keep_their_meaning() {
    static ADD: fn(u8) -> u8 = |number| number + 1;
    same! {
        "an expression after an operator" => Plain::PRODUCT, Annotated::PRODUCT;
        "an expression before a method" => Plain::POWER, Annotated::POWER;
        "nested expressions" => Plain::NESTED, Annotated::NESTED;
        "an expression in a body" => Plain.product(), Annotated.product();
        "a block as a body" => Plain::power(), Annotated::power();
        "a negative number in a body" => Plain::negative(), Annotated::negative();
        "a type with a `+`" => Plain::call(&ADD), Annotated::call(&ADD);
        "a type in a box" => Plain::boxed(Box::new(ADD))(2), Annotated::boxed(Box::new(ADD))(2);
        "a lifetime" => Plain::same("text"), Annotated::same("text");
        "a negative argument" => Plain::argument(), Annotated::argument();
        "a type with a lifetime" => Plain::TEXT, Annotated::TEXT;
        "a type with arguments" => Plain::list(), Annotated::list();
        "a pattern" => Plain::either(2), Annotated::either(2);
        "a length" => Plain::length::<0>(), Annotated::length::<0>();
        "an item that is a call of a macro" => Plain::MADE, Annotated::MADE;
        "a cast after an operator" => Plain::NOT, Annotated::NOT;
        "a cast before a shift" => Plain::SHIFTED, Annotated::SHIFTED;
        "a cast in a comparison" => Plain::IS_LESS, Annotated::IS_LESS;
        "a cast before a method" => Plain::COUNTED, Annotated::COUNTED;
        "an expression that begins with `const`" => Plain::LEFT, Annotated::LEFT;
        "the same alone" => Plain::ALONE, Annotated::ALONE;
        "a trait with arguments" => Plain::OF_TRAIT, Annotated::OF_TRAIT;
        "a trait with arguments in a type" => Plain::array(), Annotated::array();
        "an item" => Plain::ITEM, Annotated::ITEM;
    }
    assert_eq!(Annotated::PRODUCT, 4);
    assert_eq!(Annotated::POWER, 9);
}

/// The same header for two types.
macro_rules! header {
    ([$($workflow:tt)*] [$($step:tt)*] $type:ident, $object:ty) => {
        struct $type<T>(T);
        $($workflow)*
        impl $type<&'static $object>
        where
            &'static $object: Sized,
        {
            $($step)*
            fn call(&self) -> u8 {
                (self.0)(1)
            }
        }
    };
}

header!([] [] PlainHeader, dyn Fn(u8) -> u8 + Sync);
header!([#[workflow]] [#[step]] AnnotatedHeader, dyn Fn(u8) -> u8 + Sync);

#[test]
fn a_header_keeps_its_meaning() {
    static ADD: fn(u8) -> u8 = |number| number + 1;
    static OBJECT: &(dyn Fn(u8) -> u8 + Sync) = &ADD;
    assert_eq!((PlainHeader(OBJECT).call(), AnnotatedHeader(OBJECT).call()), (2, 2));
}

/// Values of options that are made of fragments.
macro_rules! values {
    ($condition:expr, $yes:block, $no:block, $constant:expr, $trait:path) => {
        #[allow(dead_code)]
        #[step(name = "blocks", retries = if $condition $yes else $no)]
        fn blocks() {}

        #[allow(dead_code)]
        #[step(name = "constant", retries = 10 - $constant)]
        fn constant() {}

        #[allow(dead_code)]
        #[step(name = "of_trait", retries = <u8 as $trait>::OF as u32)]
        fn of_trait() {}
    };
}
values!(two(1) == 3, { 3 }, { 4 }, const { 5 } - 2, Tr<u8>);

#[allow(dead_code)]
struct Pair<A, B>(A, B);

impl<A, B> Pair<A, B> {
    const SEVEN: u32 = 7;
}

/// A path whose arguments are written as in a type.
macro_rules! path {
    ($path:path) => {
        #[allow(dead_code)]
        #[step(name = "path", retries = $path)]
        fn path() {}

        struct OfPath;

        #[workflow]
        impl OfPath {
            const RETRIES: u32 = $path;

            #[allow(dead_code)]
            #[step(name = "path_in_a_workflow", retries = OfPath::RETRIES)]
            fn step(&self) {}
        }
    };
}
path!(Pair < u8, u16 > ::SEVEN);

#[test]
fn values_keep_their_meaning() {
    let retries = |name| hatchet_compute::steps().iter().find(|step| step.name() == name).map(|step| step.retries());
    assert_eq!(["blocks", "constant", "of_trait"].map(retries), [Some(4), Some(7), Some(9)]);
    assert_eq!(["path", "path_in_a_workflow"].map(retries), [Some(7), Some(7)]);
}
