//! What is kept: original bytes, diary, decisions.
