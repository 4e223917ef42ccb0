//! A set of addresses of one picture: `/a.jpg 300w, /b.jpg 900w`.

use crate::parse::html::is_bounded;

/// The width in pixels up to which the widest picture is taken. A phone shows no more.
const WIDEST: u32 = 1600;

/// The widest picture of a set up to a limit, else the narrowest; the first one of those without a width.
pub(super) fn best(set: &str) -> Option<String> {
    let all: Vec<(&str, u32)> = entries(set).filter(|(address, _)| is_address(address)).collect();
    let fitting = all.iter().filter(|(_, width)| *width <= WIDEST);
    let widest = fitting.rev().max_by_key(|(_, width)| *width);
    let best = widest.or_else(|| all.iter().min_by_key(|(_, width)| *width));
    best.map(|(address, _)| (*address).to_owned())
}

fn is_address(value: &str) -> bool {
    is_bounded(value) && !value.starts_with("data:")
}

/// The addresses with their widths. An address may hold commas; it ends at white space. A density counts as a
/// width of so many hundred pixels.
fn entries(set: &str) -> impl Iterator<Item = (&str, u32)> {
    let mut rest = set;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (address, after) = rest.split_at_checked(end)?;
        let whole = address.trim_end_matches(',');
        let descriptor = if whole.len() < address.len() { "" } else { after.split(',').next()? };
        rest = after.get(descriptor.len()..)?;
        (!whole.is_empty()).then(|| (whole, width(descriptor.trim())))
    })
}

fn width(descriptor: &str) -> u32 {
    let words = descriptor.split_whitespace();
    let width = |word: &str| word.strip_suffix('w').and_then(|width| width.parse().ok());
    let density = |word: &str| word.strip_suffix('x').and_then(|times| times.parse::<f32>().ok());
    let of = |word| width(word).or_else(|| density(word).map(|times| (times * 100.0) as u32));
    words.filter_map(of).next().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_picture_up_to_the_limit_is_taken() {
        assert_eq!(best("/a.jpg 300w, /b.jpg 900w, /c.jpg 4000w").as_deref(), Some("/b.jpg"));
        assert_eq!(best("/c.jpg 4000w,/d.jpg 2000w").as_deref(), Some("/d.jpg"));
        assert_eq!(best("/a.jpg, /b.jpg 2x").as_deref(), Some("/b.jpg"));
        assert_eq!(best(" /a.jpg ").as_deref(), Some("/a.jpg"));
        assert_eq!(best("data:image/gif;base64,R0 1w"), None);
        assert_eq!(best(" , "), None);
    }

    #[test]
    fn an_address_may_hold_commas() {
        let set = "https://i.example/w_300,h_200/a.jpg 300w, https://i.example/w_900,h_600/a.jpg 900w";

        assert_eq!(best(set).as_deref(), Some("https://i.example/w_900,h_600/a.jpg"));
    }
}
