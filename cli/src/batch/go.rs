//! The run of a batch: one thread reads, several assess, one writes in the order of the lines.

use super::lines::{Line, Lines};
use super::part::{Kept, Part, Refusal, Terms};
use super::progress::Progress;
use super::record::{COLUMNS, Job};
use super::shape::Shape;
use super::source::{self, Source};
use super::tally::Tally;
use crate::answer::Answer;
use crate::books;
use crate::call::{Batch, BatchFormat, BatchOutput};
use crate::input::is_stdin;
use crate::json;
use crate::output::{deliver, refuse_overwriting};
use crate::trouble::Trouble;
use crate::voice::Voice;
use crate::words::say;
use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use zhiheng::Options;

/// Chunks that a worker may have ahead of it.
const AHEAD: usize = 4;

/// Assesses a file of profiles; that some of them are bad is the answer no.
pub fn run(call: &Batch, voice: &Voice) -> Result<Answer, Trouble> {
    let shape = Shape { output: call.shape, format: call.notation };
    if (shape.output, shape.format) == (BatchOutput::Full, BatchFormat::Csv) {
        return Err(plain(say().batch_full_csv.get(voice.lang)));
    }
    let output = call.output.as_deref().filter(|path| !is_stdin(path));
    for target in [output, call.summary.as_deref()] {
        refuse_overwriting(target, std::slice::from_ref(&call.profiles), voice)?;
    }
    if call.resume && output.is_none() {
        return Err(plain(say().batch_resume_what.get(voice.lang)));
    }
    let mut options = Options::default();
    options.as_of = call.as_of;
    options.rules_on = call.rules_on;
    options.even_if_not_in_effect = call.even_if_not_in_effect;
    let job = Job { books: books::named(&call.rulebook, voice)?, options, shape, lang: voice.lang };
    let tally = Tally::of(&job.books);
    let path = Some(call.profiles.as_path()).filter(|path| !is_stdin(path));
    let named = |error: &io::Error| Trouble::file(&call.profiles, error, &say().file_not_read, voice.lang);
    let source = source::open(path).map_err(|error| named(&error))?;
    let (mut target, kept) = target(output, call, &job, tally, voice)?;
    let Source { reader, read, length } = source;
    let lines = Lines::after(reader, kept.line).map_err(|error| named(&error))?;
    let mut progress = Progress::new(read, length, voice);
    let jobs = call
        .jobs
        .map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), |jobs| usize::from(jobs.get()));
    let (mut tally, fresh) = (kept.tally, kept.line == 0);
    if fresh && shape.format == BatchFormat::Csv {
        target.write(format!("{}\n", COLUMNS.join(",")).as_bytes()).map_err(|error| unwritten(call, &error, voice))?;
    }
    let written = in_order(lines, &job, jobs, |done| {
        target.write(&done.bytes)?;
        progress.add(done.tally.profiles);
        tally.add(done.tally);
        Ok(())
    });
    progress.end();
    match written {
        Ok(()) => target.end().map_err(|error| unwritten(call, &error, voice))?,
        Err(Stopped::Read(error)) => return Err(named(&error)),
        // whoever read the beginning wants no more
        Err(Stopped::Write(error)) if error.kind() == ErrorKind::BrokenPipe && output.is_none() => {}
        Err(Stopped::Write(error)) => return Err(unwritten(call, &error, voice)),
    }
    if let Some(path) = &call.summary {
        deliver(Some(path), &json::text(&tally)?, voice)?;
    }
    told(&tally, voice);
    Ok(if tally.bad == 0 { Answer::Yes } else { Answer::No })
}

/// Where results go.
enum Target {
    Stdout(io::BufWriter<io::Stdout>),
    Part(Part),
}

impl Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Target::Stdout(out) => out.write_all(bytes),
            Target::Part(part) => part.write(bytes),
        }
    }

    fn end(self) -> io::Result<()> {
        match self {
            Target::Stdout(mut out) => out.flush(),
            Target::Part(part) => part.end(),
        }
    }
}

fn target(
    output: Option<&Path>,
    call: &Batch,
    job: &Job,
    tally: Tally,
    voice: &Voice,
) -> Result<(Target, Kept), Trouble> {
    let Some(path) = output else {
        return Ok((Target::Stdout(io::BufWriter::new(io::stdout())), Kept { line: 0, tally }));
    };
    let terms = Terms {
        engine: env!("CARGO_PKG_VERSION").to_owned(),
        rulebooks: job.books.iter().map(|book| (book.id().to_owned(), book.digest().to_owned())).collect(),
        shape: job.shape,
        lang: voice.lang.to_string(),
        as_of: call.as_of.map(|date| date.to_string()),
        rules_on: call.rules_on.map(|date| date.to_string()),
        even_if_not_in_effect: call.even_if_not_in_effect,
    };
    let begun = if call.resume {
        Part::resume(path, &terms, tally)
    } else {
        Part::begin(path, &terms).map(|part| (part, Kept { line: 0, tally }))
    };
    let (part, kept) = begun.map_err(|refusal| refused(call, refusal, voice))?;
    Ok((Target::Part(part), kept))
}

