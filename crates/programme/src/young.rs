use schemars::JsonSchema;
use serde::Serialize;
use trochlea_knowledge::{Message, Provenance, YoungTable};

/// What comes first when somebody still grows: load, an adult, the hip.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Young {
    /// What is said, in order.
    pub parts: Vec<YoungAdvice>,
}

/// One thing that is said, with its source.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct YoungAdvice {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: Message,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// What is said at an age; nothing to an adult. An age that was not said is not taken for a
/// child's: the safety questions ask for it.
pub fn young(table: &YoungTable, age_years: Option<u8>) -> Option<Young> {
    let grows = age_years.is_some_and(|age| age < table.age_below);
    grows.then(|| Young {
        parts: table
            .parts
            .iter()
            .map(|part| YoungAdvice {
                id: part.id.clone(),
                text: part.text(),
                provenance: part.provenance.clone(),
            })
            .collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use trochlea_knowledge::Knowledge;

    #[test]
    fn below_sixteen_load_comes_first_with_an_adult_and_the_hip() {
        let table = Knowledge::shipped().unwrap().young;
        let said = young(&table, Some(15)).unwrap();
        let ids: Vec<&str> = said.parts.iter().map(|part| part.id.as_str()).collect();
        assert_eq!(ids[0], "load_first");
        assert!(ids.contains(&"guardian") && ids.contains(&"hip_check"));
        assert_eq!(young(&table, Some(16)), None);
        assert_eq!(young(&table, None), None);
        let texts = include_str!("../../../knowledge/words/en/programme.ftl");
        for part in &table.parts {
            assert!(
                texts.contains(&format!("{} =", part.text().id)),
                "{}",
                part.id
            );
        }
    }
}
