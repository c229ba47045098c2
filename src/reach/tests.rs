//! What the walk finds.
