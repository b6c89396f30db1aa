//! The body with which a plan is registered at Hatchet Cloud.

use hatchet_compute_core::Region;
use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use crate::plan::{Plan, RuntimeConfig};

/// The body of `POST /api/v1/cloud/infra-as-code/…`, made by [`Plan::request`].
///
/// Serializes to `{"runtimeConfigs":[…]}`, the keys of each always in the same order; the same plan always gives the
/// same bytes.
///
/// ```
/// use hatchet_compute::{Plan, Step, compute};
///
/// let small = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 };
/// let plan = Plan::from_steps([Step::new("orders", "load").with_compute(small)])?;
/// assert_eq!(
///     serde_json::to_string(&plan.request())?,
///     concat!(
///         r#"{"runtimeConfigs":[{"actions":["orders:load"],"cpuKind":"shared","cpus":1,"#,
///         r#""memoryMb":1024,"numReplicas":1,"slots":1}]}"#,
///     ),
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct InfraAsCodeRequest<'a> {
    plan: &'a Plan,
}

impl Plan {
    /// The body with which the plan is registered at Hatchet Cloud, to be serialized.
    #[must_use]
    pub fn request(&self) -> InfraAsCodeRequest<'_> {
        InfraAsCodeRequest { plan: self }
    }
}

impl Serialize for InfraAsCodeRequest<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let slots = self.plan.slots();
        let configs = self.plan.runtime_configs();
        let bodies: Vec<_> = configs.iter().map(|config| Body { config, slots }).collect();
        let mut request = serializer.serialize_struct("InfraAsCodeRequest", 1)?;
        request.serialize_field("runtimeConfigs", &bodies)?;
        request.end()
    }
}

/// One runtime config as the API takes it. The pool is not sent: all it does is keep steps apart.
struct Body<'a> {
    config: &'a RuntimeConfig,
    slots: u32,
}

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { config, slots } = self;
        let compute = config.compute();
        let regions: Vec<&str> = compute.regions().iter().map(Region::code).collect();
        let fields = if regions.is_empty() { 6 } else { 7 };
        let mut body = serializer.serialize_struct("RuntimeConfig", fields)?;
        body.serialize_field("actions", config.actions())?;
        body.serialize_field("cpuKind", compute.cpu_kind().as_str())?;
        body.serialize_field("cpus", &compute.cpus())?;
        body.serialize_field("memoryMb", &compute.memory_mb())?;
        body.serialize_field("numReplicas", &compute.num_replicas())?;
        if regions.is_empty() {
            body.skip_field("regions")?;
        } else {
            body.serialize_field("regions", &regions)?;
        }
        body.serialize_field("slots", slots)?;
        body.end()
    }
}
