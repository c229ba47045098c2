//! How many random trials a law gets, and which: the same ones in every run, others where `PROPTEST_RNG_SEED` asks for them.

use proptest::test_runner::{Config, RngSeed};

/// `cases` trials.
pub fn trials(cases: u32) -> Config {
    let mut config = Config::with_cases(cases);
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(20_210_517);
    }
    config
}
