//! The words that other systems use for our keys, and for what our annotations do not have.

use alloc::string::String;

/// The meaning of a key that is not one of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The same as this key.
    Key(&'static str),
    /// This key, for a value that is a number in this unit.
    In(&'static str, &'static str),
    /// Something that annotations do not have, with what to use instead.
    Other(&'static str),
}

/// Our keys, each with the words for it in the spelling of [`normalized_key`]; with a unit if the words name one.
const KEYS: &str = "
cpu_kind <- kind cpu_type cpu_class machine_kind performance_class
cpus <- cpu core cores vcpu vcpus v_cpu v_cpus cpu_cores cpu_count num_cpu num_cpus n_cpus ncpus nproc processors
    cpu_limit cpu_request num_cores
memory_mb <- memory ram mem memory_mib mem_mb ram_mb memory_size memory_limit memory_limit_mb memory_in_mb
    memory_megabytes max_memory mem_limit memory_request memorymb mb
memory_mb=GB <- memory_gb memory_gib mem_gb ram_gb memory_in_gb memory_gigabytes gb
num_replicas <- count instances replica replicas num_instances instance_count replica_count machines num_machines
    machine_count desired_count desired_capacity number_of_replicas nodes num_nodes node_count workers num_workers scale
regions <- region location locations zone zones availability_zone availability_zones datacenter datacenters
    primary_region
pool <- pool_name worker_pool machine_pool node_pool
compute <- resources limits requests machine_spec requirements
name <- step_name task_name workflow_name dag_id task_id id
timeout <- execution_timeout time_limit task_timeout start_to_close_timeout max_duration
timeout=ms <- timeout_ms timeout_millis timeout_milliseconds
timeout=s <- timeout_s timeout_sec timeout_secs timeout_seconds active_deadline_seconds
timeout=m <- timeout_m timeout_min timeout_mins timeout_minutes
timeout=h <- timeout_h timeout_hours
retries <- retry max_retries num_retries retry_count retry_limit backoff_limit
parents <- depends_on depends after needs dependencies requires upstream run_after parent follows previous
on_crons <- schedule schedules cron crons on_cron cron_schedule cron_trigger cron_triggers cron_expression crontab
    schedule_interval on_schedule timetable
on_events <- event events on_event event_trigger event_triggers event_keys topics
on_failure <- on_error on_failure_callback failure_handler error_handler
description <- desc doc summary about
client <- sdk hatchet hatchet_client
crate <- krate crate_path crate_name
schedule_timeout <- scheduling_timeout schedule_to_start_timeout schedule_to_close_timeout queue_timeout start_timeout
    expires wait_timeout
autoscaling <- autoscale auto_scaling auto_scale scaling
max_replicas <- max_instances max_machines max_workers max_count max_scale max_size max maximum
min_awake_replicas <- min_replicas min_replica min_instances min_machines min_workers min_count min_scale min_size min
    minimum min_awake
cron_input <- cron_inputs cron_payload
";

/// What to use instead of something that our annotations do not have, with the words for it.
const OTHERS: &str = r#"
`on_events` takes the keys of events, and `on_crons` cron expressions <- on on_ trigger triggers
list the earlier step in the `parents` of the later one <- before downstream next children
put the time zone at the start of the cron expression, for example `on_crons = ["TZ=Europe/Berlin 0 3 * * *"]` <-
    timezone time_zone tz cron_tz cron_timezone
`retries` counts the attempts after the first, for example `retries = 2` for three attempts <-
    attempts max_attempts maximum_attempts tries max_tries retry_policy
for example `compute(…, autoscaling(max_replicas = 10, min_awake_replicas = 1))` <- autoscaler hpa target_utilization
Hatchet Cloud has had no machines with GPUs since 1 August 2026; leave this key out <-
    gpu gpus gpu_kind gpu_type gpu_count num_gpus accelerator accelerators
describe the machine with `cpu_kind`, `cpus` and `memory_mb` in `compute(…)` <-
    instance instance_type machine machine_type machine_size size vm vm_size preset flavor tier sku cpu_units millicores
slots belong to the worker, not to a step: set them with `Plan::with_slots` <- slots max_slots
there are no queues to choose from; to run steps on separate machines, give them a different `pool` <-
    queue queue_name task_queue
leave this key out, and set it on the service in Hatchet Cloud: steps do not have it <-
    env environment env_vars secrets image docker_image container disk disk_gb disk_mb storage volume volumes
    ephemeral_storage dockerfile command ports port
annotations do not have it; with a `client`, set it in the step's `configure`, or on the workflow that `declare` returns <-
    concurrency max_concurrency max_concurrent concurrency_limit max_runs max_active_runs rate_limit rate_limits
    priority default_priority labels worker_labels desired_worker_labels affinity node_selector conditions wait_for
    skip_if cancel_if backoff backoff_factor backoff_max_seconds retry_delay retry_backoff on_success idempotency
    eviction_policy backoff_max max_backoff retry_backoff_factor retry_max_delay ratelimit label weight weights
    condition wait_until sleep sleep_for concurrency_key limit_strategy idempotency_key on_timeout retry_if retry_on
    schedule_in schedule_at schedule_delay
annotations do not have it; with a `client`, add such a task to the workflow that `declare` returns <-
    durable is_durable durable_task batch batch_size batch_max_size batch_interval batch_group_key
annotations do not have it; with a `client`, set it on the workflow that `declare` returns, but then steps run on any machine (set other options of a step in `configure`) <-
    sticky sticky_strategy
`memory_mb` is the memory of the whole machine <- memory_per_cpu memory_mb_per_cpu mem_per_cpu
`memory_mb` is in MB (1 GB is 1024 MB) <- memory_bytes memory_kb memory_kib memory_b mem_bytes mem_kb
there is no equivalent here; leave this key out <-
    trigger_rule heartbeat_timeout soft_time_limit start_date end_date catchup input input_type output delay eta
    countdown cache tags depends_on_past deadline ttl
"#;

/// What a key in the spelling of [`normalized_key`] means in other systems.
///
/// ```
/// use hatchet_compute_core::{Meaning, meaning_of};
///
/// assert_eq!(meaning_of("cores"), Some(Meaning::Key("cpus")));
/// assert_eq!(meaning_of("timeout_minutes"), Some(Meaning::In("timeout", "m")));
/// ```
pub fn meaning_of(key: &str) -> Option<Meaning> {
    if let Some(ours) = find(KEYS, key) {
        return Some(ours.split_once('=').map_or(Meaning::Key(ours), |(ours, unit)| Meaning::In(ours, unit)));
    }
    find(OTHERS, key).map(Meaning::Other)
}

/// The text before the `<-` that the word follows.
fn find(table: &'static str, word: &str) -> Option<&'static str> {
    let mut meaning = "";
    for line in table.lines() {
        let (before, words) = line.split_once(" <-").unwrap_or((meaning, line));
        meaning = before;
        if words.split_whitespace().any(|other| other == word) {
            return Some(meaning);
        }
    }
    None
}

/// A key in our spelling: `cpuKind`, `cpu-kind`, `"cpu_kind"` and `compute.cpu_kind` are all `cpu_kind`.
pub fn normalized_key(written: &str) -> String {
    let last = written.rsplit(['.', ':']).next().unwrap_or(written).trim_matches(['"', ' ']);
    let last = last.strip_prefix("r#").unwrap_or(last);
    let mut plain = String::new();
    let mut before = ' ';
    for letter in last.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            plain.push('_');
        }
        plain.extend(if letter == '-' || letter == ' ' { '_' } else { letter }.to_lowercase());
        before = letter;
    }
    plain
}
