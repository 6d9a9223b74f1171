use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::rule_rows::RuleRows;
use crate::table::{Table, unique};
use crate::{KnowledgeError, Provenance};

/// A pattern that has a way back to running of its own.
///
/// Only these can be planned: every other pattern goes to a professional.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Protocol {
    /// Patellofemoral pain: at or behind the kneecap.
    Pfps,
    /// Iliotibial band syndrome: at the outer knee.
    Itbs,
}

impl Protocol {
    /// The protocol of a pattern, by the pattern's id; `None` when it has none.
    pub fn for_condition(id: &str) -> Option<Self> {
        match id {
            "pfps" => Some(Self::Pfps),
            "itbs" => Some(Self::Itbs),
            _ => None,
        }
    }

    /// The id of its pattern.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pfps => "pfps",
            Self::Itbs => "itbs",
        }
    }
}

/// The three gates on the way back, in order.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Gate {
    /// Easy, flat, short.
    MayRunReduced,
    /// Distance may grow.
    MayBuild,
    /// Hills and speed too.
    MayTrainFully,
}

impl Gate {
    /// All, in the order in which they are passed.
    pub const ALL: [Self; 3] = [Self::MayRunReduced, Self::MayBuild, Self::MayTrainFully];

    /// The word used in JSON and message ids.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MayRunReduced => "may_run_reduced",
            Self::MayBuild => "may_build",
            Self::MayTrainFully => "may_train_fully",
        }
    }
}

/// One number that decides something, with where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name, printed wherever it decides.
    pub id: String,
    /// The number that is used.
    pub value: f64,
    /// The unit of `value`; shares are fractions from 0 to 1.
    pub unit: String,
    /// Both ends, where the source gives a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<[f64; 2]>,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl Rule {
    /// The number, where it counts whole things; validation made sure that it does.
    pub fn whole(&self) -> i64 {
        self.value as i64
    }

    /// The number as a pain score, day count or other small whole number.
    pub fn small(&self) -> u8 {
        self.value as u8
    }
}

/// What must be true to pass a gate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its name.
    pub id: String,
    /// On which way back.
    pub protocol: Protocol,
    /// Which gate it guards.
    pub gate: Gate,
    /// How it is found out.
    pub kind: CriterionKind,
    /// The measure that is read, for the kinds that read one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// Id of the [`Rule`] that holds the number.
    pub rule: String,
    /// Whether the runner may measure it alone.
    pub may_self_measure: bool,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// How a criterion is found out.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CriterionKind {
    /// The latest measure is at least the number, and was painless.
    MeasureAtLeast,
    /// The latest measure is at most the number, and was painless.
    MeasureAtMost,
    /// Stairs were answered lately, in the diary or as a measure, and never above the number.
    Stairs,
    /// Sitting and squatting were answered lately and never above the number.
    DailyLife,
    /// No pain of the last days reaches the number.
    RecentPainBelow,
    /// As many days as the number lie between the last flare and today.
    RestedAfterFlare,
    /// As many weeks as the number were spent at the reduced volume.
    HeldWeeks,
    /// As many weeks as the number were painless, with evidence.
    PainFreeWeeks,
    /// As many runs as the number were painless with clean mornings since the last flare.
    CleanRuns,
    /// As many weeks as the number were run painlessly on the flat.
    FlatWeeks,
}

