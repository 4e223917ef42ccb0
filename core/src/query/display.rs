//! Makes answers ready for a screen: their texts become display texts. Stored text is never changed.

use ifilm_language::text::{DisplayText, direction_of_language, direction_of_line};

use super::View;
use crate::error::Result;
use crate::model::{
    Article, ArticleBody, ArticleChanges, Block, BlockChange, BlockContent, Broadcast, CastMember, Direction,
    EditionId, Episode, EpisodeList, Followed, FollowedItem, Guide, HistoryEntry, HistorySlice, Item,
    ItemKey, ItemSlice, LanguageTag, ListedEpisode, Marked, NamedPerson, PeopleSlice, PersonPage, PersonWork,
    Picture, Program, ProgramPage, Related, SameStory, SavedItem, SavedSlice, SearchHit, SearchSlice,
    SiteSearch, SiteSearchHit, Span, TableCell, TagPage, TaggedItem, TextPiece, Topic, Track, TrackList,
};

/// The items of an edition.
pub(crate) fn slice(slice: ItemSlice, view: View<'_>) -> Result<ItemSlice> {
    let display = Display { language: &view.editions.get(&slice.edition)?.language };
    Ok(ItemSlice { items: slice.items.into_iter().map(|item| display.item(item)).collect(), ..slice })
}

/// An article.
pub(crate) fn article(article: Article) -> Article {
    let language = article.language.clone();
    Display { language: &language }.article(article)
}

/// The page of a programme.
pub(crate) fn program(page: ProgramPage) -> ProgramPage {
    let language = page.language.clone();
    Display { language: &language }.program(page)
}

/// The page of a person.
pub(crate) fn person(page: PersonPage) -> PersonPage {
    let (language, line) = (page.language.clone(), page.direction);
    let display = Display { language: &language };
    let shown = |work: PersonWork| PersonWork {
        title: display.line(&work.title, line),
        role: display.optional(work.role, line),
        ..work
    };
    PersonPage {
        name: display.line(&page.name, line),
        biography: display.blocks(page.biography),
        works: page.works.into_iter().map(shown).collect(),
        ..page
    }
}

/// The people of an edition.
pub(crate) fn people(slice: PeopleSlice, view: View<'_>) -> Result<PeopleSlice> {
    let display = Display { language: language(view, &slice.edition)? };
    let line = direction_of_language(display.language);
    let shown = |person: NamedPerson| NamedPerson { name: display.line(&person.name, line), ..person };
    Ok(PeopleSlice { people: slice.people.into_iter().map(shown).collect(), ..slice })
}

/// A tag and its rows.
pub(crate) fn tag(page: TagPage) -> TagPage {
    let (language, line) = (page.language.clone(), page.direction);
    let display = Display { language: &language };
    let shown = |row: TaggedItem| TaggedItem { title: display.optional(row.title, line), ..row };
    TagPage {
        title: display.optional(page.title, line),
        rows: page.rows.into_iter().map(shown).collect(),
        ..page
    }
}

/// The hits of a search of the site.
pub(crate) fn site_search(search: SiteSearch, view: View<'_>) -> Result<SiteSearch> {
    let display = Display { language: language(view, &search.edition)? };
    let line = direction_of_language(display.language);
    let shown = |hit: SiteSearchHit| SiteSearchHit {
        title: display.optional(hit.title, line),
        local: hit.local.map(|hit| display.hit(hit)),
        ..hit
    };
    Ok(SiteSearch { hits: search.hits.into_iter().map(shown).collect(), ..search })
}

/// The tracks of an album.
pub(crate) fn tracks(list: TrackList, view: View<'_>) -> Result<TrackList> {
    let display = Display { language: language(view, &list.key.edition)? };
    let line = direction_of_language(display.language);
    let shown = |track: Track| Track {
        title: display.optional(track.title, line),
        performer: display.optional(track.performer, line),
        ..track
    };
    Ok(TrackList { tracks: list.tracks.into_iter().map(shown).collect(), ..list })
}

/// The broadcasts of a guide.
pub(crate) fn guide(guide: Guide, view: View<'_>) -> Result<Guide> {
    let display = Display { language: language(view, &guide.edition)? };
    let shown = |entry: Broadcast| {
        let title = display.line(&entry.title, direction_of_language(display.language));
        Broadcast { title, ..entry }
    };
    Ok(Guide { entries: guide.entries.into_iter().map(shown).collect(), ..guide })
}

