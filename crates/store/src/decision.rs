//! What was decided, with everything it was decided from, so that any decision can be made again and compared.

use jiff::Timestamp;

use crate::db::on;
use crate::originals::compress;
use crate::run::instant;
use crate::{Json, Store, StoreError};

/// A decision to keep.
#[derive(Clone, Debug, PartialEq)]
pub struct NewDecision {
    /// Its name, never used twice. The same decision again changes nothing.
    pub id: String,
    /// When it was made; kept to the millisecond.
    pub at: Timestamp,
    /// Hash of the clinical tables it rests on.
    pub rule_set: String,
    /// Which version made it.
    pub engine_version: String,
    /// The whole case.
    pub input: Json,
    /// The whole assessment.
    pub output: Json,
}

/// A kept decision.
#[derive(Clone, Debug, PartialEq)]
pub struct Decision {
    /// Its number: 1, 2, 3... without gaps, in the order they were added.
    pub seq: i64,
    /// Its name.
    pub id: String,
    /// When it was made.
    pub at: Timestamp,
    /// Hash of the clinical tables it rests on.
    pub rule_set: String,
    /// Which version made it.
    pub engine_version: String,
    /// The whole case.
    pub input: Json,
    /// The whole assessment.
    pub output: Json,
}

impl Store {
    /// Keeps a decision and gives its number.
    pub async fn record_decision(&self, decision: &NewDecision) -> Result<i64, StoreError> {
        let (doing, place) = ("keep a decision", &self.place);
        let packed = |document: &Json| {
            compress(document.as_str().as_bytes()).map_err(|source| {
                StoreError::from_io("compress", std::path::Path::new("a decision"), source)
            })
        };
        let (input, output) = (packed(&decision.input)?, packed(&decision.output)?);
        let mut tx = place.write(doing).await?;
        let known: Option<DecisionRow> = on!(&mut tx, e => sqlx::query_as(
            "SELECT seq, id, at_unix_ms, rule_set, engine_version, input, output FROM decision WHERE id = $1",
        )
        .bind(decision.id.as_str())
        .fetch_optional(e)
        .await)
        .map_err(place.while_(doing))?;
        if let Some(known) = known {
            return same(decision, Decision::try_from(known)?);
        }
        let last: i64 = on!(&mut tx, e => sqlx::query_scalar("SELECT coalesce(max(seq), 0) FROM decision").fetch_one(e).await)
            .map_err(place.while_(doing))?;
        on!(&mut tx, e => sqlx::query(
            "INSERT INTO decision (seq, id, at_unix_ms, rule_set, engine_version, input, output)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(last + 1)
        .bind(decision.id.as_str())
        .bind(decision.at.as_millisecond())
        .bind(decision.rule_set.as_str())
        .bind(decision.engine_version.as_str())
        .bind(input)
        .bind(output)
        .execute(e)
        .await
        .map(|_| ()))
        .map_err(place.while_(doing))?;
        place.commit_what_follows(tx, doing).await?;
        Ok(last + 1)
    }

    /// The decision added last.
    pub async fn latest_decision(&self) -> Result<Option<Decision>, StoreError> {
        Ok(self.decisions(None, 1).await?.pop())
    }

    /// Whether a decision of this name is kept.
    pub async fn has_decision(&self, id: &str) -> Result<bool, StoreError> {
        let doing = "look for a decision";
        let mut tx = self.place.read(doing).await?;
        let n: i64 =
            on!(&mut tx, e => sqlx::query_scalar("SELECT count(*) FROM decision WHERE id = $1")
            .bind(id)
            .fetch_one(e)
            .await)
            .map_err(self.place.while_(doing))?;
        Ok(n > 0)
    }

    /// How many changes led to what is known now. It is the same exactly as long as recordings, runs and
    /// entries are; a decision, which follows from them, does not change it.
    pub async fn revision(&self) -> Result<i64, StoreError> {
        let doing = "read the revision";
        let mut tx = self.place.read(doing).await?;
        on!(&mut tx, e => sqlx::query_scalar("SELECT n FROM revision").fetch_one(e).await)
            .map_err(self.place.while_(doing))
    }

    /// Decisions, newest first, a page at a time: those numbered below `before`, at most `limit`.
    pub async fn decisions(
        &self,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<Decision>, StoreError> {
        let mut tx = self.place.read("read the decisions").await?;
        let rows: Vec<DecisionRow> = on!(&mut tx, e => sqlx::query_as(
            "SELECT seq, id, at_unix_ms, rule_set, engine_version, input, output FROM decision
             WHERE seq < $1 ORDER BY seq DESC LIMIT $2",
        )
        .bind(before.unwrap_or(i64::MAX))
        .bind(i64::from(limit))
        .fetch_all(e)
        .await)
        .map_err(self.place.while_("read the decisions"))?;
        rows.into_iter().map(Decision::try_from).collect()
    }
}

fn same(decision: &NewDecision, known: Decision) -> Result<i64, StoreError> {
    let same = known.at.as_millisecond() == decision.at.as_millisecond()
        && known.rule_set == decision.rule_set
        && known.engine_version == decision.engine_version
        && known.input == decision.input
        && known.output == decision.output;
    if same {
        Ok(known.seq)
    } else {
        Err(StoreError::IdTaken { id: known.id })
    }
}

pub(crate) type DecisionRow = (i64, String, i64, String, String, Vec<u8>, Vec<u8>);

impl TryFrom<DecisionRow> for Decision {
    type Error = StoreError;

    fn try_from(row: DecisionRow) -> Result<Self, StoreError> {
        let (seq, id, at, rule_set, engine_version, input, output) = row;
        let (at, input, output) = (instant(at)?, unpack(&id, &input)?, unpack(&id, &output)?);
        Ok(Self {
            seq,
            id,
            at,
            rule_set,
            engine_version,
            input,
            output,
        })
    }
}

fn unpack(id: &str, packed: &[u8]) -> Result<Json, StoreError> {
    let damaged = |detail: String| StoreError::Damaged {
        place: format!("the decision {id}"),
        detail,
    };
    let bytes = zstd::decode_all(packed).map_err(|source| damaged(source.to_string()))?;
    Json::parse(String::from_utf8(bytes).map_err(|source| damaged(source.to_string()))?)
}
