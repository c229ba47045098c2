//! A loaded rulebook, ready to assess profiles.

mod finding;
