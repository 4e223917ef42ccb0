//! The true inputs that are mutated: the files of a client that has worked, its export, catalogues, pictures.

use std::fs;
use std::path::Path;
use std::time::Duration;

use ifilm_core::{Client, Config, ExportRequest, ItemKey, PlaybackPosition, Section, SettingValue};
use ifilm_site::SiteConfig;
use ifilm_tests::{Scenario, edition};

/// The files of older releases that are mutated, too.
const STORES: [&str; 4] = ["3", "11", "15", "21"];

/// The two databases of a folder.
pub(crate) struct Files {
    pub(crate) cache: Vec<u8>,
    pub(crate) user: Vec<u8>,
}

impl Files {
    fn of(folder: &Path) -> Self {
        let read = |name: &str| fs::read(folder.join(name)).unwrap();
        Self { cache: read("cache.db"), user: read("user.db") }
    }
}

/// The true inputs.
pub(crate) struct Truths {
    /// A client of the same catalogue. Its folder is set for each input.
    pub(crate) config: Config,
    /// Today's files, and those of older releases.
    pub(crate) files: Vec<Files>,
    pub(crate) exports: Vec<Vec<u8>>,
    pub(crate) catalogs: Vec<Vec<u8>>,
    pub(crate) pictures: Vec<Vec<u8>>,
    /// Articles of which each file has some.
    pub(crate) keys: Vec<ItemKey>,
}

impl Truths {
    /// A client syncs, and a person does some of everything.
    pub(crate) async fn make() -> Self {
        let scenario = Scenario::at(SiteConfig { items: 6, ..SiteConfig::default() });
        scenario.sync().await;
        let (client, site) = (&scenario.client, &scenario.site);
        let newest = |id: &str| site.newest(id, 6).into_iter().map(|id| id.to_string());
        let key = |id: String| ItemKey::article(edition("en"), id);
        let keys: Vec<ItemKey> = newest("en").map(key).collect();
        live(client, &keys).await;
        let export = async |history| {
            let request = ExportRequest::default().with_history(history);
            client.user().export(request).await.unwrap().into_bytes()
        };
        let exports = vec![export(true).await, export(false).await];
        let catalogs = [
            site.catalog_json(),
            site.catalog_json_of_form_1(),
            site.catalog_json_of_sections(),
            include_str!("../../../core/src/catalog/ifilm.json").to_owned(),
        ];
        let pictures =
            [photo(&scenario).await, jpeg_with_notes(), png(), gif(), webp_lossy(), webp_extended()];
        client.close().await.unwrap();
        let stores = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/stores");
        let files = [Files::of(scenario.data.path())];
        Self {
            config: ifilm_tests::config_for(site, Path::new(""), &scenario.clock),
            files: files.into_iter().chain(STORES.map(|store| Files::of(&stores.join(store)))).collect(),
            exports,
            catalogs: catalogs.map(String::into_bytes).into(),
            pictures: pictures.into(),
            keys,
        }
    }
}

/// A bit of everything that a person can do.
async fn live(client: &Client, keys: &[ItemKey]) {
    let user = client.user();
    for key in &keys[..3] {
        user.note_opened(key).await.unwrap();
        user.mark_read(key, true).await.unwrap();
        user.save(key).await.unwrap();
    }
    user.unsave(&keys[2]).await.unwrap();
    user.set_position(&keys[0], 1, 5).await.unwrap();
    let played = PlaybackPosition { address: None, position: Duration::from_secs(60), duration: None };
    user.set_playback(&keys[1], Some(played)).await.unwrap();
    let (series, third) = ("fa/series/77".parse().unwrap(), ifilm_core::EpisodeId::from(3));
    user.mark_watched(&series, &[1.into(), third.clone()], true).await.unwrap();
    let played = PlaybackPosition { address: None, position: Duration::from_secs(5), duration: None };
    user.set_episode_playback(&series, &third, Some(played)).await.unwrap();
    user.hide_word("برف", true).await.unwrap();
    user.hide_section(&edition("fa"), Section::News, true).await.unwrap();
    user.save_search("snow", "snow since:2024-01-01").await.unwrap();
    user.set_setting("text_size", Some(SettingValue::Number(15))).await.unwrap();
    user.follow(&keys[4], "A series").await.unwrap();
    client.language().choose(Some(&edition("fa"))).await.unwrap();
}

/// A picture as the site has it.
async fn photo(scenario: &Scenario) -> Vec<u8> {
    let listed = scenario.list("en").await;
    let address = listed.into_iter().find_map(|item| item.picture).expect("an item has a picture");
    let fetched = scenario.client.media().fetch_picture(&address).await.unwrap();
    fs::read(fetched.file.unwrap().path).unwrap()
}

/// The head of a JPEG with segments before its size, as a camera writes them.
fn jpeg_with_notes() -> Vec<u8> {
    let notes = [b"Exif\0\0MM\0\x2a\0\0\0\x08".as_slice(), &[0; 400]].concat();
    let segment = |mark: u8, content: &[u8]| {
        [&[0xff, mark][..], &(content.len() as u16 + 2).to_be_bytes(), content].concat()
    };
    let size = [8, 0x01, 0x68, 0x02, 0x80, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
    [vec![0xff, 0xd8], segment(0xe1, &notes), segment(0xdb, &[7; 65]), segment(0xc2, &size)].concat()
}

fn png() -> Vec<u8> {
    b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x02\x80\0\0\x01\x68\x08\x02\0\0\0\x12\x34\x56\x78\0\0\0\0IEND"
        .to_vec()
}

fn gif() -> Vec<u8> {
    b"GIF89a\x80\x02\x68\x01\xf7\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x80\x02\x68\x01\0\x02\x02\x44\x01\0;".to_vec()
}

fn webp_lossy() -> Vec<u8> {
    b"RIFF\x2a\0\0\0WEBPVP8 \x1e\0\0\0\x30\x01\0\x9d\x01\x2a\x80\x02\x68\x01\x02\0\x34\x25\xa4\0\x03\x70\0"
        .to_vec()
}

fn webp_extended() -> Vec<u8> {
    b"RIFF\x2a\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0\x7f\x02\0\x67\x01\0VP8L\x08\0\0\0\x2f\x7f\xc2\x59\0\0\0\0"
        .to_vec()
}
