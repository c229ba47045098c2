//! The assessment as a document.
