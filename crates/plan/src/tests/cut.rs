//! Training plans of our own invention, cut.

use proptest::prelude::*;
use trochlea_schedule::{Kind, Session, Source, TrainingPlan};

use super::law::cases;
use super::*;
use crate::cut::{Rules, cut_by};

fn session(n: i64, km: Option<f64>, kind: Kind) -> Session {
    Session {
        day: Some(day(n)),
        title: "of our own invention".to_owned(),
        distance: km.map(Length::from_km),
        duration: None,
        in_parts: false,
        kind,
        source: Source {
            file: "made-up.csv".to_owned(),
            line: Some(2),
        },
    }
}

/// Weeks of four runs: easy on Monday, speed on Wednesday, hills on Friday, long on Sunday.
fn busy(n_weeks: i64, km: f64) -> TrainingPlan {
    let of_week = |week: i64| {
        [
            session(7 * week, Some(km), Kind::Easy),
            session(7 * week + 2, Some(km), Kind::Speed),
            session(7 * week + 4, Some(km), Kind::Hills),
            session(7 * week + 6, Some(2.0 * km), Kind::Long),
        ]
    };
    TrainingPlan {
        sessions: (0..n_weeks).flat_map(of_week).collect(),
        problems: Vec::new(),
    }
}

impl Case {
    fn cut(&self, plan: &TrainingPlan) -> CutPlan {
        self.cut_where(plan, false)
    }

    fn cut_where(&self, plan: &TrainingPlan, held: bool) -> CutPlan {
        let knowledge = knowledge();
        let rules = Rules {
            protocols: &knowledge.protocols,
            ledger: &knowledge.ledger,
            held,
            strength: true,
        };
        self.with(knowledge, |input| cut_by(input, &rules, plan))
            .unwrap()
    }
}

/// The run that is left on a day, in kilometres; `None` when there is none.
fn left_km(cut: &CutPlan, n: i64) -> Option<f64> {
    let of_day = |one: &&CutSession| one.day == day(n) && one.before.is_some();
    let one = cut.sessions.iter().find(of_day)?;
    one.after.distance.map(Length::as_km)
}

#[track_caller]
fn check_left(cut: &CutPlan, n: i64, km: f64) {
    near(left_km(cut, n).unwrap_or(0.0), km);
}

fn activity(cut: &CutPlan, n: i64) -> Activity {
    let of_day = |one: &&CutSession| one.day == day(n) && one.before.is_some();
    cut.sessions.iter().find(of_day).unwrap().after.activity
}

fn reasons(cut: &CutPlan, n: i64) -> Vec<&str> {
    let of_day = |one: &&CutSession| one.day == day(n) && one.before.is_some();
    let one = cut.sessions.iter().find(of_day).unwrap();
    one.reasons
        .iter()
        .map(|one| one.message.id.as_ref())
        .collect()
}

/// Usual weeks of 3 x 8 km: the restart is 12 km over three runs, 4 km each.
///
/// Requirements: S2-062, S2-063, S2-140.
#[test]
fn a_plan_is_cut_to_the_level_held_for_two_weeks_and_built_up_by_a_tenth() {
    let cut = Case::new(Protocol::Pfps, 0).usual(8.0).cut(&busy(5, 10.0));
    near(cut.level.run.as_km(), 4.0);
    near(cut.level.week.as_km(), 12.0);
    assert_eq!(cut.phases.held_until, day(14));
    assert_eq!(cut.phases.grow_from, Some(day(14)));
    for n in [0, 2, 4, 7, 9, 11] {
        check_left(&cut, n, 4.0);
    }
    // Three runs in any seven days: the fourth becomes another sport.
    assert_eq!(activity(&cut, 6), Activity::CrossTraining);
    assert_eq!(reasons(&cut, 6), ["plan-cut-day-between"]);
    for (n, km) in [(14, 4.4), (16, 4.4), (21, 4.84), (28, 5.324)] {
        check_left(&cut, n, km);
    }
    let weeks: Vec<f64> = cut.weeks.iter().map(|week| week.after.as_km()).collect();
    for (found, expected) in weeks.iter().zip([12.0, 12.0, 13.2, 14.52, 15.972]) {
        near(*found, expected);
    }
    for week in cut.weeks.iter().skip(2) {
        near(week.growth_fraction.unwrap(), 0.1);
    }
    near(cut.weeks[0].before.as_km(), 50.0);
}

