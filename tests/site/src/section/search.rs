//! The search of the site: whatever has the words in its title.

use super::facts::Facts;
use super::json::{Field, JsonList};
use super::{HitTruth, Program, SectionArchive, address};
use crate::archive::Archive;
use crate::listing::Quirks;
use crate::page::percent_encoded;
use crate::picture::Picture;
use crate::seeded_random::{SeededRandom, hash};

/// The categories besides those of programmes. The number of news is a setting of the site.
const ALBUM: u32 = 9;
const PERSON: u32 = 12;

const NEWS_SEARCHED: usize = 200;
const MOST_HITS: usize = 60;

/// Something that the search found.
pub(crate) struct Hit {
    kind: &'static str,
    category: u32,
    id: u64,
    title: String,
    picture: Option<Picture>,
}

impl Hit {
    fn of_program(program: Program) -> Self {
        Self {
            kind: program.kind.id(),
            category: program.kind.category(),
            id: program.id,
            title: program.shown_title(),
            picture: program.poster(),
        }
    }

    pub(crate) fn truth(&self, base: &str) -> HitTruth {
        let picture = self.picture.as_ref().map(|picture| address(base, &picture.path));
        HitTruth { kind: self.kind, id: self.id, shown_title: self.title.clone(), picture }
    }
}

/// What has the words in its title: programmes, albums, people, news.
pub(crate) fn hits(words: &str, archive: &SectionArchive, news: &Archive, news_category: u32) -> Vec<Hit> {
    let words = words.trim().to_lowercase();
    if words.is_empty() {
        return Vec::new();
    }
    let roll = archive.roll;
    let albums = roll.albums().map(|album| Hit {
        kind: "album",
        category: ALBUM,
        id: album.id(),
        title: album.title(),
        picture: album.picture(),
    });
    let people = roll.people().map(|person| Hit {
        kind: "person",
        category: PERSON,
        id: person.id(),
        title: person.name(),
        picture: person.picture(),
    });
    let news = news.newest().take(NEWS_SEARCHED).map(|item| Hit {
        kind: "article",
        category: news_category,
        id: item.subject.id,
        title: item.title(),
        picture: item.subject.picture(),
    });
    let all = archive.all().map(Hit::of_program).chain(albums).chain(people).chain(news);
    all.filter(|hit| hit.title.to_lowercase().contains(&words)).take(MOST_HITS).collect()
}

/// The answer of the search. A hit may be there twice.
pub(crate) fn json(words: &str, hits: &[Hit], quirks: Quirks) -> Vec<u8> {
    let mut list = JsonList::new(quirks);
    let mut random = SeededRandom::new("search", &[hash(percent_encoded(words).as_bytes())]);
    for hit in hits {
        let fields = vec![
            ("ImageAddress_S", Field::path(hit.picture.as_ref().map(Picture::small))),
            ("ImageAddress_M", Field::path(hit.picture.as_ref().map(|picture| picture.path.clone()))),
            ("CategoryId", Field::Number(hit.category.into())),
            ("Id", Field::Number(hit.id)),
            ("Title", Field::text(&hit.title)),
        ];
        list.row(fields, &mut random);
        if quirks.duplicates && random.percent(10) {
            list.again();
        }
    }
    list.finish()
}

impl Facts<'_> {
    /// The distinct hits of a search.
    pub(crate) fn hits(self, hits: &[Hit]) -> Vec<HitTruth> {
        hits.iter().map(|hit| hit.truth(self.base)).collect()
    }
}
