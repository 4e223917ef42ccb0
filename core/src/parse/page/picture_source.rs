//! The address of a picture among the many attributes that pages keep it in.

use super::srcset;
use crate::parse::html::{Attributes, is_bounded};

/// Attributes in which pages that load pictures late keep the true address, the most certain first.
const LATE: &[&str] = &[
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-original-src",
    "data-lazy",
    "data-actualsrc",
    "data-echo",
    "data-url",
    "data-image",
    "data-img",
];

/// The address of a picture. `sources` are the sets of the `<source>` elements before it. What is loaded late
/// counts more than `src`, which then shows a sign of waiting. A set counts if there is no single address.
pub(super) fn src(attributes: &Attributes, sources: &[String]) -> Option<String> {
    let named = LATE.iter().filter_map(|name| attributes.text(name));
    let late = named.filter(|value| is_address(value)).find_map(single);
    let late = late.or_else(|| others(attributes).filter_map(single).find(|value| is_certain(value)));
    late.or_else(|| sets(attributes, true).find_map(srcset::best))
        .or_else(|| attributes.address("src").filter(|src| is_true(src)).map(str::to_owned))
        .or_else(|| sets(attributes, false).find_map(srcset::best))
        .or_else(|| sources.iter().find_map(|set| srcset::best(set)))
}

/// Whether late loading is used for a picture.
pub(super) fn is_late(attributes: &Attributes) -> bool {
    let is_known =
        |name: &str| LATE.iter().any(|known| name.eq_ignore_ascii_case(known)) || ends_in_set(name);
    attributes.all().any(|(name, value)| {
        is_late_name(name) && if is_known(name) { is_address(value) } else { is_certain(value) }
    })
}

/// The values of `data-` attributes that name an address in another way.
fn others(attributes: &Attributes) -> impl Iterator<Item = &str> {
    attributes.all().filter(|(name, _)| is_late_name(name) && !ends_in_set(name)).map(|(_, value)| value)
}

fn is_late_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_named_so = ["src", "original", "lazy"].iter().any(|word| name.contains(word));
    name.strip_prefix("data-").is_some() && (is_named_so || LATE.contains(&&*name))
}

fn ends_in_set(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with("srcset")
}

/// The sets of addresses, late ones or others.
fn sets(attributes: &Attributes, late: bool) -> impl Iterator<Item = &str> {
    let sets = attributes.all().filter(|(name, _)| ends_in_set(name));
    sets.filter(move |(name, _)| is_late_name(name) == late).map(|(_, value)| value)
}

/// The sets of a `<source>` element.
pub(super) fn sets_of_source(attributes: &Attributes) -> impl Iterator<Item = String> {
    sets(attributes, true).chain(sets(attributes, false)).map(str::to_owned)
}

/// A value with several addresses is a set in the wrong attribute.
fn single(value: &str) -> Option<String> {
    let value = value.trim();
    match value.contains(' ') && value.contains(',') {
        true => srcset::best(value),
        false => is_bounded(value).then(|| value.to_owned()),
    }
}

/// Whether a value looks like an address, not like `true` or `3`.
fn is_address(value: &str) -> bool {
    value.contains(['/', '.']) && is_true(value)
}

/// Whether a value of an attribute that is no known one is the address of a file: it begins like one, or ends
/// like that of a picture. Titles, sizes and ratios may hold a dot or a slash, too.
fn is_certain(value: &str) -> bool {
    let path = value.split(['?', '#']).next().unwrap_or(value).to_ascii_lowercase();
    let begins = ["http://", "https://", "/", "./", "../"].iter().any(|start| path.starts_with(start));
    let ends = FILES.iter().any(|end| path.ends_with(end));
    (begins || ends) && !value.contains(char::is_whitespace) && is_true(value)
}