/// 1.9, 2.0 and 2.1 weeks after the start.
///
/// Requirements: S2-063.
#[test]
fn the_level_is_held_for_exactly_two_weeks() {
    let phase = |n: i64| {
        let case = Case::new(Protocol::Pfps, n).usual(8.0).quiet(0..=n);
        let cut = case.cut(&TrainingPlan {
            sessions: vec![session(n, Some(10.0), Kind::Easy)],
            problems: Vec::new(),
        });
        assert_eq!(cut.phases.held_until, day(14));
        let mut planned = cut.sessions.iter().filter(|one| one.before.is_some());
        planned.next().unwrap().phase
    };
    assert_eq!(phase(13), Phase::Hold);
    assert_eq!(phase(14), Phase::Rebuild);
    assert_eq!(phase(15), Phase::Rebuild);
    // The same two weeks seen from the first day: the last day of the hold and the first after it.
    let daily = TrainingPlan {
        sessions: [13, 14]
            .map(|n| session(n, Some(10.0), Kind::Easy))
            .to_vec(),
        problems: Vec::new(),
    };
    let seen = |n: usize| {
        Case::new(Protocol::Pfps, 0).usual(8.0).cut(&TrainingPlan {
            sessions: vec![daily.sessions[n].clone()],
            problems: Vec::new(),
        })
    };
    check_left(&seen(0), 13, 4.0);
    check_left(&seen(1), 14, 4.4);
}

/// Requirements: S2-063.
#[test]
fn strength_work_is_put_in_while_the_level_is_held() {
    let cut = Case::new(Protocol::Pfps, 0).usual(8.0).cut(&busy(4, 10.0));
    let days: Vec<Date> = cut
        .sessions
        .iter()
        .filter(|one| one.after.activity == Activity::Strength)
        .map(|one| one.day)
        .collect();
    // Three a week, a day between, on the days without a run; none after the hold.
    assert_eq!(days, [1, 3, 5, 8, 10, 12].map(day));
}

/// Requirements: S2-062, S2-089, S2-091, S3-033.
#[test]
fn hills_and_speed_wait_for_their_gate() {
    let cut = Case::new(Protocol::Pfps, 0).usual(8.0).cut(&busy(8, 3.0));
    // 3 km are within the level: only what kind of run it is changes.
    check_left(&cut, 2, 3.0);
    assert_eq!(activity(&cut, 2), Activity::EasyRun);
    assert_eq!(reasons(&cut, 2), ["plan-cut-no-speed"]);
    assert_eq!(reasons(&cut, 4), ["plan-cut-no-hills"]);
    // The tests of the last gate are open, and no time brings them.
    assert_eq!(cut.phases.intense_from, None);
    assert!(!cut.phases.intense_waits_for.is_empty());
    // With the tests done, the four painless weeks on the flat are left.
    let done = fit(Case::new(Protocol::Pfps, 0).usual(8.0).quiet(0..=0)).cut(&busy(8, 3.0));
    assert_eq!(done.phases.intense_from, Some(day(28)));
    assert_eq!(activity(&done, 25), Activity::EasyRun);
    assert_eq!(activity(&done, 30), Activity::Run);
}

fn fit(case: Case) -> Case {
    case.measured("single_leg_squat_depth_deg", 45.0, 0)
        .measured("single_leg_squat_valgus_reps", 0.0, 0)
        .measured("calf_raises_reps", 15.0, 0)
}

/// A way back that is over: five weeks of painless runs and every test done.
fn fully_back() -> Case {
    let mut case = Case::new(Protocol::Pfps, 35).usual(8.0).quiet(0..=35);
    for week in 0..5 {
        for weekday in [0, 2, 4] {
            let n = 7 * week + weekday;
            case = case.ran(n, 4.0).answered(n, 0, 0);
        }
    }
    fit(case)
}

