//! How much a rulebook and a profile may ask of the engine: bounds that a host can set, the same in every build.

/// The bounds of loading and evaluating. What exceeds one is an error at load, a faulty row at run time.
///
/// ```
/// use zhiheng::Limits;
/// let mut limits = Limits::default();
/// limits.steps = 100_000;
/// assert_eq!(limits.nesting, 128);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Length of one script file in bytes: 1 000 000.
    pub script_bytes: usize,
    /// Depth to which brackets of a script may stand in one another: 128.
    ///
    /// Besides, 500 operators, brackets and keywords may follow one another without a comma or semicolon, and lines and
    /// columns go up to 65 535, in every build and host.
    pub nesting: usize,
    /// Numbers in a literal range that a `for` walks: 10 000.
    pub literal_range: u64,
    /// Steps of the evaluation of one assessment: 10 000 000.
    pub steps: u64,
    /// Depth to which values of a profile may stand in one another: 128.
    pub profile_depth: usize,
    /// Digits of a number as written in a script or a profile: 400, and no more than that.
    ///
    /// Besides, the numerator and the denominator of a number have at most 4096 bits, in every build and host.
    pub number_digits: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            script_bytes: 1_000_000,
            nesting: 128,
            literal_range: 10_000,
            steps: 10_000_000,
            profile_depth: 128,
            number_digits: 400,
        }
    }
}
