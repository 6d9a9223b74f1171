use trochlea_knowledge::MotionRules;

/// What the legs do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    /// Neither walking nor running.
    Standing,
    /// One foot always on the ground.
    Walking,
    /// With a flight phase, as far as speed and step rate can tell.
    Running,
    /// The recording has no speed.
    #[default]
    Unknown,
}

/// Tells standing, walking and running apart; a step rate of "not a number" is unknown, and
/// one of zero makes slow speeds the scatter of positions.
pub(crate) fn motion(speed_m_per_s: f64, step_rate_spm: f64, rules: &MotionRules) -> Motion {
    if speed_m_per_s.is_nan() {
        Motion::Unknown
    } else if speed_m_per_s < rules.standing_below_m_per_s || step_rate_spm <= 0.0 {
        Motion::Standing
    } else if is_running(speed_m_per_s, step_rate_spm, rules) {
        Motion::Running
    } else {
        Motion::Walking
    }
}

fn is_running(speed: f64, step_rate: f64, rules: &MotionRules) -> bool {
    if speed >= rules.running_from_m_per_s {
        return true;
    }
    if step_rate.is_nan() {
        return speed >= rules.running_without_step_rate_from_m_per_s;
    }
    step_rate >= rules.running_from_spm && speed >= rules.running_with_step_rate_from_m_per_s
}
