//! Serialize and Deserialize by hand, so that users do not build serde's derive.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde_core::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use crate::compute::Compute;
use crate::field::{Field, Key};
use crate::kind::CpuKind;
use crate::region::Region;
use crate::regions::Regions;
use crate::spec::ComputeSpec;

/// The names of the fields, in the order of the SDKs.
const FIELDS: &[&str] = &["cpu_kind", "cpus", "memory_mb", "num_replicas", "regions", "pool"];

/// The fields by name; `regions` are left out if none are given, and `pool` if it is the default one.
impl Serialize for Compute {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { cpu_kind, cpus, memory_mb, num_replicas, regions, pool: _ } = self;
        let is_default_pool = self.is_default_pool();
        let left_out = usize::from(regions.is_empty()) + usize::from(is_default_pool);
        let mut fields = serializer.serialize_struct("Compute", FIELDS.len() - left_out)?;
        fields.serialize_field("cpu_kind", cpu_kind)?;
        fields.serialize_field("cpus", cpus)?;
        fields.serialize_field("memory_mb", memory_mb)?;
        fields.serialize_field("num_replicas", num_replicas)?;
        if regions.is_empty() {
            fields.skip_field("regions")?;
        } else {
            fields.serialize_field("regions", regions)?;
        }
        if is_default_pool {
            fields.skip_field("pool")?;
        } else {
            fields.serialize_field("pool", self.pool())?;
        }
        fields.end()
    }
}

/// Through [`ComputeSpec::check`], whose violations are the error. `num_replicas`, `regions` and `pool` can be left
/// out, or be null; unknown fields are refused.
impl<'de> Deserialize<'de> for Compute {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("Compute", FIELDS, ComputeVisitor)
    }
}

struct ComputeVisitor;

impl<'de> Visitor<'de> for ComputeVisitor {
    type Value = Compute;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a compute configuration")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Compute, A::Error> {
        let (mut cpu_kind, mut pool) = (None::<String>, None::<String>);
        let (mut cpus, mut memory_mb, mut num_replicas) = (None, None, None);
        let mut regions = None::<Vec<String>>;
        let mut given = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            let Some(field) = Field::named(&name) else {
                return Err(Error::unknown_field(&name, FIELDS));
            };
            if given.contains(&field) {
                return Err(Error::duplicate_field(field.name()));
            }
            given.push(field);
            // Null is the same as left out.
            match field {
                Field::CpuKind => cpu_kind = map.next_value()?,
                Field::Cpus => cpus = map.next_value()?,
                Field::MemoryMb => memory_mb = map.next_value()?,
                Field::NumReplicas => num_replicas = map.next_value()?,
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
        spec.check().map_err(Error::custom)
    }
}

/// Makes the impls of a type that is written as text.
macro_rules! as_text {
    ($type:ident, $as_str:ident, $expected:literal) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.$as_str())
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct TextVisitor;

                impl Visitor<'_> for TextVisitor {
                    type Value = $type;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_str<E: Error>(self, text: &str) -> Result<$type, E> {
                        text.parse().map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(TextVisitor)
            }
        }
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

/// A list of codes in any order; a set, so one given twice is in it once.
impl<'de> Deserialize<'de> for Regions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(RegionsVisitor)
    }
}

struct RegionsVisitor;

impl<'de> Visitor<'de> for RegionsVisitor {
    type Value = Regions;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of regions")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut codes: A) -> Result<Regions, A::Error> {
        core::iter::from_fn(|| codes.next_element::<Region>().transpose()).collect()
    }
}
