//! Errors in an annotation leave what uses the function alone.

use hatchet_compute::step;

#[step(compute(cpu_kind = "shared"), nonsense = 3)]
pub async fn resize<T: Clone, const N: usize>(images: &[T; N]) -> Result<[T; N], std::fmt::Error> {
    Ok(images.clone())
}

fn main() {
    let _future = resize(&[1, 2, 3]);
}
