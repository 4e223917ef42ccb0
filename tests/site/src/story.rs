//! The content of an article without markup: a pure function of seed, edition, id and revision.

use jiff::Timestamp;

use crate::calendar;
use crate::edition::Edition;
use crate::event::Event;
use crate::lexicon::{self, Lexicon, Topic};
use crate::picture::Picture;
use crate::prose::Cast;
use crate::seeded_random::SeededRandom;
use crate::spelling::Spelling;
use crate::timeline;
use crate::truth::{DateSource, Precision, Published};

/// How an article page is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// Above the title, date and view count without a space between them.
    Old,
    /// Above the title, the view count, and the letters that change the size of the text.
    New,
    /// Like the new one, with a section label: the template of `/Iran/`.
    Tourism,
}

impl Layout {
    /// The three of them.
    pub const ALL: [Layout; 3] = [Layout::Old, Layout::New, Layout::Tourism];
}

/// The facts of an item that never change.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject {
    pub(crate) seed: u64,
    pub(crate) edition: Edition,
    pub(crate) id: u64,
    pub(crate) layout: Layout,
    pub(crate) published: Timestamp,
    /// The event that it reports, if other editions report it, too.
    pub(crate) event: Option<Event>,
}

/// How often headline and text were changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Revision {
    pub(crate) headline: u32,
    pub(crate) body: u32,
    pub(crate) edits: u32,
}

impl Revision {
    /// 1 for an item as it was published, one more for each edit.
    pub(crate) fn number(self) -> u64 {
        1 + u64::from(self.edits)
    }
}

/// An article without markup.
pub(crate) struct Story {
    pub(crate) subject: Subject,
    pub(crate) title: String,
    pub(crate) lead: Lead,
    pub(crate) passages: Vec<Passage>,
    pub(crate) picture: Option<Picture>,
    pub(crate) dating: Dating,
    pub(crate) label: String,
    pub(crate) related: Vec<Related>,
    pub(crate) initials: Option<&'static str>,
    pub(crate) views: u64,
}

/// The sentence under the headline.
pub(crate) enum Lead {
    /// The story has no lead.
    Absent,
    /// It repeats the headline.
    TitleAgain,
    /// A sentence of its own; the text may repeat it at its beginning.
    Said { text: String, again: Option<String> },
}

/// A piece of the text.
pub(crate) enum Passage {
    Paragraph(String),
    Heading(String),
    Quote(String),
    List {
        ordered: bool,
        entries: Vec<String>,
    },
    /// Lines that begin with a typed number.
    Lines(Vec<String>),
    Picture(Picture),
    /// The number of the clip.
    Video(u64),
}

/// Another article that the page points to.
pub(crate) struct Related {
    pub(crate) id: u64,
    pub(crate) title: String,
}

/// Where the page has its date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dating {
    Stamp,
    StampAndMeta,
    Meta,
    MetaDay,
    Picture,
    Nowhere,
}

impl Dating {
    fn draw(layout: Layout, random: &mut SeededRandom) -> Self {
        match layout {
            Layout::Old => random.pick(&[Self::Stamp, Self::Stamp, Self::StampAndMeta]),
            _ => random.pick(&[
                Self::Meta,
                Self::Meta,
                Self::MetaDay,
                Self::Picture,
                Self::Picture,
                Self::Nowhere,
            ]),
        }
    }

    pub(crate) fn has_stamp(self) -> bool {
        matches!(self, Self::Stamp | Self::StampAndMeta)
    }

    fn source(self) -> Option<(DateSource, Precision)> {
        match self {
            Self::Stamp => Some((DateSource::Stamp, Precision::Minute)),
            Self::StampAndMeta | Self::Meta => Some((DateSource::Meta, Precision::Minute)),
            Self::MetaDay => Some((DateSource::Meta, Precision::Day)),
            Self::Picture => Some((DateSource::Picture, Precision::Day)),
            Self::Nowhere => None,
        }
    }
}

impl Subject {
    /// An item of the site. Its key decides its layout.
    pub(crate) fn of_site(seed: u64, edition: Edition, id: u64, published: Timestamp) -> Self {
        let mut random = SeededRandom::new("layout", &[seed, edition.index() as u64, id]);
        let layout = random.pick(&[Layout::Old, Layout::New, Layout::New, Layout::Tourism]);
        let place = timeline::place_of(edition, id);
        let event = place.and_then(|place| Event::at_place(seed, edition, place));
        Self { seed, edition, id, layout, published, event }
    }

