//! The catalogue with the addresses of this site.

use serde_json::{Value, json};

use crate::edition::Edition;
use crate::host::Host;
use crate::section::{Live, ProgramKind};

/// Where the news are listed. We do not know the real place, so the site can offer any of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewsForm {
    /// A JSON listing under this category number.
    Category(u32),
    /// A page of links, by page number.
    Index,
    /// The links of the home page and nothing else.
    HomeLinks,
}

/// The forms of a catalogue file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileForm {
    One,
    Two,
}

impl NewsForm {
    /// The category of news in listings and in the search of the site.
    pub(crate) fn category(self) -> u32 {
        if let NewsForm::Category(number) = self { number } else { 1 }
    }

    fn listing(self, file: FileForm) -> Value {
        let (document, mut listing) = match self {
            NewsForm::Category(number) => {
                let path =
                    format!("/Home/PageingItem?category={number}&page={{page}}&size={{size}}&orderby=1");
                (
                    "json",
                    json!({"name": "category", "path": path, "first_page": 1, "size": 30, "certainty": "guess"}),
                )
            }
            NewsForm::Index => (
                "html",
                json!({"name": "index", "path": "/News?page={page}", "first_page": 1, "certainty": "guess"}),
            ),
            NewsForm::HomeLinks => {
                ("html", json!({"name": "home", "path": "/home/index", "certainty": "likely"}))
            }
        };
        let key = if file == FileForm::One { "form" } else { "document" };
        listing[key] = document.into();
        listing
    }
}

/// A catalogue of the four editions at these addresses, with the listings to try in order.
pub(crate) fn json(hosts: &[(Host, String)], forms: &[NewsForm], file: FileForm) -> String {
    let editions =
        Edition::ALL.iter().map(|edition| entry(*edition, &bases(*edition, hosts), forms, file)).collect();
    of_editions("en", editions, hosts, file)
}

/// A catalogue in which each of these addresses is an edition of its own.
pub(crate) fn json_of_hosts(hosts: &[(Host, String)], forms: &[NewsForm]) -> String {
    let id = |host: &Host| format!("{}-{}", host.edition, host.mirror);
    let edition = |(host, base): &(Host, String)| {
        let mut entry = entry(host.edition, &[base], forms, FileForm::Two);
        entry["id"] = id(host).into();
        entry["aliases"] = json!([]);
        entry
    };
    let first = hosts.first().map(|(host, _)| id(host)).unwrap_or_default();
    of_editions(&first, hosts.iter().map(edition).collect(), hosts, FileForm::Two)
}

/// A catalogue in which the editions also have their other sections, pages, categories and media, all of them
/// below the address of the edition.
pub(crate) fn json_of_sections(hosts: &[(Host, String)], forms: &[NewsForm]) -> String {
    let edition = |edition: &Edition| {
        let bases = bases(*edition, hosts);
        let mut entry = entry(*edition, &bases, forms, FileForm::Two);
        entry["sections"].as_array_mut().expect("the news are there").extend(sections(*edition));
        entry["pages"] = pages();
        entry["tagged"] = json!({"name": "tag", "document": "html", "path": "/News/Tag?id={id}&page={page}"});
        entry["search"] =
            json!({"name": "search", "document": "json", "path": "/Home/Search?searchstring={words}"});
        entry["categories"] = ProgramKind::ALL
            .iter()
            .map(|kind| json!({"number": kind.category(), "kind": kind.id(), "certainty": "sure"}))
            .collect();
        entry["media"] = media(*edition, &bases);
        entry
    };
    of_editions("en", Edition::ALL.iter().map(edition).collect(), hosts, FileForm::Two)
}

