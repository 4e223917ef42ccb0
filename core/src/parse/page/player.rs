//! Frames that show a player or a post of another site.

use url::Url;

use crate::parse::html::{Attributes, Tag};

/// Frames up to this size, in pixels, count visits.
const SMALLEST: u32 = 20;

/// Sites whose frames are players or posts, and their names.
const PROVIDERS: &[(&str, &str)] = &[
    ("youtube.com", "YouTube"),
    ("youtube-nocookie.com", "YouTube"),
    ("youtu.be", "YouTube"),
    ("aparat.com", "Aparat"),
    ("dailymotion.com", "Dailymotion"),
    ("dai.ly", "Dailymotion"),
    ("vimeo.com", "Vimeo"),
    ("facebook.com", "Facebook"),
    ("instagram.com", "Instagram"),
    ("twitter.com", "X"),
    ("x.com", "X"),
    ("t.me", "Telegram"),
    ("tiktok.com", "TikTok"),
    ("soundcloud.com", "SoundCloud"),
    ("spotify.com", "Spotify"),
    ("mixcloud.com", "Mixcloud"),
    ("telewebion.com", "Telewebion"),
    ("namasha.com", "Namasha"),
    ("rutube.ru", "Rutube"),
    ("twitch.tv", "Twitch"),
    ("ted.com", "TED"),
    ("archive.org", "Internet Archive"),
    ("castbox.fm", "Castbox"),
];

/// Words in addresses of players that are not in the table.
const PLAYER_WORDS: &[&str] =
    &["embed", "player", "video", "videos", "audio", "podcast", "play", "live", "vod"];

/// Parts of addresses of frames that are never part of a text.
const FOREIGN: &[&str] = &[
    "doubleclick",
    "googlesyndication",
    "googletagmanager",
    "adservice",
    "adserver",
    "/ads/",
    "/ad/",
    "banner",
    "taboola",
    "outbrain",
    "yektanet",
    "recaptcha",
    "disqus",
    "addthis",
    "sharethis",
    "/plugins/like",
    "/plugins/page",
    "/plugins/share",
    "/plugins/comments",
    "/plugins/follow",
    "follow_button",
    "tweet_button",
    "newsletter",
    "subscribe",
];

/// The address that a frame shows, if it is a player or a post.
pub(super) fn src(attributes: &Attributes) -> Option<String> {
    let names = ["data-src", "data-lazy-src", "data-url", "src", "data"];
    let src = names.iter().filter_map(|name| attributes.address(name)).find(|src| is_address(src))?;
    (is_player(src, attributes) && !is_tiny(attributes)).then(|| src.to_owned())
}

fn is_address(src: &str) -> bool {
    !src.starts_with("about:") && !src.starts_with("data:") && src.contains(['/', '.'])
}

fn is_player(src: &str, attributes: &Attributes) -> bool {
    let lower = src.to_ascii_lowercase();
    let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    let is_known = || host(&lower).is_some_and(|host| provider_of(host).is_some());
    !FOREIGN.iter().any(|part| lower.contains(part))
        && (is_known() || words.any(|word| PLAYER_WORDS.contains(&word)) || attributes.has("allowfullscreen"))
}

fn is_tiny(attributes: &Attributes) -> bool {
    let size = |name| attributes.get(name).and_then(|size| size.trim_end_matches("px").parse::<u32>().ok());
    ["width", "height"].into_iter().filter_map(size).any(|size| size <= SMALLEST)
}

/// The host of an address as a page writes it.
fn host(src: &str) -> Option<&str> {
    let after = src.split_once("//")?.1;
    after.split(['/', '?', '#', ':']).next()
}

fn provider_of(host: &str) -> Option<&'static str> {
    let is_of =
        |site: &str| host.strip_suffix(site).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    PROVIDERS.iter().find(|(site, _)| is_of(site)).map(|(_, name)| *name)
}

/// The name of the site that an address belongs to, if it is a known site of players or posts.
pub(in crate::parse) fn provider(address: &Url) -> Option<&'static str> {
    provider_of(address.host_str()?)
}

/// The address of a player that an element of its own stands for.
pub(super) fn of_element(tag: Tag, attributes: &Attributes) -> Option<String> {
    let id = || attributes.address("data-videoid").or_else(|| attributes.address("videoid"));
    match tag {
        Tag::AmpYoutube | Tag::LiteYoutube => Some(format!("https://www.youtube.com/embed/{}", id()?)),
        Tag::AmpDailymotion => Some(format!("https://www.dailymotion.com/embed/video/{}", id()?)),
        Tag::AmpVimeo => Some(format!("https://player.vimeo.com/video/{}", id()?)),
        Tag::Iframe | Tag::AmpIframe | Tag::Embed | Tag::Object => src(attributes),
        Tag::Script => of_script(attributes.address("src")?),
        _ => None,
    }
}

/// Aparat offers a script that writes the frame.
fn of_script(src: &str) -> Option<String> {
    let (_, after) = src.split_once("aparat.com/embed/")?;
    let id = after.split(['?', '/', '#']).next().filter(|id| !id.is_empty())?;
    Some(format!("https://www.aparat.com/video/video/embed/videohash/{id}/vt/frame"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_is_known_by_its_host_and_any_host_below_it() {
        let provider = |address: &str| provider(&Url::parse(address).unwrap());

        assert_eq!(provider("https://www.youtube.com/embed/1"), Some("YouTube"));
        assert_eq!(provider("https://player.vimeo.com/video/1"), Some("Vimeo"));
        assert_eq!(provider("https://notaparat.com/1"), None);
    }
}
