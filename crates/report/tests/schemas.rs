//! The published format of `trochlea inspect --json` is what the types say.

use std::path::Path;

use schemars::schema_for;
use trochlea_report::Inspection;

/// With `TROCHLEA_BLESS=1` the file is written instead of compared.
#[test]
fn the_inspect_schema_is_what_the_types_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas/trochlea.inspect-1.json");
    let is = format!(
        "{}\n",
        serde_json::to_string_pretty(&schema_for!(Inspection)).unwrap()
    );
    if std::env::var_os("TROCHLEA_BLESS").is_some() {
        std::fs::write(&path, &is).unwrap();
    }
    let was = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        was == is,
        "schemas/trochlea.inspect-1.json is stale: run the test with TROCHLEA_BLESS=1"
    );
}
