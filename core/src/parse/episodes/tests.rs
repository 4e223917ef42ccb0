//! Answers with episodes, written by hand.

use std::fmt::Write;

use super::*;
use crate::Catalog;
use crate::parse::tests::received_at;

fn read_at(edition: usize, address: &str, body: &str) -> Result<ParsedEpisodes> {
    let catalog = Catalog::embedded();
    let edition = &catalog.editions[edition];
    let address = address.parse().unwrap();
    let bytes = body.as_bytes();
    episodes(Document { bytes, charset: None, address: &address, edition, received_at: received_at() })
}

fn read(body: &str) -> ParsedEpisodes {
    read_at(0, "https://en.ifilmtv.ir/Home/PageingAttachmentItem?id=77", body).unwrap()
}

fn numbers(parsed: &ParsedEpisodes) -> Vec<Option<u32>> {
    parsed.episodes.iter().map(|episode| episode.number).collect()
}

#[test]
fn the_rows_of_attachments_are_read_whatever_drifts_in_them() {
    let parsed = read(
        r#"[{"Id":55503,"Episode":12,"Caption":"Morning &amp; Road","Discription":"","ImageAddress_M":"/UploadedFiles/Images/05-03-2022/10_15_204.jpg","VideoAddress":"/programs/morning road/12.mp4","Extra":{"a":[1]}},
        {"Id":55502,"Episode":"۱۱","Caption":null,"Description":"x","ImageAdress_S":"/UploadedFiles/Images/05-03-2022/SmallSize/9.jpg","VideoAdress":"programs/11.mp4"},
        {"Id":55501,"Episode":12,"Caption":"Double","VideoAddress":"/programs/again/12.mp4"},
        {"Id":55500,"Episode":10,"Caption":"Empty","VideoAddress":""},
        {"Id":55499,"Episode":9,"Caption":"Null","VideoAddress":null},
        {"Id":55498,"Episode":null,"Caption":"Special","VideoAddress":"https://cdn.example.org/طريق/s 1.mp4"},
        {"Id":55497,"Episode":-4,"Caption":"Special","VideoAddress":"https://cdn.example.org/طريق/s 1.mp4"}, null, "result[i]"]"#,
    );

    assert_eq!(numbers(&parsed), [Some(12), Some(11), None]);
    assert_eq!(parsed.dropped, 4);
    let [first, second, special] = &parsed.episodes[..] else { panic!("three episodes") };
    assert_eq!(first.title.as_deref(), Some("Morning & Road"));
    assert_eq!(first.addresses, ["https://video.ifilmtv.ir/ifilm/programs/morning%20road/12.mp4"]);
    assert_eq!(
        first.picture.as_deref(),
        Some("https://en.ifilmtv.ir/UploadedFiles/Images/05-03-2022/10_15_204.jpg")
    );
    assert_eq!(first.published.unwrap().at.to_string(), "2022-03-04T20:30:00Z");
    assert_eq!((second.title.as_deref(), special.published), (None, None));
    assert_eq!(
        second.picture.as_deref(),
        Some("https://en.ifilmtv.ir/UploadedFiles/Images/05-03-2022/9.jpg")
    );
    assert_eq!(special.addresses, ["https://cdn.example.org/%D8%B7%D8%B1%D9%8A%D9%82/s%201.mp4"]);
}

const SERIES: &str = "https://en.ifilmtv.ir/Series/Content/77";

fn page(edition: usize, script: &str) -> Vec<Vec<String>> {
    let host = ["en", "fa", "ar", "fa2"][edition];
    let address = format!("https://{host}.ifilmtv.ir/Series/Content/77");
    let html = format!("<html><h1>Road</h1><script>{script}</script></html>");
    let parsed = read_at(edition, &address, &html).unwrap();
    parsed.episodes.into_iter().map(|episode| episode.addresses).collect()
}

#[test]
fn episodes_are_numbered_only_with_the_extra_field_and_a_count() {
    let numbered = "var langE='en';var inter_=parseInt('2');var ID_Serial=77;var extrafild='a';";

    let episodes = page(0, numbered);

    assert_eq!(episodes.len(), 2);
    assert_eq!(
        episodes[1],
        [
            "https://vod.ifilmtv.ir/hls/en77/,2,2_320,.mp4.urlset/master.m3u8",
            "https://preview.presstv.co.uk/ifilm/en77/2.mp4",
            "https://preview.presstv.ir/ifilm/en77/2.mp4",
        ]
    );
    for dead in [
        "var langE='en';var inter_=2;var ID_Serial=77;var extrafild='';",
        "var langE='en';var inter_=2;var ID_Serial=77;",
        "var langE='en';var inter_=0;var ID_Serial=77;var extrafild='a';",
        "",
    ] {
        assert_eq!(page(0, dead).len(), 0, "{dead}");
    }
}

