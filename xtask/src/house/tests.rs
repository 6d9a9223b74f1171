//! A small invented house, broken in each way, and once in order.

use super::plan::Plan;
use super::{File, Finding, manifest, paths, source};

const PLAN: &str = r#"
[floors]
brick = 1
wall = 2
window = 2
cellar = 3
door = 4

[only]
sql = ["cellar"]
http = ["door"]
clock = ["door"]
world = ["cellar", "door"]
"#;

#[track_caller]
fn plan() -> Plan {
    Plan::read(PLAN).unwrap()
}

#[track_caller]
fn check_manifest(room: &str, text: &str, expected: &[&str]) {
    expect(
        &manifest::check(&plan(), room, "Cargo.toml", text).unwrap(),
        expected,
    );
}

#[track_caller]
fn check_code(room: &str, text: &str, expected: &[&str]) {
    check_file(room, &format!("crates/{room}/src/lib.rs"), text, expected);
}

#[track_caller]
fn check_file(room: &str, name: &str, text: &str, expected: &[&str]) {
    let files = [File {
        name: name.to_owned(),
        text: text.to_owned(),
    }];
    expect(&source::check(&plan(), room, &files).unwrap(), expected);
}

#[track_caller]
fn check_path(name: &str, text: &str, expected: &[&str]) {
    expect(
        &paths::check(&[File {
            name: name.to_owned(),
            text: text.to_owned(),
        }]),
        expected,
    );
}

/// Each finding contains its expected words, as `line: what`.
#[track_caller]
fn expect(found: &[Finding], expected: &[&str]) {
    let found: Vec<String> = found
        .iter()
        .map(|finding| format!("{}: {}", finding.line, finding.what))
        .collect();
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.contains(expected), "{found} does not say {expected}");
    }
}

#[test]
fn a_room_imports_from_below() {
    check_manifest(
        "wall",
        "[dependencies]\ntrochlea-brick.workspace = true",
        &[],
    );
}

#[test]
fn a_room_may_not_look_up() {
    check_manifest(
        "brick",
        "[dependencies]\ntrochlea-wall.workspace = true",
        &["brick on floor 1 imports wall on floor 2"],
    );
}

#[test]
fn a_room_may_not_look_sideways() {
    check_manifest(
        "wall",
        "[dependencies]\ntrochlea-window.workspace = true",
        &["imports window on floor 2"],
    );
}

#[test]
fn tests_build_scripts_targets_and_new_names_are_imports_too() {
    check_manifest(
        "brick",
        "[dev-dependencies]\ntrochlea-wall.workspace = true",
        &["imports wall"],
    );
    check_manifest(
        "brick",
        "[build-dependencies]\ntrochlea-wall.workspace = true",
        &["imports wall"],
    );
    check_manifest(
        "brick",
        "[target.'cfg(unix)'.dependencies]\ntrochlea-wall.workspace = true",
        &["imports wall"],
    );
    check_manifest(
        "brick",
        "[dependencies]\nw = { package = \"trochlea-wall\", path = \"../wall\" }",
        &["imports wall"],
    );
    check_manifest(
        "wall",
        "[dependencies]\ndb = { package = \"sqlx\", version = \"0\" }",
        &["asks for sqlx"],
    );
}

#[test]
fn a_room_that_is_not_listed_may_not_be_imported() {
    check_manifest(
        "door",
        "[dependencies]\ntrochlea-attic.workspace = true",
        &["imports attic, which has no floor"],
    );
}

#[test]
fn every_room_has_a_floor_and_every_floor_a_room() {
    let rooms = ["attic", "brick", "cellar", "wall", "window"].map(str::to_owned);
    expect(
        &plan().missing_rooms(&rooms),
        &["the room attic has no floor", "there is no room door"],
    );
}