/// Declares the table: one field per number, its id, and the range in which it makes sense.
macro_rules! rules {
    ($($(#[$doc:meta])* $field:ident = $id:literal, $unit:literal, $range:expr;)*) => {
        /// Stages, gates, caps and the diary's definitions.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(try_from = "Rows")]
        pub struct ProtocolTable {
            $($(#[$doc])* pub $field: Rule,)*
            /// What must be true to pass the gates.
            pub criteria: Vec<Criterion>,
        }

        impl ProtocolTable {
            /// Every number, in the order in which they are declared.
            pub fn rules(&self) -> impl Iterator<Item = &Rule> {
                [$(&self.$field),*].into_iter()
            }
        }

        impl ProtocolTable {
            /// From rows: each number once, in its unit and within what makes sense.
            pub(crate) fn of_rows(
                rules: Vec<Rule>,
                criteria: Vec<Criterion>,
            ) -> Result<Self, KnowledgeError> {
                let mut by_id = RuleRows::new(rules)?;
                let table = Self {
                    $($field: by_id.take($id, $unit, $range)?,)*
                    criteria,
                };
                by_id.all_read()?;
                Ok(table)
            }
        }

        impl TryFrom<Rows> for ProtocolTable {
            type Error = KnowledgeError;
            fn try_from(rows: Rows) -> Result<Self, KnowledgeError> {
                Self::of_rows(rows.rule, rows.criterion)
            }
        }
    };
}

rules! {
    /// Pain up to this counts as none.
    pain_free_at_most = "diary.pain_free_at_most", "NPRS", 0.0..=1.0;
    /// Days without an answer that do not break a painless stretch.
    gap_days = "diary.gap_days", "days", 0.0..=3.0;
    /// Usual pain in the morning when the runner never said.
    morning_baseline = "diary.morning_baseline", "NPRS", 0.0..=3.0;
    /// How many days count as "lately" for stairs and daily life.
    recent_days = "diary.recent_days", "days", 1.0..=14.0;
    /// How long a measure counts.
    measure_valid_days = "diary.measure_valid_days", "days", 7.0..=120.0;

    /// Pain from which a professional should look.
    severe_at_least = "signal.severe_at_least", "NPRS", 5.0..=10.0;
    /// Length of each of two stretches whose pain is compared for a rise.
    rising_days = "signal.rising_days", "days", 7.0..=28.0;
    /// Two flares this close together are "in a row".
    flares_within_days = "signal.flares_within_days", "days", 7.0..=28.0;
    /// Red days this close together are one flare.
    flare_merge_days = "signal.flare_merge_days", "days", 1.0..=7.0;
    /// Weeks after which consistent work without improvement is too long.
    no_improvement_weeks = "signal.no_improvement_weeks", "weeks", 4.0..=8.0;
    /// Weeks after which no improvement is too long, whatever was done.
    no_improvement_latest_weeks = "signal.no_improvement_latest_weeks", "weeks", 6.0..=12.0;
    /// Smallest change of pain that matters to people with patellofemoral pain.
    nprs_mic = "signal.nprs_mic", "NPRS", 0.5..=3.0;
    /// Smallest change of pain that is beyond the noise of the scale.
    nprs_noise = "signal.nprs_noise", "NPRS", 0.5..=4.0;
    /// Share of the strength days that must have been done to call the work consistent.
    adherence_share = "signal.adherence_share", "fraction", 0.2..=1.0;

    /// Pain while running must stay below this.
    pfps_pain_below = "pfps.pain_below", "NPRS", 1.0..=4.0;
    /// Pain up to this is green: the next run may be as planned.
    pfps_green_at_most = "pfps.green_at_most", "NPRS", 0.0..=3.0;
    /// Weeks at the reduced volume before anything grows.
    pfps_hold_weeks = "pfps.hold_weeks", "weeks", 2.0..=12.0;
    /// The reduced volume as a share of the usual week.
    pfps_reduced_share = "pfps.reduced_share", "fraction", 0.1..=0.8;
    /// Painless weeks in a row before anything grows.
    pfps_pain_free_weeks = "pfps.pain_free_weeks", "weeks", 2.0..=12.0;
    /// Growth of a week over the one before.
    pfps_weekly_growth = "pfps.weekly_growth", "fraction", 0.0..=0.1;
    /// Weeks back without downhill and stair training.
    pfps_no_downhill_weeks = "pfps.no_downhill_weeks", "weeks", 2.0..=12.0;
    /// Painless weeks on the flat before hills and speed.
    pfps_hills_after_weeks = "pfps.hills_after_weeks", "weeks", 4.0..=12.0;
    /// Depth of the single-leg squat.
    pfps_squat_deg = "pfps.single_leg_squat_deg", "degrees", 45.0..=90.0;
    /// Repetitions of five in which the knee may move clearly inward.
    pfps_valgus_reps = "pfps.valgus_reps", "of 5 repetitions", 0.0..=2.0;
    /// Painless calf raises on one leg, the one that hurts.
    pfps_calf_raises = "pfps.calf_raises", "repetitions", 15.0..=60.0;

    /// Pain while running that is allowed.
    itbs_pain_at_most = "itbs.pain_at_most", "NPRS", 0.0..=0.0;
    /// First run as a share of the onset distance.
    itbs_restart_share = "itbs.restart_share", "fraction", 0.05..=0.5;
    /// The most a restart may be as a share of the onset distance.
    itbs_restart_most_share = "itbs.restart_most_share", "fraction", 0.05..=0.5;
    /// Growth after each painless session.
    itbs_session_growth = "itbs.session_growth", "fraction", 0.0..=0.15;
    /// The most a session may grow.
    itbs_session_growth_most = "itbs.session_growth_most", "fraction", 0.1..=0.15;
    /// Restart runs that must have been clean before growth.
    itbs_restart_runs = "itbs.restart_runs", "runs", 1.0..=5.0;
    /// Painless weeks on the flat before hills.
    itbs_hills_after_weeks = "itbs.hills_after_weeks", "weeks", 3.0..=12.0;
    /// Depth of the single-leg squat.
    itbs_squat_deg = "itbs.single_leg_squat_deg", "degrees", 20.0..=90.0;
    /// Repetitions of five in which the other hip may drop.
    itbs_hip_drop_reps = "itbs.hip_drop_reps", "of 5 repetitions", 0.0..=0.0;
    /// A painless run of at least this share of the onset distance speaks for raising it.
    onset_near_share = "itbs.onset_near_share", "fraction", 0.8..=1.0;
    /// How many such runs.
    onset_raise_runs = "itbs.onset_raise_runs", "runs", 2.0..=2.0;
    /// The most by which they raise it.
    onset_raise = "itbs.onset_raise", "fraction", 0.0..=0.1;
    /// Every run stays at or below this share of the onset distance.
    onset_stay_below_share = "itbs.onset_stay_below_share", "fraction", 0.5..=0.99;
    /// Where pain is taken to have begun, as a share of the run, when the runner did not say.
    onset_unsaid_share = "itbs.onset_unsaid_share", "fraction", 0.1..=1.0;
    /// Onset distance assumed as long as nobody said any.
    onset_assumed_m = "itbs.onset_assumed_m", "m", 500.0..=3000.0;
    /// How far back painful runs speak about the onset distance.
    onset_window_days = "itbs.onset_window_days", "days", 60.0..=365.0;
    /// Lower end of the rise in step rate that is worth a try.
    itbs_step_rate_low = "itbs.step_rate_low", "fraction", 0.05..=0.1;
    /// Upper end of it.
    itbs_step_rate_high = "itbs.step_rate_high", "fraction", 0.05..=0.1;

    /// By how much a flare shortens what is allowed.
    flare_step_back = "flare.step_back", "fraction", 0.05..=0.5;
    /// For how many days it does.
    flare_lasts_days = "flare.lasts_days", "days", 7.0..=28.0;
    /// Rest days after a flare.
    flare_rest_days = "flare.rest_days", "days", 1.0..=7.0;

    /// Weeks before the start from which the usual week is taken.
    base_weeks = "base.weeks", "weeks", 3.0..=12.0;
    /// Weeks before today whose larger one growth is counted from.
    base_recent_weeks = "base.recent_weeks", "weeks", 1.0..=4.0;
    /// Days without a run after which the restart distance is the base again.
    base_pause_days = "base.pause_days", "days", 7.0..=30.0;
    /// Single run at the restart when nothing is known.
    base_least_run_m = "base.least_run_m", "m", 500.0..=2000.0;
    /// Days before today whose runs are looked at when none was well borne.
    base_window_days = "base.window_days", "days", 30.0..=30.0;

    /// The longest way back that is followed day by day; a longer one counts from here.
    base_longest_way_days = "base.longest_way_days", "days", 365.0..=1095.0;

    /// Runs a week when the runner named no days.
    week_runs = "week.runs", "runs", 2.0..=4.0;
    /// The most runs a week.
    week_runs_most = "week.runs_most", "runs", 2.0..=4.0;
    /// Days planned.
    week_days = "week.days", "days", 7.0..=7.0;

    /// Painless weeks before functional strength exercises.
    functional_weeks = "strength.functional_weeks", "weeks", 2.0..=8.0;
    /// Painless weeks after which a functional exercise gets its third set.
    third_set_weeks = "strength.third_set_weeks", "weeks", 2.0..=8.0;
    /// Pain that is allowed while exercising.
    strength_pain_at_most = "strength.pain_at_most", "NPRS", 0.0..=3.0;
    /// Full sessions a week on the way back.
    strength_sessions = "strength.sessions_per_week", "sessions", 2.0..=7.0;
    /// Sessions a week once everything may be trained.
    strength_maintenance = "strength.maintenance_per_week", "sessions", 2.0..=2.0;
    /// Last week of the conservative phase.
    conservative_weeks = "pfps.conservative_weeks", "weeks", 6.0..=6.0;
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    rule: Vec<Rule>,
    criterion: Vec<Criterion>,
}

impl ProtocolTable {
    /// A number by its id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules().find(|rule| rule.id == id)
    }

    /// What guards a gate.
    pub fn guards(&self, protocol: Protocol, gate: Gate) -> impl Iterator<Item = &Criterion> {
        self.criteria
            .iter()
            .filter(move |criterion| criterion.protocol == protocol && criterion.gate == gate)
    }
}

impl Table for ProtocolTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        for rule in self.rules() {
            rule.provenance.validate(&rule.id)?;
        }
        unique(self.criteria.iter().map(|criterion| criterion.id.as_str()))?;
        for criterion in &self.criteria {
            validate_criterion(self, criterion)?;
        }
        for protocol in [Protocol::Pfps, Protocol::Itbs] {
            for gate in Gate::ALL {
                if self.guards(protocol, gate).next().is_none() {
                    let id = format!("{}.{}", protocol.as_str(), gate.as_str());
                    return Err(KnowledgeError::row(&id, "is a gate that nothing guards"));
                }
            }
        }
        Ok(())
    }
}

fn validate_criterion(table: &ProtocolTable, criterion: &Criterion) -> Result<(), KnowledgeError> {
    criterion.provenance.validate(&criterion.id)?;
    let reads_measure = matches!(
        criterion.kind,
        CriterionKind::MeasureAtLeast | CriterionKind::MeasureAtMost
    );
    if reads_measure && criterion.measure.is_none() {
        return Err(KnowledgeError::row(&criterion.id, "names no measure"));
    }
    if table.rule(&criterion.rule).is_none() {
        return Err(KnowledgeError::row(&criterion.id, "names no known rule"));
    }
    Ok(())
}
