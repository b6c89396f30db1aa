//! Advice: what is valid but probably a mistake.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::autoscaling::Replicas;
use crate::compute::Compute;
use crate::duration::parse_duration;
use crate::field::{Field, Key, ScaleField};
use crate::kind::CpuKind;
use crate::limits::{API_MEMORY_MB_MIN, API_REGIONS_DATE, NUM_REPLICAS, TYPESCRIPT_MEMORY_MB_STEP};
use crate::message::joined;
use crate::region::Region;

/// One piece of advice on a valid [`Compute`], never an error. Displays on one line: what, why, and what to write.
///
/// ```
/// # use hatchet_compute_core as hatchet_compute;
/// use hatchet_compute::ComputeSpec;
///
/// let spec = ComputeSpec { cpu_kind: "shared", cpus: 1, memory_mb: 512, ..ComputeSpec::default() };
/// let advice = spec.check()?.advice().next().unwrap();
/// assert_eq!(advice.id(), "memory_below_api_minimum");
/// assert_eq!(
///     advice.to_string(),
///     "`memory_mb` is 512, but the API and the Python SDK currently require at least 1024 MB; use `memory_mb = 1024` or more",
/// );
/// # Ok::<(), hatchet_compute::Violations>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Advice {
    pub(crate) id: &'static str,
    pub(crate) field: &'static str,
    pub(crate) text: String,
    pub(crate) replacement: Option<String>,
}

impl Advice {
    /// The id of the advice: `region_not_in_api`, `fewer_replicas_than_regions`, `memory_below_api_minimum`,
    /// `memory_not_multiple_of_256` or `cpus_not_a_machine_size`. Only the macros give `cron_with_seconds`,
    /// `time_limit_of_nothing` and `event_with_blanks`.
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// The name of the field that the advice is on.
    pub const fn field(&self) -> &'static str {
        self.field
    }

    /// The first replacement that the advice names.
    #[doc(hidden)]
    pub fn replacement(&self) -> Option<&str> {
        self.replacement.as_deref()
    }
}

impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Compute {
    /// All advice on this compute, in the order of the fields: CPUs, memory, replicas, regions in code order.
    pub fn advice(&self) -> impl Iterator<Item = Advice> + use<> {
        let (field, most) = match self.replicas() {
            Replicas::Fixed(_) => (Field::NumReplicas.name(), *NUM_REPLICAS.end()),
            Replicas::Autoscaling(scaling) => (ScaleField::MinAwakeReplicas.name(), scaling.max_replicas()),
        };
        machine_size_advice(self.cpu_kind(), self.cpus(), self.memory_mb())
            .into_iter()
            .chain(memory_mb_advice(self.memory_mb()))
            .chain(replica_advice(field, self.num_replicas(), most, self.regions().len()))
            .chain(self.regions().into_iter().filter_map(region_advice))
    }
}

/// The advice on a region that the API's list does not have: a deployment would be rejected.
pub fn region_advice(region: Region) -> Option<Advice> {
    let nearest = region.nearest_accepted()?;
    let text = format!(
        "region `{region}` ({}) is not in the API's list of {API_REGIONS_DATE}; \
         the nearest accepted region is `{nearest}` ({})",
        region.location(),
        nearest.location(),
    );
    let replacement = Some(format!("{:?}", nearest.code()));
    Some(Advice { id: "region_not_in_api", field: "regions", text, replacement })
}

/// The advice on fewer machines than regions, except for 0 machines: some region would certainly be empty. `field` is the
/// name of the field with the number, and `most` its maximum.
pub fn replica_advice(field: &'static str, number: u32, most: u32, regions: usize) -> Option<Advice> {
    if number == 0 || number as usize >= regions {
        return None;
    }
    let replacement = Some(format!("{field} = {regions}")).filter(|_| regions <= most as usize);
    let more = replacement.as_ref().map(|more| format!("`{more}` or more, or ")).unwrap_or_default();
    let text = format!(
        "`{field}` is {number} for {regions} regions, so at least one region gets no machine; use {more}fewer regions"
    );
    Some(Advice { id: "fewer_replicas_than_regions", field, text, replacement })
}

