//! The regions: one table, and the type generated from it.

use core::fmt;

/// Generates [`Region`] from a table in code order:
///
/// `Variant = number, "code", "City, Country or state": accepted, "other names";` or, for a region that the API's list
/// no longer has, `nearest Variant`. The other names are everyday names of the place that mean no other region: its
/// city, airports and neighbours, its state and country, and what other clouds call it; in lower case, without accents
/// and punctuation, separated by spaces.
macro_rules! regions {
    ($(
        $variant:ident = $number:literal, $code:literal, $location:literal:
        $status:ident $($nearest:ident)?, $other_names:literal;
    )+) => {
        /// A region of Hatchet Cloud, where machines may be placed.
        ///
        /// The documented 34, and `jnb`, which only the API's list has. Ordered by code.
        ///
        /// ```
        /// # use hatchet_compute_core as hatchet_compute;
        /// use hatchet_compute::Region;
        ///
        /// let region: Region = "atl".parse()?;
        /// assert_eq!(region.location(), "Atlanta, Georgia (US)");
        /// assert_eq!(region.nearest_accepted(), Some(Region::Dfw));
        /// # Ok::<(), hatchet_compute_core::Message>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Region {
            // In two parts: editors do not show what a macro makes.
            $(#[doc = $location] #[doc = concat!("(`", $code, "`).")] $variant,)+
        }

        impl Region {
            /// All regions, in code order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code as it is written, three lower-case letters: `ewr`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// Where the region is, as Hatchet's documentation writes it: `Amsterdam, Netherlands`.
            pub const fn location(self) -> &'static str {
                match self { $(Self::$variant => $location,)+ }
            }

            /// The other names of the table.
            pub(crate) const fn other_names(self) -> &'static str {
                match self { $(Self::$variant => $other_names,)+ }
            }

            /// The bit of the region with this code in a set of regions; 0 if there is none. rustc runs this for each
            /// region of each annotation, and pays for every call in it.
            pub(crate) const fn bit_of_code(code: &str) -> u64 {
                let [first, second, third] = code.as_bytes() else { return 0 };
                match (*first as u32) << 16 | (*second as u32) << 8 | *third as u32 {
                    $(packed_codes::$variant => 1 << $number,)+
                    _ => 0,
                }
            }

            /// The nearest region in the API's list; `None` if this one [is in it](Self::is_accepted).
            ///
            /// Source: Fly.io's own replacements of October 2025.
            pub const fn nearest_accepted(self) -> Option<Self> {
                match self { $(Self::$variant => regions!(@ $status $($nearest)?),)+ }
            }

            /// Whether the API's list of [`API_REGIONS_DATE`](crate::API_REGIONS_DATE) has it. The API rejects
            /// deployments to other regions.
            pub const fn is_accepted(self) -> bool {
                self.nearest_accepted().is_none()
            }

            /// The region's number in the record format. Numbers never change: a new region gets the next one.
            pub const fn number(self) -> u8 {
                match self { $(Self::$variant => $number,)+ }
            }
        }

        /// The codes as numbers, which patterns can match in const evaluation.
        #[allow(non_upper_case_globals)]
        mod packed_codes {
            $(pub(super) const $variant: u32 = super::packed($code);)+
        }
    };
    (@ accepted) => { None };
    (@ nearest $region:ident) => { Some(Self::$region) };
}

regions! {
    Ams = 0, "ams", "Amsterdam, Netherlands": accepted, "schiphol nl holland thenetherlands nederland";
    Arn = 1, "arn", "Stockholm, Sweden": accepted, "se sverige eunorth eunorth1";
    Atl = 2, "atl", "Atlanta, Georgia (US)": nearest Dfw, "ga";
    Bog = 3, "bog", "Bogotá, Colombia": nearest Gru, "";
    Bom = 4, "bom", "Mumbai, India": accepted, "bombay in bharat apsouth apsouth1";
    Bos = 5, "bos", "Boston, Massachusetts (US)": nearest Ewr, "ma";
    Cdg = 6, "cdg", "Paris, France": accepted, "fr euwest3";
    Den = 7, "den", "Denver, Colorado (US)": nearest Dfw, "";
    Dfw = 8, "dfw", "Dallas, Texas (US)": accepted, "fortworth dallasfortworth tx ussouth";
    Ewr = 9, "ewr", "Secaucus, NJ (US)": accepted, "newyork nyc newyorkcity newark manhattan jfk lga newjersey";
    Eze = 10, "eze", "Ezeiza, Argentina": nearest Gru, "buenosaires ar";
    Fra = 11, "fra", "Frankfurt, Germany": accepted,
        "frankfurtammain frankfurtmain ffm de deutschland eucentral eucentral1";
    Gdl = 12, "gdl", "Guadalajara, Mexico": nearest Dfw, "";
    Gig = 13, "gig", "Rio de Janeiro, Brazil": nearest Gru, "rio";
    Gru = 14, "gru", "Sao Paulo, Brazil": accepted, "";
    Hkg = 15, "hkg", "Hong Kong": nearest Sin, "hk china";
    Iad = 16, "iad", "Ashburn, Virginia (US)": accepted, "washingtondc dc northernvirginia dulles va useast1";
    Jnb = 17, "jnb", "Johannesburg, South Africa": accepted, "za africa afsouth afsouth1";
    Lax = 18, "lax", "Los Angeles, California (US)": accepted, "la hollywood";
    Lhr = 19, "lhr", "London, United Kingdom": accepted,
        "heathrow lgw gatwick uk gb england greatbritain britain euwest euwest1 euwest2";
    Mad = 20, "mad", "Madrid, Spain": nearest Cdg, "es espana";
    Mia = 21, "mia", "Miami, Florida (US)": nearest Dfw, "fl";
    Nrt = 22, "nrt", "Tokyo, Japan": accepted, "tokio narita hnd haneda jp nippon apnortheast apnortheast1";
    Ord = 23, "ord", "Chicago, Illinois (US)": accepted, "ohare il useast2";
    Otp = 24, "otp", "Bucharest, Romania": nearest Fra, "bucuresti ro";
    Phx = 25, "phx", "Phoenix, Arizona (US)": nearest Lax, "az";
    Qro = 26, "qro", "Querétaro, Mexico": nearest Dfw, "mexicocity cdmx";
    Scl = 27, "scl", "Santiago, Chile": nearest Gru, "cl";
    Sea = 28, "sea", "Seattle, Washington (US)": nearest Sjc, "wa";
    Sin = 29, "sin", "Singapore": accepted, "sg apsoutheast apsoutheast1";
    Sjc = 30, "sjc", "San Jose, California (US)": accepted,
        "sanfrancisco sf sfo siliconvalley bayarea paloalto oakland uswest1 uswest2";
    Syd = 31, "syd", "Sydney, Australia": accepted, "au apsoutheast2 oceania";
    Waw = 32, "waw", "Warsaw, Poland": nearest Ams, "warszawa pl polska";
    Yul = 33, "yul", "Montreal, Canada": nearest Yyz, "quebec";
    Yyz = 34, "yyz", "Toronto, Canada": accepted, "ontario cacentral cacentral1";
}

/// The three bytes of a code as one number.
const fn packed(code: &str) -> u32 {
    let bytes = code.as_bytes();
    (bytes[0] as u32) << 16 | (bytes[1] as u32) << 8 | bytes[2] as u32
}

/// Writes the [`code`](Region::code).
impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}
