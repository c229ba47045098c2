//! `new`: the rulebook that it writes holds at once, and nothing is written over.

use crate::run::{folder, zhiheng, zhiheng_in};
use std::fs;

#[test]
fn the_new_rulebook_passes_check_test_and_mutation() {
    let place = folder(&[]);
    let ran = zhiheng_in(place.path(), &["new", "质量 评价.v1"]).exits(0);
    assert!(ran.out.contains("rulebook.toml") && ran.err.contains("`质量-评价-v1`"), "{}{}", ran.out, ran.err);
    let clean = zhiheng_in(place.path(), &["check", "质量 评价.v1"]).exits(0);
    assert!(clean.out.contains("未发现问题"), "{}", clean.out);
    zhiheng_in(place.path(), &["test", "质量 评价.v1"]).exits(0);
    zhiheng_in(place.path(), &["test", "--mutate", "--min-killed", "95", "质量 评价.v1"]).exits(0);
    zhiheng_in(place.path(), &["rulebooks", "show", "./质量 评价.v1"]).exits(0);
}

#[test]
fn the_schemas_that_the_files_name_lie_beside_them() {
    let place = folder(&[]);
    zhiheng_in(place.path(), &["new", "own"]).exits(0);
    let own = place.path().join("own");
    for (file, document) in [("rulebook.toml", "rulebook"), ("cases/thresholds.toml", "cases")] {
        let text = fs::read_to_string(own.join(file)).unwrap();
        let named = text.lines().next().unwrap().strip_prefix("#:schema ").unwrap();
        let schema = own.join(file).parent().unwrap().join(named);
        let schema = fs::read_to_string(&schema).unwrap();
        assert_eq!(schema, zhiheng(&["schema", document]).exits(0).out, "{file}");
    }
}

#[test]
fn an_empty_folder_is_filled_even_if_one_stands_in_it() {
    let place = folder(&[]);
    fs::create_dir(place.path().join("empty")).unwrap();
    zhiheng_in(&place.path().join("empty"), &["new", "."]).exits(0);
    zhiheng_in(place.path(), &["test", "empty"]).exits(0);
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let place = folder(&[("full/note.txt", "mine"), ("file", "")]);
    let ran = zhiheng_in(place.path(), &["new", "full"]).exits(2);
    assert!(ran.err.contains("`full` 不是空的") && ran.err.contains("换一个新的文件夹"), "{}", ran.err);
    assert_eq!(fs::read_dir(place.path().join("full")).unwrap().count(), 1);
    let ran = zhiheng_in(place.path(), &["new", "file"]).exits(2);
    assert!(ran.err.contains("`file` 不是文件夹"), "{}", ran.err);
}

#[test]
fn a_name_that_gives_no_id_is_refused() {
    let place = folder(&[]);
    for name in ["。。", "--", "root", "barred"] {
        let ran = zhiheng_in(place.path(), &["new", "--", name]).exits(2);
        assert!(ran.err.contains("不能作规则册的编号"), "{name}: {}", ran.err);
    }
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn where_one_file_cannot_be_written_none_is() {
    let place = folder(&[]);
    // so long a path has room for the table below it, but not for the cases
    let deep = format!("{}/{}", vec!["x".repeat(250); 16].join("/"), "y".repeat(62));
    let ran = zhiheng_in(place.path(), &["new", &deep]).exits(2);
    assert!(ran.err.contains("thresholds.toml` 失败"), "{}", ran.err);
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0);
}
