//! Serialize and Deserialize by hand, so that users do not build serde's derive.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;
use core::str::FromStr;

use serde_core::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use crate::compute::Compute;
use crate::field::Field;
use crate::kind::CpuKind;
use crate::region::Region;
use crate::regions::Regions;
use crate::spec::ComputeSpec;

/// The names of the fields, in the order of the SDKs.
const FIELDS: &[&str] = &{
    let mut names = [""; Field::ALL.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = Field::ALL[index].name();
        index += 1;
    }
    names
};

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
        let mut cpu_kind = Slot::<String>::default();
        let (mut cpus, mut memory_mb) = (Slot::default(), Slot::default());
        let mut num_replicas = Slot::default();
        let mut regions = Slot::<Vec<String>>::default();
        let mut pool = Slot::<String>::default();
        while let Some(name) = map.next_key::<String>()? {
            let Some(field) = Field::named(&name) else {
                return Err(de::Error::unknown_field(&name, FIELDS));
            };
            match field {
                Field::CpuKind => cpu_kind.read(field, &mut map)?,
                Field::Cpus => cpus.read(field, &mut map)?,
                Field::MemoryMb => memory_mb.read(field, &mut map)?,
                Field::NumReplicas => num_replicas.read(field, &mut map)?,
                Field::Regions => regions.read(field, &mut map)?,
                Field::Pool => pool.read(field, &mut map)?,
            }
        }
        let regions = regions.value.as_ref();
        let codes: Option<Vec<&str>> = regions.map(|codes| codes.iter().map(String::as_str).collect());
        let spec = ComputeSpec {
            cpu_kind: &cpu_kind.required(Field::CpuKind)?,
            cpus: cpus.required(Field::Cpus)?,
            memory_mb: memory_mb.required(Field::MemoryMb)?,
            num_replicas: num_replicas.value,
            regions: codes.as_deref(),
            pool: pool.value.as_deref(),
        };
        spec.check().map_err(de::Error::custom)
    }
}

/// The value of a field, which can be given once; null is the same as left out.
struct Slot<T> {
    is_given: bool,
    value: Option<T>,
}

impl<T> Default for Slot<T> {
    fn default() -> Self {
        Self { is_given: false, value: None }
    }
}

impl<'de, T: Deserialize<'de>> Slot<T> {
    fn read<A: MapAccess<'de>>(&mut self, field: Field, map: &mut A) -> Result<(), A::Error> {
        if self.is_given {
            return Err(de::Error::duplicate_field(field.name()));
        }
        self.is_given = true;
        self.value = map.next_value()?;
        Ok(())
    }

    fn required<E: de::Error>(self, field: Field) -> Result<T, E> {
        self.value.ok_or_else(|| E::missing_field(field.name()))
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
        deserializer.deserialize_str(TextVisitor { expected: "a kind of CPU", value: PhantomData })
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
        deserializer.deserialize_str(TextVisitor { expected: "the code of a region", value: PhantomData })
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
