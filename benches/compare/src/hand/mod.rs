//! The sixty rows in plain Rust: what somebody would write who needs nothing but this one scheme and its score.
//!
//! It gives no reasons, no facts read, no advice, no basis, and its thresholds are in the code. Numbers are `f64`. The same rows
//! are compiled for both profiles; `include!` is how one text serves two types without a trait of a hundred accessors.

pub mod result;
mod words;

/// Over every field of the profile.
pub mod whole {
    use super::result::{Gates, Row, Scored};
    use super::words::{and, band, band_below, band_max, count, ladder, mean, percent_of, share, within_years};
    use crate::choices::*;
    use crate::profile::*;
    use jiff::civil::Date;

    include!("rows.rs");
}

/// Over the fields that are read.
pub mod read {
    use super::result::{Gates, Row, Scored};
    use super::words::{and, band, band_below, band_max, count, ladder, mean, percent_of, share, within_years};
    use crate::choices::*;
    use crate::narrow::*;
    use jiff::civil::Date;

    include!("rows.rs");
}