    pub(crate) fn random(&self, purpose: &str) -> SeededRandom {
        SeededRandom::new(purpose, &[self.seed, self.edition.index() as u64, self.id])
    }

    /// The headline in its present wording.
    pub(crate) fn headline(&self, revision: Revision) -> String {
        let mut random = self.random("title");
        let spelling = Spelling::of_title(self.edition, &mut random);
        let news = self.topic().news;
        let (frame, _) = news[(self.news() + revision.headline as usize) % news.len()];
        spelling.write(&self.cast().say(frame, &mut self.random("figures")))
    }

    /// Its number among the headlines of the topic.
    fn news(&self) -> usize {
        let mut random = self.event.map_or_else(|| self.random("event"), |event| event.random("news"));
        random.below(self.topic().news.len())
    }

    /// The picture that stands for the item in listings.
    pub(crate) fn picture(&self) -> Option<Picture> {
        let dating = self.dating();
        let mut random = self.random("picture");
        match dating {
            Dating::Nowhere => random.percent(50).then(|| Picture::undated(&mut random)),
            Dating::Picture => Some(Picture::uploaded(calendar::tehran(self.published).date(), &mut random)),
            _ => self.shared_picture().or_else(|| self.own_picture(&mut random)),
        }
    }

    fn own_picture(&self, random: &mut SeededRandom) -> Option<Picture> {
        random.percent(80).then(|| Picture::uploaded(self.upload_day(), random))
    }

    /// A picture that other articles have, too: the agency's picture of the event, or a stock picture.
    fn shared_picture(&self) -> Option<Picture> {
        let mut random = self.random("lent picture");
        let agency = self.event.filter(|_| random.percent(55)).map(Event::picture);
        agency.or_else(|| self.stock_picture(&mut random))
    }

    fn stock_picture(&self, random: &mut SeededRandom) -> Option<Picture> {
        let place = timeline::place_of(self.edition, self.id).filter(|place| *place >= FIRST_STOCK)?;
        let month = [self.seed, place.div_euclid(400) as u64, random.between(0, 5)];
        let mut stock = SeededRandom::new("stock", &month);
        random.percent(12).then(|| Picture::uploaded(self.upload_day().first_of_month(), &mut stock))
    }

    pub(crate) fn dating(&self) -> Dating {
        Dating::draw(self.layout, &mut self.random("dating"))
    }

    /// The date that the page gives.
    pub(crate) fn published_in(&self, dating: Dating) -> Option<Published> {
        let (source, precision) = dating.source()?;
        let at = match precision {
            Precision::Minute => self.published,
            Precision::Day => calendar::midnight(self.published),
        };
        Some(Published { at, source, precision })
    }

    /// Pictures are sometimes uploaded the day before.
    fn upload_day(&self) -> jiff::civil::Date {
        let days = i64::from(self.random("upload").percent(30));
        calendar::tehran(self.published).date().saturating_sub(jiff::Span::new().days(days))
    }

    fn topic(&self) -> &'static Topic {
        let lexicon = self.lexicon();
        if let Some(event) = self.event {
            let kinds = lexicon.topics.len();
            return lexicon.topics.get(event.topic().below(kinds + 1)).unwrap_or(&lexicon.travel);
        }
        let mut random = self.random("topic");
        if self.layout == Layout::Tourism && random.percent(70) {
            return &lexicon.travel;
        }
        &lexicon.topics[random.below(lexicon.topics.len())]
    }

    fn cast(&self) -> Cast {
        let mut random = self.random("cast");
        match self.event {
            Some(event) => Cast::of_event(self.edition, event, self.topic(), &mut random),
            None => Cast::draw(self.edition, self.published, &mut random),
        }
    }

    fn lexicon(&self) -> &'static Lexicon {
        lexicon::of(self.edition)
    }

    fn related(&self) -> Vec<Related> {
        let mut random = self.random("related");
        let count = random.pick(&[0, 1, 2, 2, 3, 3, 4]);
        let mut back = 0;
        (0..count)
            .map(|_| {
                back += random.between(2, 40);
                self.earlier(back)
            })
            .collect()
    }

    fn earlier(&self, back: u64) -> Related {
        let id = self.id.saturating_sub(back).max(1);
        let subject = Subject::of_site(self.seed, self.edition, id, self.published);
        Related { id, title: subject.headline(Revision::default()) }
    }
}

