//! `ifilm debug parse`.

use super::{run, said, site};

#[test]
fn debug_parse_prints_programmes_episodes_and_hits_in_the_order_of_the_manual() {
    let data = tempfile::tempdir().unwrap();
    let catalog = include_str!("../../../../core/src/catalog/ifilm.json");
    std::fs::write(data.path().join("catalog.json"), catalog).unwrap();
    let parsed = |name: &str, kind: &str, text: &str| {
        let file = data.path().join(name);
        std::fs::write(&file, text).unwrap();
        let file = file.display().to_string();
        let base = "https://en.ifilmtv.ir/Series/Content/77";
        said(&run(data.path(), &["debug", "parse", &file, "--kind", kind, "--edition", "en", "--base", base]))
            .1
    };

    let program = parsed("a.html", "program", "<h1>Blue Lantern (2015)</h1>");
    let episodes = parsed("a.json", "episodes", r#"[{"Episode":"2","VideoAddress":"/a b/2.mp4"}]"#);
    let hits = parsed("b.json", "search", r#"[{"Id":5,"CategoryId":5,"Title":"River"}]"#);

    assert_eq!(
        program.trim(),
        r#"{"key":{"edition":"en","kind":"series","id":"77"},"title":"Blue Lantern","original_title":null,"year":2015,"story":[],"poster":null,"poster_small":null,"cast":[],"genres":[],"tags":[],"trailer":null,"on_air":null}"#
    );
    assert_eq!(
        episodes.trim(),
        r#"{"episodes":[{"number":2,"title":null,"picture":null,"addresses":["https://video.ifilmtv.ir/ifilm/a%20b/2.mp4"],"published":null}]}"#
    );
    assert_eq!(
        hits.trim(),
        r#"{"hits":[{"key":{"edition":"en","kind":"film","id":"5"},"title":"River","picture":null}]}"#
    );
}

#[test]
fn debug_parse_says_why_each_line_was_kept_or_dropped() {
    let (_site, data) = site();
    let file = data.path().join("page.html");
    let one = "The first evening of the festival brought four hundred people to the old cinema by the river.";
    std::fs::write(&file, format!("<nav>Home</nav><h1>River cinema reopens</h1><p>{one}</p>")).unwrap();
    let file = file.display().to_string();
    let why = |more: &[&str]| {
        said(&run(data.path(), &[&["debug", "parse", "--kind", "article", "--why", &file], more].concat())).1
    };

    let (printed, json) = (why(&[]), why(&["--json"]));

    assert!(printed.starts_with("foreign    100  NavigationElement 100 | Home\n"), "{printed}");
    assert!(printed.contains(&format!("Prose 100 | {one}")), "{printed}");
    assert!(json.contains(r#""verdict":"foreign""#) && json.contains(r#""weight":100"#), "{json}");
}
