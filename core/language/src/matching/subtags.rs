//! A language tag prepared for matching: canonical, with its missing script and region filled in.

use icu_locale::subtags::{Language, Region, Script, language, region, script};
use icu_locale::{LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleExpander};

use super::{cldr, extlang, locale_name};

/// Longer tags are refused. No real tag is so long, but a host may pass anything.
const LONGEST_TAG: usize = 255;
/// CLDR's rows name this language itself. Its alias `sr-Latn` would lose Croatian and Bosnian.
const SERBO_CROATIAN: Language = language!("sh");
/// The bits for the parts that a tag gives.
const LANGUAGE: u8 = 4;
const REGION: u8 = 2;
const SCRIPT: u8 = 1;
/// The names of made-up test languages, by variant and by region.
const PSEUDO: [(&str, Region); 3] =
    [("psaccent", region!("XA")), ("psbidi", region!("XB")), ("pscrack", region!("XC"))];

/// The language, script and region of a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Subtags {
    pub(super) language: Language,
    pub(super) script: Option<Script>,
    pub(super) region: Option<Region>,
    /// Which of the three parts the tag itself gives, as bits. Of offers that mean the same, the one with the
    /// same bits as the wish is taken.
    pub(super) given: u8,
    /// The tag before old parts were replaced: `iw` and `he` mean the same, but are two offers.
    pub(super) written: LanguageIdentifier,
    /// Whether the other parts were guessed because CLDR does not know the language.
    is_guess: bool,
    pub(super) kind: Kind,
}

/// Whether CLDR has rows for a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    /// Text made up to test programs: `en-XA`, `fr-PSCRACK`. It matches the same kind alone.
    Pseudo,
    /// A private tag: `x-house`. It matches itself alone.
    Private(String),
}

impl Subtags {
    /// Reads a tag; `None` if it is malformed. Extensions and most variants are ignored, because they do not
    /// say what a person can read.
    pub(crate) fn of(tag: &str) -> Option<Self> {
        let tag = tag.trim();
        if tag.len() > LONGEST_TAG {
            return None;
        }
        let locale = Locale::try_from_str(&in_syntax(tag)).ok()?;
        match (private(&locale), pseudo(&locale)) {
            (Some(private), _) => Some(Self::as_given(locale.id, Kind::Private(private))),
            (None, Some(region)) => Some(Self::pseudo(locale.id, region)),
            (None, None) => Some(Self::filled(locale)),
        }
    }

    /// The territory that the tag names, or else the likely one for its language.
    pub(crate) fn home(&self) -> Option<&str> {
        let is_known = self.kind == Kind::Plain && (!self.is_guess || self.given & REGION != 0);
        self.region.as_ref().filter(|_| is_known).map(Region::as_str)
    }

    /// Whether many people of the tag's territory speak its language, or it is official there. Known only for
    /// languages that have a row for a second language.
    pub(crate) fn is_at_home(&self) -> bool {
        self.home().is_some_and(|home| cldr::is_at_home(self.language.as_str(), home))
    }

    pub(super) fn script(&self) -> &str {
        self.script.as_ref().map_or("", Script::as_str)
    }

    pub(super) fn region(&self) -> &str {
        self.region.as_ref().map_or("", Region::as_str)
    }

    /// Whether both mean the same, although they may give different parts.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let meaning = |tag: &Self| (tag.language, tag.script, tag.region);
        self.kind == other.kind && meaning(self) == meaning(other)
    }

    /// Whether this is likelier than another tag of the same language: by its script or, if both have the
    /// same script, by its region.
    pub(super) fn is_likelier_than(&self, other: &Self) -> bool {
        let mut likely = LanguageIdentifier::from(self.language);
        fill(&mut likely);
        match self.script == other.script {
            true => self.region != other.region && self.region == likely.region,
            false => self.script == likely.script,
        }
    }

    fn filled(locale: Locale) -> Self {
        let (given, written) = (given(&locale.id), locale.id.clone());
        let mut id = canonical(locale);
        let is_guess = !fill(&mut id);
        Self { given, written, is_guess, ..Self::as_given(id, Kind::Plain) }
    }

    fn pseudo(id: LanguageIdentifier, region: Region) -> Self {
        Self { region: Some(region), ..Self::as_given(id, Kind::Pseudo) }
    }

    fn as_given(id: LanguageIdentifier, kind: Kind) -> Self {
        let given = given(&id);
        let LanguageIdentifier { language, script, region, .. } = id;
        Self { language, script, region, given, written: id, is_guess: false, kind }
    }
}

