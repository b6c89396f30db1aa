//! The body with which a plan is registered at Hatchet Cloud.

use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use crate::{Plan, Region, RuntimeConfig};

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

impl<'a> InfraAsCodeRequest<'a> {
    pub(crate) fn new(plan: &'a Plan) -> Self {
        Self { plan }
    }
}

impl Serialize for InfraAsCodeRequest<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let slots = self.plan.slots();
        let configs = self.plan.runtime_configs();
        let bodies: Vec<_> = configs
            .iter()
            .map(|config| Body { config, slots })
            .collect();
        let mut request = serializer.serialize_struct("InfraAsCodeRequest", 1)?;
        request.serialize_field("runtimeConfigs", &bodies)?;
        request.end()
    }
}

/// One runtime config as the API takes it. The pool is never sent: it has done its work by keeping steps apart.
struct Body<'a> {
    config: &'a RuntimeConfig,
    slots: u32,
}

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cpu_kind = self.config.compute().cpu_kind();
        let cpus = self.config.compute().cpus();
        let memory_mb = self.config.compute().memory_mb();
        let num_replicas = self.config.compute().num_replicas();
        let regions = self.config.compute().regions();
        let regions: Vec<&str> = regions.iter().map(Region::code).collect();
        let fields = if regions.is_empty() { 6 } else { 7 };
        let mut body = serializer.serialize_struct("RuntimeConfig", fields)?;
        body.serialize_field("actions", self.config.serializable_actions())?;
        body.serialize_field("cpuKind", cpu_kind.as_str())?;
        body.serialize_field("cpus", &cpus)?;
        body.serialize_field("memoryMb", &memory_mb)?;
        body.serialize_field("numReplicas", &num_replicas)?;
        if regions.is_empty() {
            body.skip_field("regions")?;
        } else {
            body.serialize_field("regions", &regions)?;
        }
        body.serialize_field("slots", &self.slots)?;
        body.end()
    }
}
