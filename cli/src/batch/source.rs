//! Where profiles come from: a file or standard input, plain or compressed by gzip or zstd, as its first bytes say.

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const GZIP: [u8; 2] = [0x1f, 0x8b];
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// An open source, and how far it is read.
pub struct Source {
    /// The profiles.
    pub reader: Box<dyn BufRead + Send>,
    /// Bytes read so far, as they stand in the file.
    pub read: Arc<AtomicU64>,
    /// Bytes in all; none for standard input.
    pub length: Option<u64>,
}

/// Opens `path`, or standard input where there is none.
pub fn open(path: Option<&Path>) -> io::Result<Source> {
    let read = Arc::new(AtomicU64::new(0));
    let (raw, length): (Box<dyn Read + Send>, Option<u64>) = match path {
        None => (Box::new(io::stdin()), None),
        Some(path) => {
            let file = File::open(path)?;
            let length = file.metadata().ok().filter(|it| it.is_file()).map(|it| it.len());
            (Box::new(file), length)
        }
    };
    let mut counted = BufReader::with_capacity(1 << 16, Counted { inner: raw, read: read.clone() });
    let start = counted.fill_buf()?;
    let reader: Box<dyn BufRead + Send> = if start.starts_with(&GZIP) {
        Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(counted)))
    } else if start.starts_with(&ZSTD) {
        Box::new(BufReader::with_capacity(1 << 16, Frames { state: State::Between(Box::new(counted)) }))
    } else {
        Box::new(counted)
    };
    Ok(Source { reader, read, length })
}

/// Counts what is read.
struct Counted {
    inner: Box<dyn Read + Send>,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

type Raw = Box<BufReader<Counted>>;

/// The frames of a zstd file, one after another.
struct Frames {
    state: State,
}

enum State {
    Between(Raw),
    Within(Box<StreamingDecoder<Raw, ruzstd::decoding::FrameDecoder>>),
    Done,
}

impl Read for Frames {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Ok(0),
                State::Between(mut raw) => {
                    if raw.fill_buf()?.is_empty() {
                        return Ok(0);
                    }
                    let decoder = StreamingDecoder::new(raw).map_err(io::Error::other)?;
                    self.state = State::Within(Box::new(decoder));
                }
                State::Within(mut decoder) => {
                    let count = decoder.read(into)?;
                    if count > 0 {
                        self.state = State::Within(decoder);
                        return Ok(count);
                    }
                    self.state = State::Between(decoder.into_inner());
                }
            }
        }
    }
}