/// The episodes of a programme.
pub(crate) fn episodes(list: EpisodeList, view: View<'_>) -> Result<EpisodeList> {
    let display = Display { language: language(view, &list.key.edition)? };
    let shown = |listed: ListedEpisode| display.episode(listed);
    Ok(EpisodeList { episodes: list.episodes.into_iter().map(shown).collect(), ..list })
}

/// What is followed. Each has the letters of its own edition.
pub(crate) fn followed(followed: Vec<FollowedItem>, view: View<'_>) -> Vec<FollowedItem> {
    let shown = |item: FollowedItem| match language(view, &item.followed.key.edition) {
        Ok(language) => {
            let display = Display { language };
            let title = display.line(&item.followed.title, direction_of_language(language));
            let newest = item.newest.map(|newest| display.episode(newest));
            FollowedItem { followed: Followed { title, ..item.followed }, newest, ..item }
        }
        Err(_) => item, // of an edition that the catalogue no longer has
    };
    followed.into_iter().map(shown).collect()
}

/// What changed in an article. Two texts that are written as one are isolated as one, and cut afterwards.
pub(crate) fn changes(changes: ArticleChanges, view: View<'_>) -> Result<ArticleChanges> {
    Ok(Display { language: language(view, &changes.key.edition)? }.changes(changes))
}

/// The hits of a search. Each has the letters of its own edition.
pub(crate) fn hits(slice: SearchSlice, view: View<'_>) -> Result<SearchSlice> {
    let shown = |hit: SearchHit| {
        let edition = hit.item.key.edition.clone();
        Ok(Display { language: language(view, &edition)? }.hit(hit))
    };
    Ok(SearchSlice { hits: slice.hits.into_iter().map(shown).collect::<Result<_>>()?, ..slice })
}

/// What a person saved. Each item has the letters of its own edition.
pub(crate) fn saved(slice: SavedSlice, view: View<'_>) -> SavedSlice {
    let shown = |saved: SavedItem| match language(view, &saved.item.key.edition) {
        Ok(language) => SavedItem { item: Display { language }.item(saved.item), ..saved },
        Err(_) => saved, // of an edition that the catalogue no longer has
    };
    SavedSlice { items: slice.items.into_iter().map(shown).collect(), ..slice }
}

/// What a person opened.
pub(crate) fn history(slice: HistorySlice, view: View<'_>) -> HistorySlice {
    let shown = |entry: HistoryEntry| match language(view, &entry.key.edition) {
        Ok(language) => {
            let title = Display { language }.line(&entry.title, entry.direction);
            HistoryEntry { title, ..entry }
        }
        Err(_) => entry, // of an edition that the catalogue no longer has
    };
    HistorySlice { entries: slice.entries.into_iter().map(shown).collect(), ..slice }
}

/// The headline of the same story.
pub(crate) fn story(story: SameStory, view: View<'_>) -> Result<SameStory> {
    let ItemKey { edition, .. } = &story.key;
    let display = Display { language: language(view, edition)? };
    Ok(SameStory { title: display.line(&story.title, story.direction), ..story })
}

fn language<'v>(view: View<'v>, edition: &EditionId) -> Result<&'v LanguageTag> {
    Ok(&view.editions.get(edition)?.language)
}

/// Makes display texts of texts in one language.
#[derive(Clone, Copy)]
struct Display<'a> {
    language: &'a LanguageTag,
}

