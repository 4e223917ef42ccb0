//! The forms of addresses that a page's script makes: `'…/hls/' + langE + ID_Serial + '/,' + i + …`.

use url::Url;

use crate::catalog::NumberedPlace;
use crate::parse::page::absolute;

/// The forms of a page. They count before those of the catalogue, because the page knows where its files are.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PageForms {
    stream: Option<Form>,
    file: Option<Form>,
    still: Option<Form>,
}

/// The parts of an address.
type Form = Vec<Part>;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Prefix,
    Id,
    Number,
}

/// The maximum number of bytes of the expression of an address.
const LONGEST: usize = 600;
/// The maximum number of parts.
const MOST: usize = 24;

impl PageForms {
    /// Reads the scripts of a page.
    pub(super) fn of(scripts: &[String]) -> Self {
        let of = |name: &str| scripts.iter().find_map(|script| form(script, name));
        let stream = of("data-video");
        let file = stream.as_ref().and_then(|_| of("data-url"));
        let still = if stream.is_some() { scripts.iter().find_map(|script| still(script)) } else { None };
        Self { still: still.or_else(|| beside(file.as_ref()?)), file, stream }
    }

    /// The addresses of an episode.
    pub(super) fn addresses(&self, place: NumberedPlace<'_>, page: &Url) -> impl Iterator<Item = String> {
        let forms = [&self.stream, &self.file].into_iter().flatten();
        forms.filter_map(move |form| filled(form, place, page))
    }

    /// The still of an episode.
    pub(super) fn still(&self, place: NumberedPlace<'_>, page: &Url) -> Option<String> {
        filled(self.still.as_ref()?, place, page)
    }
}

fn filled(form: &Form, place: NumberedPlace<'_>, page: &Url) -> Option<String> {
    let number = place.number.to_string();
    let parts = form.iter().map(|part| match part {
        Part::Text(text) => text,
        Part::Prefix => place.prefix,
        Part::Id => place.id,
        Part::Number => &number,
    });
    absolute(&parts.collect::<String>(), page).map(String::from)
}

/// The first form with a number that an attribute of this name has.
fn form(script: &str, name: &str) -> Option<Form> {
    let attributes = script.match_indices(name).take(MOST);
    attributes.filter_map(|(at, _)| read(script.get(at..)?.strip_prefix(name)?)).next()
}

/// The still beside the file of an episode: it has the same name.
fn beside(file: &Form) -> Option<Form> {
    let (last, before) = file.split_last()?;
    let Part::Text(end) = last else { return None };
    let end = Part::Text(format!("{}.png", end.strip_suffix(".mp4")?));
    Some(before.iter().cloned().chain([end]).collect())
}

/// The first picture with a number.
fn still(script: &str) -> Option<Form> {
    let is_picture = |form: &Form| matches!(form.last(), Some(Part::Text(end)) if [".png", ".jpg"].iter().any(|name| end.contains(name)));
    let attributes = script.match_indices("src").take(MOST);
    attributes.filter_map(|(at, _)| read(script.get(at..)?.strip_prefix("src")?)).find(is_picture)
}

/// Reads `="…' + name + '…"`. The quote of the attribute is the first one, perhaps with a backslash.
fn read(behind: &str) -> Option<Form> {
    let behind = behind.trim_start().strip_prefix('=')?.trim_start().trim_start_matches('\\');
    let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut rest = behind.strip_prefix(quote)?;
    rest = rest.get(..rest.floor_char_boundary(LONGEST)).unwrap_or(rest);
    let mut form: Form = Vec::new();
    while form.len() < MOST {
        let end = rest.find(['"', '\'', '`', '$', '<', '>'])?;
        let (text, after) = rest.split_at_checked(end)?;
        let text = text.trim_end_matches('\\');
        if !text.is_empty() {
            form.push(Part::Text(text.to_owned()));
        }
        let (sign, after) = (after.chars().next()?, after.get(1..)?);
        if sign == quote {
            return form.contains(&Part::Number).then_some(form);
        }
        let names;
        (names, rest) = inserted(sign, after)?;
        form.extend(names);
    }
    None
}

/// The variables that a script inserts, and what follows them: `' + name + '`, `${name}`.
fn inserted(sign: char, after: &str) -> Option<(Vec<Part>, &str)> {
    if sign == '$' {
        let (name, rest) = after.strip_prefix('{')?.split_once('}')?;
        return Some((vec![variable(name.trim())?], rest));
    }
    let (expression, rest) = after.split_once(sign)?;
    let names = expression.trim().strip_prefix('+')?.strip_suffix('+')?;
    let names = names.split('+').map(|name| variable(name.trim().trim_matches(['(', ')'])));
    Some((names.collect::<Option<_>>()?, rest))
}

fn variable(name: &str) -> Option<Part> {
    let is_name = !name.is_empty()
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '[' | ']'));
    match name {
        "langE" => Some(Part::Prefix),
        "ID_Serial" | "id" => Some(Part::Id),
        _ => is_name.then_some(Part::Number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STREAM: &str = "https://vod.example.org/hls/en77/,3,3_320,.mp4.urlset/master.m3u8";

    fn addresses(script: &str) -> Vec<String> {
        let page = Url::parse("https://example.org/Series/Content/77").unwrap();
        let place = NumberedPlace { prefix: "en", id: "77", number: 3 };
        let forms = PageForms::of(&[script.to_owned()]);
        forms.addresses(place, &page).chain(forms.still(place, &page)).collect()
    }

    #[test]
    fn the_expression_of_a_script_is_read_in_each_way_of_writing() {
        for script in [
            "h += '<a data-video=\"https://vod.example.org/hls/' + langE + ID_Serial + '/,' + i + ',' + i + '_320,.mp4.urlset/master.m3u8\">';",
            "h += \"<a data-video='https://vod.example.org/hls/\"+langE+\"\"+ID_Serial+\"/,\"+i+\",\"+i+\"_320,.mp4.urlset/master.m3u8'>\";",
            "h += `<a data-video=\"https://vod.example.org/hls/${langE}${ID_Serial}/,${i},${i}_320,.mp4.urlset/master.m3u8\">`;",
        ] {
            assert_eq!(addresses(script), [STREAM], "{script}");
        }
    }

    #[test]
    fn the_file_and_the_still_stand_beside_the_stream() {
        let script = "'<a data-video=\"/hls/' + ID_Serial + '/' + n + '.m3u8\" data-url=\"/f/' + n + '.mp4\"><img src=\"/f/' + n + '.png\">'";

        assert_eq!(
            addresses(script),
            [
                "https://example.org/hls/77/3.m3u8",
                "https://example.org/f/3.mp4",
                "https://example.org/f/3.png"
            ]
        );
    }

    #[test]
    fn an_expression_that_is_not_understood_is_left_alone() {
        for script in [
            "data-video=\"/a.m3u8\"",
            "data-video=\"/' + f(i, 2) + '.m3u8\"",
            "data-video=\"/' + i",
            "data-video",
        ] {
            assert_eq!(addresses(script), Vec::<String>::new(), "{script}");
        }
    }
}
