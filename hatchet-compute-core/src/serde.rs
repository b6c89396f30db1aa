//! Hand-written `Serialize` and `Deserialize`, so that users do not have to build serde's derive macros.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use crate::autoscaling::{Autoscaling, AutoscalingSpec, Replicas};
use crate::compute::Compute;
use crate::duration::format_duration;
use crate::field::{Field, Key, ScaleField};
use crate::kind::CpuKind;
use crate::region::Region;
use crate::regions::Regions;
use crate::spec::{ComputeSpec, replicas_twice};

/// Writes the fields by name: `num_replicas` or `autoscaling`; omits `regions` if none are given, and `pool` if it is
/// the default one.
impl Serialize for Compute {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { cpu_kind, cpus, memory_mb, replicas, regions, pool: _ } = self;
        let is_default_pool = self.is_default_pool();
        let left_out = 1 + usize::from(regions.is_empty()) + usize::from(is_default_pool);
        let mut fields = serializer.serialize_struct("Compute", Field::NAMES.len() - left_out)?;
        fields.serialize_field("cpu_kind", cpu_kind)?;
        fields.serialize_field("cpus", cpus)?;
        fields.serialize_field("memory_mb", memory_mb)?;
        match replicas {
            Replicas::Fixed(number) => fields.serialize_field("num_replicas", number)?,
            Replicas::Autoscaling(scaling) => fields.serialize_field("autoscaling", scaling)?,
        }
        if !regions.is_empty() {
            fields.serialize_field("regions", regions)?;
        }
        if !is_default_pool {
            fields.serialize_field("pool", self.pool())?;
        }
        fields.end()
    }
}

/// Reads a compute through [`ComputeSpec::check`], whose violations become the error. `num_replicas`, `autoscaling`,
/// `regions` and `pool` can be left out or null; unknown fields are rejected.
fn read_compute<'de, A: MapAccess<'de>>(mut map: A) -> Result<Compute, A::Error> {
    let (mut cpu_kind, mut pool, mut regions) = (None::<String>, None::<String>, None::<Vec<String>>);
    let (mut cpus, mut memory_mb, mut num_replicas, mut autoscaling) = (None, None, None, None);
    let mut given = Vec::new();
    while let Some(field) = next_field(&mut map, &mut given)? {
        // Null is the same as left out.
        match field {
            Field::CpuKind => cpu_kind = map.next_value()?,
            Field::Cpus => cpus = map.next_value()?,
            Field::MemoryMb => memory_mb = map.next_value()?,
            Field::NumReplicas => num_replicas = map.next_value()?,
            Field::Autoscaling => autoscaling = map.next_value()?,
            Field::Regions => regions = map.next_value()?,
            Field::Pool => pool = map.next_value()?,
        }
    }
    let missing = |field: Field| Error::missing_field(field.name());
    let codes: Option<Vec<&str>> = regions.as_ref().map(|codes| codes.iter().map(String::as_str).collect());
    let spec = ComputeSpec {
        cpu_kind: &cpu_kind.ok_or_else(|| missing(Field::CpuKind))?,
        cpus: cpus.ok_or_else(|| missing(Field::Cpus))?,
        memory_mb: memory_mb.ok_or_else(|| missing(Field::MemoryMb))?,
        num_replicas,
        regions: codes.as_deref(),
        pool: pool.as_deref(),
    };
    let compute = spec.check().map_err(Error::custom)?;
    match autoscaling {
        Some(_) if num_replicas.is_some() => Err(Error::custom(replicas_twice("autoscaling"))),
        Some(autoscaling) => Ok(compute.with_autoscaling(autoscaling)),
        None => Ok(compute),
    }
}

/// Writes all eight fields by name; durations as Hatchet writes them.
impl Serialize for Autoscaling {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize_as(ScaleField::name, serializer)
    }
}

impl Autoscaling {
    /// Serializes the fields under the names that `name` returns.
    #[doc(hidden)]
    pub fn serialize_as<S: Serializer>(
        &self,
        name: fn(ScaleField) -> &'static str,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let (up, down) = (self.utilization_scale_up_threshold(), self.utilization_scale_down_threshold());
        let mut fields = serializer.serialize_struct("Autoscaling", ScaleField::ALL.len())?;
        for &field in ScaleField::ALL {
            let key = name(field);
            match field {
                ScaleField::MaxReplicas => fields.serialize_field(key, &self.max_replicas),
                ScaleField::MinAwakeReplicas => fields.serialize_field(key, &self.min_awake_replicas),
                ScaleField::ScaleToZero => fields.serialize_field(key, &self.scale_to_zero),
                ScaleField::WaitDuration => fields.serialize_field(key, &format_duration(self.wait_duration)),
                ScaleField::RollingWindowDuration => {
                    fields.serialize_field(key, &format_duration(self.rolling_window_duration))
                }
                ScaleField::UtilizationScaleUpThreshold => fields.serialize_field(key, &up),
                ScaleField::UtilizationScaleDownThreshold => fields.serialize_field(key, &down),
                ScaleField::Increment => fields.serialize_field(key, &self.increment),
            }?;
        }
        fields.end()
    }
}

