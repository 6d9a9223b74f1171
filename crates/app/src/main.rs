//! The two doors: command line and web.
fn main() {}
