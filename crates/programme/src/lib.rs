//! Strength work: which exercise, which dose, which day.
