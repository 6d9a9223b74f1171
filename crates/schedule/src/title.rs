//! Distances, times and kinds from the words of a title: "10 km easy", "6x800m", "2 km + 30 min".

use trochlea_quantity::{Duration, Length};

use crate::Kind;

/// What a text says of how much.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Extent {
    pub distance: Option<Length>,
    pub duration: Option<Duration>,
    pub in_parts: bool,
}

impl Extent {
    pub(crate) const fn is_unknown(&self) -> bool {
        self.distance.is_none() && self.duration.is_none()
    }
}

/// The distance of a road race by its name (World Athletics; parkrun is 5 km by its own rules).
const MARATHON_M: f64 = 42_195.0;
const PARKRUN_M: f64 = 5_000.0;

/// Reads how much a text asks for; what it does not say stays unknown.
///
/// Quantities that are joined by a plus, or belong to a warm-up and a cool-down, add up; of others
/// the largest is the whole ("10 km, the last 3 km brisk"). Words in brackets count only when
/// nothing is said outside. Of a range the upper end counts.
pub(crate) fn extent(text: &str) -> Extent {
    let text = plain(text);
    let outside = without_brackets(&text);
    let found = quantities(&outside);
    let found = if matches!(&found, Some(parts) if parts.is_empty()) {
        quantities(&text)
    } else {
        found
    };
    // A number of repeats of something that cannot be read: the whole is not known.
    let Some(parts) = found else {
        return Extent::default();
    };
    let words: Vec<&str> = words(&text).collect();
    let says = |any: &[&str]| words.iter().any(|word| any.contains(word));
    if parts.is_empty() {
        return named_race(&words);
    }
    let includes = says(&[
        "incl",
        "including",
        "with",
        "w",
        "last",
        "first",
        "middle",
        "final",
    ]);
    let joined =
        text.contains('+') || says(&["then", "wu", "cd", "warm", "warmup", "cool", "cooldown"]);
    if joined && !includes {
        summed(&parts)
    } else {
        largest(&parts)
    }
}

/// What a text calls the session; `None` when no word says anything about training.
pub(crate) fn kind(text: &str) -> Option<Kind> {
    let text = plain(text);
    let words: Vec<&str> = words(&text).collect();
    let says = |any: &[&str]| words.iter().any(|word| any.contains(word));
    let at_pace = says(&["pace", "effort"]);
    let is_run = says(&["run", "running", "jog", "jogging", "runs"]);
    let races = says(&["race", "parkrun", "marathon", "tt", "trial"]);
    if races && !at_pace && !says(&["training", "prep"]) {
        return Some(Kind::Race);
    }
    if says(&[
        "hill", "hills", "hilly", "uphill", "downhill", "stairs", "incline", "mountain",
    ]) {
        return Some(Kind::Hills);
    }
    if says(&[
        "interval",
        "intervals",
        "tempo",
        "threshold",
        "speed",
        "fartlek",
        "repeats",
        "reps",
        "strides",
        "sprint",
        "sprints",
        "track",
        "vo2",
        "vo2max",
        "pace",
        "fast",
        "brisk",
        "progression",
        "cruise",
        "steady",
        "surges",
        "race",
        "marathon",
    ]) || repeats(&text)
    {
        return Some(Kind::Speed);
    }
    let strength = says(&[
        "strength",
        "gym",
        "weights",
        "core",
        "squats",
        "lifting",
        "plyometrics",
        "pilates",
    ]);
    let cross = says(&[
        "cross",
        "crosstraining",
        "xt",
        "bike",
        "biking",
        "cycle",
        "cycling",
        "ride",
        "swim",
        "swimming",
        "row",
        "rowing",
        "elliptical",
        "yoga",
        "walk",
        "walking",
        "hike",
        "hiking",
        "pool",
        "ski",
        "skiing",
    ]);
    // "Run and strength" is a run too, and a run is what has limits.
    if is_run || !(strength || cross) {
        if says(&["long"]) {
            return Some(Kind::Long);
        }
        if says(&[
            "easy", "recovery", "jog", "jogging", "relaxed", "shakeout", "zone",
        ]) {
            return Some(Kind::Easy);
        }
        if is_run {
            return Some(Kind::Unknown);
        }
        return says(&["rest", "off"]).then_some(Kind::Rest);
    }
    Some(if strength {
        Kind::Strength
    } else {
        Kind::Cross
    })
}

/// One quantity of a text.
#[derive(Clone, Copy)]
enum Part {
    Way(Length),
    Time(Duration),
}

fn summed(parts: &[Part]) -> Extent {
    let mut sum = Extent::default();
    for part in parts {
        match *part {
            Part::Way(way) => sum.distance = Some(sum.distance.unwrap_or_default() + way),
            Part::Time(time) => sum.duration = Some(sum.duration.unwrap_or_default() + time),
        }
    }
    sum.in_parts = sum.distance.is_some() && sum.duration.is_some();
    sum
}

