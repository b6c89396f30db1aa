//! "Did you mean": the word of a list that is nearest to the one that was written.

use alloc::vec::Vec;

/// The nearest of `candidates`, if one is near enough to be what was meant.
///
/// A word is near if it contains the written one (`memory` for `memory_mb`), if both begin alike (`retry` for
/// `retries`), or if at most a third of its letters differ; between `_`, each part by itself (`min_replica` is not
/// `max_replicas`). A wrong suggestion would be worse than none.
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    // Files may have texts of any length.
    let candidates = candidates.into_iter().filter(|candidate| written.len() <= 4 * candidate.len());
    let near = candidates.filter_map(|candidate| {
        let lower = candidate.to_lowercase();
        let contains = written.len() >= 3 && lower.contains(&written);
        (contains || is_near(&written, &lower)).then(|| (!contains, distance(&written, &lower), candidate))
    });
    near.min_by_key(|(lacks, distance, _)| (*lacks, *distance)).map(|(.., candidate)| candidate)
}

fn is_near(written: &str, candidate: &str) -> bool {
    let (parts, others) = (written.split('_'), candidate.split('_'));
    if written.contains('_') && parts.clone().count() == others.clone().count() {
        return parts.zip(others).all(|(part, other)| distance(part, other) < 2 || is_near(part, other));
    }
    let (letters, distance) = (written.chars().count().max(candidate.chars().count()), distance(written, candidate));
    let common = written.chars().zip(candidate.chars()).take_while(|(left, right)| left == right).count();
    distance * 3 <= letters || common >= 4 && distance * 2 <= letters && !written.contains('_')
}

/// How many letters have to be inserted, deleted, replaced, or swapped with their neighbour (optimal string alignment).
pub(crate) fn distance(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut rows: Vec<Vec<usize>> = [(0..=right.len()).collect()].into();
    for (i, a) in left.iter().enumerate() {
        let mut row = Vec::from([i + 1]);
        for (j, b) in right.iter().enumerate() {
            let replaced = rows[i][j] + usize::from(a != b);
            let mut least = replaced.min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[left.len()][right.len()]
}
