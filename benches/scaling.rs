//! How cost grows: with the rows of a rulebook, with what a profile says that nobody reads, with the length of its lists,
//! and with the number of profiles.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a benchmark stops at the first surprise"
)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;
use zhiheng::Rulebook;

/// A rulebook of `rows` rows that each look a number of its own up in a table.
fn of_rows(rows: usize) -> (Rulebook, String) {
    let folder = std::env::temp_dir().join(format!("zhiheng-rows-{rows}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let mut table = "format = 1\nid = \"rows\"\nversion = \"1.0.0\"\ntitle = \"rows\"\nstatus = \"project\"\n\
        effective = { from = 2021-05-17 }\n[score]\ncombine = \"sum\"\nmax = 100\nscript = \"rows\"\n\
        [params.bands]\nvalue = [[10, 1], [20, 2], [30, 5]]\n[[groups]]\nid = \"g\"\ntitle = \"g\"\n"
        .to_owned();
    let (mut script, mut profile) = (String::new(), "{\"as_of\":\"2023-04-30\"".to_owned());
    for row in 0..rows {
        writeln!(table, "[[groups.rows]]\nid = \"r{row}\"\ntitle = \"r{row}\"\npoints = 5\nrule = \"r{row}\"").unwrap();
        writeln!(script, "fn r{row}(p) {{ band(p.x{row}, params.bands) }}").unwrap();
        write!(profile, ",\"x{row}\":{}", row * 7 % 40).unwrap();
    }
    profile.push('}');
    std::fs::write(folder.join("rulebook.toml"), table).unwrap();
    std::fs::write(folder.join("rows.rhai"), script).unwrap();
    let rulebook = Rulebook::load(&folder).unwrap();
    std::fs::remove_dir_all(folder).unwrap();
    (rulebook, profile)
}

fn rows(c: &mut Criterion) {
    let mut group = c.benchmark_group("by rows");
    for rows in [10, 100, 1_000] {
        let (rulebook, profile) = of_rows(rows);
        group.throughput(Throughput::Elements(rows as u64));
        group.bench_function(BenchmarkId::from_parameter(rows), |b| {
            b.iter(|| rulebook.evaluate_json(black_box(&profile)).unwrap());
        });
    }
    group.finish();
}

fn sixty() -> (Rulebook, serde_json::Value) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/sixty");
    let text = std::fs::read_to_string(folder.join("profile.json")).unwrap();
    (Rulebook::load(folder).unwrap(), serde_json::from_str(&text).unwrap())
}

/// Kilobytes that no rule reads.
fn unread(c: &mut Criterion) {
    let (rulebook, mut profile) = sixty();
    let mut group = c.benchmark_group("by unread text");
    for kilobytes in [0, 10, 100] {
        let notes: Vec<String> = (0..kilobytes * 10).map(|note| format!("{note:0100}")).collect();
        profile.as_object_mut().unwrap().insert("notes".to_owned(), notes.into());
        let text = profile.to_string();
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::from_parameter(format!("{kilobytes} KB")), |b| {
            b.iter(|| rulebook.evaluate_json(black_box(&text)).unwrap());
        });
    }
    group.finish();
}

/// Products, which a good part of the rules goes through.
fn lists(c: &mut Criterion) {
    let (rulebook, mut profile) = sixty();
    let product = profile["products"][0].clone();
    let mut group = c.benchmark_group("by products");
    for length in [1, 10, 100, 1_000] {
        let products: Vec<serde_json::Value> = (0..length)
            .map(|number| {
                let mut product = product.clone();
                product["name"] = format!("产品{number}").into();
                product
            })
            .collect();
        profile["products"] = products.into();
        let text = profile.to_string();
        group.throughput(Throughput::Elements(length));
        group.bench_function(BenchmarkId::from_parameter(length), |b| {
            b.iter(|| rulebook.evaluate_json(black_box(&text)).unwrap());
        });
    }
    group.finish();
}

/// Profiles one after another: each costs the same however many came before.
fn population(c: &mut Criterion) {
    let (rulebook, mut profile) = sixty();
    let mut group = c.benchmark_group("by profiles");
    group.sample_size(10);
    for profiles in [100_u64, 1_000] {
        let texts: Vec<String> = (0..profiles)
            .map(|number| {
                profile["basic"]["employees"] = number.into();
                profile.to_string()
            })
            .collect();
        group.throughput(Throughput::Elements(profiles));
        group.bench_function(BenchmarkId::from_parameter(profiles), |b| {
            b.iter(|| {
                texts.iter().filter(|text| rulebook.evaluate_json(text).unwrap().level() == Some("good")).count()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, rows, unread, lists, population);
criterion_main!(benches);