impl Story {
    /// The story of an item at a revision.
    pub(crate) fn compose(subject: Subject, revision: Revision) -> Self {
        let composer = Composer::new(&subject, revision);
        let mut random = subject.random("story");
        let labels = &subject.lexicon().labels;
        let label = labels.read_more[random.below(labels.read_more.len())];
        Self {
            title: subject.headline(revision),
            lead: composer.lead(),
            passages: composer.passages(),
            picture: subject.picture(),
            dating: subject.dating(),
            label: composer.cast.say(label, &mut random),
            related: subject.related(),
            initials: random.percent(70).then(|| random.pick(labels.initials)),
            views: random.between(3, 9).pow(random.between(1, 4) as u32) + random.between(0, 40),
            subject,
        }
    }

    /// The texts of the body in order, as a perfect parser finds them.
    pub(crate) fn paragraphs(&self) -> Vec<String> {
        self.passages.iter().flat_map(Passage::texts).collect()
    }
}

impl Passage {
    fn texts(&self) -> Vec<String> {
        match self {
            Self::Paragraph(text) | Self::Heading(text) | Self::Quote(text) => vec![text.clone()],
            Self::List { entries, .. } | Self::Lines(entries) => entries.clone(),
            Self::Picture(_) | Self::Video(_) => Vec::new(),
        }
    }
}

/// Composes the text of one story.
struct Composer<'a> {
    subject: &'a Subject,
    cast: Cast,
    topic: &'static Topic,
    lexicon: &'static Lexicon,
    spelling: Spelling,
    revision: Revision,
}

/// The first place whose picture may be a stock picture.
const FIRST_STOCK: i64 = -3_996;

/// How many sentences the first revision does not use, so that an edit can add a new one.
const SPARE: usize = 3;

impl<'a> Composer<'a> {
    fn new(subject: &'a Subject, revision: Revision) -> Self {
        let spelling = Spelling::of_text(subject.edition, &mut subject.random("spelling"));
        let (cast, topic, lexicon) = (subject.cast(), subject.topic(), subject.lexicon());
        Self { subject, cast, topic, lexicon, spelling, revision }
    }

    fn say(&self, frame: &str, purpose: &str) -> String {
        let mut random = self.subject.random(purpose);
        let mut figures = SeededRandom::new(frame, &[random.next()]);
        self.cast.say(frame, &mut figures)
    }

    fn lead(&self) -> Lead {
        let mut random = self.subject.random("lead");
        let share = random.below(100);
        if share < 12 {
            return Lead::Absent;
        }
        if share < 20 {
            return Lead::TitleAgain;
        }
        let (_, frame) = self.topic.news[self.subject.news()];
        let text = self.spelling.write(&self.cast.say(frame, &mut self.subject.random("figures")));
        let again = match share {
            20..45 => Some(text.clone()),
            45..65 => Some(self.nearly(&text, &mut random)),
            _ => None,
        };
        Lead::Said { text, again }
    }

    /// The same sentence with a small difference.
    fn nearly(&self, text: &str, random: &mut SeededRandom) -> String {
        match random.below(6) {
            0 => text.trim_end_matches('.').to_owned(),
            1 => text.replace(['\u{201c}', '\u{201d}', '«', '»', '\u{2018}', '\u{2019}'], "\""),
            2 => format!("{}...", text.trim_end_matches('.')),
            3 => format!("{} – {text}", self.lexicon.labels.site),
            4 => format!("{}!", text.trim_end_matches('.')),
            _ => Spelling::of_other_keyboard(self.subject.edition).write(text),
        }
    }

    fn passages(&self) -> Vec<Passage> {
        let mut random = self.subject.random("passages");
        let mut sentences = self.sentences().into_iter();
        let mut passages = Vec::new();
        for paragraph in 0..random.between(4, 10) {
            let size = if paragraph == 0 { random.pick(&[2, 3]) } else { random.pick(&[1, 1, 2, 2, 2, 3]) };
            let sentences: Vec<String> = sentences.by_ref().take(size).collect();
            if sentences.is_empty() {
                break;
            }
            passages.push(Passage::Paragraph(self.opening(paragraph, &mut random) + &sentences.join(" ")));
        }
        self.add_between(&mut passages, &mut random);
        passages
    }

