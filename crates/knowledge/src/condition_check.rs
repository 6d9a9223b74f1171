use crate::table::{Table, unique};
use crate::{
    ClusterRow, ConditionId, ConditionKind, ConditionRow, ConditionTable, Effect, FeatureRow,
    KnowledgeError, Likelihood, Member, Prior,
};

impl ConditionTable {
    fn check_ranking(&self) -> Result<(), KnowledgeError> {
        let ranking = &self.ranking;
        ranking.provenance.validate("ranking")?;
        let around_one =
            |[low, high]: [f64; 2]| 0.0 < low && low < 1.0 && 1.0 < high && high.is_finite();
        let inside =
            |inner: [f64; 2], outer: [f64; 2]| inner[0] >= outer[0] && inner[1] <= outer[1];
        let shares = [
            ranking.more_likely_from,
            ranking.less_likely_at_most,
            ranking.yes_rate,
        ];
        let sound = around_one(ranking.cap)
            && around_one(ranking.small_cap)
            && inside(ranking.small_cap, ranking.cap)
            && ranking.house_step > 1.0
            && ranking.house_step <= 2.0
            && ranking.possible_spot_steps <= 0
            && ranking.unknown_interval_factor > 1.0
            && ranking.less_likely_at_most < ranking.more_likely_from
            && shares.iter().all(|share| *share > 0.0 && *share < 1.0);
        if sound {
            Ok(())
        } else {
            Err(KnowledgeError::row(
                "ranking",
                "has caps, steps or bounds that make no order",
            ))
        }
    }

    fn check_condition(&self, condition: &ConditionRow) -> Result<(), KnowledgeError> {
        let id = condition.id.as_str();
        let wrong = |reason: String| Err(KnowledgeError::row(id, reason));
        condition.provenance.validate(id)?;
        check_prior(id, &condition.prior)?;
        self.check_spots(
            id,
            condition
                .typical_spots
                .iter()
                .chain(&condition.possible_spots),
        )?;
        if condition.programme && condition.kind == ConditionKind::AnotherCause {
            return wrong("is another cause and cannot have a programme".to_owned());
        }
        let Some(pattern) = &condition.pattern else {
            return if condition.kind == ConditionKind::Pattern {
                wrong("is a pattern without signs".to_owned())
            } else {
                Ok(())
            };
        };
        pattern.provenance.validate(id)?;
        if pattern.needs == 0 || pattern.needs > pattern.signs.len() || pattern.absent_from == 0 {
            return wrong("has a pattern that is always or never there".to_owned());
        }
        for sign in pattern.signs.iter().chain(&pattern.against) {
            if self.feature(sign).is_none() {
                return wrong(format!("has the sign `{sign}`, which is no question"));
            }
        }
        Ok(())
    }

    fn check_spots<'a>(
        &self,
        id: &str,
        mut spots: impl Iterator<Item = &'a String>,
    ) -> Result<(), KnowledgeError> {
        match spots.find(|spot| self.spot(spot).is_none()) {
            Some(missing) => {
                let reason = format!("hurts at `{missing}`, which is no spot");
                Err(KnowledgeError::row(id, reason))
            }
            None => Ok(()),
        }
    }

    fn check_feature(&self, feature: &FeatureRow) -> Result<(), KnowledgeError> {
        feature.provenance.validate(&feature.id)?;
        if let Some(same) = &feature.same_as
            && self.feature(same).is_none()
        {
            let reason = format!("asks for the same as `{same}`, which is no question");
            return Err(KnowledgeError::row(&feature.id, reason));
        }
        self.check_effects(&feature.id, &feature.effects)
    }

    fn check_cluster(&self, cluster: &ClusterRow) -> Result<(), KnowledgeError> {
        cluster.provenance.validate(&cluster.id)?;
        if cluster.at_least == 0 || cluster.at_least > cluster.members.len() {
            return Err(KnowledgeError::row(&cluster.id, "is always or never there"));
        }
        for member in &cluster.members {
            if let Member::Feature { feature } = member
                && self.feature(feature).is_none()
            {
                let reason = format!("has the member `{feature}`, which is no question");
                return Err(KnowledgeError::row(&cluster.id, reason));
            }
        }
        if cluster.effects.is_empty() {
            return Err(KnowledgeError::row(&cluster.id, "moves nothing"));
        }
        self.check_effects(&cluster.id, &cluster.effects)
    }

    fn check_effects(&self, row: &str, effects: &[Effect]) -> Result<(), KnowledgeError> {
        unique(effects.iter().map(|effect| effect.condition.as_str()))?;
        for effect in effects {
            if self.condition(&effect.condition).is_none() {
                let reason = format!("moves `{}`, which is no condition", effect.condition);
                return Err(KnowledgeError::row(row, reason));
            }
            match &effect.likelihood {
                Some(likelihood) => check_likelihood(row, likelihood)?,
                None if effect.yes == 0 && effect.no == 0 => {
                    return Err(KnowledgeError::row(row, "has an effect of nothing"));
                }
                None => {}
            }
        }
        Ok(())
    }
}

