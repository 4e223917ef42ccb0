//! The styles of the pages of the sections.

use crate::seeded_random::SeededRandom;

/// How a page is written. The content is the same in each style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SectionStyle {
    /// With the class names and ids that clients of the real site know.
    Known,
    /// With other class names and ids.
    Renamed,
    /// Without class names and ids.
    Classless,
    /// Lists and cards as rows of tables, with other class names.
    Tables,
    /// Divisions and spans instead of headings, paragraphs and lists, without class names.
    Divisions,
    /// Tags that are closed twice, in a wrong order or not at all.
    Broken,
    /// Without line breaks, optional tags and needless quotes.
    Minified,
    /// In windows-1256, with references for letters that it lacks.
    Windows1256,
}

impl SectionStyle {
    /// All of them.
    pub const ALL: [SectionStyle; 8] = [
        Self::Known,
        Self::Renamed,
        Self::Classless,
        Self::Tables,
        Self::Divisions,
        Self::Broken,
        Self::Minified,
        Self::Windows1256,
    ];

    pub(super) fn draw(random: &mut SeededRandom) -> Self {
        random.pick(&Self::ALL)
    }
}
