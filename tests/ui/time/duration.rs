//! 

use hatchet_compute::step;

#[step(timeout = "11")]
fn step1() {}

#[step(timeout = "")]
fn step2() {}

#[step(timeout = "1 m")]
fn step3() {}

#[step(timeout = "-5s")]
fn step4() {}

#[step(timeout = "5 minutes")]
fn step5() {}

#[step(timeout = "1h30")]
fn step6() {}

#[step(timeout = "1d")]
fn step7() {}

#[step(timeout = "9999999999999h")]
fn step8() {}

fn main() {}