/// The tag in a form that the parser knows. The parser does not know `root`, private tags, old forms that BCP
/// 47 allows, and names of other systems.
fn in_syntax(tag: &str) -> String {
    let tag = locale_name::tag_of(tag);
    if let Some(meaning) = cldr::legacy(&tag) {
        return meaning.to_owned();
    }
    let (first, rest) = tag.split_once('-').unwrap_or((&tag, ""));
    let second = rest.split('-').next().unwrap_or_default();
    if tag.eq_ignore_ascii_case("root") {
        "und".to_owned()
    } else if first.eq_ignore_ascii_case("x") {
        format!("und-{tag}")
    } else if extlang::is_registered(first, second) {
        rest.to_owned()
    } else {
        tag.into_owned()
    }
}

fn private(locale: &Locale) -> Option<String> {
    let is_all = locale.id == LanguageIdentifier::UNKNOWN && !locale.extensions.private.is_empty();
    is_all.then(|| locale.extensions.private.to_string())
}

fn pseudo(locale: &Locale) -> Option<Region> {
    let is_named = |(variant, region): &(&str, Region)| {
        locale.id.region == Some(*region) || locale.id.variants.iter().any(|own| own.as_str() == *variant)
    };
    PSEUDO.into_iter().find(is_named).map(|(_, region)| region)
}

fn given(id: &LanguageIdentifier) -> u8 {
    let language = !id.language.is_unknown();
    let script = id.script.is_some_and(|script| script != script!("Zzzz"));
    let region = id.region.is_some_and(|region| region != region!("ZZ"));
    [(language, LANGUAGE), (script, SCRIPT), (region, REGION)]
        .map(|(is_given, bit)| if is_given { bit } else { 0 })
        .iter()
        .sum()
}

fn canonical(mut locale: Locale) -> LanguageIdentifier {
    let stays = locale.id.language == SERBO_CROATIAN;
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    if stays {
        locale.id.language = SERBO_CROATIAN;
    }
    locale.id
}

/// Fills in the missing script and region. If CLDR does not know the language, guesses them from the rest of
/// the tag and returns `false`. `und` alone stays as it is, because it is no wish for English.
fn fill(id: &mut LanguageIdentifier) -> bool {
    let open = id.clone();
    let expander = LocaleExpander::new_extended();
    expander.maximize(id);
    if (id.script, id.region) == (None, None) && id.language.is_unknown() {
        return false;
    }
    if !id.language.is_unknown() && id.script.is_some() && id.region.is_some() {
        name_by_region(&open, id);
        return true;
    }
    let mut rest = LanguageIdentifier { language: Language::UNKNOWN, ..id.clone() };
    expander.maximize(&mut rest);
    id.language = if id.language.is_unknown() { language!("en") } else { id.language };
    id.script = id.script.or(rest.script).or(Some(script!("Latn")));
    id.region = id.region.or(rest.region).or(Some(region!("US")));
    false
}

/// Makes `und-Latn-PH` Filipino, like `und-PH`. If CLDR has no row for `und-Latn` in a region, UTS #35 goes
/// by the region next. ICU4X would make all of them English.
fn name_by_region(open: &LanguageIdentifier, id: &mut LanguageIdentifier) {
    let is_latin = open.language.is_unknown() && open.script == Some(script!("Latn"));
    let is_listed = open.region.is_some_and(|region| cldr::is_latin_english(region.as_str()));
    if is_latin && !is_listed && id.language == language!("en") {
        let mut region = LanguageIdentifier { script: None, ..open.clone() };
        LocaleExpander::new_extended().maximize(&mut region);
        if !region.language.is_unknown() {
            id.language = region.language;
        }
    }
}
