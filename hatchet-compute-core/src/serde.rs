//! Serialize and Deserialize by hand, so that nobody builds serde's derive for them.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;
use core::str::FromStr;

use serde_core::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use crate::compute::{Compute, Parts};
use crate::kind::CpuKind;
use crate::region::Region;
use crate::regions::Regions;
use crate::spec::ComputeSpec;

/// As in the SDKs, and in their order.
const FIELDS: &[&str] = &[
    "cpu_kind",
    "cpus",
    "memory_mb",
    "num_replicas",
    "regions",
    "pool",
];

/// The fields by name; `regions` left out when none are given, and `pool` when it is the default one.
impl Serialize for Compute {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Parts {
            cpu_kind,
            cpus,
            memory_mb,
            num_replicas,
            regions,
            pool: _,
        } = self.parts();
        let is_default_pool = self.is_default_pool();
        let left_out = usize::from(regions.is_empty()) + usize::from(is_default_pool);
        let mut fields = serializer.serialize_struct("Compute", FIELDS.len() - left_out)?;
        fields.serialize_field("cpu_kind", &cpu_kind)?;
        fields.serialize_field("cpus", &cpus)?;
        fields.serialize_field("memory_mb", &memory_mb)?;
        fields.serialize_field("num_replicas", &num_replicas)?;
        if regions.is_empty() {
            fields.skip_field("regions")?;
        } else {
            fields.serialize_field("regions", &regions)?;
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
        let mut fields = ReadFields::default();
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "cpu_kind" => fields.cpu_kind.read("cpu_kind", &mut map)?,
                "cpus" => fields.cpus.read("cpus", &mut map)?,
                "memory_mb" => fields.memory_mb.read("memory_mb", &mut map)?,
                "num_replicas" => fields.num_replicas.read("num_replicas", &mut map)?,
                "regions" => fields.regions.read("regions", &mut map)?,
                "pool" => fields.pool.read("pool", &mut map)?,
                unknown => return Err(de::Error::unknown_field(unknown, FIELDS)),
            }
        }
        fields.check()
    }
}

/// The fields as they are read.
#[derive(Default)]
struct ReadFields {
    cpu_kind: Slot<String>,
    cpus: Slot<i64>,
    memory_mb: Slot<i64>,
    num_replicas: Slot<i64>,
    regions: Slot<Vec<String>>,
    pool: Slot<String>,
}

impl ReadFields {
    fn check<E: de::Error>(self) -> Result<Compute, E> {
        let cpu_kind = self.cpu_kind.required("cpu_kind")?;
        let regions = self.regions.value;
        let regions: Option<Vec<&str>> = regions
            .as_ref()
            .map(|codes| codes.iter().map(String::as_str).collect());
        let spec = ComputeSpec {
            cpu_kind: &cpu_kind,
            cpus: self.cpus.required("cpus")?,
            memory_mb: self.memory_mb.required("memory_mb")?,
            num_replicas: self.num_replicas.value,
            regions: regions.as_deref(),
            pool: self.pool.value.as_deref(),
        };
        spec.check().map_err(E::custom)
    }
}

/// The value of a field, which can be given once; null is the same as left out.
struct Slot<T> {
    is_given: bool,
    value: Option<T>,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self {
            is_given: false,
            value: None,
        }
    }
}

impl<'de, T: Deserialize<'de>> Slot<T> {
    fn read<A: MapAccess<'de>>(&mut self, name: &'static str, map: &mut A) -> Result<(), A::Error> {
        if self.is_given {
            return Err(de::Error::duplicate_field(name));
        }
        self.is_given = true;
        self.value = map.next_value()?;
        Ok(())
    }

    fn required<E: de::Error>(self, name: &'static str) -> Result<T, E> {
        self.value.ok_or_else(|| E::missing_field(name))
    }
}

/// `"shared"` or `"performance"`.
impl Serialize for CpuKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for CpuKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor {
            expected: "a kind of CPU",
            value: PhantomData,
        })
    }
}

/// The code.
impl Serialize for Region {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Region {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor {
            expected: "the code of a region",
            value: PhantomData,
        })
    }
}

/// Reads what is written as text.
struct TextVisitor<T> {
    expected: &'static str,
    value: PhantomData<T>,
}

impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

/// The codes as a list, in code order.
impl Serialize for Regions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

/// A list of codes in any order; a set, so one given twice is there once.
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
