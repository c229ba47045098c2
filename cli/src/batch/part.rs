//! Results on their way to a file: they grow in `FILE.part` and take the file's name when they are whole.
//!
//! `FILE.part.json` beside it says what the results are of, so that an interrupted batch goes on only with the same
//! rulebooks, shape and dates. What stands in the part counts up to its last whole profile.

use super::record::NOT_IN_EFFECT;
use super::shape::{Shape, word};
use super::tally::Tally;
use crate::call::{BatchFormat, BatchOutput};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use zhiheng::assessment::Verdict;

/// What the results of a batch depend on besides the profiles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub engine: String,
    /// Id and digest of each rulebook, in the order of the call.
    pub rulebooks: Vec<(String, String)>,
    pub shape: Shape,
    pub lang: String,
    pub as_of: Option<String>,
    pub rules_on: Option<String>,
    pub even_if_not_in_effect: bool,
}

/// A part that grows.
pub struct Part {
    path: PathBuf,
    part: PathBuf,
    terms: PathBuf,
    file: File,
}

/// Where an interrupted batch goes on.
pub struct Kept {
    /// The line of the last profile that was written whole.
    pub line: u64,
    pub tally: Tally,
}

/// Why a part cannot be begun or gone on with.
pub enum Refusal {
    Io(io::Error),
    /// One is there from an interrupted batch.
    LeftOver(PathBuf),
    /// There is none to go on with.
    NothingLeft(PathBuf),
    /// The one that is there is of another call.
    OtherTerms(PathBuf),
    /// What stands in it is not what this program writes.
    Spoilt {
        path: PathBuf,
        line: u64,
    },
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Refusal {
        Refusal::Io(error)
    }
}

impl Part {
    /// A new part.
    pub fn begin(path: &Path, terms: &Terms) -> Result<Part, Refusal> {
        let (part, terms_path) = names(path);
        if part.exists() {
            return Err(Refusal::LeftOver(part));
        }
        fs::write(&terms_path, serde_json::to_string(terms).map_err(io::Error::other)?)?;
        let file = OpenOptions::new().create_new(true).write(true).open(&part)?;
        Ok(Part { path: path.to_owned(), part, terms: terms_path, file })
    }

    /// The part of an interrupted batch, cut behind its last whole profile.
    pub fn resume(path: &Path, terms: &Terms, tally: Tally) -> Result<(Part, Kept), Refusal> {
        let (part, terms_path) = names(path);
        if !part.exists() {
            return Err(Refusal::NothingLeft(part));
        }
        let known: Option<Terms> = fs::read(&terms_path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        if known.as_ref() != Some(terms) {
            return Err(Refusal::OtherTerms(part));
        }
        let mut file = OpenOptions::new().read(true).write(true).open(&part)?;
        let mut kept = Kept { line: 0, tally };
        let end = match terms.shape.format {
            BatchFormat::Ndjson => ndjson(&file, terms.shape.output, &mut kept),
            BatchFormat::Csv => csv_rows(&file, &mut kept),
        };
        let end = match end {
            // without a whole profile the batch begins anew, headings included
            Ok(_) if kept.line == 0 => 0,
            Ok(end) => end,
            Err(Unread::Io(error)) => return Err(error.into()),
            Err(Unread::Line(line)) => return Err(Refusal::Spoilt { path: part, line }),
        };
        file.set_len(end)?;
        file.seek(SeekFrom::End(0))?;
        Ok((Part { path: path.to_owned(), part, terms: terms_path, file }, kept))
    }

    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    /// Gives the part the file's name.
    pub fn end(self) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.part, &self.path)?;
        fs::remove_file(&self.terms)
    }
}

fn names(path: &Path) -> (PathBuf, PathBuf) {
    let with = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    (with(".part"), with(".part.json"))
}

enum Unread {
    Io(io::Error),
    /// The number of the line of the part that cannot be read.
    Line(u64),
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Unread {
        Unread::Io(error)
    }
}

/// As much of a record as the tally asks for.
#[derive(Deserialize)]
struct Record {
    line: u64,
    error: Option<serde::de::IgnoredAny>,
    levels: Option<BTreeMap<String, String>>,
    results: Option<Vec<Figures>>,
    assessments: Option<Vec<Assessed>>,
}

