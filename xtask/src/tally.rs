//! Counts tests by reading the closing lines of the programs that ran them.

use std::ops::AddAssign;

/// How many tests passed, failed, and were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Tally {
    /// Nothing was counted at all.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} passed, {} failed, {} skipped",
            self.passed, self.failed, self.skipped
        )
    }
}

/// Reads one line of output; `None` when it closes no run.
pub type ReadLine = fn(&str) -> Option<Tally>;

/// `Summary [ 0.5s] 12 tests run: 11 passed (1 slow), 1 timed out, 3 skipped`.
pub fn nextest(line: &str) -> Option<Tally> {
    let line = without_colour(line);
    let counts = line
        .trim()
        .strip_prefix("Summary [")?
        .split_once("run: ")?
        .1;
    Some(sum(counts, ", "))
}

/// `test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s`.
pub fn cargo_test(line: &str) -> Option<Tally> {
    let line = without_colour(line);
    let counts = line
        .trim()
        .strip_prefix("test result: ")?
        .split_once(". ")?
        .1;
    Some(sum(counts, "; "))
}

/// Node's runner closes with one line per count: `# pass 3` or `ℹ pass 3`.
pub fn node(line: &str) -> Option<Tally> {
    let line = without_colour(line);
    let mut words = line.split_whitespace();
    if !matches!(words.next(), Some("#" | "ℹ")) {
        return None;
    }
    let outcome = words.next()?;
    let count = words.next()?.parse().ok()?;
    words.next().is_none().then(|| one(outcome, count))
}

/// The judges' own closing line: `3 passed, 0 failed, 0 skipped`.
pub fn plain(line: &str) -> Option<Tally> {
    let whole = line.trim();
    let tally = sum(whole, ", ");
    (tally.to_string() == whole).then_some(tally)
}

fn sum(counts: &str, separator: &str) -> Tally {
    let mut tally = Tally::default();
    for part in counts.split(separator) {
        if let Some((number, outcome)) = part.trim().split_once(' ')
            && let Ok(count) = number.parse()
        {
            tally += one(outcome, count);
        }
    }
    tally
}

fn one(outcome: &str, count: u64) -> Tally {
    let mut tally = Tally::default();
    // `passed (1 flaky)` and `timed out` carry more words than one.
    match outcome.split(" (").next().unwrap_or(outcome) {
        "passed" | "pass" => tally.passed = count,
        "failed" | "fail" | "timed out" | "exec failed" | "cancelled" => tally.failed = count,
        "skipped" | "ignored" | "todo" => tally.skipped = count,
        _ => {}
    }
    tally
}

fn without_colour(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            for inside in characters.by_ref() {
                if inside.is_ascii_alphabetic() {
                    break;
                }
            }
        } else {
            plain.push(character);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(read: ReadLine, line: &str, expected: Option<(u64, u64, u64)>) {
        let expected = expected.map(|(passed, failed, skipped)| Tally {
            passed,
            failed,
            skipped,
        });
        assert_eq!(read(line), expected, "{line}");
    }

    #[test]
    fn nextest_closes_with_a_summary() {
        check(
            nextest,
            "     Summary [   0.005s] 3 tests run: 3 passed, 0 skipped",
            Some((3, 0, 0)),
        );
        check(
            nextest,
            "     Summary [  70.1s] 20 tests run: 16 passed (2 slow), 1 failed, 2 timed out, 1 exec failed, 4 skipped",
            Some((16, 4, 4)),
        );
        check(
            nextest,
            "     Summary [ 1s] 2/9 tests run: 1 passed, 1 failed, 0 skipped",
            Some((1, 1, 0)),
        );
        check(
            nextest,
            "        PASS [   0.005s] trochlea-plan caps::tightest_is_named",
            None,
        );
    }

    #[test]
    fn colour_does_not_hide_the_summary() {
        check(
            nextest,
            "\u{1b}[32;1m     Summary\u{1b}[0m [   0.005s] \u{1b}[1m1\u{1b}[0m tests run: \u{1b}[1m1\u{1b}[0m \u{1b}[32;1mpassed\u{1b}[0m, 0 skipped",
            Some((1, 0, 0)),
        );
    }

    #[test]
    fn cargo_test_closes_every_binary() {
        check(
            cargo_test,
            "test result: FAILED. 5 passed; 2 failed; 1 ignored; 0 measured; 9 filtered out; finished in 0.00s",
            Some((5, 2, 1)),
        );
        check(cargo_test, "test caps::tightest_is_named ... ok", None);
    }

    #[test]
    fn node_gives_one_count_a_line() {
        check(node, "# pass 3", Some((3, 0, 0)));
        check(node, "ℹ fail 2", Some((0, 2, 0)));
        check(node, "ℹ cancelled 1", Some((0, 1, 0)));
        check(node, "# skipped 4", Some((0, 0, 4)));
        check(node, "# tests 9", Some((0, 0, 0)));
        check(node, "# Subtest: pass 3 gates", None);
    }

    #[test]
    fn a_judge_closes_with_the_plain_line_alone() {
        check(plain, "3 passed, 1 failed, 0 skipped", Some((3, 1, 0)));
        check(plain, "so far 3 passed, 1 failed, 0 skipped", None);
        check(plain, "3 passed", None);
    }
}