#[test]
fn a_crate_for_sql_http_or_chance_is_asked_for_only_where_it_belongs() {
    check_manifest(
        "wall",
        "[dependencies]\nsqlx.workspace = true",
        &["SQL belongs to cellar"],
    );
    check_manifest(
        "door",
        "[dependencies]\nsqlx.workspace = true",
        &["SQL belongs to cellar"],
    );
    check_manifest(
        "cellar",
        "[dependencies]\naxum.workspace = true",
        &["HTTP belongs to door"],
    );
    check_manifest(
        "wall",
        "[dev-dependencies]\nrand = \"0.9\"",
        &["the outside world belongs to cellar, door"],
    );
    check_manifest(
        "wall",
        "[dependencies]\ntokio.workspace = true",
        &["asks for tokio"],
    );
    check_manifest(
        "cellar",
        "[dependencies]\nsqlx.workspace = true\ntokio.workspace = true",
        &[],
    );
}

#[test]
fn sql_outside_its_room_is_found_in_any_kind_of_text() {
    check_code(
        "door",
        "fn f() {\n    g(\"SELECT 1\");\n}",
        &["2: the text \"SELECT 1\""],
    );
    check_code(
        "door",
        "const A: &str = \"  insert into run values (1)\";",
        &["insert into run"],
    );
    check_code(
        "door",
        "const A: &str = r#\"UPDATE run SET x = 1\"#;",
        &["UPDATE run"],
    );
    check_code(
        "door",
        "fn f() { m!(\"DELETE FROM run\"); }",
        &["DELETE FROM run"],
    );
    check_code(
        "door",
        "const A: &str = \"CREATE TABLE run (id)\";",
        &["CREATE TABLE run"],
    );
    check_code("door", "use sqlx::query;", &["sqlx::query"]);
    check_code(
        "cellar",
        "const A: &str = \"SELECT 1\"; use sqlx::query;",
        &[],
    );
}

#[test]
fn a_sentence_is_not_sql() {
    check_code(
        "door",
        "const A: &str = \"Select a day from the list\";",
        &[],
    );
    check_code(
        "door",
        "const A: &str = \"Update\"; const B: &str = \"update the diary\";",
        &[],
    );
    check_code(
        "door",
        "/// SELECT 1 is what the cellar says.\nconst A: u8 = 1; // SELECT 1",
        &[],
    );
}

#[test]
fn sql_in_a_test_outside_its_room_is_still_found() {
    check_file(
        "door",
        "crates/door/tests/story.rs",
        "const A: &str = \"SELECT 1\";",
        &["SELECT 1"],
    );
    check_file(
        "door",
        "crates/door/migrations/1.sql",
        "create table run (id);",
        &["a file of SQL"],
    );
}

#[test]
fn http_outside_its_room_is_found() {
    check_code(
        "cellar",
        "use axum::Router;",
        &["axum::Router; HTTP belongs to door"],
    );
    check_code("cellar", "fn f() { hyper::body(); }", &["hyper::body"]);
    check_code("door", "use axum::{Router, routing::get};", &[]);
}

#[test]
fn the_clock_is_read_in_its_room_only() {
    check_code(
        "wall",
        "fn f() { let now = Timestamp::now(); }",
        &["Timestamp::now; the clock belongs to door"],
    );
    check_code(
        "cellar",
        "fn f() { jiff::Zoned::now(); }",
        &["jiff::Zoned::now"],
    );
    check_code(
        "wall",
        "use jiff::Timestamp as T;\nfn f() { T::now(); }",
        &["2: T::now"],
    );
    check_code(
        "wall",
        "use std::{fmt, time::{Duration, Instant as I}};",
        &["std::time::Instant"],
    );
    check_code("wall", "fn f() { x.map(Instant::now); }", &["Instant::now"]);
    check_code("wall", "fn f(now: Timestamp) -> Timestamp { now }", &[]);
    check_code("door", "fn f() { Timestamp::now(); }", &[]);
}

