//! The assessment as a text for people to read.

mod bar;
mod figures;
mod layout;
mod table;
mod voice;
mod words;