#[test]
fn the_prefix_is_empty_in_persian_and_that_of_the_page_in_dari() {
    let script = |prefix: &str| format!("langE='{prefix}';inter_=1;ID_Serial=77;extrafild='a'");
    let first = |edition, prefix| page(edition, &script(prefix)).remove(0).remove(0);

    assert_eq!(first(1, "fa"), "https://vod.ifilmtv.ir/hls/77/,1,1_320,.mp4.urlset/master.m3u8");
    assert_eq!(first(2, "ar"), "https://vod.ifilmtv.ir/hls/ar77/,1,1_320,.mp4.urlset/master.m3u8");
    assert_eq!(first(3, "fa2"), "https://vod.ifilmtv.ir/hls/fa277/,1,1_320,.mp4.urlset/master.m3u8");
    assert_eq!(first(3, ""), "https://vod.ifilmtv.ir/hls/da77/,1,1_320,.mp4.urlset/master.m3u8");
}

#[test]
fn the_addresses_that_the_script_of_the_page_makes_come_first() {
    let script = "langE='en';inter_=1;ID_Serial=77;extrafild='a';\
        h='<a data-video=\"https://new.example.org/hls/'+langE+ID_Serial+'/,'+i+',.mp4.urlset/master.m3u8\">'";

    assert_eq!(page(0, script)[0][0], "https://new.example.org/hls/en77/,1,.mp4.urlset/master.m3u8");
}

/// A row of a template has the expressions in its attributes. The still stands beside the file.
#[test]
fn the_addresses_of_a_row_of_a_template_come_first_too() {
    let html = "<h1>Road</h1><div data-video=\"'https://new.example.org/hls/' + langE + ID_Serial + '/,' + i + ',.mp4.urlset/master.m3u8'\"
        data-url=\"'https://files.example.org/' + langE + ID_Serial + '/' + i + '.mp4'\"><img src=result[i].png></div>
        <script>langE='en';inter_=1;ID_Serial=77;extrafild='a';</script>";

    let episode = read_at(0, SERIES, html).unwrap().episodes.remove(0);

    let first = [
        "https://new.example.org/hls/en77/,1,.mp4.urlset/master.m3u8",
        "https://files.example.org/en77/1.mp4",
    ];
    assert_eq!(episode.addresses[..2], first);
    assert_eq!(episode.picture.as_deref(), Some("https://files.example.org/en77/1.png"));
}

#[test]
fn a_page_that_is_not_that_of_a_programme_is_unreadable() {
    assert!(
        read_at(0, "https://en.ifilmtv.ir/Home/PageingAttachmentItem?id=7", "<html><p>Error</p>").is_err()
    );
    assert!(read_at(0, SERIES, "<html><p>Road</p>").unwrap().episodes.is_empty());
    assert!(read_at(0, SERIES, "[{\"Episode\":1,").is_err());
}

#[test]
fn five_thousand_rows_are_read_in_order() {
    let mut body = "[".to_owned();
    for number in (1..=5000).rev() {
        write!(body, "{{\"Id\":{number},\"Episode\":{number},\"Caption\":\"Road\",\"Discription\":\"\",\"ImageAddress_S\":\"/a.jpg\",\"ImageAddress_M\":\"/b.jpg\",\"ImageAddress_L\":null,\"VideoAddress\":\"/road/{number}.mp4\"}},").unwrap();
    }
    body.push_str("{}]");

    let parsed = read(&body);

    assert_eq!((parsed.episodes.len(), parsed.dropped), (5000, 1));
    assert_eq!((numbers(&parsed)[0], numbers(&parsed)[4999]), (Some(5000), Some(1)));
}

/// 5,000 rows with every second one spoilt in another way.
#[test]
fn a_bad_row_of_five_thousand_costs_itself_alone_in_linear_time() {
    let spoilt = ["null", "7", "\"<script>\"", "[]", "{}", "{\"Id\":{}}"];
    let body = |count: usize| {
        let row = |at: usize| match at % 2 {
            0 => format!(
                "{{\"Episode\":{},\"Caption\":\"<script>x</script>Road\",\"VideoAddress\":\"/p/{at}.mp4\"}}",
                at + 1
            ),
            _ => spoilt[at % spoilt.len()].to_owned(),
        };
        format!("[{}]", (0..count).map(row).collect::<Vec<_>>().join(","))
    };
    let time = |body: &str| {
        let start = std::time::Instant::now();
        let parsed = read(body);
        (start.elapsed(), parsed.episodes.len())
    };

    let (short, _) = time(&body(500));
    let (long, count) = time(&body(5_000));

    assert_eq!(count, 2_500);
    assert!(long < short * 50, "{short:?} {long:?}");
}
