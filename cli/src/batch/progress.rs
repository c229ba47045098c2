//! How far a batch is, on a terminal; silence in a pipe.

use crate::voice::Voice;
use crate::words::say;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, stderr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

pub struct Progress {
    bar: Option<ProgressBar>,
    read: Arc<AtomicU64>,
    profiles: u64,
}

impl Progress {
    /// Nothing is shown where standard error is no terminal.
    pub fn new(read: Arc<AtomicU64>, length: Option<u64>, voice: &Voice) -> Progress {
        let bar = stderr().is_terminal().then(|| {
            let template = if length.is_some() { &say().batch_bar } else { &say().batch_spinner };
            let bar = length.map_or_else(ProgressBar::no_length, ProgressBar::new);
            if let Ok(style) = ProgressStyle::with_template(template.get(voice.lang)) {
                bar.set_style(style);
            }
            bar
        });
        Progress { bar, read, profiles: 0 }
    }

    pub fn add(&mut self, profiles: u64) {
        self.profiles += profiles;
        if let Some(bar) = &self.bar {
            bar.set_position(self.read.load(Ordering::Relaxed));
            let seconds = bar.elapsed().as_secs().max(1);
            bar.set_message(format!("{} ({}/s)", self.profiles, self.profiles / seconds));
        }
    }

    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