#[test]
fn a_pure_room_touches_no_file_network_environment_or_zone_of_the_machine() {
    check_code(
        "wall",
        "use std::fs;",
        &["std::fs; the outside world belongs to cellar, door"],
    );
    check_code(
        "wall",
        "use std::{fmt, net::TcpStream};",
        &["std::net::TcpStream"],
    );
    check_code(
        "wall",
        "fn f() { std::env::var(\"A\"); }",
        &["std::env::var"],
    );
    check_code("wall", "fn f() { rand::random(); }", &["rand::random"]);
    check_code(
        "wall",
        "fn f() { TimeZone::system(); }",
        &["TimeZone::system"],
    );
    check_code("wall", "const A: &str = env!(\"CARGO_PKG_VERSION\");", &[]);
    check_code(
        "cellar",
        "use std::fs; fn f() { std::env::var(\"A\"); }",
        &[],
    );
}

#[test]
fn tests_and_benchmarks_may_read_fixtures_and_measure() {
    let reads = "use std::fs; fn f() { Instant::now(); }";
    check_file("wall", "crates/wall/tests/story.rs", reads, &[]);
    check_file("wall", "crates/wall/benches/speed.rs", reads, &[]);
    check_code(
        "wall",
        "#[cfg(test)]\n#[allow(x)]\nmod tests { use std::fs; }",
        &[],
    );
    check_code("wall", "#[test]\nfn f() { std::fs::read(); }", &[]);
}

#[test]
fn what_follows_a_test_is_not_a_test() {
    check_code(
        "wall",
        "#[cfg(test)]\nmod tests { use std::fs; }\nuse std::fs;",
        &["3: std::fs"],
    );
    check_code(
        "wall",
        "#[cfg(test)]\nuse std::env;\nuse std::fs;",
        &["3: std::fs"],
    );
    check_code(
        "wall",
        "#[cfg(not(test))]\nmod real { use std::fs; }",
        &["2: std::fs"],
    );
}

#[test]
fn a_test_module_in_its_own_file_is_a_test_only_when_it_is_marked() {
    let inside = || File {
        name: "crates/wall/src/caps/tests.rs".to_owned(),
        text: "use std::fs;".to_owned(),
    };
    let outside = |text: &str| File {
        name: "crates/wall/src/caps.rs".to_owned(),
        text: text.to_owned(),
    };
    expect(
        &source::check(
            &plan(),
            "wall",
            &[outside("#[cfg(test)]\nmod tests;"), inside()],
        )
        .unwrap(),
        &[],
    );
    expect(
        &source::check(&plan(), "wall", &[outside("mod tests;"), inside()]).unwrap(),
        &["std::fs"],
    );
}

#[test]
fn a_folder_of_one_machine_is_not_named() {
    check_path(
        "docs/a.md",
        concat!("ok\nsee /wo", "rk/main"),
        &["2: names"],
    );
    check_path(
        "docs/a.md",
        concat!("in ../sha", "red/recordings"),
        &["1: names"],
    );
    check_path(".ci/run", concat!("corpus=../sha", "red/recordings"), &[]);
    check_path(
        "docs/a.md",
        concat!("strength/wo", "rk/rest and a network/wo", "rk/flow"),
        &[],
    );
}

#[test]
fn a_list_of_packages_names_no_host() {
    check_path(
        "judges/package-lock.json",
        "\"resolved\": \"https://a.example/b.tgz\",",
        &["host"],
    );
    check_path(
        "judges/requirements.txt",
        "--index-url https://a.example",
        &["host"],
    );
    check_path(
        "judges/requirements.txt",
        "fitdecode==0.11.0 --hash=sha256:0",
        &[],
    );
}

#[test]
fn a_list_with_an_unknown_leave_is_refused() {
    assert!(
        Plan::read(
            "[floors]\nbrick = 1\n[only]\nsql = []\nhttp = []\nclock = []\nworld = []\nmoon = []"
        )
        .is_err()
    );
}