/// Requirements: S2-062.
#[test]
fn a_plan_within_everything_that_is_open_stays_as_it_is() {
    let case = fully_back();
    assert_eq!(
        status(&case.plan(), Gate::MayTrainFully),
        GateStatus::Passed
    );
    let plan = TrainingPlan {
        sessions: vec![
            session(35, Some(4.0), Kind::Easy),
            session(36, None, Kind::Strength),
            session(37, Some(4.0), Kind::Speed),
            session(38, None, Kind::Rest),
            session(39, Some(4.0), Kind::Hills),
            session(42, Some(4.0), Kind::Race),
            session(43, Some(30.0), Kind::Cross),
        ],
        problems: Vec::new(),
    };
    let cut = case.cut(&plan);
    assert_eq!(
        cut.changed().count(),
        0,
        "{:?}",
        cut.changed().collect::<Vec<_>>()
    );
    let after: Vec<Session> = cut
        .sessions
        .iter()
        .filter_map(|one| one.before.clone())
        .collect();
    assert_eq!(after, plan.sessions);
}

/// Requirements: S2-062, S2-114, S2-130.
#[test]
fn every_run_of_an_outer_knee_ends_before_its_pain_begins() {
    let ready = Case::new(Protocol::Itbs, 0)
        .usual(8.0)
        .onset_km(5.0)
        .ready();
    let cut = ready.cut(&busy(30, 10.0));
    // 30 % of 5 km, then never beyond 95 % of it.
    check_left(&cut, 0, 1.5);
    let longest = cut.sessions.iter().filter_map(|one| one.after.distance);
    let longest = longest.max_by(Length::total_cmp).unwrap();
    near(longest.as_km(), 4.75);
}

#[test]
fn while_a_test_is_open_no_run_stays_and_the_reason_is_named() {
    let cut = Case::new(Protocol::Itbs, 0)
        .usual(8.0)
        .onset_km(5.0)
        .cut(&busy(2, 10.0));
    assert_eq!(cut.phases.run_from, None);
    assert!(cut.sessions.iter().all(|one| one.after.distance.is_none()));
    assert_eq!(reasons(&cut, 0), ["plan-rest-gate"]);
}

#[test]
fn a_setback_rests_two_days_first() {
    let mut case = Case::new(Protocol::Pfps, 0).usual(8.0);
    case = case.entry(0, |entry| entry.pain_daily = PainScore::new(5));
    let cut = case.cut(&busy(1, 10.0));
    // Rest on two days after the day itself: running from day 3 on.
    assert_eq!(cut.phases.run_from, Some(day(3)));
    assert_eq!(left_km(&cut, 2), None);
    assert!(left_km(&cut, 4).is_some());
}

/// Requirements: S2-062.
#[test]
fn what_nobody_knows_stays_unknown_and_out_of_the_sum() {
    let mut by_time = session(2, None, Kind::Easy);
    by_time.duration = Some(Duration::from_min(18.0));
    let plan = TrainingPlan {
        sessions: vec![session(0, None, Kind::Long), by_time],
        problems: Vec::new(),
    };
    // The runs of the last weeks took 6 minutes a kilometre: 18 minutes are 3 km.
    let cut = Case::new(Protocol::Pfps, 0).usual(8.0).cut(&plan);
    let open = cut.sessions.iter().find(|one| one.day == day(0)).unwrap();
    assert_eq!((open.before_distance, open.after.distance), (None, None));
    near(open.after.at_most.unwrap().as_km(), 4.0);
    assert_eq!(reasons(&cut, 0), ["plan-cut-unknown", "plan-cut-hold"]);
    check_left(&cut, 2, 3.0);
    assert_eq!(cut.weeks[0].n_unknown, 1);
    near(cut.weeks[0].before.as_km(), 3.0);
    near(cut.weeks[0].after.as_km(), 3.0);
    // Without runs nobody knows the speed, and minutes stay minutes.
    let unknown = Case::new(Protocol::Pfps, 0).cut(&plan);
    assert_eq!(unknown.usual_speed, None);
    assert_eq!(unknown.weeks[0].n_unknown, 2);
    assert!(
        unknown
            .notes
            .iter()
            .any(|note| note.id == "plan-cut-note-no-speed")
    );
}

