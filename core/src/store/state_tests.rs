//! The laws of an import: order and repetition do not matter, nothing is lost, and undo leaves no trace.

use jiff::Timestamp;
use proptest::collection::vec;
use proptest::prelude::*;
use rusqlite::Connection;
use serde_json::{Value, json};

use super::*;
use crate::model::{Act, ItemKey};
use crate::store::mark_record::Fields;
use crate::store::schema::USER;
use crate::store::upgrade::upgrade;
use crate::store::{CommitPoint, clear_history, keep_step, note_exported, saved_article, undo};

fn file() -> Connection {
    let mut file = Connection::open_in_memory().unwrap();
    upgrade(&mut file, &USER, "a").unwrap();
    file
}

/// Merges a state as one act, and returns how many records changed anything.
fn import(file: &mut Connection, state: &[MarkRecord]) -> usize {
    let mut write = Write::begin(file, CommitPoint::Bulk).unwrap();
    let changed = merge(&mut write, state).unwrap();
    keep_step(&mut write, Act::Import, Timestamp::UNIX_EPOCH).unwrap();
    write.commit().unwrap();
    changed
}

/// The state after some states were merged into an empty one, in this order.
fn merged(states: &[&[MarkRecord]]) -> Vec<MarkRecord> {
    let mut file = file();
    for state in states {
        import(&mut file, state);
    }
    marks(&file).unwrap()
}

/// A record as an import has it.
fn record(kind: &str, key: &str, entry: Value) -> MarkRecord {
    let kind = kind.to_owned();
    let subject = match key {
        "" => Subject::All { kind },
        key => Subject::Mark { kind, key: key.to_owned() },
    };
    let entry: Fields = entry.as_object().cloned().unwrap();
    checked(MarkRecord::read(subject, entry).unwrap()).unwrap()
}

/// A time of few, with those at and beyond the limits.
fn at() -> impl Strategy<Value = Timestamp> {
    let seconds = prop_oneof![8 => 1..6_i64, 1 => Just(-5), 1 => Just(32_503_680_000)];
    seconds.prop_map(|second| Timestamp::from_second(second).unwrap())
}

/// What a later version may add.
fn later() -> impl Strategy<Value = Option<Value>> {
    prop_oneof![
        3 => Just(None),
        1 => any::<u64>().prop_map(|number| Some(json!(number))),
        1 => proptest::num::f64::NORMAL.prop_map(|number| Some(json!({ "deep": [number] }))),
    ]
}

/// A saved item: with or without a text, of an earlier or a later time, or such as cannot be shown.
fn saved() -> impl Strategy<Value = Value> {
    let text = prop_oneof![Just(None), Just(Some("Rain")), Just(Some("Snow")), Just(Some("poll"))];
    let source = prop_oneof![3 => Just("meta"), 1 => Just("sitemap")];
    let is_partial = proptest::bool::weighted(0.2);
    (at(), text, 1..4_i64, source, later(), is_partial).prop_map(|(saved_at, text, second, source, zone, is_partial)| {
        let checked_at = text.map(|_| Timestamp::from_second(second).unwrap());
        let block = |text| match text {
            "poll" => json!({ "type": "poll", "dir": "ltr" }),
            text => json!({ "type": "preformatted", "text": text, "dir": "ltr" }),
        };
        let mut published = json!({ "at": "1960-05-01T00:00:00Z", "source": source, "precision": "day" });
        if let Some(zone) = zone {
            published["zone"] = zone;
        }
        let mut saved = json!({
            "saved_at": saved_at, "title": text, "lead": null, "link": "https://a.example/5", "language": "en",
            "direction": "ltr", "published": published, "updated": null, "edited": second > 1, "picture": null,
            "checked_at": checked_at, "blocks": text.map(|text| vec![block(text)]),
        });
        if is_partial {
            saved["link"] = json!(null);
        }
        saved
    })
}

