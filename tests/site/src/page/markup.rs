//! Writes HTML as many people do: each page has its own quotes, letter case, entities and closing tags.

use crate::seeded_random::SeededRandom;

/// How one page is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habits {
    quoting: Quoting,
    entities: Entities,
    /// Tags in capitals.
    capitals: bool,
    /// Optional closing tags are omitted.
    pub(super) sloppy: bool,
    lines: bool,
}

#[derive(Debug, Clone, Copy)]
enum Quoting {
    Double,
    Single,
    Bare,
    Mixed,
}

#[derive(Debug, Clone, Copy)]
enum Entities {
    /// Writes as entities only the characters that need it, and not always these.
    Rare,
    Named,
    Numbered,
}

impl Habits {
    /// As short as possible.
    pub(super) fn minified() -> Self {
        Self { quoting: Quoting::Bare, entities: Entities::Rare, capitals: false, sloppy: true, lines: false }
    }

    pub(super) fn draw(random: &mut SeededRandom) -> Self {
        Self {
            quoting: random.pick(&[
                Quoting::Double,
                Quoting::Double,
                Quoting::Single,
                Quoting::Bare,
                Quoting::Mixed,
            ]),
            entities: random.pick(&[Entities::Rare, Entities::Rare, Entities::Named, Entities::Numbered]),
            capitals: random.percent(10),
            sloppy: random.percent(25),
            lines: random.percent(80),
        }
    }
}

/// A page being written.
pub(super) struct Markup {
    html: String,
    random: SeededRandom,
    pub(super) habits: Habits,
}

/// Attributes with an empty value are left out.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Markup {
    pub(super) fn new(habits: Habits, random: SeededRandom) -> Self {
        Self { html: String::with_capacity(16 * 1024), random, habits }
    }

    pub(super) fn finish(self) -> String {
        self.html
    }

    /// Chosen from the random stream of the page.
    pub(super) fn percent(&mut self, share: u64) -> bool {
        self.random.percent(share)
    }

    pub(super) fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        self.random.pick(choices)
    }

    pub(super) fn between(&mut self, first: u64, last: u64) -> u64 {
        self.random.between(first, last)
    }

    /// Markup as it is.
    pub(super) fn raw(&mut self, html: &str) {
        self.html.push_str(html);
    }

    /// The end of a source line, where the page has lines.
    pub(super) fn line(&mut self) {
        if self.habits.lines {
            self.html.push_str("\r\n");
        }
    }

    pub(super) fn open(&mut self, tag: &str, attributes: Attributes) {
        self.start(tag, attributes);
        self.html.push('>');
    }

    /// A tag that has no content.
    pub(super) fn void(&mut self, tag: &str, attributes: Attributes) {
        self.start(tag, attributes);
        let end = self.random.pick(&[">", " />", " >"]);
        self.html.push_str(end);
    }

    pub(super) fn close(&mut self, tag: &str) {
        let tag = self.cased(tag);
        self.html.push_str(&format!("</{tag}>"));
        self.line();
    }

    /// Closes a tag that a sloppy page leaves open.
    pub(super) fn close_if_tidy(&mut self, tag: &str) {
        if self.habits.sloppy {
            self.line();
        } else {
            self.close(tag);
        }
    }

    pub(super) fn element(&mut self, tag: &str, attributes: Attributes, text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    pub(super) fn breaks(&mut self, count: usize) {
        for _ in 0..count {
            self.void("br", &[]);
        }
        self.line();
    }

    /// Text that is shown. With white space folded it is the given text.
    pub(super) fn text(&mut self, text: &str) {
        let mut before = ' ';
        for letter in text.chars() {
            if letter == ' ' {
                self.space(before);
            } else {
                self.letter(letter);
            }
            before = letter;
        }
    }

    /// Text on one line, for titles in the head and for scripts.
    pub(super) fn plain(&mut self, text: &str) {
        for letter in text.chars() {
            self.letter(letter);
        }
    }

    fn start(&mut self, tag: &str, attributes: Attributes) {
        let tag = self.cased(tag);
        self.html.push('<');
        self.html.push_str(&tag);
        for index in self.random.order(attributes.len()) {
            let (name, value) = attributes[index];
            if !value.is_empty() {
                self.attribute(name, value);
            }
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        let name = self.cased(name);
        let bare = !value.contains([' ', '"', '\'', '<', '>', '`', '=', '\t', '\n']);
        let quote = match self.habits.quoting {
            Quoting::Double => "\"",
            Quoting::Single => "'",
            Quoting::Bare if bare => "",
            Quoting::Bare => "\"",
            Quoting::Mixed => self.random.pick(if bare { &["\"", "'", ""] } else { &["\"", "'"] }),
        };
        let value = value.replace('&', "&amp;").replace('<', "&lt;");
        let value = if quote == "'" { value.replace('\'', "&#39;") } else { value.replace('"', "&quot;") };
        self.html.push_str(&format!(" {name}={quote}{value}{quote}"));
    }

    fn cased(&self, name: &str) -> String {
        if self.habits.capitals { name.to_ascii_uppercase() } else { name.to_owned() }
    }

    /// A space. After a sentence it may be doubled, and a source line may end at any space.
    fn space(&mut self, before: char) {
        let space = match self.random.below(200) {
            0..12 if matches!(before, '.' | '!' | '؟') => "  ",
            12..18 if matches!(before, '.' | '!' | '؟') => "&nbsp; ",
            20..22 if self.habits.lines => "\r\n        ",
            _ => " ",
        };
        self.html.push_str(space);
    }

    fn letter(&mut self, letter: char) {
        match (letter, self.habits.entities) {
            ('<', _) => self.html.push_str("&lt;"),
            ('&', Entities::Rare) => self.html.push('&'),
            ('&', _) => self.html.push_str("&amp;"),
            (letter, Entities::Named) if name_of(letter).is_some() => {
                self.html.push_str(name_of(letter).unwrap_or_default());
            }
            (letter, Entities::Numbered) if name_of(letter).is_some() => {
                self.html.push_str(&format!("&#{};", u32::from(letter)));
            }
            (letter, _) => self.html.push(letter),
        }
    }
}

fn name_of(letter: char) -> Option<&'static str> {
    Some(match letter {
        '"' => "&quot;",
        '\u{2018}' => "&lsquo;",
        '\u{2019}' => "&rsquo;",
        '\u{201c}' => "&ldquo;",
        '\u{201d}' => "&rdquo;",
        '«' => "&laquo;",
        '»' => "&raquo;",
        '–' => "&ndash;",
        '\u{200c}' => "&zwnj;",
        '\u{a9}' => "&copy;",
        _ => return None,
    })
}