/// The sections besides the news: series, films, programs, albums, the live page and the guide.
fn sections(edition: Edition) -> Vec<Value> {
    let section = |name: &str, content: Value, listings: Value| json!({"section": name, "content": [content], "listings": listings});
    let program = |kind: &ProgramKind| {
        let (id, route, category) = (kind.id(), kind.route(), kind.category());
        let list = format!("/Home/PageingItem?category={category}&page={{page}}&size={{size}}&orderby=1");
        let index = format!("/{route}?order=1&page={{page}}");
        let content =
            json!({"kind": id, "path": format!("/{route}/Content/{{number}}/{{slug}}"), "certainty": "sure"});
        let category =
            json!({"name": "category", "document": "json", "path": list, "size": 150, "certainty": "sure"});
        let index = json!({"name": "index", "document": "html", "path": index, "certainty": "sure"});
        let mut entry = section(id, content, json!([category, index]));
        if *kind != ProgramKind::Film {
            let path = "/Home/PageingAttachmentItem?id={id}&page={page}&size={size}";
            entry["episodes"] = json!({"name": "attachments", "document": "json", "path": path, "size": 500});
        }
        entry
    };
    let album = json!({"kind": "album", "path": "/Music/Content/{number}/{slug}", "certainty": "sure"});
    let albums = json!([{"name": "index", "document": "html", "path": "/Music/Index?page={page}", "certainty": "sure"}]);
    let mut music = section("music", album, albums);
    let tracks = "/Music/GetTracksBy?id={id}&page={page}&size={size}&type=0";
    music["episodes"] = json!({"name": "tracks", "document": "json", "path": tracks});
    let live =
        json!({"section": "live", "listings": [{"name": "page", "document": "live", "path": "/Home/Live"}]});
    let guide = json!([{"name": "guide", "document": "guide", "path": "/Schedule/Index"}]);
    let mut schedule = json!({"section": "schedule", "listings": guide});
    if matches!(edition, Edition::En | Edition::Ar) {
        schedule["zone"] = "UTC".into();
    }
    let others = [music, live, schedule];
    ProgramKind::ALL.iter().map(program).chain(others).collect()
}

fn pages() -> Value {
    let pages = [("person", "/Artist/Content/{number}/{slug}"), ("tag", "/News/Tag?id={number}")];
    pages.iter().map(|(kind, path)| json!({"kind": kind, "path": path, "certainty": "sure"})).collect()
}

fn media(edition: Edition, bases: &[&str]) -> Value {
    let of = |path: &str| -> Value {
        bases.iter().map(|base| json!({"address": format!("{base}{path}"), "certainty": "sure"})).collect()
    };
    let prefix = match edition {
        Edition::Fa => "",
        Edition::Fa2 => "da",
        other => other.id(),
    };
    json!({
        "prefix": prefix,
        "prefix_of_page": edition != Edition::Fa,
        "hosts": media_hosts(bases),
        "streams": of("/hls/{prefix}{id}/,{n},{n}_320,.mp4.urlset/master.m3u8"),
        "files": of("/ifilm/{prefix}{id}/{n}.mp4"),
        "stills": of("/ifilm/{prefix}{id}/{n}.png"),
        "attachments": of("/ifilm/"),
        "live": of(&Live { edition }.master()),
    })
}

/// The hosts of the site itself, which have the recordings, too.
fn media_hosts(bases: &[&str]) -> Value {
    let host = |base: &&str| {
        let mut entry = host(base);
        entry["uses"] = json!(["media"]);
        entry
    };
    bases.iter().map(host).collect()
}

fn of_editions(default: &str, editions: Vec<Value>, hosts: &[(Host, String)], file: FileForm) -> String {
    let mut catalog = json!({
        "id": "practice",
        "name": "iFilm practice",
        "default_edition": default,
        "connections_per_host": 1,
        "editions": editions,
    });
    match file {
        FileForm::One => {
            catalog["catalog"] = 1.into();
            catalog["allow_plain_http"] = hosts.iter().any(|(_, base)| is_plain(base)).into();
            catalog["allow_private"] = true.into();
        }
        FileForm::Two => {
            catalog["catalog"] = 2.into();
            catalog["hosts"] = hosts.iter().map(|(_, base)| host(base)).collect();
        }
    }
    format!("{catalog:#}")
}

fn bases(edition: Edition, hosts: &[(Host, String)]) -> Vec<&str> {
    hosts.iter().filter(|(host, _)| host.edition == edition).map(|(_, base)| base.as_str()).collect()
}

fn is_plain(base: &str) -> bool {
    base.starts_with("http:")
}

fn host(base: &str) -> Value {
    let (_, host) = base.split_once("://").expect("a base has a scheme");
    json!({"host": host, "uses": ["pages", "pictures"], "plain_http": is_plain(base), "private": true})
}

fn entry(edition: Edition, bases: &[&str], forms: &[NewsForm], file: FileForm) -> Value {
    let aliases: &[&str] = if edition == Edition::Fa2 { &["dari", "prs"] } else { &[] };
    let listings: Vec<Value> = forms.iter().map(|form| form.listing(file)).collect();
    let id = if file == FileForm::One { "{id}" } else { "{number}/{slug}" };
    let content = |path: &str| json!({"kind": "article", "path": format!("{path}/{id}")});
    let mut entry = json!({
        "id": edition.id(),
        "language": edition.language(),
        "name": edition.name(),
        "aliases": aliases,
        "bases": bases,
        "sections": [{
            "section": "news",
            "content": [content("/News/Content"), content("/Iran/Content")],
            "listings": listings,
        }],
    });
    if file == FileForm::Two {
        entry["zone"] = "Asia/Tehran".into();
    }
    entry
}
