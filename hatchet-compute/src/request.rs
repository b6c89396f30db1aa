//! The request body that registers a plan with Hatchet Cloud.

use hatchet_compute_core::{Autoscaling, Field, Key, Replicas, ScaleField};
use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use crate::plan::{Plan, RuntimeConfig};

/// The body of `POST /api/v1/cloud/infra-as-code/…`, made by [`Plan::request`].
///
/// Serializes to `{"runtimeConfigs":[…]}`; the same plan always gives the same bytes.
///
/// ```
/// use hatchet_compute::{Plan, Step, compute};
///
/// let small = compute! { cpu_kind = "shared", cpus = 1, memory_mb = 1024 };
/// let plan = Plan::from_steps([Step::new("orders", "load").with_compute(small)])?;
/// let start = r#"{"runtimeConfigs":[{"actions":["orders:load"],"cpuKind":"shared","cpus":1,"memoryMb":1024,"#;
/// assert!(serde_json::to_string(&plan.request())?.starts_with(start));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct InfraAsCodeRequest<'a>(&'a Plan);

impl Plan {
    /// The request body that registers the plan with Hatchet Cloud, to be serialized.
    pub fn request(&self) -> InfraAsCodeRequest<'_> {
        InfraAsCodeRequest(self)
    }
}

impl Serialize for InfraAsCodeRequest<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(plan) = self;
        let bodies: Vec<Body<'_>> = plan.runtime_configs().iter().map(|config| Body(config, plan.slots())).collect();
        let mut request = serializer.serialize_struct("InfraAsCodeRequest", 1)?;
        request.serialize_field("runtimeConfigs", &bodies)?;
        request.end()
    }
}

/// A runtime config and the slots.
struct Body<'a>(&'a RuntimeConfig, u32);

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(config, slots) = self;
        let compute = config.compute();
        let regions = compute.regions();
        let mut body = serializer.serialize_struct("RuntimeConfig", if regions.is_empty() { 6 } else { 7 })?;
        body.serialize_field("actions", config.actions())?;
        for field in Field::ALL {
            match field {
                Field::CpuKind => body.serialize_field("cpuKind", &compute.cpu_kind())?,
                Field::Cpus => body.serialize_field("cpus", &compute.cpus())?,
                Field::MemoryMb => body.serialize_field("memoryMb", &compute.memory_mb())?,
                Field::NumReplicas => {
                    if let Replicas::Fixed(number) = compute.replicas() {
                        body.serialize_field("numReplicas", &number)?;
                    }
                }
                Field::Autoscaling => {
                    if let Replicas::Autoscaling(scaling) = compute.replicas() {
                        body.serialize_field("autoscaling", &ScalingBody(scaling))?;
                    }
                }
                Field::Regions if regions.is_empty() => {}
                Field::Regions => body.serialize_field("regions", &regions)?,
                // It only keeps steps apart.
                Field::Pool => {}
            }
        }
        body.serialize_field("slots", slots)?;
        body.end()
    }
}

struct ScalingBody(Autoscaling);

impl Serialize for ScalingBody {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let name = |field| match field {
            ScaleField::MaxReplicas => "maxReplicas",
            ScaleField::MinAwakeReplicas => "minAwakeReplicas",
            ScaleField::ScaleToZero => "scaleToZero",
            ScaleField::WaitDuration => "waitDuration",
            ScaleField::RollingWindowDuration => "rollingWindowDuration",
            ScaleField::UtilizationScaleUpThreshold => "utilizationScaleUpThreshold",
            ScaleField::UtilizationScaleDownThreshold => "utilizationScaleDownThreshold",
            ScaleField::Increment => "increment",
        };
        self.0.serialize_as(name, serializer)
    }
}