#[test]
fn a_week_with_a_run_of_unknown_length_tells_no_growth() {
    let km = |n: i64, km: Option<f64>| session(n, km, Kind::Easy);
    let plan = TrainingPlan {
        sessions: vec![
            km(0, Some(2.0)),
            km(7, None),
            km(14, Some(2.0)),
            km(21, Some(3.0)),
        ],
        problems: Vec::new(),
    };
    let cut = Case::new(Protocol::Pfps, 0).usual(8.0).cut(&plan);
    let growth: Vec<Option<f64>> = cut.weeks.iter().map(|week| week.growth_fraction).collect();
    assert_eq!(growth.get(..3), Some([None, None, None].as_slice()));
    near(growth[3].unwrap(), 0.5);
}

#[test]
fn sessions_without_a_day_stand_on_free_days_in_their_order() {
    let mut plan = TrainingPlan::default();
    for km in [1.0, 2.0, 3.0, 3.5] {
        let mut one = session(0, Some(km), Kind::Easy);
        one.day = None;
        plan.sessions.push(one);
    }
    let cut = Case::new(Protocol::Pfps, 0).usual(8.0).cut(&plan);
    // Days 0, 2, 4, and three in any seven days: the next one on day 7.
    for (n, km) in [(0, 1.0), (2, 2.0), (4, 3.0), (7, 3.5)] {
        check_left(&cut, n, km);
    }
    assert!(
        cut.notes
            .iter()
            .any(|note| note.id == "plan-cut-note-placed")
    );
}

#[test]
fn sessions_before_today_are_left_out_and_counted() {
    let case = Case::new(Protocol::Pfps, 3).usual(8.0);
    let cut = case.cut(&busy(1, 3.0));
    assert_eq!(cut.n_past, 2);
    assert!(cut.sessions.iter().all(|one| one.day >= day(3)));
}

/// Requirements: S3-033.
#[test]
fn a_plan_shows_its_four_levers() {
    let plan = Case::new(Protocol::Pfps, 0).usual(8.0).plan();
    let kinds: Vec<LeverKind> = plan.levers.iter().map(|lever| lever.kind).collect();
    use LeverKind::{Hills, Pace, StepRate, Volume};
    assert_eq!(kinds, [Volume, Hills, Pace, StepRate]);
    let id = |plan: &Plan, n: usize| plan.levers[n].text.id.to_string();
    assert_eq!(id(&plan, 1), "plan-lever-hills-none");
    assert_eq!(id(&plan, 2), "plan-lever-pace-easy");
    let back = fully_back().plan();
    assert_eq!(id(&back, 1), "plan-lever-hills-allowed");
    assert_eq!(id(&back, 2), "plan-lever-pace-any");
}

/// Requirements: S2-119.
#[test]
fn an_outer_knee_runs_on_the_flat_middle_of_a_path_and_minds_the_traffic() {
    let ready = Case::new(Protocol::Itbs, 0)
        .usual(8.0)
        .onset_km(5.0)
        .ready();
    let ground = ready.plan().today.run.unwrap().ground;
    assert_eq!(ground.id, "plan-ground-flat-centre");
    let cut = ready.cut(&busy(1, 3.0));
    assert!(
        cut.notes
            .iter()
            .any(|note| note.id == "plan-ground-flat-centre")
    );
    // The words carry the caution: a camber is avoided only where no car comes.
    let words = include_str!("../../../../knowledge/words/en/plan.ftl");
    let text = words
        .lines()
        .find(|line| line.starts_with("plan-ground-flat-centre"))
        .unwrap();
    assert!(
        text.contains("sideways slope") && text.contains("traffic"),
        "{text}"
    );
}

fn plans() -> impl Strategy<Value = Vec<(i64, Option<u32>, usize)>> {
    let km = prop::option::weighted(0.8, 1..300_u32);
    prop::collection::vec((-5..120_i64, km, 0..9_usize), 0..40)
}

fn made(parts: &[(i64, Option<u32>, usize)], today: Date) -> TrainingPlan {
    const KINDS: [Kind; 9] = [
        Kind::Easy,
        Kind::Long,
        Kind::Speed,
        Kind::Hills,
        Kind::Race,
        Kind::Strength,
        Kind::Cross,
        Kind::Rest,
        Kind::Unknown,
    ];
    let mut sessions: Vec<Session> = parts
        .iter()
        .map(|(n, tenths, kind)| {
            let km = tenths.map(|tenths| f64::from(tenths) / 10.0);
            let mut one = session(0, km, KINDS[*kind]);
            one.day = Some(today.saturating_add(n.days()));
            one
        })
        .collect();
    sessions.sort_by_key(|one| one.day);
    TrainingPlan {
        sessions,
        problems: Vec::new(),
    }
}