fn refused(call: &Batch, refusal: Refusal, voice: &Voice) -> Trouble {
    let say = say();
    let about = |text, path: &Path| Trouble::about(text, "file", &path.to_string_lossy(), voice.lang);
    match refusal {
        Refusal::Io(error) => unwritten(call, &error, voice),
        Refusal::LeftOver(path) => about(&say.batch_left_over, &path),
        Refusal::NothingLeft(path) => about(&say.batch_nothing_left, &path),
        Refusal::OtherTerms(path) => about(&say.batch_other_terms, &path),
        Refusal::Spoilt { path, line } => {
            let values = [("file", &*path.to_string_lossy()), ("line", &*line.to_string())];
            plain(&voice.fill(&say.batch_spoilt, &values))
        }
    }
}

fn unwritten(call: &Batch, error: &io::Error, voice: &Voice) -> Trouble {
    let name = call.output.as_deref().unwrap_or(Path::new("-"));
    Trouble::file(name, error, &say().file_not_written, voice.lang)
}

fn plain(message: &str) -> Trouble {
    Trouble::Plain { message: message.to_owned(), help: None }
}

/// What the batch came to, in words.
fn told(tally: &Tally, voice: &Voice) {
    let values = [("profiles", &*tally.profiles.to_string()), ("bad", &*tally.bad.to_string())];
    let mut text = format!("{}\n", voice.fill(&say().batch_done, &values));
    for (rulebook, counts) in &tally.rulebooks {
        let levels: Vec<String> = counts.levels.iter().map(|(level, count)| format!("{level} {count}")).collect();
        text.push_str(&format!("  {rulebook}  {}\n", levels.join("  ")));
    }
    voice.plain(&text);
}

/// The results of a chunk of lines.
struct Done {
    bytes: Vec<u8>,
    tally: Tally,
}

enum Stopped {
    Read(io::Error),
    Write(io::Error),
}

/// Assesses lines on several threads, and hands the results on in the order of the lines.
fn in_order<R: io::BufRead + Send>(
    lines: Lines<R>,
    job: &Job,
    jobs: usize,
    mut take: impl FnMut(Done) -> io::Result<()>,
) -> Result<(), Stopped> {
    let jobs = jobs.max(1);
    // each chunk needs a ticket until it is written, so that memory does not grow with what is slow
    let (give_ticket, tickets) = sync_channel::<()>(jobs * AHEAD);
    let (give_chunk, chunks) = sync_channel::<(u64, Vec<Line>)>(jobs * AHEAD);
    let (give_done, done) = sync_channel::<(u64, io::Result<Done>)>(jobs * AHEAD);
    for _ in 0..jobs * AHEAD {
        let _ = give_ticket.send(());
    }
    let chunks = Mutex::new(chunks);
    std::thread::scope(|scope| {
        let reader = scope.spawn(move || read(lines, &tickets, &give_chunk));
        for _ in 0..jobs {
            let (chunks, give_done) = (&chunks, give_done.clone());
            scope.spawn(move || work(chunks, job, &give_done));
        }
        drop(give_done);
        let (mut next, mut waiting, mut failed) = (0, BTreeMap::new(), None);
        while let Ok((number, result)) = done.recv() {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&next) {
                next += 1;
                if failed.is_none() {
                    failed = result.and_then(&mut take).err();
                }
                if failed.is_none() {
                    let _ = give_ticket.try_send(());
                }
            }
            if failed.is_some() {
                break;
            }
        }
        // without tickets and takers the others come to an end
        drop((give_ticket, done));
        match (failed, reader.join()) {
            (Some(error), _) => Err(Stopped::Write(error)),
            (None, Ok(Err(error))) => Err(Stopped::Read(error)),
            (None, _) => Ok(()),
        }
    })
}

fn read<R: io::BufRead>(
    mut lines: Lines<R>,
    tickets: &Receiver<()>,
    give: &SyncSender<(u64, Vec<Line>)>,
) -> io::Result<()> {
    for number in 0.. {
        if tickets.recv().is_err() {
            break;
        }
        let chunk = lines.chunk()?;
        if chunk.is_empty() || give.send((number, chunk)).is_err() {
            break;
        }
    }
    Ok(())
}

fn work(chunks: &Mutex<Receiver<(u64, Vec<Line>)>>, job: &Job, give: &SyncSender<(u64, io::Result<Done>)>) {
    loop {
        let chunk = match chunks.lock() {
            Ok(chunks) => chunks.recv(),
            Err(_) => return,
        };
        let Ok((number, lines)) = chunk else { return };
        let mut done = Done { bytes: Vec::new(), tally: Tally::of(&job.books) };
        let mut written = Ok(());
        for line in &lines {
            written = written.and_then(|()| job.assess(line).write(job.shape, &mut done.bytes, &mut done.tally));
        }
        if give.send((number, written.map(|()| done))).is_err() {
            return;
        }
    }
}