/// Reads autoscaling through [`AutoscalingSpec::check`], whose violations become the error. All fields but
/// `max_replicas` can be left out or null; unknown fields are rejected.
fn read_autoscaling<'de, A: MapAccess<'de>>(mut map: A) -> Result<Autoscaling, A::Error> {
    let (mut max_replicas, mut wait, mut window) = (None, None::<String>, None::<String>);
    let (mut spec, mut given) = (AutoscalingSpec::default(), Vec::new());
    while let Some(field) = next_field(&mut map, &mut given)? {
        match field {
            ScaleField::MaxReplicas => max_replicas = map.next_value()?,
            ScaleField::MinAwakeReplicas => spec.min_awake_replicas = map.next_value()?,
            ScaleField::ScaleToZero => spec.scale_to_zero = map.next_value()?,
            ScaleField::WaitDuration => wait = map.next_value()?,
            ScaleField::RollingWindowDuration => window = map.next_value()?,
            ScaleField::UtilizationScaleUpThreshold => spec.utilization_scale_up_threshold = map.next_value()?,
            ScaleField::UtilizationScaleDownThreshold => spec.utilization_scale_down_threshold = map.next_value()?,
            ScaleField::Increment => spec.increment = map.next_value()?,
        }
    }
    let max_replicas = max_replicas.ok_or_else(|| Error::missing_field(ScaleField::MaxReplicas.name()))?;
    let (wait_duration, rolling_window_duration) = (wait.as_deref(), window.as_deref());
    let spec = AutoscalingSpec { max_replicas, wait_duration, rolling_window_duration, ..spec };
    spec.check().map_err(Error::custom)
}

/// Reads the next key of the map; an unknown or repeated key is an error.
fn next_field<'de, K: Key, A: MapAccess<'de>>(map: &mut A, given: &mut Vec<K>) -> Result<Option<K>, A::Error> {
    let Some(name) = map.next_key::<String>()? else { return Ok(None) };
    let field = K::named(&name).ok_or_else(|| Error::unknown_field(&name, K::NAMES))?;
    if given.contains(&field) {
        return Err(Error::duplicate_field(field.name()));
    }
    given.push(field);
    Ok(Some(field))
}

/// Implements `Deserialize` for a type with one method of the deserializer and one of a visitor.
macro_rules! deserialize {
    ($type:ident, $expected:literal, $method:ident($($argument:expr),*), $visit:item) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct ThisVisitor;

                impl<'de> Visitor<'de> for ThisVisitor {
                    type Value = $type;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expected)
                    }

                    $visit
                }

                deserializer.$method($($argument,)* ThisVisitor)
            }
        }
    };
}

/// Implements `Deserialize` for a type that is written as a map, with the keys of a table.
macro_rules! as_map {
    ($type:ident, $key:ident, $expected:literal, $read:ident) => {
        deserialize!(
            $type,
            $expected,
            deserialize_struct(stringify!($type), $key::NAMES),
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<$type, A::Error> {
                $read(map)
            }
        );
    };
}

as_map!(Compute, Field, "a compute configuration", read_compute);
as_map!(Autoscaling, ScaleField, "an autoscaling configuration", read_autoscaling);

/// Implements both traits for a type that is written as text.
macro_rules! as_text {
    ($type:ident, $as_str:ident, $expected:literal) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.$as_str())
            }
        }

        deserialize!(
            $type,
            $expected,
            deserialize_str(),
            fn visit_str<E: Error>(self, text: &str) -> Result<$type, E> {
                text.parse().map_err(E::custom)
            }
        );
    };
}

as_text!(CpuKind, as_str, "a kind of CPU");
as_text!(Region, code, "the code of a region");

/// The codes as a list, in code order.
impl Serialize for Regions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

deserialize!(
    Regions,
    "a list of regions",
    deserialize_seq(),
    // In any order; it is a set, so duplicates count once.
    fn visit_seq<A: SeqAccess<'de>>(self, mut codes: A) -> Result<Regions, A::Error> {
        core::iter::from_fn(|| codes.next_element::<Region>().transpose()).collect()
    }
);
