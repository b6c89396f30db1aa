//! The recurrences: machines placed one after the other, and regions by their counts.

/// The probability that each of some regions has at least one machine.
pub(super) fn every_region(replicas: u32, regions: u32) -> f64 {
    let mut occupied = start(regions);
    for _ in 0..replicas {
        place(&mut occupied, regions, |occupied| regions - occupied);
    }
    at_least(&occupied, regions)
}

/// The distribution of the number of machines in `some` regions together.
pub(super) fn machines_in(some: u32, replicas: u32, regions: u32) -> Vec<f64> {
    let mut machines = start(replicas);
    for placed in 1..=replicas as usize {
        place(&mut machines[..=placed], regions, |_| some);
    }
    machines
}

/// The distribution of a counter from 0 to `most` before any machine is placed.
fn start(most: u32) -> Vec<f64> {
    let mut distribution = vec![0.0; most as usize + 1];
    distribution[0] = 1.0;
    distribution
}

/// Places one machine, which raises a counter from `j` to `j + 1` if it lands in one of `raising(j)` regions.
fn place(distribution: &mut [f64], regions: u32, raising: impl Fn(u32) -> u32) {
    let share = |some: u32| f64::from(some) / f64::from(regions);
    let mut from_below = 0.0;
    for (count, probability) in (0..).zip(distribution) {
        let raising = raising(count);
        let raised = *probability * share(raising);
        *probability = *probability * share(regions - raising) + from_below;
        from_below = raised;
    }
}

/// The probability that a counter is at least `least`.
pub(super) fn at_least(distribution: &[f64], least: u32) -> f64 {
    let (less, rest) = distribution.split_at(least as usize);
    let probability: f64 = rest.iter().sum();
    if probability < 0.5 {
        return probability;
    }
    // Near 1, the rounding errors of the small rest weigh less.
    1.0 - less.iter().sum::<f64>()
}

/// The probability that at least `survivors` machines are left without the `lost` regions that have the most. No
/// argument is 0, and not all regions are lost.
///
/// Multinomial counts are independent counts with the Poisson distribution, given their sum. So each term is a product
/// of Poisson probabilities, and the probability of the sum divides the result.
pub(super) fn survive_worst(replicas: u32, regions: u32, lost: u32, survivors: u32) -> f64 {
    let kept = regions - lost;
    // By number of regions with at most `count` machines, and by number of machines in them.
    let mut terms = vec![vec![0.0; replicas as usize + 1]; regions as usize + 1];
    terms[0][0] = 1.0;
    for (count, probability) in (0..=replicas).zip(poisson(replicas, regions)) {
        for filled in (1..=regions).rev() {
            let (fewer, same) = terms.split_at_mut(filled as usize);
            // Of the regions that have not fewer machines, `tied` have just as many, with probability
            // `C(regions - before, tied) probabilityᵗⁱᵉᵈ`.
            let mut chance = 1.0;
            for tied in 1..=filled {
                let before = filled - tied;
                chance *= probability * f64::from(regions - before) / f64::from(tied);
                // All others have at least one machine more.
                let others = (regions - filled) * (count + 1);
                let Some(most) = replicas.checked_sub(tied * count + others) else {
                    break;
                };
                // With these, the regions that are not lost are known: those before, and some of the tied ones.
                let fewest =
                    if before < kept && kept <= filled { survivors.saturating_sub((kept - before) * count) } else { 0 };
                let (from, to) = (&fewer[before as usize], &mut same[0]);
                for machines in fewest..=most {
                    to[(machines + tied * count) as usize] += chance * from[machines as usize];
                }
            }
        }
    }
    let of_sum = poisson(replicas, 1)[replicas as usize];
    (terms[regions as usize][replicas as usize] / of_sum).min(1.0)
}

/// The Poisson distribution with mean `machines / regions`, up to a count beyond which nothing is left.
///
/// `P(c + 1) / P(c) = mean / (c + 1)`, from the most probable count outwards, so that nothing overflows.
fn poisson(machines: u32, regions: u32) -> Vec<f64> {
    let mode = machines / regions;
    let ratio = |count: u32| f64::from(machines) / (f64::from(regions) * f64::from(count + 1));
    let mut weights = vec![1.0; 2 * machines as usize + 100];
    for (count, next) in (mode..).zip(mode as usize + 1..weights.len()) {
        weights[next] = weights[next - 1] * ratio(count);
    }
    for count in (0..mode).rev() {
        weights[count as usize] = weights[count as usize + 1] / ratio(count);
    }
    let sum: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / sum).collect()
}
