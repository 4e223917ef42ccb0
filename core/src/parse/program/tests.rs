//! Pages of programmes, written by hand, one rule each.

use super::*;
use crate::Catalog;
use crate::model::text_of_blocks;
use crate::parse::tests::received_at;

fn read_at(edition: usize, address: &str, html: &[u8]) -> Program {
    let catalog = Catalog::embedded();
    let edition = &catalog.editions[edition];
    let address = address.parse().unwrap();
    let document =
        Document { bytes: html, charset: None, address: &address, edition, received_at: received_at() };
    program(document).unwrap()
}

fn series(html: &str) -> Program {
    read_at(0, "https://en.ifilmtv.ir/Series/Content/77", html.as_bytes())
}

fn cast(program: &Program) -> Vec<(String, &str, Option<&str>)> {
    let key = |member: &'_ crate::model::CastMember| {
        member.key.as_ref().map(ToString::to_string).unwrap_or_default()
    };
    program.cast.iter().map(|it| (key(it), it.name.as_str(), it.role.as_deref())).collect()
}

const STORY: &str = "A ferryman finds a blue lantern on the river and follows its light to a town that no map shows. \
    There he meets a girl who has waited for him for years.";

#[test]
fn the_page_of_the_site_gives_all_fields() {
    let program = series(&format!(
        "<!doctype html><html><head><title>Blue Lantern - iFilm</title><meta content='Blue Lantern (2015)' property='og:title'>\
         <meta property=og:image content=/UploadedFiles/MultiImages/05-03-2022/SmallSize/101_22_33.jpg></head><body>\
         <header><a href=/home><img src=/img/colorize-logo-final.png></a><a href=/Artist/Content/1>Star of the week</a></header>\
         <h2>Blue Lantern (2015)</h2><video poster=/a.jpg><source src=/t/a.m3u8><source src='/t/trailer 1.mp4'></video>\
         <p>Genre: Drama, Family</p><p>On air: Saturdays 20:30 GMT</p><p>Original title: فانوس آبی</p>\
         <div class=Fulltext_panel style='display:none'><span>X</span><p>{STORY}</p></div>\
         <div class=Film-Artists-panel><a href='/artist/Content/812'><img class=fill-box src=/UploadedFiles/MultiImages/1.jpg>\
         <span>Mina Rastan</span><h6>Sara</h6></a><a href=/Artist/Content/813><span>Omid Kian</span><h6>Director</h6></a></div>\
         <a href='/News/Tag?id=5'>#River</a><a href='/News/Tag?id=6'>Lanterns</a>\
         <script>var inter_=parseInt(\"24\");var langE=\"en\";var ID_Serial=\"77\";var extrafild=\"\";</script></body></html>"
    ));

    assert_eq!(program.key.as_ref().unwrap().to_string(), "en/series/77");
    assert_eq!((program.title.as_deref(), program.year), (Some("Blue Lantern"), Some(2015)));
    assert_eq!(program.original_title.as_deref(), Some("فانوس آبی"));
    assert_eq!(text_of_blocks(&program.story), STORY);
    assert_eq!(
        program.poster.as_deref(),
        Some("https://en.ifilmtv.ir/UploadedFiles/MultiImages/05-03-2022/101_22_33.jpg")
    );
    assert_eq!(
        program.poster_small.as_deref(),
        Some("https://en.ifilmtv.ir/UploadedFiles/MultiImages/05-03-2022/SmallSize/101_22_33.jpg")
    );
    assert_eq!(
        cast(&program),
        [
            ("en/person/812".to_owned(), "Mina Rastan", Some("Sara")),
            ("en/person/813".to_owned(), "Omid Kian", Some("Director")),
        ]
    );
    assert_eq!(
        (program.genres, program.tags),
        (vec!["Drama".to_owned(), "Family".to_owned()], vec!["River".to_owned(), "Lanterns".to_owned()])
    );
    assert_eq!(program.trailer.as_deref(), Some("https://en.ifilmtv.ir/t/trailer%201.mp4"));
    assert_eq!(program.on_air, None, "a time says nothing");
    let numbered = program.numbered.unwrap();
    assert_eq!((numbered.count, numbered.has_extra, numbered.are_there()), (24, false, false));
}

