//! The lines of a source, a chunk at a time; lines without anything on them are counted and left out.

use std::io::{self, BufRead};

/// A longer line is told as one that cannot be read; what stands on it is not kept.
const LONGEST: usize = 64 << 20;

/// So much is handed to a worker at once.
const CHUNK_LINES: usize = 64;
const CHUNK_BYTES: usize = 1 << 19;

/// A line of the source.
pub struct Line {
    /// From 1.
    pub number: u64,
    /// Without its end; none where it is too long.
    pub bytes: Option<Vec<u8>>,
}

/// Reads chunks of lines.
pub struct Lines<R> {
    reader: R,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    /// The lines of `reader` after the first `skipped`.
    pub fn after(reader: R, skipped: u64) -> io::Result<Lines<R>> {
        let mut lines = Lines { reader, number: 0 };
        while lines.number < skipped && lines.next()?.is_some() {}
        Ok(lines)
    }

    /// The next lines; nothing at the end.
    pub fn chunk(&mut self) -> io::Result<Vec<Line>> {
        let (mut chunk, mut bytes) = (Vec::new(), 0);
        while chunk.len() < CHUNK_LINES && bytes < CHUNK_BYTES {
            let Some(line) = self.next()? else { break };
            let blank = line.bytes.as_ref().is_some_and(|bytes| bytes.iter().all(u8::is_ascii_whitespace));
            if !blank {
                bytes += line.bytes.as_ref().map_or(0, Vec::len);
                chunk.push(line);
            }
        }
        Ok(chunk)
    }

    fn next(&mut self) -> io::Result<Option<Line>> {
        let (mut bytes, mut any, mut fits) = (Vec::new(), false, true);
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            any = true;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let part = end.map_or(buffer.len(), |end| end);
            fits &= bytes.len() + part <= LONGEST;
            if fits {
                bytes.extend(buffer.iter().take(part));
            }
            self.reader.consume(end.map_or(part, |end| end + 1));
            if end.is_some() {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        self.number += 1;
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
        Ok(Some(Line { number: self.number, bytes: fits.then_some(bytes) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str, skipped: u64) -> Vec<u64> {
        let mut lines = Lines::after(text.as_bytes(), skipped).unwrap();
        lines.chunk().unwrap().iter().map(|line| line.number).collect()
    }

    #[test]
    fn empty_lines_count_but_are_left_out() {
        assert_eq!(numbers("{}\n\n  \r\n{}", 0), [1, 4]);
    }

    #[test]
    fn lines_before_are_skipped_by_their_number() {
        assert_eq!(numbers("{}\n\n{}\n{}\n", 2), [3, 4]);
        assert_eq!(numbers("{}\n", 7), [0_u64; 0]);
    }
}
