//! Engines of different types behind one face, for checking and timing.

use crate::engines::{Engine, Result};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// Any engine.
pub trait Contender {
    fn name(&self) -> &'static str;

    /// The points of the sixty rows.
    fn points(&self, json: &[u8]) -> Result<Vec<Option<f64>>>;

    /// Seconds that reading a profile takes, averaged over `span`.
    fn time_convert(&self, json: &[u8], span: Duration) -> Result<f64>;

    /// Seconds that scoring a profile already read takes, averaged over `span`.
    fn time_evaluate(&self, json: &[u8], span: Duration) -> Result<f64>;

    /// Seconds from JSON text to the result, averaged over `span`.
    fn time_both(&self, json: &[u8], span: Duration) -> Result<f64>;
}

impl<E: Engine> Contender for E {
    fn name(&self) -> &'static str {
        Engine::name(self)
    }

    fn points(&self, json: &[u8]) -> Result<Vec<Option<f64>>> {
        Engine::points(self, &self.evaluate(&self.convert(json)?)?)
    }

    fn time_convert(&self, json: &[u8], span: Duration) -> Result<f64> {
        time(span, || self.convert(black_box(json)).map(drop))
    }

    fn time_evaluate(&self, json: &[u8], span: Duration) -> Result<f64> {
        let input = self.convert(json)?;
        time(span, || self.evaluate(black_box(&input)).map(drop_seen))
    }

    fn time_both(&self, json: &[u8], span: Duration) -> Result<f64> {
        time(span, || self.evaluate(&self.convert(black_box(json))?).map(drop_seen))
    }
}

/// Lets nothing of a result be left out as unused.
fn drop_seen<T>(result: T) {
    black_box(&result);
}

/// Repeats `step` for `span`; looks at the clock between batches only, so that it does not weigh on short steps.
fn time(span: Duration, mut step: impl FnMut() -> Result<()>) -> Result<f64> {
    const BATCH: u32 = 16;
    let (start, mut steps) = (Instant::now(), 0u32);
    loop {
        for _ in 0..BATCH {
            step()?;
        }
        steps += BATCH;
        let spent = start.elapsed();
        if spent >= span {
            return Ok(spent.as_secs_f64() / f64::from(steps));
        }
    }
}
