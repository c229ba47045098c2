//! stub
/// stub
pub fn page() {}
