//! Any bytes as a profile: never a panic, and the numbers alone are those of the whole assessment.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use zhiheng::{Rulebook, check_profile};
use zhiheng_fuzz::hold_together;

static SIXTY: LazyLock<Rulebook> = LazyLock::new(|| {
    Rulebook::load(concat!(env!("CARGO_MANIFEST_DIR"), "/../benches/sixty")).expect("it is checked in")
});

fuzz_target!(|profile: &[u8]| {
    hold_together(&SIXTY, profile);
    let _ = check_profile(std::slice::from_ref(&*SIXTY), profile, true);
});
