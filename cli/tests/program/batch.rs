//! Batches: in the order of the lines, bad lines in their place, compressed or not, gone on with where they stopped.

use crate::run::{Ran, folder, program, root, with_input, zhiheng_in};
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::Path;

/// So many lines of profiles, every fifth of them bad, and one empty line.
fn profiles(count: usize) -> String {
    let text = fs::read_to_string(root().join("examples/profiles/foshan-appliances.json")).unwrap();
    let profile: Value = serde_json::from_str(&text).unwrap();
    let mut lines = String::new();
    for number in 0..count {
        let mut profile = profile.clone();
        profile["basic"]["employees"] = Value::from(200 + number);
        profile["basic"]["name"] = Value::from(format!("企业“{number}”，有限公司"));
        let line = profile.to_string();
        lines.push_str(if number % 5 == 3 { &line[..100] } else { &line });
        lines.push_str(if number == 7 { "\n\n" } else { "\n" });
    }
    lines
}

fn batch(folder: &Path, more: &[&str]) -> Ran {
    let args = [&["batch", "p.ndjson", "-r", "srdi-sme", "-r", "three-same"], more].concat();
    zhiheng_in(folder, &args)
}

fn documents(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn results_stand_in_the_order_of_the_lines_and_bad_ones_in_their_place() {
    let folder = folder(&[("p.ndjson", &profiles(200))]);
    let ran = batch(folder.path(), &["--summary", "s.json", "--jobs", "3"]).exits(1);
    let records = documents(&ran.out);
    let lines: Vec<u64> = records.iter().map(|record| record["line"].as_u64().unwrap()).collect();
    // line 9 is empty
    let expected: Vec<u64> = (1..=201).filter(|line| *line != 9).collect();
    assert_eq!(lines, expected);
    for record in &records {
        let line = record["line"].as_u64().unwrap();
        let number = if line > 9 { line - 2 } else { line - 1 };
        assert_eq!(record["error"].is_array(), number % 5 == 3, "{record}");
    }
    assert_eq!(records[0]["results"][0]["rulebook"], "srdi-sme");
    assert_eq!(records[0]["results"][1]["items"][0]["item"], "AF-5L");
    let summary: Value = serde_json::from_str(&fs::read_to_string(folder.path().join("s.json")).unwrap()).unwrap();
    assert_eq!((summary["profiles"].as_u64(), summary["bad"].as_u64()), (Some(200), Some(40)));
    let levels = summary["rulebooks"]["srdi-sme"]["levels"].as_object().unwrap();
    assert_eq!(levels.values().filter_map(Value::as_u64).sum::<u64>(), 160);
}

#[test]
fn one_thread_and_four_give_the_same_bytes_and_so_do_all_ways_of_packing() {
    let text = profiles(150);
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(text.as_bytes()).unwrap();
    let gzip = gzip.finish().unwrap();
    // two frames, as files that were put together have
    let (one, two) = text.split_at(text.len() / 3);
    let level = ruzstd::encoding::CompressionLevel::Fastest;
    let mut zstd = ruzstd::encoding::compress_to_vec(one.as_bytes(), level);
    zstd.extend(ruzstd::encoding::compress_to_vec(two.as_bytes(), level));
    let folder = folder(&[("p.ndjson", &text)]);
    let plain = batch(folder.path(), &["--jobs", "1"]).exits(1).out;
    assert_eq!(batch(folder.path(), &["--jobs", "4"]).exits(1).out, plain);
    for packed in [gzip, zstd, text.into_bytes()] {
        let command = program(folder.path(), &["batch", "-", "-r", "srdi-sme", "-r", "three-same"]);
        assert_eq!(with_input(command, &packed).exits(1).out, plain);
    }
}

#[test]
fn an_interrupted_batch_goes_on_without_scoring_twice_or_losing_a_line() {
    for (format, detail) in
        [("ndjson", "full"), ("ndjson", "scores"), ("ndjson", "levels"), ("csv", "scores"), ("csv", "levels")]
    {
        let folder = folder(&[("p.ndjson", &profiles(60))]);
        let options = ["--format", format, "--detail", detail, "-o", "r", "--summary", "s.json"];
        batch(folder.path(), &options).exits(1);
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        let (whole, summary) = (read("r"), read("s.json"));
        assert!(!folder.path().join("r.part").exists() && !folder.path().join("r.part.json").exists());
        // an empty line at the end is no profile: only the terms of the batch are of interest here
        fs::write(folder.path().join("none.ndjson"), "\n").unwrap();
        for cut in [0, 1, 95, 180, whole.len() / 3, whole.len() / 2 + 7, whole.len() - 1] {
            let cut = (0..=cut).rev().find(|cut| whole.is_char_boundary(*cut)).unwrap();
            leave_part(folder.path(), &options, &whole[..cut]);
            batch(folder.path(), &options).exits(2);
            batch(folder.path(), &[&options[..], &["--resume"]].concat()).exits(1);
            assert!(read("r") == whole, "{format} {detail}, cut at {cut}");
            assert_eq!(read("s.json"), summary, "{format} {detail}, cut at {cut}");
        }
    }
}

/// What an interrupted batch leaves: the beginning of its results, and what they are of.
fn leave_part(folder: &Path, options: &[&str], text: &str) {
    // a batch that is stopped while it reads leaves its terms
    let mut child = program(folder, &[&["batch", "-", "-r", "srdi-sme", "-r", "three-same"], options].concat())
        .stdin(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    child.stdin.as_mut().unwrap().write_all(b"{}\n").unwrap();
    while !folder.join("r.part").exists() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    fs::write(folder.join("r.part"), text).unwrap();
}

#[test]
fn a_part_goes_on_only_with_the_rulebooks_and_options_that_began_it() {
    let folder = folder(&[("p.ndjson", &profiles(5))]);
    leave_part(folder.path(), &["-o", "r"], "");
    let told = batch(folder.path(), &["-o", "r", "--detail", "levels", "--resume"]).exits(2).err;
    assert!(told.contains("r.part"), "{told}");
    let told = batch(folder.path(), &["-o", "other", "--resume"]).exits(2).err;
    assert!(told.contains("other.part"), "{told}");
    let told = batch(folder.path(), &["--resume"]).exits(2).err;
    assert!(told.contains("--output"), "{told}");
    fs::write(folder.path().join("r.part"), "not ours\n").unwrap();
    let told = batch(folder.path(), &["-o", "r", "--resume"]).exits(2).err;
    assert!(told.contains('1'), "{told}");
}

#[test]
fn csv_quotes_what_it_must_and_has_a_row_for_each_item() {
    let folder = folder(&[("p.ndjson", &profiles(2))]);
    let out = batch(folder.path(), &["--format", "csv"]).exits(0).out;
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    assert_eq!(reader.headers().unwrap().get(1), Some("name"));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows[0].get(1), Some("企业“0”，有限公司"));
    let items: Vec<&str> = rows.iter().filter_map(|row| row.get(3)).filter(|item| !item.is_empty()).collect();
    assert_eq!(items, ["AF-5L", "KT-17", "RC-40", "AF-5L", "KT-17", "RC-40"]);
    batch(folder.path(), &["--format", "csv", "--detail", "full"]).exits(2);
}

#[test]
fn a_rulebook_that_is_not_in_effect_is_told_in_place_and_no_bad_line() {
    let folder = folder(&[("p.ndjson", &profiles(1))]);
    let out = batch(folder.path(), &["--rules-on", "2022-01-01", "--detail", "levels"]).exits(0).out;
    assert_eq!(documents(&out)[0]["levels"]["srdi-sme"], "not in effect");
}
