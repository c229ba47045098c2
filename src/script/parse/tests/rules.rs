//! The scripts that come with the library.

use super::*;
use std::path::Path;

#[test]
fn every_script_of_the_rules_parses() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")];
    let mut scripts = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rhai") {
                let text = std::fs::read_to_string(&path).unwrap();
                let read = parse(&path.display().to_string(), &text, &Limits::default());
                assert!(read.is_ok(), "{:#?}", read.err());
                scripts += 1;
            }
        }
    }
    assert!(scripts > 0);
}
