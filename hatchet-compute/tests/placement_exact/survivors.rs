//! What is left when regions are lost.

use hatchet_compute::placement::{Lost, survivors_probability};
use num_bigint::BigUint;

use crate::fractions::{SMALLEST, assert_exact, big, choices, factorial, placements_with_every_region};

#[test]
fn survivors_of_given_regions_are_exact() {
    for (replicas, regions, lost) in [(1, 2, 1), (20, 5, 4), (300, 35, 3), (1000, 35, 34), (1000, 7, 2)] {
        let all = big(regions).pow(replicas);
        let mut placements = big(0);
        for (count, choices) in (0..=replicas).rev().zip(choices(replicas)) {
            placements += choices * big(regions - lost).pow(count) * big(lost).pow(replicas - count);
            if count % (replicas / 20 + 1) == 0 {
                let what = format!("{count} of {replicas} without {lost} of {regions}");
                let probability = survivors_probability(replicas, regions, lost, count, Lost::Given).unwrap();
                assert_exact(probability, &placements, &all, SMALLEST, &what);
            }
        }
    }
}

/// How many placements leave exactly how many machines, for each number of worst-hit and of given regions lost.
struct Left {
    worst: Vec<Vec<u32>>,
    given: Vec<Vec<u32>>,
}

fn count_all_placements(replicas: u32, regions: u32) -> Left {
    let (rows, columns) = (regions as usize + 1, replicas as usize + 1);
    let mut left = Left { worst: vec![vec![0; columns]; rows], given: vec![vec![0; columns]; rows] };
    for placement in 0..regions.pow(replicas) {
        let mut counts = vec![0; regions as usize];
        let mut rest = placement;
        for _ in 0..replicas {
            counts[(rest % regions) as usize] += 1;
            rest /= regions;
        }
        for lost in 0..rows {
            left.given[lost][counts[lost..].iter().sum::<usize>()] += 1;
        }
        counts.sort_unstable_by(|one, other| other.cmp(one));
        for lost in 0..rows {
            left.worst[lost][counts[lost..].iter().sum::<usize>()] += 1;
        }
    }
    left
}

#[test]
fn survivors_in_all_placements() {
    for (regions, most) in [(1, 9), (2, 12), (3, 8), (4, 7), (5, 6), (6, 5), (9, 4), (20, 3)] {
        for replicas in 0..=most {
            let left = count_all_placements(replicas, regions);
            let all = f64::from(regions.pow(replicas));
            for lost in 0..=regions {
                for survivors in 0..=replicas {
                    for (counts, which) in [(&left.worst, Lost::Worst), (&left.given, Lost::Given)] {
                        let enough: u32 = counts[lost as usize][survivors as usize..].iter().sum();
                        let expected = f64::from(enough) / all;
                        let probability = survivors_probability(replicas, regions, lost, survivors, which).unwrap();
                        assert!(
                            (probability - expected).abs() <= 1e-14,
                            "{survivors} of {replicas} without {lost} of {regions}, {which:?}: \
                             {probability} is not {expected}"
                        );
                    }
                }
            }
        }
    }
}

/// All ways to write `total` as `parts` numbers, the largest first, none above `most`.
fn partitions(total: u32, parts: u32, most: u32) -> Vec<Vec<u32>> {
    if parts == 0 {
        return if total == 0 { vec![vec![]] } else { vec![] };
    }
    let mut all = Vec::new();
    for first in total.div_ceil(parts)..=total.min(most) {
        for mut rest in partitions(total - first, parts - 1, first) {
            rest.insert(0, first);
            all.push(rest);
        }
    }
    all
}

#[test]
fn survivors_of_the_worst_in_all_partitions() {
    let factorials: Vec<BigUint> = (0..=150).map(factorial).collect();
    for (replicas, regions) in [(150, 4), (60, 3), (40, 5), (24, 8), (18, 12), (14, 35), (12, 64)] {
        let mut left = vec![vec![big(0); replicas as usize + 1]; regions as usize + 1];
        for counts in partitions(replicas, regions, replicas) {
            // The machines among the regions, times the orders of the regions.
            let mut placements = &factorials[replicas as usize] * &factorials[regions as usize];
            for count in &counts {
                placements /= &factorials[*count as usize];
            }
            for tie in counts.chunk_by(|one, other| one == other) {
                placements /= &factorials[tie.len()];
            }
            for lost in 0..=regions as usize {
                left[lost][counts[lost..].iter().sum::<u32>() as usize] += &placements;
            }
        }
        let all = big(regions).pow(replicas);
        for lost in 0..=regions {
            let mut enough = big(0);
            for survivors in (0..=replicas).rev() {
                enough += &left[lost as usize][survivors as usize];
                let probability = survivors_probability(replicas, regions, lost, survivors, Lost::Worst).unwrap();
                let what = format!("{survivors} of {replicas} without {lost} of {regions}");
                assert_exact(probability, &enough, &all, SMALLEST, &what);
            }
            assert_eq!(enough, all);
        }
    }
}

/// In how many placements no region has more than `most` machines: one more machine can go anywhere but into a region
/// that is full.
fn placements_with_at_most(most: u32, replicas: u32, regions: u32) -> BigUint {
    let width = replicas as usize + 1;
    // No region, and as many machines as the index.
    let mut fewer = vec![big(0); width];
    fewer[0] = big(1);
    // The ways to choose the machines of the full region, from as many as the index.
    let mut full = vec![big(0); width];
    full[most as usize] = big(1);
    for machines in most + 1..=replicas {
        full[machines as usize] = &full[machines as usize - 1] * machines / (machines - most);
    }
    for region in 1..=regions {
        let mut placements = vec![big(1)];
        for machines in 0..width - 1 {
            let mut next = &placements[machines] * region;
            if let Some(others) = machines.checked_sub(most as usize) {
                next -= &full[machines] * &fewer[others] * region;
            }
            placements.push(next);
        }
        fewer = placements;
    }
    fewer.pop().unwrap()
}

#[test]
fn survivors_of_the_worst_are_exact_with_many_machines() {
    for (replicas, regions, in_the_worst) in [
        (1000, 35, [29, 36, 45, 70]),
        (1000, 20, [52, 64, 80, 120]),
        (1000, 2, [500, 510, 540, 600]),
        (333, 34, [11, 16, 20, 40]),
        (1000, 64, [17, 25, 32, 50]),
    ] {
        let all = big(regions).pow(replicas);
        for most in in_the_worst {
            let placements = placements_with_at_most(most, replicas, regions);
            let probability = survivors_probability(replicas, regions, 1, replicas - most, Lost::Worst).unwrap();
            let what = format!("at most {most} of {replicas} over {regions}");
            assert_exact(probability, &placements, &all, SMALLEST, &what);
        }
    }
}

#[test]
fn one_survivor_without_all_but_one_region_is_every_region() {
    for regions in 2..=35 {
        for replicas in [regions, 60, 150, 1000] {
            let all = big(regions).pow(replicas);
            let every = placements_with_every_region(replicas, regions);
            let probability = survivors_probability(replicas, regions, regions - 1, 1, Lost::Worst).unwrap();
            assert_exact(probability, &every, &all, SMALLEST, &format!("{replicas} over {regions}"));
        }
    }
}
