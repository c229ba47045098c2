//! Where results go: standard output, and files that are written whole or not at all.

use crate::run::{program, small, with_input, zhiheng_in};
use std::fs;
use std::process::Stdio;

#[test]
fn a_profile_may_come_from_standard_input() {
    let folder = small(&[]);
    let input = fs::read(folder.path().join("good.json")).unwrap();
    let args = |path| ["assess", path, "-r", "./small", "--format", "json"];
    let piped = with_input(program(folder.path(), &args("-")), &input).exits(0);
    let read = zhiheng_in(folder.path(), &args("good.json")).exits(0);
    assert_eq!(piped.out, read.out);
    assert_eq!(piped.err, "");
}

#[test]
fn the_result_goes_whole_into_the_file_and_nothing_is_left_beside_it() {
    let folder = small(&[]);
    let args = ["assess", "good.json", "-r", "./small", "--format", "json"];
    let printed = zhiheng_in(folder.path(), &args).exits(0).out;
    let before = fs::read_dir(folder.path()).unwrap().count();
    fs::write(folder.path().join("out.json"), "of old").unwrap();
    let ran = zhiheng_in(folder.path(), &[&args[..], &["-o", "out.json"]].concat()).exits(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
    assert_eq!(fs::read_to_string(folder.path().join("out.json")).unwrap(), printed);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), before + 1);
}

#[test]
fn a_bad_profile_leaves_the_file_as_it_was() {
    let folder = small(&[]);
    fs::write(folder.path().join("bad.json"), "{").unwrap();
    fs::write(folder.path().join("out.json"), "of old").unwrap();
    zhiheng_in(folder.path(), &["assess", "bad.json", "-r", "./small", "-o", "out.json"]).exits(2);
    assert_eq!(fs::read_to_string(folder.path().join("out.json")).unwrap(), "of old");
}

#[test]
fn a_profile_is_not_overwritten_by_its_result() {
    let folder = small(&[]);
    let before = fs::read_to_string(folder.path().join("good.json")).unwrap();
    let ran = zhiheng_in(folder.path(), &["assess", "good.json", "-r", "./small", "-o", "./good.json"]).exits(2);
    assert!(ran.err.contains("自评表本身"), "{}", ran.err);
    assert_eq!(fs::read_to_string(folder.path().join("good.json")).unwrap(), before);
}

#[test]
fn files_that_cannot_be_written_are_named() {
    let folder = small(&[]);
    let run = |path: &str| zhiheng_in(folder.path(), &["assess", "good.json", "-r", "./small", "-o", path]).exits(2);
    assert!(run("no/such/out.json").err.contains("`no/such/out.json` 所在的文件夹不存在"));
    assert!(run("small").err.contains("`small` 是文件夹"));
    assert_eq!(run("small").out, "");
}

#[cfg(unix)]
#[test]
fn a_read_only_file_and_a_folder_without_permission_are_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = small(&[]);
    let out = folder.path().join("out.json");
    fs::write(&out, "of old").unwrap();
    fs::set_permissions(&out, fs::Permissions::from_mode(0o444)).unwrap();
    let run = |path: &str| zhiheng_in(folder.path(), &["assess", "good.json", "-r", "./small", "-o", path]);
    let ran = run("out.json").exits(2);
    assert!(ran.err.contains("没有权限访问 `out.json`"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&out).unwrap(), "of old");
    // no folder here can be closed to a superuser, but this one has no place for files
    let ran = run("/proc/out.json").exits(2);
    assert!(ran.err.contains("/proc/out.json"), "{}", ran.err);
}

#[cfg(unix)]
#[test]
fn a_new_file_is_as_readable_as_others_and_an_old_one_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let folder = small(&[]);
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
    let run = |name: &str| zhiheng_in(folder.path(), &["assess", "good.json", "-r", "./small", "-o", name]).exits(0);
    fs::write(folder.path().join("plain"), "").unwrap();
    run("new");
    assert_eq!(mode("new"), mode("plain"));
    fs::set_permissions(folder.path().join("plain"), fs::Permissions::from_mode(0o600)).unwrap();
    run("plain");
    assert_eq!(mode("plain"), 0o600);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_device_is_written_to() {
    let folder = small(&[]);
    let run = |name: &str| zhiheng_in(folder.path(), &["assess", "good.json", "-r", "./small", "-o", name]).exits(0);
    fs::write(folder.path().join("target"), "").unwrap();
    std::os::unix::fs::symlink("target", folder.path().join("link")).unwrap();
    run("link");
    assert!(fs::symlink_metadata(folder.path().join("link")).unwrap().is_symlink());
    assert!(fs::metadata(folder.path().join("target")).unwrap().len() > 0);
    run("/dev/null");
}

#[cfg(unix)]
#[test]
fn a_full_device_is_told() {
    let folder = small(&[]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = program(folder.path(), &["assess", "good.json", "-r", "./small"]);
    let output = command.stdout(full).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("标准输出"));
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_enough_is_no_error() {
    let folder = small(&[]);
    let mut command = program(folder.path(), &["schema", "profile"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn words_and_findings_are_without_colours_in_pipes_and_coloured_on_demand() {
    let folder = small(&[("\nversion = \"1.0.0\"", "\nversion = \"1\"")]);
    let plain = with_input(program(folder.path(), &["check", "small"]), b"").exits(1);
    assert!(!plain.out.contains('\u{1b}') && !plain.err.contains('\u{1b}'));
    let mut command = program(folder.path(), &["check", "small"]);
    command.env("CLICOLOR_FORCE", "1");
    assert!(with_input(command, b"").exits(1).out.contains('\u{1b}'));
    let mut command = program(folder.path(), &["check", "small"]);
    command.env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1");
    assert!(!with_input(command, b"").exits(1).out.contains('\u{1b}'));
}
