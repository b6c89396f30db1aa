//! The numbers, sections and keys of the format, as `FORMAT.md` lists them.

/// The first four bytes of every record.
pub const MAGIC: [u8; 4] = *b"HTCH";
/// The version of the format. A reader rejects records of any other.
pub const VERSION: u16 = 1;
/// The kind of a step's record.
pub const KIND_STEP: u8 = 1;
/// The kind of a workflow's record.
pub const KIND_WORKFLOW: u8 = 2;
/// The flag of a step that has a compute configuration; without it the fields of the configuration mean nothing.
pub const FLAG_COMPUTE: u8 = 1;
/// The flag of a compute with autoscaling instead of a number of replicas; the fields of autoscaling mean nothing
/// without it.
pub const FLAG_AUTOSCALING: u8 = 2;
/// The flag of autoscaling that stops all machines when there is no work.
pub const FLAG_SCALE_TO_ZERO: u8 = 4;
/// The length in bytes of the fixed part, which comes before the text.
pub const FIXED_LENGTH: usize = 94;
/// The minimum length of the fixed part, from the first writers, which had neither autoscaling nor a checksum.
pub const FIXED_LENGTH_MIN: usize = 68;

/// The section of the records in an ELF file. A C identifier, so that linkers give it bounds.
pub const ELF_SECTION: &str = "hatchet_compute_v1";
/// The segment of the records in a Mach-O file.
pub const MACH_O_SEGMENT: &str = "__DATA";
/// The section of the records in a Mach-O file, in [`MACH_O_SEGMENT`]. Limited to 16 bytes.
pub const MACH_O_SECTION: &str = "__hatchet_v1";
/// The section of the records in a PE file. Limited to 8 bytes.
pub const PE_SECTION: &str = ".hatch1";

/// The keys of the text's lines.
pub mod key {
    /// The name of a step: exactly once in its record.
    pub const STEP: &str = "step";
    /// The name of a workflow: exactly once in every record.
    pub const WORKFLOW: &str = "workflow";
    /// The time limit of a step, as it was written: at most once.
    pub const TIMEOUT: &str = "timeout";
    /// The time limit of a step's wait for a machine, as it was written: at most once.
    pub const SCHEDULE_TIMEOUT: &str = "schedule_timeout";
    /// Given with the value `true` if the step runs when a run of its workflow has failed: at most once.
    pub const ON_FAILURE: &str = "on_failure";
    /// The name of a step that comes before this one: any number of times, in the order given.
    pub const PARENT: &str = "parent";
    /// An event that starts a workflow: any number of times, in the order given.
    pub const EVENT: &str = "event";
    /// A cron expression that starts a workflow: any number of times, in the order given.
    pub const CRON: &str = "cron";
    /// What a workflow does, as its author describes it: at most once.
    pub const DESCRIPTION: &str = "description";
    /// The version of a workflow: at most once.
    pub const VERSION: &str = "version";
    /// The place of the annotation, `FILE:LINE:COLUMN`, split from the right: at most once.
    pub const AT: &str = "at";
    /// The package of the annotation, `NAME VERSION`, split at the last space: at most once.
    pub const PACKAGE: &str = "package";
}