#[test]
fn the_letter_that_closes_the_panel_of_the_story_is_left_out() {
    for inner in [
        format!("<span>X</span>{STORY}"),
        format!("<a href=#>X</a> {STORY}"),
        format!("<h3>Synopsis</h3><p>{STORY}</p><button>X</button>"),
    ] {
        let program = series(&format!("<h1>Road</h1><p>Menu</p><div class='Fulltext_panel'>{inner}</div>"));

        assert_eq!(text_of_blocks(&program.story), STORY, "{inner}");
    }
}

/// Bodies of a page with the same cast, each in a manner of its own.
#[test]
fn the_cast_is_found_without_any_name_of_a_block() {
    let expected = [
        ("en/person/812".to_owned(), "Mina Rastan", Some("Sara")),
        ("en/person/813".to_owned(), "Omid Kian", Some("Director")),
    ];
    for rows in [
        "<table><tr><th>Name<th>Role<tr><td><a href=/Artist/Content/812>Mina Rastan</a><td>Sara<tr><td><a href=/Artist/Content/813>Omid Kian</a><td>Director</table>",
        "<div><div><a href=/Artist/Content/812><img src=/a.jpg alt='Photo'></a><div><a href=/Artist/Content/812>Mina Rastan</a></div><div>Sara</div></div><div><a href=/Artist/Content/813><img src=/b.jpg></a><div><a href=/Artist/Content/813>Omid Kian</a></div><div>Director</div></div></div>",
        "<ul><li><a href=/Artist/Content/812/mina>Mina Rastan</a> as Sara<li><a href=/artist/Content/813>Omid Kian</a> (Director)</ul>",
        "<dl><dt>Sara<dd><a href=/Artist/Content/812>Mina Rastan</a><dt>Director<dd><a href=/Artist/Content/813>Omid Kian</a></dl>",
        "<p>Sara: <a href=/Artist/Content/812>Mina Rastan</a>, Director: <a href=/Artist/Content/813>Omid Kian</a></p>",
        "<a href=/Artist/Content/812><b>Mina Rastan</b><br>Sara</a><a href=/Artist/Content/813><b>Omid Kian</b><br>Director</a>",
        "<a href=/Artist/Content/812><h4>Mina Rastan</h4><p>Sara</p></a><a href=/Artist/Content/813><h4>Omid Kian</h4><p>Director</p></a>",
    ] {
        let program = series(&format!(
            "<h1>Blue Lantern(2015)</h1><p>{STORY}</p><h3>Cast</h3>{rows}<footer><a href=/Artist/Content/9>Menu</a></footer>"
        ));

        assert_eq!(cast(&program), expected, "{rows}");
        assert_eq!(text_of_blocks(&program.story), STORY, "{rows}");
        assert_eq!((program.title.as_deref(), program.year), (Some("Blue Lantern"), Some(2015)), "{rows}");
    }
}

/// The role was lost behind persons without one, because their links are one line of text and their pictures
/// follow it.
#[test]
fn a_role_belongs_to_its_link_also_behind_persons_without_a_role() {
    let person = |id: u32, name: &str, role: &str| {
        format!("<a href=/Artist/Content/{id}><img src=/{id}.jpg alt='{name}'><span>{name}</span>{role}</a>")
    };
    let rows = [person(812, "Mina Rastan", ""), person(813, "Omid Kian", "<h6>Director</h6>")].concat();

    let program = series(&format!("<h1>Road</h1><p>{STORY}</p><h4>Cast</h4><div>{rows}</div>"));

    let expected = [
        ("en/person/812".to_owned(), "Mina Rastan", None),
        ("en/person/813".to_owned(), "Omid Kian", Some("Director")),
    ];
    assert_eq!(cast(&program), expected);
}

