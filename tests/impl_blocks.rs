//! An impl block means with `#[workflow]` what it means without it, also when it comes out of a `macro_rules!`, whose
//! fragments arrive in invisible groups.

use hatchet_compute::{step, workflow};

/// The same impl block for two types, for one of them with `#[workflow]`.
macro_rules! twins {
    ([$($workflow:tt)*] [$($step:tt)*] $type:ident) => {
        struct $type;
        block! {
            [$($workflow)*] [$($step)*] $type, 1 + 1, -3_i32, dyn Fn(u8) -> u8 + Send, &'static str, Vec<u8>,
            1 | 2, { 2 * 3 }, 'static, 'named, -2, pub(crate), const ITEM: u8 = 7;
        }
    };
}

#[derive(Debug, PartialEq)]
struct Number<const N: i32>;

macro_rules! block {
    (
        [$($workflow:tt)*] [$($step:tt)*] $type:ident, $sum:expr, $negative:expr, $object:ty, $text:ty, $list:ty,
        $either:pat, $block:block, $lifetime:lifetime, $named:lifetime, $minus:literal, $visibility:vis, $item:item
    ) => {
        $($workflow)*
        #[allow(dead_code)]
        impl $type {
            $visibility const PRODUCT: i32 = 2 * $sum;
            const POWER: i32 = $negative.pow(2);
            const TEXT: $text = "text";
            $item
            const NESTED: [i32; 2] = [2 * $sum, { 3 * $sum }];

            $($step)*
            fn product(&self) -> i32 {
                2 * $sum
            }

            fn power() -> i32 $block

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
        "an item" => Plain::ITEM, Annotated::ITEM;
    }
    assert_eq!(Annotated::PRODUCT, 4);
    assert_eq!(Annotated::POWER, 9);
}
