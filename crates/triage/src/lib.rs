//! Which patterns fit the symptoms, and the next best question.
