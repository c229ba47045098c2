//! A rulebook as the printed standard: what is assessed, by which rows, with how many points, on what basis; in Markdown.

mod book;
mod gates;
mod grounds;
mod head;
mod levels;
mod markdown;
mod params;
mod policy;
mod rows;
mod scoring;
mod view;

use crate::engine::Rulebook;
use crate::text::Lang;
pub use book::schemes;
use markdown::Markdown;
pub use policy::{Bearing, Clause, Policy};
use view::View;

/// A rulebook as the printed standard, as a page of Markdown in `lang`.
///
/// Everything on it is read from the table; of the scripts it tells which parameters and fields they use. The same rulebook
/// gives the same page on any day.
pub fn scheme(rulebook: &Rulebook, lang: Lang) -> String {
    chapter(&View::new(rulebook, lang), 1)
}

/// The page whose title is a heading of `depth`.
fn chapter(view: &View, depth: usize) -> String {
    let mut page = Markdown::new(depth);
    page.heading(0, &view.text(&view.manifest().title));
    head::put(&mut page, view);
    grounds::put(&mut page, view);
    scoring::put(&mut page, view);
    rows::put(&mut page, view);
    levels::put(&mut page, view);
    gates::put(&mut page, view);
    params::put(&mut page, view);
    page.finish()
}