#[test]
fn persons_without_a_link_stand_beside_those_with_one() {
    let with_link = "<div><div><a href=/Artist/Content/812>Mina Rastan</a></div><div>Sara</div></div>\
        <div><div><a href=/Artist/Content/813>Omid Kian</a></div><div>Director</div></div>";
    let blocks =
        format!("<div><b>With</b>{with_link}<div><div>Pip Arden</div><div>The dog</div></div></div>");
    let line = "<p>With: <a href=/Artist/Content/812>Mina Rastan</a>, <a href=/Artist/Content/813>Omid Kian</a>, Pip Arden</p>";

    let of = |rows: &str| series(&format!("<h1>Road</h1><p>{STORY}</p>{rows}"));

    assert_eq!(cast(&of(&blocks))[2], (String::new(), "Pip Arden", Some("The dog")));
    assert_eq!(cast(&of(line))[2], (String::new(), "Pip Arden", None));
    let facts = "<table><tr><td>Director<td><a href=/Artist/Content/812>Mina Rastan</a>\
        <tr><td>Writer<td><a href=/Artist/Content/813>Omid Kian</a><tr><td>Country<td>Iran</table>";
    assert_eq!(cast(&of(facts)).len(), 2);
}

#[test]
fn facts_without_labels_may_stand_below_the_title() {
    let line = "<div><span>2021</span><span>Mystery</span><span>Drama</span><span>68 minutes</span></div>";
    let list = "<ul><li>Mystery<li>Drama</ul>";

    for (facts, year) in [(line, Some(2021)), (list, None)] {
        let program = series(&format!("<h1>Road</h1>{facts}<p>{STORY}</p>"));

        assert_eq!((program.year, program.genres.join("+").as_str()), (year, "Mystery+Drama"), "{facts}");
        assert_eq!(text_of_blocks(&program.story), STORY, "{facts}");
    }
}

#[test]
fn lines_without_a_sentence_are_no_story() {
    let page = |story: &str| {
        format!(
            "<h2>Music of the Road</h2><h5>River Ensemble</h5>{story}<h4>Tracks</h4>\
             <ul><li>Evening Song<li>The Road Home<li>A Cradle Song<li>Rain on the Roof</ul>"
        )
    };
    let album = |html: &str| read_at(0, "https://en.ifilmtv.ir/Music/Content/7", html.as_bytes()).story;

    assert_eq!(album(&page("")), []);
    assert_eq!(text_of_blocks(&album(&page(&format!("<p>{STORY}</p>")))), STORY);
    let divisions =
        format!("<div>Road</div><div>{STORY}</div><div><div>Tracks</div><div>Silence</div></div>");
    assert_eq!(text_of_blocks(&album(&divisions)), STORY);
}

/// The sentence was taken for the date of the page, because its verb is also the label of one.
#[test]
fn a_sentence_with_a_word_of_dates_is_part_of_the_story() {
    let sentence = "موسیقی این سریال در هرات با ۳۵ نوازنده ثبت شده است.";
    let page = format!("<h1>فانوس</h1><div id=wrapper><p>مردی فانوسی آبی می‌یابد.</p><p>{sentence}</p></div>");

    let story = read_at(1, "https://fa.ifilmtv.ir/Series/Content/77", page.as_bytes()).story;

    assert!(text_of_blocks(&story).ends_with(sentence), "{story:?}");
}

#[test]
fn a_person_in_the_story_is_no_part_of_the_cast() {
    let program = series(&format!(
        "<h1>Road</h1><p>{STORY} It was made by <a href=/Artist/Content/5>Omid Kian</a>.</p>"
    ));

    assert!(program.cast.is_empty());
}

#[test]
fn the_year_of_another_calendar_stays_as_the_page_has_it() {
    let persian = "https://fa.ifilmtv.ir/Film/Content/88012";
    let page = "<h1>فانوس آبی (۱۳۹۴)</h1><p>مردی در کنار رود فانوسی آبی می‌یابد و به دنبال نور آن به شهری می‌رود که در هیچ نقشه‌ای نیست.</p>";

    let program = read_at(1, persian, page.as_bytes());

    assert_eq!(program.key.unwrap().to_string(), "fa/film/88012");
    assert_eq!((program.title.as_deref(), program.year), (Some("فانوس آبی"), Some(1394)));
    let labelled = read_at(1, persian, "<h1>فانوس آبی</h1><p>سال تولید: ۱۳۹۵</p>".as_bytes());
    assert_eq!(labelled.year, Some(1395));
}