    /// The first paragraph. Some begin with the lead and continue, so a parser must keep them.
    fn opening(&self, paragraph: u64, random: &mut SeededRandom) -> String {
        match self.lead() {
            Lead::Said { text, again: None } if paragraph == 0 && random.percent(30) => text + " ",
            _ => String::new(),
        }
    }

    /// The sentences of the text: those of the topic, and from the fifth place on a few asides.
    fn sentences(&self) -> Vec<String> {
        let mut frames = self.topic_frames();
        let mut random = self.subject.random("asides");
        for index in random.order(self.topic.asides.len()).into_iter().take(4) {
            frames.insert(random.between(4, frames.len() as u64) as usize, self.topic.asides[index]);
        }
        frames.iter().map(|frame| self.spelling.write(&self.say(frame, "sentence"))).collect()
    }

    /// The frames of the topic in the order of this story. Every story uses the first four. Each edit of the
    /// text puts a new frame among them.
    fn topic_frames(&self) -> Vec<&'static str> {
        let mut order = self.subject.random("sentences").order(self.topic.sentences.len());
        let used = order.len() - SPARE;
        for change in 0..self.revision.body as usize {
            order.swap((change * 3) % 4, used + change % SPARE);
        }
        order.truncate(used);
        order.iter().map(|index| self.topic.sentences[*index]).collect()
    }

    /// Headings, lists, quotations, pictures and a video between the paragraphs, never before the first.
    fn add_between(&self, passages: &mut Vec<Passage>, random: &mut SeededRandom) {
        let paragraphs = passages.len();
        if random.percent(30) {
            self.add_headings(passages, random);
        }
        if random.percent(25) {
            let list = self.list(random);
            passages.insert(random.between(1, paragraphs as u64) as usize, list);
        }
        if random.percent(35) {
            let quote = self.spelling.write(&self.say(random.pick(self.topic.quotes), "quote"));
            let quote = if random.percent(50) { self.cast.quoted(&quote) } else { quote };
            passages.insert(random.between(1, paragraphs as u64) as usize, Passage::Quote(quote));
        }
        if random.percent(25) {
            passages.insert(
                random.between(1, paragraphs as u64) as usize,
                Passage::Picture(self.inner_picture(random)),
            );
        }
        if let Some(clip) = self.clip(random) {
            passages.insert(random.between(1, paragraphs as u64) as usize, Passage::Video(clip));
        }
    }

    /// The clip of the event, which not every edition shows, or one of its own.
    fn clip(&self, random: &mut SeededRandom) -> Option<u64> {
        let own = random.percent(12).then_some(self.subject.id);
        let shared = self.subject.event.and_then(Event::clip);
        shared.filter(|_| self.subject.random("clip").percent(75)).or(own)
    }

    fn add_headings(&self, passages: &mut Vec<Passage>, random: &mut SeededRandom) {
        let mut place = random.between(1, 3) as usize;
        for index in random.order(self.topic.headings.len()) {
            if place >= passages.len() {
                return;
            }
            let heading = self.say(self.topic.headings[index], "heading");
            passages.insert(place, Passage::Heading(heading));
            place += random.between(2, 4) as usize;
        }
    }

    fn list(&self, random: &mut SeededRandom) -> Passage {
        let said = |entry: &&str| self.spelling.write(&self.say(entry, "entry"));
        let entries: Vec<String> = self.topic.entries.iter().map(said).collect();
        match random.below(3) {
            0 => Passage::List { ordered: true, entries },
            1 => Passage::List { ordered: false, entries },
            _ => Passage::Lines(self.numbered(entries, random)),
        }
    }

    fn numbered(&self, entries: Vec<String>, random: &mut SeededRandom) -> Vec<String> {
        let native = random.percent(60);
        let sign = random.pick(&[". ", "- ", ") "]);
        let number = |index: usize| {
            let number = (index + 1).to_string();
            if native { calendar::native_digits(self.subject.edition, &number) } else { number }
        };
        entries.iter().enumerate().map(|(index, entry)| format!("{}{sign}{entry}", number(index))).collect()
    }

    fn inner_picture(&self, random: &mut SeededRandom) -> Picture {
        let caption = self.say(random.pick(self.lexicon.captions), "caption");
        let picture = match self.subject.dating() {
            Dating::Nowhere => Picture::undated(random),
            _ => Picture::uploaded(calendar::tehran(self.subject.published).date(), random),
        };
        if random.percent(60) { picture.with_caption(caption) } else { picture }
    }
}
