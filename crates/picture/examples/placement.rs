//! Prints the rules that put the checkboxes on the knee map, for `trochlea.css`.

fn main() {
    print!("{}", trochlea_picture::knee::placement_css());
}