#[test]
fn a_page_in_windows_1256_is_read() {
    let page =
        encoding_rs::WINDOWS_1256.encode("<meta charset=windows-1256><h1>الفانوس (2015)</h1><p>نص</p>").0;

    let program = read_at(2, "https://ar.ifilmtv.ir/Film/Content/43510", &page);

    assert_eq!((program.title.as_deref(), program.year), (Some("الفانوس"), Some(2015)));
}

#[test]
fn a_film_shows_its_first_video_and_else_what_the_metadata_name() {
    let film = |html: &str| read_at(0, "https://en.ifilmtv.ir/Film/Content/78", html.as_bytes()).trailer;

    assert_eq!(
        film("<h1>River</h1><video id=plyr_video><source src=https://fa.ifilmtv.ir/f/river.m3u8></video><source src=/b.mp4>").as_deref(),
        Some("https://fa.ifilmtv.ir/f/river.m3u8")
    );
    assert_eq!(
        film("<meta property=og:video content=/f/river.mp4><h1>River</h1>").as_deref(),
        Some("https://en.ifilmtv.ir/f/river.mp4")
    );
    assert_eq!(film("<h1>River</h1><source src=\"/f/' + result[i].Id + '.mp4\">"), None);
}

#[test]
fn what_is_declared_for_machines_fills_what_is_not_printed() {
    let html = r#"<html><script type="application/ld+json">{"@context":"https://schema.org","@type":"TVSeries","name":"Morning Road",
        "alternateName":"Rahe Sobh","genre":["Drama"],"startDate":"2019-03-01","image":"/UploadedFiles/MultiImages/1.jpg",
        "description":"Two brothers open a bakery.","director":{"@type":"Person","name":"Omid Kian","url":"/Artist/Content/813"},
        "actor":[{"@type":"PerformanceRole","actor":{"@type":"Person","name":"Mina Rastan"},"characterName":"Sara"}],
        "trailer":{"@type":"VideoObject","contentUrl":"/t/1.mp4"}}</script><body><p>Loading</p></body></html>"#;

    let program = series(html);

    assert_eq!((program.title.as_deref(), program.year), (Some("Morning Road"), Some(2019)));
    assert_eq!(
        (program.original_title.as_deref(), program.genres),
        (Some("Rahe Sobh"), vec!["Drama".to_owned()])
    );
    assert_eq!(text_of_blocks(&program.story), "Two brothers open a bakery.");
    assert_eq!(program.trailer.as_deref(), Some("https://en.ifilmtv.ir/t/1.mp4"));
    assert_eq!(program.cast.len(), 2);
    assert_eq!((program.cast[0].role.as_deref(), program.cast[1].role.as_deref()), (None, Some("Sara")));
}

#[test]
fn what_the_page_does_not_say_stays_empty() {
    let program = read_at(0, "https://en.ifilmtv.ir/", b"<p>");

    let Program {
        key,
        title,
        original_title,
        year,
        story,
        poster,
        poster_small,
        cast,
        genres,
        tags,
        trailer,
        on_air,
        numbered,
    } = program;
    assert_eq!(
        (key, title, original_title, year, poster, poster_small),
        (None, None, None, None, None, None)
    );
    assert_eq!((story, cast, trailer, on_air, numbered), (vec![], vec![], None, None, None));
    assert!(genres.is_empty() && tags.is_empty());
}

#[test]
fn ten_megabytes_and_deep_nesting_are_read() {
    let deep = format!("<h1>Road</h1>{}<p>{STORY}</p>", "<div>".repeat(100_000));
    let long = format!(
        "<h1>Road</h1><p>{STORY}</p>{}",
        "<a href=/Artist/Content/5>x</a><i itemprop=a>".repeat(220_000)
    );

    assert_eq!(series(&deep).title.as_deref(), Some("Road"));
    assert_eq!(series(&long).title.as_deref(), Some("Road"));
}