fn entry() -> impl Strategy<Value = (&'static str, &'static str, Value)> {
    let item = prop_oneof![Just("en/article/1"), Just("en/article/2"), Just("en/podcast/1")];
    let title = prop_oneof![Just("Rain"), Just("Snow")];
    let episode = prop_oneof![Just("en/series/7#1"), Just("en/series/7#/road/1.mp4")];
    let value = prop_oneof![Just(json!("big")), Just(json!(1.5))];
    prop_oneof![
        item.clone().prop_map(|key| ("read_mark", key, json!({}))),
        (item.clone(), title, at()).prop_map(|(key, title, at)| (
            "history",
            key,
            json!({ "opened_at": at, "title": title })
        )),
        value.prop_map(|value| ("setting", "size", json!({ "value": value }))),
        later().prop_map(|stars| ("rating", "a", json!({ "stars": stars }))),
        episode.clone().prop_map(|key| ("watched", key, json!({}))),
        (episode, 0..3_u32).prop_map(|(key, position)| (
            "episode_position",
            key,
            json!({ "address": null, "position_ms": position, "duration_ms": null })
        )),
        (item, saved()).prop_map(|(key, saved)| ("saved", key, saved)),
    ]
}

fn one() -> impl Strategy<Value = MarkRecord> {
    let mark = (entry(), at(), proptest::bool::weighted(0.3), later()).prop_map(
        |(entry, at, is_withdrawn, later)| {
            let (kind, key, mut entry) = entry;
            if is_withdrawn {
                entry = json!({ "withdrawn": true });
            }
            entry["changed_at"] = json!(at);
            if let Some(later) = later {
                entry["later"] = later;
            }
            record(kind, key, entry)
        },
    );
    let cleared = at().prop_map(|at| record("history", "", json!({ "changed_at": at, "withdrawn": true })));
    let head = later().prop_map(|value| MarkRecord {
        subject: Subject::Head { name: "device".to_owned() },
        changed_at: Timestamp::UNIX_EPOCH,
        state: State::Set(json!({ "value": value }).as_object().cloned().unwrap()),
    });
    prop_oneof![12 => mark, 1 => cleared, 1 => head]
}

fn records() -> impl Strategy<Value = Vec<MarkRecord>> {
    vec(one(), 0..10)
}

/// The only item that is saved so often that copies meet.
fn saves() -> impl Strategy<Value = Vec<MarkRecord>> {
    let save = (saved(), 1..6_i64, proptest::bool::weighted(0.3));
    let save = save.prop_map(|(mut saved, second, is_withdrawn)| {
        if is_withdrawn {
            saved = json!({ "withdrawn": true });
        }
        saved["changed_at"] = json!(Timestamp::from_second(second).unwrap());
        record("saved", "en/article/1", saved)
    });
    vec(save, 0..4)
}

fn check_order(a: &[MarkRecord], b: &[MarkRecord], c: &[MarkRecord]) -> Result<(), TestCaseError> {
    let all = merged(&[a, b, c]);
    prop_assert_eq!(&merged(&[c, b, a]), &all);
    prop_assert_eq!(&merged(&[b, c, a]), &all);
    prop_assert_eq!(&merged(&[a, &merged(&[b, c])]), &all);
    prop_assert_eq!(&merged(&[&merged(&[a, b]), c]), &all);
    prop_assert_eq!(&merged(&[a, b, c, a, b]), &all);
    prop_assert_eq!(&merged(&[&all]), &all);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn states_merge_in_any_order_and_as_often_as_one_likes(a in records(), b in records(), c in records()) {
        check_order(&a, &b, &c)?;
    }

    #[test]
    fn copies_merge_in_any_order_and_as_often_as_one_likes(a in saves(), b in saves(), c in saves()) {
        check_order(&a, &b, &c)?;
    }

    #[test]
    fn an_import_of_what_is_here_changes_nothing(a in records(), b in records()) {
        let mut file = file();
        import(&mut file, &a);
        import(&mut file, &b);
        let state = marks(&file).unwrap();

        prop_assert_eq!(import(&mut file, &state), 0);
        prop_assert_eq!(import(&mut file, &a), 0);
    }

    #[test]
    fn undo_of_an_import_restores_exactly_what_was_here_before(a in records(), b in records(), exported: bool) {
        let mut file = file();
        import(&mut file, &a);
        let before = marks(&file).unwrap();
        let changed = import(&mut file, &b);
        let after = marks(&file).unwrap();
        let mut write = Write::begin(&mut file, CommitPoint::Bulk).unwrap();
        if exported {
            note_exported(&mut write).unwrap();
        }

        if changed > 0 {
            undo(&mut write, "2024-05-02T09:30:00Z".parse().unwrap()).unwrap().unwrap();
        }
        write.commit().unwrap();

        prop_assert_eq!(&marks(&file).unwrap(), &before);
        import(&mut file, &b);
        prop_assert_eq!(&marks(&file).unwrap(), &after);
    }
}

