//! Measured in one run, as ratios against the same bytes written without a database.

fn main() {}