impl Display<'_> {
    fn line(self, text: &str, line: Direction) -> String {
        DisplayText::of(text, self.language, line).into_text()
    }

    fn item(self, item: Item) -> Item {
        let line = item.direction;
        Item {
            title: self.line(&item.title, line),
            lead: item.lead.map(|lead| self.line(&lead, line)),
            ..item
        }
    }

    fn episode(self, listed: ListedEpisode) -> ListedEpisode {
        let line = |title: String| self.line(&title, direction_of_language(self.language));
        let episode = Episode { title: listed.episode.title.map(line), ..listed.episode };
        ListedEpisode { episode, ..listed }
    }

    fn hit(self, hit: SearchHit) -> SearchHit {
        let SearchHit { item, title, snippet } = hit;
        let line = item.direction;
        SearchHit {
            item: self.item(item),
            title: self.marked(title, line),
            snippet: snippet.map(|mut snippet| {
                let line = direction_of_line(&snippet.words.text, line);
                snippet.words = self.marked(snippet.words, line);
                snippet
            }),
        }
    }

    fn marked(self, Marked { text, hits }: Marked, line: Direction) -> Marked {
        let shown = DisplayText::of(&text, self.language, line);
        let hits = hits.into_iter().map(|hit| shown.range(hit)).collect();
        Marked { text: shown.into_text(), hits }
    }

    fn article(self, article: Article) -> Article {
        let line = article.direction;
        let related = |Related { title, link }: Related| {
            let title = self.line(&title, direction_of_line(&title, line));
            Related { title, link }
        };
        Article {
            title: self.line(&article.title, line),
            lead: article.lead.map(|lead| self.line(&lead, line)),
            body: match article.body {
                ArticleBody::Ready { blocks } => ArticleBody::Ready { blocks: self.blocks(blocks) },
                ArticleBody::Waiting { .. } | ArticleBody::Unreadable => article.body,
            },
            related: article.related.into_iter().map(related).collect(),
            tags: self.topics(article.tags, line),
            people: self.topics(article.people, line),
            ..article
        }
    }

    fn topics(self, topics: Vec<Topic>, line: Direction) -> Vec<Topic> {
        let shown = |Topic { key, title }| Topic { key, title: self.line(&title, line) };
        topics.into_iter().map(shown).collect()
    }

    fn program(self, page: ProgramPage) -> ProgramPage {
        let line = page.direction;
        let texts = |texts: Vec<String>| texts.into_iter().map(|text| self.line(&text, line)).collect();
        let member = |member: CastMember| CastMember {
            name: self.line(&member.name, line),
            role: self.optional(member.role, line),
            ..member
        };
        let program = page.program;
        let program = Program {
            title: self.optional(program.title, line),
            original_title: self.optional(program.original_title, line),
            story: self.blocks(program.story),
            cast: program.cast.into_iter().map(member).collect(),
            genres: texts(program.genres),
            tags: texts(program.tags),
            ..program
        };
        ProgramPage { program, ..page }
    }

    fn changes(self, changes: ArticleChanges) -> ArticleChanges {
        let line = changes.direction;
        ArticleChanges {
            title: self.pieces(changes.title, line),
            lead: self.pieces(changes.lead, line),
            blocks: changes.blocks.into_iter().map(|change| self.block_change(change)).collect(),
            ..changes
        }
    }

    fn block_change(self, change: BlockChange) -> BlockChange {
        match change {
            BlockChange::Kept { block } => BlockChange::Kept { block: self.block(block) },
            BlockChange::Added { block } => BlockChange::Added { block: self.block(block) },
            BlockChange::Removed { block } => BlockChange::Removed { block: self.block(block) },
            BlockChange::Changed { before, after, words } => {
                let words = self.pieces(words, after.dir);
                BlockChange::Changed { before: self.block(before), after: self.block(after), words }
            }
        }
    }

    fn pieces(self, pieces: Vec<TextPiece>, line: Direction) -> Vec<TextPiece> {
        let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        let ends = pieces.iter().scan(0, |end, piece| {
            *end += piece.text.len();
            Some(*end)
        });
        let shown = DisplayText::of(&text, self.language, line);
        let cuts = ends.take(pieces.len().saturating_sub(1));
        let texts: Vec<String> = shown.pieces(cuts).into_iter().map(str::to_owned).collect();
        pieces.into_iter().zip(texts).map(|(piece, text)| TextPiece { text, ..piece }).collect()
    }

    fn blocks(self, blocks: Vec<Block>) -> Vec<Block> {
        blocks.into_iter().map(|block| self.block(block)).collect()
    }

    fn block(self, Block { content, dir }: Block) -> Block {
        Block { content: self.content(content, dir), dir }
    }

    fn content(self, content: BlockContent, line: Direction) -> BlockContent {
        match content {
            BlockContent::Paragraph { spans } => BlockContent::Paragraph { spans: self.spans(spans, line) },
            BlockContent::Heading { level, spans } => {
                BlockContent::Heading { level, spans: self.spans(spans, line) }
            }
            BlockContent::Quote { spans } => BlockContent::Quote { spans: self.spans(spans, line) },
            BlockContent::List { ordered, start, reversed, entries } => {
                let entries = entries.into_iter().map(|entry| self.blocks(entry)).collect();
                BlockContent::List { ordered, start, reversed, entries }
            }
            BlockContent::Image(picture) => BlockContent::Image(self.picture(picture, line)),
            BlockContent::Gallery { images } => {
                let images = images.into_iter().map(|picture| self.picture(picture, line)).collect();
                BlockContent::Gallery { images }
            }
            BlockContent::Video { addresses, poster, caption } => {
                BlockContent::Video { addresses, poster, caption: self.optional(caption, line) }
            }
            BlockContent::Audio { addresses, caption } => {
                BlockContent::Audio { addresses, caption: self.optional(caption, line) }
            }
            BlockContent::Embed { address, provider, title } => {
                BlockContent::Embed { address, provider, title: self.optional(title, line) }
            }
            BlockContent::Table { rows } => {
                let cell = |TableCell { header, spans }| TableCell { header, spans: self.spans(spans, line) };
                let row = |row: Vec<TableCell>| row.into_iter().map(cell).collect();
                BlockContent::Table { rows: rows.into_iter().map(row).collect() }
            }
            BlockContent::Preformatted { .. } | BlockContent::Divider => content,
        }
    }

    fn picture(self, picture: Picture, line: Direction) -> Picture {
        let description = self.optional(picture.description, line);
        Picture { description, caption: self.optional(picture.caption, line), ..picture }
    }

    fn optional(self, text: Option<String>, line: Direction) -> Option<String> {
        text.map(|text| self.line(&text, line))
    }

    /// The whole text of a block is isolated, and cut into its spans afterwards: a name of which only a part
    /// is a link stays in order.
    fn spans(self, spans: Vec<Span>, line: Direction) -> Vec<Span> {
        let text: String = spans.iter().map(|span| span.text.as_str()).collect();
        let ends: Vec<usize> = spans
            .iter()
            .scan(0, |end, span| {
                *end += span.text.len();
                Some(*end)
            })
            .collect();
        let places = spans.iter().zip(&ends).filter(|(span, _)| {
            span.language.as_ref().is_some_and(|own| !matches!(own.language(), "fa" | "prs"))
        });
        let foreign: Vec<_> = places.map(|(span, end)| end - span.text.len()..*end).collect();
        let shown = DisplayText::with_arabic_parts(&text, &foreign, self.language, line);
        let cuts = ends.iter().take(ends.len().saturating_sub(1)).copied();
        let texts: Vec<String> = shown.pieces(cuts).into_iter().map(str::to_owned).collect();
        spans.into_iter().zip(texts).map(|(span, text)| Span { text, ..span }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(spans: Vec<Span>) -> Block {
        Block { content: BlockContent::Paragraph { spans }, dir: Direction::Rtl }
    }

    fn linked(text: &str) -> Span {
        Span { href: Some("https://a.example/".to_owned()), ..Span::plain(text) }
    }

    fn shown(block: Block) -> Vec<String> {
        let persian = "fa".parse().unwrap();
        let mut blocks = Display { language: &persian }.blocks(vec![block]);
        match blocks.remove(0).content {
            BlockContent::Paragraph { spans } => spans.into_iter().map(|span| span.text).collect(),
            other => panic!("{other:?}"),
        }
    }

    /// The name stood in two isolates, and a screen showed `Miller Sara`.
    #[test]
    fn a_name_of_which_a_part_is_a_link_is_one_isolate() {
        let spans = vec![Span::plain("بازي "), linked("Sara"), Span::plain(" Miller در فیلم")];

        assert_eq!(shown(paragraph(spans)), ["بازی ", "\u{2068}Sara", " Miller\u{2069} در فیلم"]);
    }

    #[test]
    fn a_span_that_is_marked_as_arabic_keeps_its_letters() {
        let arabic = Span { language: Some("ar".parse().unwrap()), ..Span::plain("كتاب علي") };
        let spans = vec![Span::plain("كتاب "), arabic, Span::plain(" كتاب")];

        assert_eq!(shown(paragraph(spans)), ["کتاب ", "كتاب علي", " کتاب"]);
    }

    #[test]
    fn hits_are_places_in_the_shown_text() {
        let persian = "fa".parse().unwrap();
        let text = "فیلم Rain را ديدند".to_owned();
        let hit = text.find("ديدند").map(|at| at..text.len()).unwrap();

        let marked = Display { language: &persian }.marked(Marked { text, hits: vec![hit] }, Direction::Rtl);

        let hits: Vec<&str> = marked.spans().iter().filter(|span| span.hit).map(|span| span.text).collect();
        assert_eq!((hits, marked.text.as_str()), (vec!["دیدند"], "فیلم \u{2068}Rain\u{2069} را دیدند"));
    }

    #[test]
    fn blocks_inside_entries_are_shown_in_their_own_direction() {
        let english = Block {
            content: BlockContent::Quote { spans: vec![Span::plain("The film «باران» won.")] },
            dir: Direction::Ltr,
        };
        let list = |entries| BlockContent::List { ordered: false, start: None, reversed: false, entries };
        let list = Block { content: list(vec![vec![english]]), dir: Direction::Rtl };

        let persian = "fa".parse().unwrap();
        let text = Display { language: &persian }.blocks(vec![list])[0].content.text();

        assert_eq!(text.as_deref(), Some("The film «\u{2068}باران\u{2069}» won."));
    }
}
