//! The `zhiheng` program.
fn main() {}
