//! Answers with tracks, written by hand.

use super::*;
use crate::Catalog;
use crate::model::Track;
use crate::parse::tests::received_at;

fn read(body: &str) -> ParsedTracks {
    let catalog = Catalog::embedded();
    let edition = &catalog.editions[0];
    let address = "https://en.ifilmtv.ir/Music/GetTracksBy?id=5".parse().unwrap();
    let bytes = body.as_bytes();
    tracks(Document { bytes, charset: None, address: &address, edition, received_at: received_at() }).unwrap()
}

fn names(parsed: &ParsedTracks) -> Vec<(Option<String>, Option<&str>, Option<&str>)> {
    let key = |track: &Track| track.key.as_ref().map(ToString::to_string);
    parsed.tracks.iter().map(|it| (key(it), it.title.as_deref(), it.performer.as_deref())).collect()
}

#[test]
fn tracks_and_clips_are_read_from_rows() {
    let parsed = read(
        r#"[{"Id":11,"Caption":"River Ensemble","Title":"Evening Song","VoiceAddress":"/music/river ensemble/1.mp3","ImageAddress_S":"/UploadedFiles/Images/05-03-2022/SmallSize/7.jpg"},
        {"Id":12,"Caption":"Harbour clip","Title":null,"VideoAddress":"clips/2.mp4"},
        {"Id":13,"Caption":"Silent","VoiceAddress":""},{"Id":"11","Caption":"River Ensemble","Title":"Evening Song","VoiceAddress":"/x.mp3"},
        {"Caption":"","Title":"Own upload","VoiceAddress":"/UploadedFiles/Music/3.mp3"}]"#,
    );

    assert_eq!(
        names(&parsed),
        [
            (Some("en/track/11".to_owned()), Some("Evening Song"), Some("River Ensemble")),
            (Some("en/clip/12".to_owned()), Some("Harbour clip"), None),
            (None, Some("Own upload"), None),
        ]
    );
    assert_eq!(parsed.tracks[0].addresses, ["https://video.ifilmtv.ir/ifilm/music/river%20ensemble/1.mp3"]);
    assert_eq!(
        parsed.tracks[0].picture.as_deref(),
        Some("https://en.ifilmtv.ir/UploadedFiles/Images/05-03-2022/7.jpg")
    );
    assert_eq!(parsed.tracks[1].addresses, ["https://video.ifilmtv.ir/ifilm/clips/2.mp4"]);
    assert_eq!(parsed.tracks[2].addresses, ["https://en.ifilmtv.ir/UploadedFiles/Music/3.mp3"]);
    assert_eq!(parsed.dropped, 1);
}

#[test]
fn the_players_of_an_album_page_are_tracks() {
    let parsed = read(
        "<h1>Songs of the River</h1><div><p>Evening Song</p><audio src='/UploadedFiles/a 1.mp3'></audio></div>\
         <div><a href=/UploadedFiles/b.mp3>Night Song</a></div><div><p>Evening Song</p><audio src='/UploadedFiles/a 1.mp3'></audio></div>",
    );

    assert_eq!(names(&parsed), [(None, Some("Evening Song"), None), (None, Some("Night Song"), None)]);
    assert_eq!(parsed.tracks[0].addresses, ["https://en.ifilmtv.ir/UploadedFiles/a%201.mp3"]);
}

#[test]
fn an_empty_answer_has_no_tracks() {
    assert_eq!(read(""), ParsedTracks::default());
    assert_eq!(read("[]"), ParsedTracks::default());
}
