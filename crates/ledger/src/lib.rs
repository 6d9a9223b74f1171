//! Runs by day and week, and the longest of the last thirty days.
