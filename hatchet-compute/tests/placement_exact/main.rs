//! Placement against exact fractions, against every placement there is, and against machines placed by chance.

mod chance;
mod fractions;
mod survivors;

use hatchet_compute::placement::{
    every_region_probability, expected_empty_regions, region_count_distribution, replicas_for,
};

use self::fractions::{SMALLEST, assert_exact, big, choices, placements_with_every_region, scaled, scaled_float};

fn numbers_of_replicas(regions: u32) -> [u32; 9] {
    [0, 1, 2, regions, regions + 1, 60, 150, 400, 1000]
}

#[test]
fn every_region_and_empty_regions_are_exact() {
    for regions in 1..=35 {
        for replicas in numbers_of_replicas(regions) {
            let what = format!("{replicas} over {regions}");
            let all = big(regions).pow(replicas);
            let every = placements_with_every_region(replicas, regions);
            let probability = every_region_probability(replicas, regions).unwrap();
            assert_exact(probability, &every, &all, SMALLEST, &what);

            let empty = big(regions - 1).pow(replicas) * regions;
            let expected = expected_empty_regions(replicas, regions).unwrap();
            assert_exact(expected, &empty, &all, SMALLEST, &what);
        }
    }
}

#[test]
fn one_part_in_a_million_million_is_noticed() {
    let (numerator, denominator) = (big(540), big(729));
    let wrong = 540.0 / 729.0 * (1.0 + 1e-12);
    let result = std::panic::catch_unwind(|| {
        assert_exact(wrong, &numerator, &denominator, SMALLEST, "wrong");
    });
    assert!(result.is_err());
}

#[test]
fn what_is_missing_to_certainty_is_exact() {
    for (replicas, regions) in [(30, 2), (60, 3), (400, 20), (1000, 35)] {
        let all = big(regions).pow(replicas);
        let missing = &all - placements_with_every_region(replicas, regions);
        let probability = every_region_probability(replicas, regions).unwrap();
        let what = format!("{replicas} over {regions}");
        assert_exact(1.0 - probability, &missing, &all, 53, &what);
    }
}

#[test]
fn distributions_of_a_region_are_exact() {
    for (replicas, regions) in [(0, 4), (1, 4), (7, 1), (13, 2), (100, 35), (1000, 3), (1000, 35)] {
        let distribution = region_count_distribution(replicas, regions).unwrap();
        assert_eq!(distribution.len(), replicas as usize + 1);
        assert!((distribution.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        let all = big(regions).pow(replicas);
        for (count, choices) in (0..=replicas).zip(choices(replicas)) {
            // For 1000 machines, now and then will do.
            if replicas == 1000 && count % 17 != 0 {
                continue;
            }
            let placements = choices * big(regions - 1).pow(replicas - count);
            let what = format!("{count} of {replicas} over {regions}");
            assert_exact(distribution[count as usize], &placements, &all, SMALLEST, &what);
        }
    }
}

#[test]
fn fewest_machines_are_exact() {
    for regions in 1..=35 {
        for coverage in [0.1, 0.5, 0.95, 0.99, 0.999] {
            let replicas = replicas_for(regions, coverage).unwrap();
            let reaches = |replicas| {
                let every = placements_with_every_region(replicas, regions);
                scaled(&every, &big(regions).pow(replicas)) >= scaled_float(coverage)
            };
            assert!(reaches(replicas), "{replicas} over {regions}: {coverage}");
            assert!(!reaches(replicas - 1), "{replicas} over {regions}: {coverage}");
        }
    }
}
