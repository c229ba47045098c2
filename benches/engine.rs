//! What one profile costs, stage by stage, on the rulebook and profile of `benches/sixty`; what loading costs; and how
//! fast kept outcomes are rolled up again.
#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark stops at the first surprise")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use zhiheng::{Library, Outcomes, Rulebook};

fn sixty() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/sixty")
}

/// From JSON text to numbers, to the whole assessment, and to its JSON text.
fn one_profile(c: &mut Criterion) {
    let rulebook = Rulebook::load(sixty()).unwrap();
    let profile = std::fs::read(sixty().join("profile.json")).unwrap();
    let mut group = c.benchmark_group("one profile, sixty rows");
    group.throughput(Throughput::Bytes(profile.len() as u64));
    group.bench_function("skipped as JSON", |b| {
        b.iter(|| serde_json::from_slice::<serde::de::IgnoredAny>(black_box(&profile)).unwrap());
    });
    group.bench_function("checked whole", |b| b.iter(|| rulebook.check_profile(black_box(&profile), false).unwrap()));
    group.bench_function("evaluated", |b| b.iter(|| rulebook.evaluate_json(black_box(&profile)).unwrap()));
    group.bench_function("assessed", |b| b.iter(|| rulebook.assess_json(black_box(&profile)).unwrap()));
    group.bench_function("assessed, as JSON text", |b| {
        b.iter(|| serde_json::to_string(&rulebook.assess_json(black_box(&profile)).unwrap()).unwrap());
    });
    group.finish();
}

/// The same for built-in rulebooks on an example profile.
fn built_in(c: &mut Criterion) {
    let profile = include_str!("../examples/profiles/foshan-appliances.json");
    let mut group = c.benchmark_group("foshan-appliances");
    for id in ["three-same", "srdi-sme", "quality-maturity", "plan-2021"] {
        let rulebook = Library::builtin().get(id).unwrap();
        group.bench_function(format!("{id}, evaluated"), |b| {
            b.iter(|| rulebook.evaluate_json(black_box(profile)).unwrap());
        });
        group.bench_function(format!("{id}, assessed"), |b| {
            b.iter(|| rulebook.assess_json(black_box(profile)).unwrap())
        });
    }
    group.finish();
}

fn load(c: &mut Criterion) {
    let mut group = c.benchmark_group("load");
    group.sample_size(10);
    group.bench_function("sixty rows", |b| b.iter(|| Rulebook::load(sixty()).unwrap()));
    group.bench_function("three-same", |b| b.iter(|| Library::builtin().get("three-same").unwrap()));
    group.bench_function("all built-in, one after another", |b| {
        b.iter(|| Library::builtin().ids().map(|id| Library::builtin().get(id).unwrap()).collect::<Vec<_>>());
    });
    group.finish();
}

/// Row outcomes rolled up a second on one core: the elements are row outcomes.
fn outcomes(c: &mut Criterion) {
    let rulebook = Rulebook::load(sixty()).unwrap();
    let profile = std::fs::read_to_string(sixty().join("profile.json")).unwrap();
    let mut outcomes = Outcomes::new(&rulebook).unwrap();
    for employees in 1..=1_000 {
        outcomes.push(profile.replacen("\"employees\":426", &format!("\"employees\":{employees}"), 1)).unwrap();
    }
    let tuned = outcomes.under(&rulebook).unwrap();
    let mut group = c.benchmark_group("outcomes");
    group.throughput(Throughput::Elements(outcomes.row_outcomes() as u64));
    group.bench_function("rolled up again", |b| {
        b.iter(|| (0..tuned.len()).filter(|place| tuned.get(*place).unwrap().level() == Some("good")).count());
    });
    group.finish();
}

criterion_group!(benches, one_profile, built_in, load, outcomes);
criterion_main!(benches);
