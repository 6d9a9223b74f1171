//! One function: a case in, an assessment out.
