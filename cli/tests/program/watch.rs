//! `check --watch`: a saved file is checked again, and the call goes on until it is ended.

use crate::run::{SCRIPT, program, small};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// More than enough on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn a_saved_file_is_checked_again_until_the_call_is_ended() {
    let folder = small(&[]);
    let mut command = program(folder.path(), &["check", "--watch", "small"]);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let (sender, lines) = channel();
    let out = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    let started = Instant::now();
    let wait_for = |what: &str| loop {
        match lines.recv_timeout(Duration::from_millis(200)) {
            Ok(line) if line.contains(what) => break,
            Ok(_) | Err(RecvTimeoutError::Timeout) => assert!(started.elapsed() < PATIENCE, "no `{what}`"),
            Err(RecvTimeoutError::Disconnected) => panic!("the call ended without `{what}`"),
        }
    };
    wait_for("small：未发现问题");
    fs::write(folder.path().join("small/rules.rhai"), SCRIPT.replace("params.least", "params.lest")).unwrap();
    wait_for("第2次检查");
    wait_for("unknown-param");
    fs::write(folder.path().join("small/rules.rhai"), SCRIPT).unwrap();
    wait_for("第3次检查");
    wait_for("small：未发现问题");
    assert!(child.try_wait().unwrap().is_none(), "it goes on");
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap();
}
