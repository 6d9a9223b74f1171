//! Each step, and the ground under it.
