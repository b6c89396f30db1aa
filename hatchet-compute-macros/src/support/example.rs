//! A value for each key, for the errors that know none better.

/// What may stand behind the `=` of a key.
pub(crate) fn of(key: &str) -> &'static str {
    match key {
        "cpu_kind" => "\"shared\"",
        "cpus" | "num_replicas" => "2",
        "memory_mb" => "1024",
        "regions" => "[\"ewr\"]",
        "pool" => "\"heavy\"",
        "compute" => "SMALL",
        "name" => "\"process_data\"",
        "timeout" => "\"11s\"",
        "retries" => "3",
        "on_events" => "[\"user:create\"]",
        "on_crons" => "[\"0 3 * * *\"]",
        "description" => "\"bills all orders of a day\"",
        "version" => "\"v1\"",
        "client" => "hatchet_client",
        "crate" => "::hatchet_compute",
        _ => "…",
    }
}