#[derive(Deserialize)]
struct Figures {
    rulebook: String,
    status: Option<Verdict>,
    level: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Assessed {
    Done { rulebook: Book, status: Verdict, level: Levels },
    NotInEffect { rulebook: String },
}

#[derive(Deserialize)]
struct Book {
    id: String,
}

#[derive(Deserialize)]
struct Levels {
    #[serde(rename = "final")]
    final_: Option<Level>,
}

#[derive(Deserialize)]
struct Level {
    id: String,
}

/// Counts whole lines, and gives where the last of them ends.
fn ndjson(file: &File, output: BatchOutput, kept: &mut Kept) -> Result<u64, Unread> {
    let mut reader = BufReader::new(file);
    let (mut end, mut number, mut text) = (0, 0, Vec::new());
    loop {
        text.clear();
        let length = reader.read_until(b'\n', &mut text)?;
        if !text.ends_with(b"\n") {
            return Ok(end);
        }
        number += 1;
        let record: Record = serde_json::from_slice(&text).map_err(|_| Unread::Line(number))?;
        kept.count(record, output);
        end += length as u64;
    }
}

impl Kept {
    fn count(&mut self, record: Record, output: BatchOutput) {
        self.line = record.line;
        self.tally.line(record.line, record.error.is_some());
        match output {
            BatchOutput::Levels => {
                for (rulebook, level) in record.levels.unwrap_or_default() {
                    self.tally.level(&rulebook, &level);
                }
            }
            BatchOutput::Scores => {
                for Figures { rulebook, status, level } in record.results.unwrap_or_default() {
                    let level = status.map_or(NOT_IN_EFFECT, |status| word(status, level.as_deref()));
                    self.tally.level(&rulebook, level);
                }
            }
            BatchOutput::Full => {
                for assessed in record.assessments.unwrap_or_default() {
                    match assessed {
                        Assessed::Done { rulebook, status, level } => {
                            let level = level.final_.as_ref().map(|level| level.id.as_str());
                            self.tally.level(&rulebook.id, word(status, level));
                        }
                        Assessed::NotInEffect { rulebook } => self.tally.level(&rulebook, NOT_IN_EFFECT),
                    }
                }
            }
        }
    }
}

/// Counts the rows of whole profiles: those before the last one, of which rows may be missing.
fn csv_rows(file: &File, kept: &mut Kept) -> Result<u64, Unread> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(BufReader::new(file));
    let header = reader.byte_headers().map(csv::ByteRecord::len).map_err(|_| Unread::Line(1))?;
    let mut end = if header == super::record::COLUMNS.len() { reader.position().byte() } else { 0 };
    let mut rows: Vec<csv::StringRecord> = Vec::new();
    let (mut row, mut number) = (csv::StringRecord::new(), 1);
    loop {
        let start = reader.position().byte();
        let is_row = reader.read_record(&mut row);
        // a row that was cut short may be anything
        let Ok(true) = is_row else { return Ok(end) };
        number += 1;
        if row.len() < super::record::COLUMNS.len() {
            return Ok(end);
        }
        let line = |row: &csv::StringRecord| row.get(0).and_then(|line| line.parse::<u64>().ok());
        let now = line(&row).ok_or(Unread::Line(number))?;
        if rows.last().is_some_and(|before| line(before) != Some(now)) {
            kept.count_rows(&rows);
            rows.clear();
            end = start;
        }
        rows.push(row.clone());
    }
}

impl Kept {
    fn count_rows(&mut self, rows: &[csv::StringRecord]) {
        let Some(line) = rows.first().and_then(|row| row.get(0)?.parse().ok()) else { return };
        self.line = line;
        let cell = |row: &csv::StringRecord, place: usize| row.get(place).unwrap_or_default().to_owned();
        self.tally.line(line, rows.iter().any(|row| cell(row, 2).is_empty()));
        for row in rows.iter().filter(|row| cell(row, 3).is_empty() && !cell(row, 2).is_empty()) {
            let (status, level) = (cell(row, 4), cell(row, 5));
            let level = if status == "graded" && !level.is_empty() { level } else { status };
            self.tally.level(&cell(row, 2), &level);
        }
    }
}
