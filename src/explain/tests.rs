//! Explanations hold against the assessments that they explain.