fn largest(parts: &[Part]) -> Extent {
    let mut most = Extent::default();
    for part in parts {
        match *part {
            Part::Way(way) => most.distance = Some(most.distance.unwrap_or_default().max(way)),
            Part::Time(time) => most.duration = Some(most.duration.unwrap_or_default().max(time)),
        }
    }
    most
}

fn named_race(words: &[&str]) -> Extent {
    let about = ["pace", "effort", "training", "prep", "week"];
    let named = !words.iter().any(|word| about.contains(word));
    let metres = match (words.contains(&"marathon"), words.contains(&"half")) {
        (true, true) => MARATHON_M / 2.0,
        (true, false) => MARATHON_M,
        (false, _) if words.contains(&"parkrun") => PARKRUN_M,
        (false, _) => return Extent::default(),
    };
    Extent {
        distance: named.then_some(Length::from_m(metres)),
        ..Extent::default()
    }
}

/// Lower case, one kind of times sign, dash and minute sign, and a decimal point.
fn plain(text: &str) -> String {
    let lower: Vec<char> = text.to_lowercase().chars().collect();
    let is_digit = |idx: Option<usize>| {
        idx.and_then(|idx| lower.get(idx))
            .is_some_and(char::is_ascii_digit)
    };
    lower
        .iter()
        .enumerate()
        .map(|(idx, &letter)| match letter {
            '×' | '*' => 'x',
            '–' | '—' | '−' => '-',
            '′' | '’' => '\'',
            ',' if is_digit(idx.checked_sub(1)) && is_digit(Some(idx + 1)) => '.',
            other => other,
        })
        .collect()
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::new();
    let mut previous = ' ';
    for letter in text.chars() {
        match letter {
            '(' | '[' => {
                // Repeats of what stands in brackets must not look like repeats of nothing.
                if previous == 'x' {
                    out.push(letter);
                }
                depth += 1;
            }
            ')' | ']' => depth = depth.saturating_sub(1),
            other if depth == 0 => out.push(other),
            _ => {}
        }
        if !letter.is_whitespace() {
            previous = letter;
        }
    }
    out
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// Whether something is done several times over, such as 6x800m.
fn repeats(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|one| !one.is_whitespace()).collect();
    letters.windows(3).any(|three| {
        matches!(three, [n, 'x', after] if n.is_ascii_digit() && (after.is_ascii_digit() || *after == '('))
    })
}

/// All quantities of a text in their order; `None` when repeats of something unreadable stand in
/// it.
fn quantities(text: &str) -> Option<Vec<Part>> {
    let mut rest = Scanner::new(text);
    let mut parts = Vec::new();
    while rest.seek_number() {
        let of_pace = rest.follows_pace_mark();
        let mut times = 1.0;
        let mut number = rest.number()?;
        while rest.takes_times_sign() {
            times *= number;
            number = rest.number()?;
        }
        if rest.takes_clock() {
            continue;
        }
        if let Some(upper) = rest.takes_range() {
            number = number.max(upper);
        }
        let unit = rest.unit();
        // "7 km recovery" is a run, "with 2 min recovery" is not.
        let spare = rest.next_is(&["rest", "rec", "recoveries", "off", "pause", "break"])
            || (!parts.is_empty() && rest.next_is(&["recovery"]));
        let per = rest.takes_slash();
        if of_pace || per || spare {
            continue;
        }
        match unit.part(number * times, number) {
            Some(part) => parts.push(part),
            None if times > 1.0 => return None,
            None => {}
        }
        if let (Some(Part::Time(hours)), Unit::Hours) = (parts.last().copied(), unit)
            && let Some(minutes) = rest.takes_minutes_of_hour()
        {
            parts.pop();
            parts.push(Part::Time(hours + Duration::from_min(minutes * times)));
        }
    }
    Some(parts)
}

/// Units of a title.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Kilometres,
    Miles,
    Metres,
    /// Metres or minutes: "m" after a number.
    M,
    Hours,
    Minutes,
    Seconds,
    None,
}

impl Unit {
    fn of(word: &str) -> Self {
        match word {
            "km" | "kms" | "k" | "kilometer" | "kilometers" | "kilometre" | "kilometres" => {
                Self::Kilometres
            }
            "mi" | "mile" | "miles" => Self::Miles,
            "meter" | "meters" | "metre" | "metres" => Self::Metres,
            "m" => Self::M,
            "h" | "hr" | "hrs" | "hour" | "hours" => Self::Hours,
            "min" | "mins" | "minute" | "minutes" | "'" => Self::Minutes,
            "s" | "sec" | "secs" | "second" | "seconds" => Self::Seconds,
            _ => Self::None,
        }
    }