/// The advice on memory below [`API_MEMORY_MB_MIN`], and on memory that is no multiple of [`TYPESCRIPT_MEMORY_MB_STEP`].
pub fn memory_mb_advice(memory_mb: u32) -> impl Iterator<Item = Advice> {
    let mut advice = Vec::new();
    if memory_mb < API_MEMORY_MB_MIN {
        let text = format!(
            "`memory_mb` is {memory_mb}, but the API and the Python SDK currently require at least \
             {API_MEMORY_MB_MIN} MB; use `memory_mb = {API_MEMORY_MB_MIN}` or more",
        );
        let replacement = Some(format!("memory_mb = {API_MEMORY_MB_MIN}"));
        advice.push(Advice { id: "memory_below_api_minimum", field: "memory_mb", text, replacement });
    }
    if memory_mb % TYPESCRIPT_MEMORY_MB_STEP != 0 {
        // Suggest only what the other advice accepts.
        let below = memory_mb - memory_mb % TYPESCRIPT_MEMORY_MB_STEP;
        let above = below.saturating_add(TYPESCRIPT_MEMORY_MB_STEP).max(API_MEMORY_MB_MIN);
        let accepted = [below, above].into_iter().filter(|mb| *mb >= API_MEMORY_MB_MIN);
        let replacement = accepted.clone().next().map(|mb| format!("memory_mb = {mb}"));
        let text = format!(
            "`memory_mb` is {memory_mb}, but the TypeScript SDK takes only multiples of \
             {TYPESCRIPT_MEMORY_MB_STEP}; use {}",
            joined(accepted.map(|mb| format!("`memory_mb = {mb}`")), "or"),
        );
        advice.push(Advice { id: "memory_not_multiple_of_256", field: "memory_mb", text, replacement });
    }
    advice.into_iter()
}

/// The advice on a time limit of zero, the text of this option.
pub fn time_limit_advice(field: &'static str, text: &str) -> Option<Advice> {
    if !parse_duration(text).is_ok_and(|time| time.is_zero()) {
        return None;
    }
    let text = format!(
        "`{field}` is `{text:?}`, which leaves no time at all; use `{field} = \"5m\"`, the engine's default, or \
         another duration",
    );
    let replacement = Some(format!("{field} = \"5m\""));
    Some(Advice { id: "time_limit_of_nothing", field, text, replacement })
}

/// The advice on an event key with spaces around it, which are part of the key.
pub fn event_advice(event: &str) -> Option<Advice> {
    let trimmed = event.trim();
    if trimmed == event || trimmed.is_empty() {
        return None;
    }
    let text = format!("the white space around the event `{event:?}` is part of its key; use `{trimmed:?}`");
    Some(Advice { id: "event_with_blanks", field: "on_events", text, replacement: Some(format!("{trimmed:?}")) })
}

/// The advice on a number of CPUs that is not in [`CpuKind::machine_cpus`]. The compiler does not warn about it.
pub fn machine_size_advice(cpu_kind: CpuKind, cpus: u32, memory_mb: u32) -> Option<Advice> {
    let mut sizes = cpu_kind.machine_cpus().to_vec();
    if sizes.contains(&cpus) {
        return None;
    }
    // Some sizes have no valid amount of memory.
    sizes.retain(|&size| cpu_kind.memory_mb_range(size).is_some());
    let all = joined(&sizes, "or");
    sizes.retain(|&size| cpu_kind.memory_mb_range(size).is_some_and(|range| range.contains(&memory_mb)));
    let above = sizes.partition_point(|&size| size < cpus);
    let nearest = &sizes[above.saturating_sub(1)..sizes.len().min(above + 1)];
    let instead = match joined(nearest.iter().map(|size| format!("`cpus = {size}`")), "or") {
        none if none.is_empty() => format!("none of these takes {memory_mb} MB, so change `memory_mb` too"),
        some => format!("use {some}"),
    };
    let text = format!("`cpus` is {cpus}, but {cpu_kind} machines come with {all} CPUs; {instead}");
    Some(Advice { id: "cpus_not_a_machine_size", field: "cpus", text, replacement: None })
}
