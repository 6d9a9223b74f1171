//! An assessment in words: view models, pages' content, exports.
