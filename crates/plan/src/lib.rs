//! Stages, gates, caps and the week ahead.