fn after(cut: &CutPlan) -> Vec<(Date, Length)> {
    let runs = cut.sessions.iter();
    runs.filter_map(|one| Some((one.day, one.after.distance.or(one.after.at_most)?)))
        .collect()
}

const ROUNDING_M: f64 = 1e-6;

proptest! {
    #[test]
    fn no_session_grows_and_every_run_is_within_every_limit(
        case in cases(),
        parts in plans(),
        held: bool,
    ) {
        let cut = case.cut_where(&made(&parts, case.today), held);
        let plan = if held { case.held_plan() } else { case.plan() };
        let growth = |n_days: i64| 1.1_f64.powi(i32::try_from(n_days / 7 + 1).unwrap());
        let days_to = |day: Date| day.duration_since(case.today).as_hours() / 24;
        for cap in plan.caps.iter().filter(|cap| cap.id != "room_in_week") {
            prop_assert!(cut.level.run.as_m() <= cap.limit.as_m() + ROUNDING_M, "{}", cap.id);
        }
        prop_assert!(cut.level.week.as_m() <= plan.week.limit.as_m() + ROUNDING_M);
        for one in &cut.sessions {
            if let (Some(after), Some(before)) = (one.after.distance, one.before_distance) {
                prop_assert!(after <= before);
            }
            if let (Some(after), Some(at_most)) = (one.after.distance, one.after.at_most) {
                prop_assert!(after.as_m() <= at_most.as_m() + ROUNDING_M);
            }
            if let Some(at_most) = one.after.at_most {
                let factor = if held { 1.0 } else { growth(days_to(one.day)) };
                prop_assert!(at_most.as_m() <= cut.level.run.as_m() * factor + ROUNDING_M);
                prop_assert!(plan.onsets.iter().all(|onset| at_most < onset.onset));
            }
            prop_assert_eq!(one.changed, !one.reasons.is_empty());
        }
        let runs = after(&cut);
        for (last, _) in &runs {
            let window = last.saturating_sub(6.days())..=*last;
            let in_window = |day: &Date| window.contains(day);
            let real = case.runs.iter().filter(|run| (START..=case.today).contains(&run.day));
            let real: f64 = real.filter(|run| in_window(&run.day)).map(|run| run.distance.as_m()).sum();
            let left = runs.iter().filter(|(day, _)| in_window(day));
            let left: f64 = left.map(|(_, length)| length.as_m()).sum();
            let limit = cut.level.week.as_m() * growth(days_to(*last));
            prop_assert!(left < 100.0 || real + left <= limit + ROUNDING_M, "{real} {left} {limit}");
        }
        for pair in runs.windows(2) {
            prop_assert!(pair[1].0 >= pair[0].0.saturating_add(2.days()));
        }
    }

    #[test]
    fn more_pain_never_leaves_more_of_a_plan(
        case in cases(),
        parts in plans(),
        entry: prop::sample::Index,
        field in 0..5_u8,
        by in 1..8_u8,
    ) {
        let Some(worse) = super::law::raise(&case, entry, field, by) else { return Ok(()) };
        let plan = made(&parts, case.today);
        let (less, more) = (case.cut(&plan), worse.cut(&plan));
        prop_assert!(more.level.run.as_m() <= less.level.run.as_m() + ROUNDING_M);
        prop_assert!(more.level.week.as_m() <= less.level.week.as_m() + ROUNDING_M);
        prop_assert!(more.phases.held_until >= less.phases.held_until);
        let total = |cut: &CutPlan| after(cut).iter().map(|(_, length)| length.as_m()).sum::<f64>();
        prop_assert!(total(&more) <= total(&less) + ROUNDING_M, "{} {}", total(&more), total(&less));
        let is_intense = |cut: &CutPlan| cut.sessions.iter().filter(|one| {
            one.after.activity == Activity::Run
                && one.before.as_ref().is_some_and(|before| before.kind >= Kind::Speed && before.kind <= Kind::Race)
        }).count();
        prop_assert!(is_intense(&more) <= is_intense(&less));
    }
}
