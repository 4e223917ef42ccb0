use super::{ids, json, only, read, titles};
use crate::ErrorCode;
use crate::catalog::DocumentType;
use crate::model::{Precision, PublishedSource};
use crate::parse::Document;
use crate::parse::tests::received_at;

#[test]
fn tags_are_removed_from_titles_and_entities_are_decoded() {
    let listing = json(
        r#"[{"Id":1,"Title":"A &amp; B"},{"Id":2,"Title":"\u0628\u0627\u0631\u0627\u0646 <b>&laquo;x&raquo;</b>"},
            {"Id":3,"Title":"&lt;b&gt; &amp;quot;"},{"Id":4,"Title":" said \"no\"&nbsp; twice "}]"#,
    );

    assert_eq!(
        titles(&listing),
        [Some("A & B"), Some("باران «x»"), Some("<b> &quot;"), Some("said \"no\" twice")]
    );
}

#[test]
fn a_row_without_a_title_is_kept() {
    let listing = json(
        r#"[{"Id":1,"Title":null},{"Id":2,"Title":""},{"Id":3},{"Id":4,"Title":"<br>&nbsp;"},{"Id":5,"Title":2012}]"#,
    );

    assert_eq!(titles(&listing), [None, None, None, None, Some("2012")]);
}

#[test]
fn a_bad_row_is_dropped_and_the_others_are_kept() {
    let listing = json(
        r#"[{"Id":1},null,7,"x",[],{},{"Id":null},{"Id":""},{"Id":0},{"Id":-4},{"Id":1.5},{"Id":"result[i].Id","Title":"result[i].Title"},{"Id":2}]"#,
    );

    assert_eq!((ids(&listing), listing.dropped), (vec!["1", "2"], 11));
}