fn opened(second: i64, id: usize) -> MarkRecord {
    let at = Timestamp::from_second(second).unwrap();
    let entry = json!({ "changed_at": at, "opened_at": "2024-01-01T00:00:00Z", "title": "Rain" });
    record("history", &format!("en/article/{id}"), entry)
}

/// A second import of the same file said that it had changed something, and made an undo step of nothing.
#[test]
fn a_history_over_its_number_is_cut_alike_in_any_order() {
    let full: Vec<MarkRecord> = (0..1_100).map(|id| opened(100 + id as i64, id)).collect();
    let other = [opened(5_000, 3), opened(50, 2_000), opened(1_150, 2_001)];
    let mut here = file();

    let first = import(&mut here, &full);
    let again = import(&mut here, &full);

    assert_eq!((first, again), (1_000, 0));
    let both = merged(&[&full, &other]);
    assert_eq!((both.len(), &both), (1_000, &merged(&[&other, &full])));
    assert_eq!(both, merged(&[&full[..600], &other, &full[600..], &full]));
}

#[test]
fn a_cut_that_an_import_made_is_undone_with_it() {
    let mut here = file();
    import(&mut here, &(0..1_000).map(|id| opened(100, id)).collect::<Vec<_>>());
    let before = marks(&here).unwrap();

    let changed = import(&mut here, &(1_000..1_500).map(|id| opened(200, id)).collect::<Vec<_>>());
    let mut write = Write::begin(&mut here, CommitPoint::Bulk).unwrap();
    let undone = undo(&mut write, Timestamp::UNIX_EPOCH).unwrap().unwrap();
    write.commit().unwrap();

    assert_eq!((changed, undone.marks), (500, 1_000));
    assert_eq!(marks(&here).unwrap(), before);
}

#[test]
fn a_cleared_history_comes_back_as_it_was_unless_an_export_knows_that_it_was_cleared() {
    let now: Timestamp = "2024-05-02T09:30:00Z".parse().unwrap();
    let clear = |is_exported: bool| {
        let mut here = file();
        import(&mut here, &[opened(100, 1), opened(200, 2)]);
        let before = marks(&here).unwrap();
        let mut write = Write::begin(&mut here, CommitPoint::Bulk).unwrap();
        clear_history(&mut write, now).unwrap();
        keep_step(&mut write, Act::ClearHistory, now).unwrap();
        write.commit().unwrap();
        let mut write = Write::begin(&mut here, CommitPoint::Bulk).unwrap();
        if is_exported {
            note_exported(&mut write).unwrap();
        }
        undo(&mut write, now).unwrap().unwrap();
        write.commit().unwrap();
        (before, marks(&here).unwrap())
    };

    let (before, after) = clear(false);
    assert_eq!(before, after);
    let (_, after) = clear(true);
    let times: Vec<bool> = after.iter().map(|record| record.changed_at > now).collect();
    assert_eq!(times, [false, true, true]);
}

/// Copies of one item whose later one cannot be shown.
#[test]
fn a_copy_that_cannot_be_shown_never_takes_the_place_of_one_that_can() {
    let copy = |second: i64, link: Option<&str>| {
        let at = Timestamp::from_second(second).unwrap();
        json!({
            "saved_at": at, "title": null, "lead": null, "link": link, "language": "en", "direction": "ltr",
            "published": { "at": at, "source": "meta", "precision": "day" }, "updated": null, "edited": false,
            "picture": null, "checked_at": at, "blocks": [], "changed_at": at,
        })
    };
    let (shown, mut beside) = (copy(2, Some("https://a.example/5")), copy(3, Some("https://a.example/5")));
    beside["copies"] = json!([{ "blocks": [], "checked_at": "2999-01-01T00:00:00Z" }]);
    let [shown, partial, beside] =
        [shown, copy(5, None), beside].map(|entry| record("saved", "en/article/1", entry));

    for states in [[&shown, &partial], [&partial, &shown], [&shown, &beside], [&beside, &partial]] {
        let mut file = file();
        for state in states {
            import(&mut file, std::slice::from_ref(state));
        }

        let saved = saved_article(&file, &ItemKey::article("en".parse().unwrap(), "1")).unwrap();
        assert!(saved.is_some(), "{states:?}");
    }
}