/// The ends of the names of pictures.
const FILES: &[&str] = &[".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".svg"];

/// Whether an address is not a sign of waiting, nor what a script has yet to fill in.
fn is_true(src: &str) -> bool {
    let path = src.split(['?', '#']).next().unwrap_or(src);
    let file = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let stem = file.rsplit_once('.').map_or(&*file, |(stem, _)| stem);
    let is_photo = || AMBIGUOUS.contains(&stem) && [".jpg", ".jpeg"].iter().any(|end| file.ends_with(end));
    let is_template = ["{{", "${", "<%"].iter().any(|sign| src.contains(sign));
    !src.is_empty()
        && !is_template
        && !src.starts_with("data:")
        && !src.starts_with("about:")
        && (!WAITING.contains(&stem) || is_photo())
}

/// Those of the names below that a photograph may have, too.
const AMBIGUOUS: &[&str] = &["grey", "gray", "dot", "clear", "empty", "wait"];

/// The names of pictures that are shown while another one is loaded.
const WAITING: &[&str] = &[
    "loading",
    "loader",
    "ajax-loader",
    "spinner",
    "preloader",
    "blank",
    "spacer",
    "placeholder",
    "transparent",
    "pixel",
    "lazy",
    "lazyload",
    "grey",
    "gray",
    "1x1",
    "dot",
    "clear",
    "empty",
    "trans",
    "image-placeholder",
    "img-placeholder",
    "wait",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::html::{Tag, TokenHandler, tokenize};

    /// The addresses of the pictures of a fragment.
    fn sources(html: &str) -> Vec<Option<String>> {
        #[derive(Default)]
        struct Pictures(Vec<Option<String>>);
        impl TokenHandler for Pictures {
            fn start(&mut self, _: Tag, attributes: &Attributes) {
                self.0.push(src(attributes, &[]));
            }
            fn end(&mut self, _: Tag) {}
            fn text(&mut self, _: &str) {}
            fn raw(&mut self, _: Tag, _: &str) {}
        }
        let mut pictures = Pictures::default();
        tokenize(html, &mut pictures);
        pictures.0
    }

    #[test]
    fn the_true_address_is_found_in_every_known_form() {
        for attributes in [
            "src=/a.jpg",
            "data-src=/a.jpg src=/i/loading.gif",
            "data-src=/a.jpg src='data:image/gif;base64,R0'",
            "data-original=/a.jpg src=/b.jpg",
            "data-lazy-src=/a.jpg src=/b.jpg",
            "data-pagespeed-lazy-src=/a.jpg src=/b.jpg",
            "data-src=true data-lazy-src=/a.jpg",
            "data-srcset='/b.jpg 300w, /a.jpg 900w' src=/loading.gif",
            "data-lazy-srcset='/b.jpg 300w, /a.jpg 900w' srcset='data:image/gif;base64,R0 1w'",
            "srcset='/b.jpg 1x, /a.jpg 2x'",
            "srcset='/b.jpg 300w, /a.jpg 900w' src='data:,'",
            "src=/a.jpg srcset='/b.jpg 900w'",
            "data-src='/b.jpg 300w, /a.jpg 900w'",
        ] {
            assert_eq!(sources(&format!("<img {attributes}>")), [Some("/a.jpg".to_owned())], "{attributes}");
        }
        for attributes in [
            "data-original-title='The hall, 2024. By Tom'",
            "data-lazy-sizes='(min-width: 37.5em) 50vw'",
            "data-original-width=1200.5",
            "data-lazy-ratio=16/9",
            "data-lazyload=on/off",
            "data-src='{{item.image}}'",
        ] {
            let html = format!("<img {attributes} src=/a.jpg>");

            assert_eq!(sources(&html), [Some("/a.jpg".to_owned())], "{attributes}");
        }
        assert_eq!(sources("<img src=/uploads/wait.jpg>"), [Some("/uploads/wait.jpg".to_owned())]);
        assert_eq!(sources("<img src=/i/spinner.gif><img data-src=3>"), [None, None]);
    }
}
