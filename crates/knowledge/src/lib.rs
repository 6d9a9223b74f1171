//! Reads the clinical tables and the words, each fact with its source.
