//! How long each engine takes for the profile of `benches/sixty`, in rounds that interleave the engines.

use crate::contender::Contender;
use crate::engines::Result;
use std::time::Duration;

/// For each of reading, scoring and both, in each round: some 200 ms for an engine.
const SPAN: Duration = Duration::from_millis(70);

/// Seconds in each round.
#[derive(Default)]
struct Times {
    convert: Vec<f64>,
    evaluate: Vec<f64>,
    both: Vec<f64>,
}

/// Times `contenders` in `rounds` rounds and prints medians with their ranges. The first two are what the rest is held against.
pub fn measure(contenders: &[Box<dyn Contender>], json: &[u8], rounds: usize) -> Result<()> {
    let mut times: Vec<Times> = contenders.iter().map(|_| Times::default()).collect();
    for contender in contenders {
        contender.time_both(json, SPAN / 4)?;
    }
    for round in 0..rounds {
        for turn in 0..contenders.len() {
            // another one begins each round, so that no engine always runs after the same one
            let at = (turn + round) % contenders.len();
            let (contender, times) = (&contenders[at], &mut times[at]);
            times.convert.push(contender.time_convert(json, SPAN)?);
            times.evaluate.push(contender.time_evaluate(json, SPAN)?);
            times.both.push(contender.time_both(json, SPAN)?);
        }
    }
    print(contenders, &times, json.len(), rounds);
    Ok(())
}

fn print(contenders: &[Box<dyn Contender>], times: &[Times], bytes: usize, rounds: usize) {
    let whole = median(&times[0].both);
    let read = median(&times[1].both);
    println!("profile of {bytes} bytes, 60 rows, {rounds} rounds; µs, median (least–most)");
    println!();
    println!("| engine | convert | evaluate | both | both / hand, whole | both / hand, fields read |");
    println!("|---|---|---|---|---|---|");
    for (contender, times) in contenders.iter().zip(times) {
        let both = median(&times.both);
        println!(
            "| {} | {} | {} | {} | {:.2} | {:.2} |",
            contender.name(),
            range(&times.convert),
            range(&times.evaluate),
            range(&times.both),
            both / whole,
            both / read,
        );
    }
}

fn range(seconds: &[f64]) -> String {
    let least = seconds.iter().copied().fold(f64::INFINITY, f64::min);
    let most = seconds.iter().copied().fold(0.0, f64::max);
    format!("{:.2} ({:.2}–{:.2})", median(seconds) * 1e6, least * 1e6, most * 1e6)
}

fn median(seconds: &[f64]) -> f64 {
    let mut sorted = seconds.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { (sorted[middle - 1] + sorted[middle]) / 2.0 }
}
