//! Charts, maps and the knee as SVG, from numbers.