    /// `each` is the amount of one repeat, by which metres and minutes are told apart: nobody
    /// runs repeats under a hundred metres by the metre, or a hundred minutes over and over.
    fn part(self, amount: f64, each: f64) -> Option<Part> {
        Some(match self {
            Self::Kilometres => Part::Way(Length::from_km(amount)),
            Self::Miles => Part::Way(Length::from_mi(amount)),
            Self::Metres => Part::Way(Length::from_m(amount)),
            Self::M if each >= 100.0 => Part::Way(Length::from_m(amount)),
            Self::Hours => Part::Time(Duration::from_min(60.0 * amount)),
            Self::Minutes => Part::Time(Duration::from_min(amount)),
            Self::Seconds => Part::Time(Duration::from_s(amount)),
            Self::M | Self::None => return None,
        })
    }
}

struct Scanner {
    letters: Vec<char>,
    at: usize,
}

impl Scanner {
    fn new(text: &str) -> Self {
        Self {
            letters: text.chars().collect(),
            at: 0,
        }
    }

    fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }

    fn skip_spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    /// Goes to the next number that is not the tail of a word such as "vo2".
    fn seek_number(&mut self) -> bool {
        while let Some(letter) = self.peek() {
            let in_word = self.at > 0
                && self
                    .letters
                    .get(self.at - 1)
                    .is_some_and(|before| before.is_alphabetic());
            if letter.is_ascii_digit() && !in_word {
                return true;
            }
            if letter.is_ascii_digit() {
                while self.peek().is_some_and(|one| one.is_ascii_digit()) {
                    self.at += 1;
                }
            } else {
                self.at += 1;
            }
        }
        false
    }

    /// Whether the last sign before is one after which a pace or a speed stands.
    fn follows_pace_mark(&self) -> bool {
        let before = self.letters.get(..self.at).unwrap_or_default();
        let last = before.iter().rev().find(|one| !one.is_whitespace());
        matches!(last, Some('@' | '/'))
    }

    fn number(&mut self) -> Option<f64> {
        self.skip_spaces();
        let from = self.at;
        while let Some(letter) = self.peek() {
            let point = letter == '.'
                && self
                    .letters
                    .get(self.at + 1)
                    .is_some_and(char::is_ascii_digit);
            if !letter.is_ascii_digit() && !point {
                break;
            }
            self.at += 1;
        }
        let digits: String = self.letters.get(from..self.at)?.iter().collect();
        digits.parse().ok()
    }

    /// A times sign with something to repeat after it.
    fn takes_times_sign(&mut self) -> bool {
        let from = self.at;
        self.skip_spaces();
        if self.peek() == Some('x') {
            self.at += 1;
            self.skip_spaces();
            if self
                .peek()
                .is_some_and(|one| one.is_ascii_digit() || matches!(one, '(' | '['))
            {
                return true;
            }
        }
        self.at = from;
        false
    }

    /// A time of day or a pace such as 5:30: read past, since it may be either.
    fn takes_clock(&mut self) -> bool {
        let is_clock = self.peek() == Some(':')
            && self
                .letters
                .get(self.at + 1)
                .is_some_and(char::is_ascii_digit);
        while is_clock
            && self
                .peek()
                .is_some_and(|one| one.is_ascii_digit() || one == ':')
        {
            self.at += 1;
        }
        is_clock
    }

    fn takes_range(&mut self) -> Option<f64> {
        let from = self.at;
        self.skip_spaces();
        if self.peek() == Some('-') {
            self.at += 1;
            self.skip_spaces();
            if self.peek().is_some_and(|one| one.is_ascii_digit()) {
                return self.number();
            }
        }
        self.at = from;
        None
    }

    fn unit(&mut self) -> Unit {
        let from = self.at;
        self.skip_spaces();
        let word = self.word();
        let unit = Unit::of(&word);
        if unit == Unit::None {
            self.at = from;
        }
        unit
    }

    fn word(&mut self) -> String {
        if self.peek() == Some('\'') {
            self.at += 1;
            return "'".to_owned();
        }
        let from = self.at;
        while self.peek().is_some_and(char::is_alphabetic) {
            self.at += 1;
        }
        self.letters
            .get(from..self.at)
            .unwrap_or_default()
            .iter()
            .collect()
    }

    fn next_is(&mut self, any: &[&str]) -> bool {
        let from = self.at;
        self.skip_spaces();
        let word = self.word();
        self.at = from;
        any.contains(&word.as_str())
    }

    /// A unit of a rate follows, such as the hour of 10 km/h.
    fn takes_slash(&mut self) -> bool {
        let rate = ["/h", "/km", "/mi", "/k"];
        let next: String = self.letters.iter().skip(self.at).take(3).collect();
        let is_rate = rate.iter().any(|one| next.starts_with(one));
        if is_rate {
            self.at += 1;
        }
        is_rate
    }

    /// The minutes of 1h30: two digits right after the unit.
    fn takes_minutes_of_hour(&mut self) -> Option<f64> {
        let digits: String = self.letters.iter().skip(self.at).take(2).collect();
        let more = self
            .letters
            .get(self.at + 2)
            .is_some_and(char::is_ascii_digit);
        let minutes = digits.parse::<u8>().ok().filter(|one| *one < 60 && !more)?;
        (digits.len() == 2).then(|| {
            self.at += 2;
            f64::from(minutes)
        })
    }
}