fn check_prior(row: &str, prior: &Prior) -> Result<(), KnowledgeError> {
    prior.provenance.validate(row)?;
    let Prior {
        share, low, high, ..
    } = prior;
    if 0.0 < *low && low <= share && share <= high && low < high && *high < 1.0 {
        Ok(())
    } else {
        Err(KnowledgeError::row(
            row,
            "has a prior outside its own interval",
        ))
    }
}

/// A sign that is there never speaks against, one that is missing never for: a table that has it
/// the other way round has its columns swapped.
fn check_likelihood(row: &str, likelihood: &Likelihood) -> Result<(), KnowledgeError> {
    let wrong = |reason: &str| Err(KnowledgeError::row(row, reason));
    let Likelihood {
        positive, negative, ..
    } = likelihood;
    if positive.is_none() && negative.is_none() {
        return wrong("has a likelihood of nothing");
    }
    if positive.is_some_and(|ratio| !(ratio.is_finite() && ratio >= 1.0)) {
        return wrong("has a positive likelihood ratio below 1");
    }
    if negative.is_some_and(|ratio| !(0.0..=1.0).contains(&ratio)) {
        return wrong("has a negative likelihood ratio outside 0 to 1");
    }
    let of = [
        (positive, likelihood.positive_interval),
        (negative, likelihood.negative_interval),
    ];
    for (ratio, interval) in of {
        let Some([low, high]) = interval else {
            continue;
        };
        let holds = ratio.is_some_and(|ratio| low <= ratio && ratio <= high);
        if !(0.0 < low && low < high && high.is_finite() && holds) {
            return wrong("has a likelihood ratio outside its own interval");
        }
    }
    Ok(())
}

impl Table for ConditionTable {
    fn validate(&self) -> Result<(), KnowledgeError> {
        unique(self.spots.iter().map(|spot| spot.id.as_str()))?;
        unique(self.conditions.iter().map(|row| row.id.as_str()))?;
        unique(self.outside.iter().map(|row| row.id.as_str()))?;
        let items = self.features.iter().map(|row| row.id.as_str());
        unique(items.chain(self.clusters.iter().map(|row| row.id.as_str())))?;
        self.check_ranking()?;
        for condition in &self.conditions {
            self.check_condition(condition)?;
        }
        for row in &self.priors {
            let id: &ConditionId = &row.condition;
            if self.condition(id).is_none() {
                return Err(KnowledgeError::row(
                    id.as_str(),
                    "has a prior and is no condition",
                ));
            }
            check_prior(id.as_str(), &row.prior)?;
        }
        for row in &self.outside {
            row.provenance.validate(&row.id)?;
            self.check_spots(&row.id, row.spots.iter())?;
            if self.condition(&ConditionId::new(row.id.clone())).is_some() {
                return Err(KnowledgeError::row(
                    &row.id,
                    "stands in the sum and outside of it",
                ));
            }
        }
        for spot in &self.spots {
            if self.candidates(&[spot.id.as_str()], None).next().is_none() {
                return Err(KnowledgeError::row(
                    &spot.id,
                    "is a spot where nothing hurts",
                ));
            }
        }
        self.features
            .iter()
            .try_for_each(|row| self.check_feature(row))?;
        self.clusters
            .iter()
            .try_for_each(|row| self.check_cluster(row))
    }
}