#[test]
fn ids_may_be_text_and_keys_of_any_case() {
    let listing =
        json(r#"[{"Id":"37001","Extra":{"a":[1]}},{"id":37002.0,"TITLE":"x"},{"ID":" 37003 ","title":"y"}]"#);

    assert_eq!(ids(&listing), ["37001", "37002", "37003"]);
    assert_eq!(titles(&listing), [None, Some("x"), Some("y")]);
}

#[test]
fn a_repeated_row_counts_once_and_fills_in_what_is_missing() {
    let listing = json(r#"[{"Id":1},{"Id":2,"Title":"b"},{"Id":"1","Title":"a"},{"Id":2,"Title":"other"}]"#);

    assert_eq!((titles(&listing), listing.dropped), (vec![Some("a"), Some("b")], 0));
}

#[test]
fn the_picture_is_the_full_one_and_its_folder_gives_the_day() {
    let row = only(json(
        r#"[{"Id":1,"ImageAddress_S":"/UploadedFiles/MultiImages/05-03-2022/SmallSize/1 a.jpg","ImageAddress_M":""}]"#,
    ));

    let published = row.published.unwrap();
    assert_eq!(
        row.picture.as_deref(),
        Some("https://en.ifilmtv.ir/UploadedFiles/MultiImages/05-03-2022/1%20a.jpg")
    );
    assert_eq!((published.source, published.precision), (PublishedSource::Picture, Precision::Day));
}

#[test]
fn a_small_copy_is_kept_beside_the_full_picture() {
    let row = only(json(
        r#"[{"Id":1,"ImageAddress_M":"/UploadedFiles/a/1.jpg","ImageAddress_S":"/UploadedFiles/a/SmallSize/1.jpg"}]"#,
    ));
    let without = only(json(r#"[{"Id":1,"ImageAddress_M":"/UploadedFiles/a/1.jpg","ImageAddress_S":null}]"#));

    assert_eq!(row.picture.as_deref(), Some("https://en.ifilmtv.ir/UploadedFiles/a/1.jpg"));
    assert_eq!(row.picture_small.as_deref(), Some("https://en.ifilmtv.ir/UploadedFiles/a/SmallSize/1.jpg"));
    assert_eq!(without.picture_small, None);
}

#[test]
fn a_date_field_is_preferred_to_the_folder() {
    for date in [
        r#""/Date(1714650000000)/""#,
        r#""/Date(1714650000000+0330)/""#,
        "1714650000",
        r#""2024-05-02T15:10:00""#,
        r#""1403/02/13 15:10""#,
    ] {
        let row = only(json(&format!(
            r#"[{{"Id":1,"ImageAddress_M":"/UploadedFiles/Images/05-03-2022/1.jpg","PublishDate":{date}}}]"#
        )));

        let published = row.published.unwrap();
        assert_eq!(
            (published.at.to_string().as_str(), published.source),
            ("2024-05-02T11:40:00Z", PublishedSource::Meta),
            "{date}"
        );
    }
}

#[test]
fn an_empty_date_field_is_not_a_date() {
    for date in ["null", r#""""#, r#""0001-01-01T00:00:00""#, r#""/Date(-62135596800000)/""#, "0"] {
        assert_eq!(only(json(&format!(r#"[{{"Id":1,"Date":{date}}}]"#))).published, None, "{date}");
    }
}

#[test]
fn an_empty_body_is_an_empty_list() {
    for body in ["", "  \n", "[]", "\u{FEFF}[]", "null"] {
        assert_eq!(json(body), super::ParsedListing::default(), "{body:?}");
    }
}

#[test]
fn a_wrapped_array_and_a_byte_order_mark_are_read() {
    for body in [
        "\u{FEFF}[{\"Id\":1}]",
        "{\"total\":[9],\"data\":[{\"Id\":1}]}",
        "{\"Items\":[{\"Id\":1}],\"x\":null}",
    ] {
        assert_eq!(ids(&json(body)), ["1"], "{body}");
    }
}

#[test]
fn faults_of_hand_written_json_are_repaired() {
    let listing = json("[{\"Id\":1,\"Title\":\"it\\'s\ta \\ud83d\"},{\"Id\":2,\"Title\":\"b\"}]");

    assert_eq!(titles(&listing), [Some("it's a \u{FFFD}"), Some("b")]);
}

#[test]
fn a_body_that_is_not_a_whole_array_is_unreadable() {
    for body in
        ["<html><p>Maintenance</p>", "[{\"Id\":1},{\"Id\"", "[{\"Id\":1}] <p>", "{\"error\":1}", "7", "\"x\""]
    {
        let error = read(DocumentType::Json, body.as_bytes()).unwrap_err();

        assert_eq!(error.code(), ErrorCode::Unreadable, "{body}");
    }
}

#[test]
fn the_rows_in_the_manual_are_read_as_described() {
    let page = include_str!("../../../../../docs/catalog.md");
    let block = |name: &str| page.split_once(name).unwrap().1.split("```").next().unwrap();
    let catalog = crate::Catalog::from_json(block("```json catalog\n")).unwrap();
    let edition = &catalog.editions[0];
    let rows = block("```json rows\n").as_bytes();

    let (address, received_at) = (edition.bases[0].url(), received_at());
    let document = Document { bytes: rows, charset: None, address, edition, received_at };
    let listing = super::listing(document, DocumentType::Json, &edition.sections[0]).unwrap();

    assert_eq!(ids(&listing), ["harbour-bridge-reopens", "harbour-ferry-night-line"]);
    assert_eq!(listing.rows[0].published.unwrap().at.to_string(), "2024-05-02T09:00:00Z");
}

/// Old ASP.NET services answer with JSON in a JSON text. The listing was unreadable.
#[test]
fn rows_that_are_json_in_a_text_are_read() {
    for body in [
        r#"{"d": "[{\"Id\": 1, \"Title\": \"The ferry\"}]"}"#,
        r#""[{\"Id\": 1, \"Title\": \"The ferry\"}]""#,
        r#"{"d": "{\"rows\": [{\"Id\": 1, \"Title\": \"The ferry\"}]}"}"#,
        r#"["{\"Id\": 1, \"Title\": \"The ferry\"}"]"#,
    ] {
        assert_eq!(titles(&json(body)), [Some("The ferry")], "{body}");
    }
}

#[test]
fn rows_are_found_under_any_name() {
    for body in [
        r#"{"posts": [{"Id": 1}, {"Id": 2}], "tags": ["a", "b", "c"], "more": true}"#,
        r#"{"data": {"news": {"list": [{"Id": 1}, {"Id": 2}]}}, "users": [{"name": "Mina"}]}"#,
        r#"{"data": {"posts": {"edges": [{"cursor": "x", "node": {"Id": 1, "title": "a"}},
            {"cursor": "y", "node": {"Id": 2, "title": "b"}}]}}}"#,
        r#"{"authors": [{"Id": 9, "name": "Mina"}], "items": [{"Id": 1}, {"Id": 2}]}"#,
    ] {
        assert_eq!(ids(&json(body)), ["1", "2"], "{body}");
    }
}

/// The answers of a WordPress site.
#[test]
fn texts_inside_objects_are_read() {
    let row = only(json(
        r#"[{"id": 12, "title": {"rendered": "The ferry &amp; the bridge"}, "date": {"date": "2024-05-02 10:00:00.000000"},
            "excerpt": {"rendered": "<p>A night line begins.</p>\n", "protected": false}}]"#,
    ));

    assert_eq!(row.title.as_deref(), Some("The ferry & the bridge"));
    assert_eq!(row.lead.as_deref(), Some("A night line begins."));
    assert_eq!(row.published.unwrap().at.to_string(), "2024-05-02T06:30:00Z");
}

#[test]
fn an_author_inside_a_row_without_an_id_is_no_row() {
    let listing = json(r#"[{"title": "The ferry", "author": {"id": 3, "name": "Mina"}}, {"Id": 1}]"#);

    assert_eq!((ids(&listing), listing.dropped), (vec!["1"], 1));
}

/// Ids of authors, tags and errors became articles.
#[test]
fn arrays_beside_the_rows_are_no_rows() {
    for body in [
        r#"{"writers": [{"id": 7, "name": "Mina"}, {"id": 8, "name": "Ali"}, {"id": 9, "name": "Sara"}],
            "posts": [{"id": 1, "title": "a", "date": "2024-05-02"}, {"id": 2, "title": "b"}]}"#,
        r#"{"tags": [{"id": 9, "title": "Cinema"}], "items": [{"id": 1}, {"id": 2}]}"#,
        r#"{"0": {"id": 1, "title": "a"}, "1": {"id": 2, "title": "b"}, "total": 2}"#,
    ] {
        assert_eq!(ids(&json(body)), ["1", "2"], "{body}");
    }
    for body in [r#"{"data": [], "tags": [{"id": 1, "title": "Cinema"}]}"#, r#"{"articles": [], "total": 0}"#]
    {
        assert_eq!(json(body).rows.len(), 0, "{body}");
    }
    let error = r#"{"error": {"details": [{"id": "1", "title": "Forbidden"}]}}"#;
    assert!(read(DocumentType::Json, error.as_bytes()).is_err());
}

/// A row without an id of its own was dropped.
#[test]
fn rows_may_stand_under_their_ids() {
    for body in [
        r#"{"items": {"200": {"title": "The ferry"}, "201": {"title": "The bridge"}}}"#,
        r#"{"200": {"title": "The ferry", "author": {"name": "Mina"}}, "201": {"title": "The bridge"}, "total": 2}"#,
        r#"{"data": {"posts": {"200": {"Title": "The ferry"}, "201": {"Id": 201, "Title": "The bridge"}}}}"#,
    ] {
        let listing = json(body);

        assert_eq!(ids(&listing), ["200", "201"], "{body}");
        assert_eq!(titles(&listing), [Some("The ferry"), Some("The bridge")], "{body}");
    }
    for body in [
        r#"{"items": {"0": {"title": "The ferry"}, "1": {"title": "The bridge"}}}"#,
        r#"{"items": {"200": {"name": "Mina"}, "201": {"name": "Ali"}}}"#,
    ] {
        assert_eq!(
            read(DocumentType::Json, body.as_bytes()).map_or(0, |listing| listing.rows.len()),
            0,
            "{body}"
        );
    }
}

#[test]
fn fields_beside_the_id_are_read_from_the_object_inside() {
    let row = only(json(
        r#"[{"id": 5, "type": "posts", "attributes": {"title": "The ferry", "published_at": "2024-05-02T10:00:00Z"}}]"#,
    ));

    assert_eq!((row.key.id.as_str(), row.title.as_deref()), ("5", Some("The ferry")));
    assert_eq!(row.published.unwrap().at.to_string(), "2024-05-02T10:00:00Z");
}

#[test]
fn the_zone_beside_a_date_counts() {
    let row = only(json(
        r#"[{"Id": 1, "date": {"date": "2024-05-02 15:10:00.000000", "timezone_type": 3, "timezone": "UTC"}}]"#,
    ));

    assert_eq!(row.published.unwrap().at.to_string(), "2024-05-02T15:10:00Z");
}

#[test]
fn a_row_that_links_to_a_page_of_another_kind_is_dropped() {
    let listing = json(r#"[{"Id": 5, "url": "/Series/Content/8/x"}, {"Id": 1, "url": "/about"}]"#);

    assert!(ids(&listing).contains(&"1"));
}
