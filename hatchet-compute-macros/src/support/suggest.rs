//! "Did you mean": the word of a list that is nearest to the one that was written.

/// The nearest of `candidates`, if one is near enough to be what was meant.
///
/// Near is a word that holds the written one (`memory` for `memory_mb`) or is held by it, one that begins alike
/// (`retry` for `retries`), or one that is at most a third of its letters away. A far word gives nothing: a wrong
/// suggestion is worse than none.
pub(crate) fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let written = written.to_lowercase();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let distance = strsim::damerau_levenshtein(&written, candidate);
            let letters = written.chars().count().max(candidate.chars().count());
            let held = written.len() >= 3
                && (candidate.contains(&*written) || written.contains(candidate));
            let alike = strsim::jaro_winkler(&written, candidate) > 0.87;
            (held || alike || distance * 3 <= letters).then_some((distance, candidate))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// "`a`, `b` or `c`", with the last two joined by `word`.
pub(crate) fn listed<'a>(words: impl IntoIterator<Item = &'a str>, word: &str) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [rest @ .., last] => format!("{} {word} {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{listed, nearest};

    const KEYS: [&str; 6] = [
        "cpu_kind",
        "cpus",
        "memory_mb",
        "num_replicas",
        "regions",
        "pool",
    ];

    #[test]
    fn a_near_word_is_found() {
        for (written, meant) in [
            ("cpu", "cpus"),
            ("memory", "memory_mb"),
            ("memry_mb", "memory_mb"),
            ("replicas", "num_replicas"),
            ("region", "regions"),
            ("kind", "cpu_kind"),
            ("CPUS", "cpus"),
            ("pools", "pool"),
            ("memoryMb", "memory_mb"),
        ] {
            assert_eq!(nearest(written, KEYS), Some(meant), "{written}");
        }
        assert_eq!(nearest("retry", ["timeout", "retries"]), Some("retries"));
    }

    #[test]
    fn a_far_word_is_not() {
        for written in ["gpu_kind_of_machine", "timeout", "x", "", "ü"] {
            assert_eq!(nearest(written, KEYS), None, "{written}");
        }
    }

    #[test]
    fn words_are_listed_as_a_sentence_has_them() {
        assert_eq!(listed(["a"], "and"), "`a`");
        assert_eq!(listed(["a", "b"], "and"), "`a` and `b`");
        assert_eq!(listed(["a", "b", "c"], "or"), "`a`, `b` or `c`");
    }
}
