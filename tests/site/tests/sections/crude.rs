//! A crude parser of pages: what is in the head, in links, between headings and in scripts.

use ifilm_site::{Edition, SectionSnapshot};

use crate::sections::pieces::{Piece, decoded, folded, pieces};

/// A page, cut into pieces.
pub(crate) struct Page {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) html: String,
}

/// A link with the texts inside it and the sources of its pictures.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) texts: Vec<String>,
    pub(crate) pictures: Vec<String>,
}

const INLINE: &[&str] = &["a", "span", "b", "i", "img", "strong", "source", "video", "button"];

impl Page {
    pub(crate) fn get(sections: &SectionSnapshot, path: &str) -> Self {
        let (bytes, kind) = sections.get(path).unwrap_or_else(|| panic!("no page at {path}"));
        assert!(kind.starts_with("text/html"), "{path}: {kind}");
        Self::of(&bytes, kind)
    }

    pub(crate) fn of(bytes: &[u8], kind: &str) -> Self {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2_000)]).to_lowercase();
        let is_old = kind.contains("1256") || head.contains("windows-1256");
        let html = match is_old {
            true => encoding_rs::WINDOWS_1256.decode(bytes).0.into_owned(),
            false => String::from_utf8(bytes.to_vec()).unwrap(),
        };
        Self { pieces: pieces(&html), html }
    }

    pub(crate) fn meta(&self, name: &str) -> Option<String> {
        self.pieces.iter().find_map(|piece| match piece {
            Piece::Open(tag, attributes) if tag == "meta" => {
                let named = attributes.iter().any(|(_, value)| value == name);
                named.then(|| value(attributes, "content")).flatten()
            }
            _ => None,
        })
    }

    /// The attribute of the first element with a tag.
    pub(crate) fn first(&self, tag: &str, attribute: &str) -> Option<String> {
        self.pieces.iter().find_map(|piece| match piece {
            Piece::Open(name, attributes) if name == tag => value(attributes, attribute),
            _ => None,
        })
    }

    /// The links whose address has `/ROUTE/content/` and a number, with that number.
    pub(crate) fn links(&self, route: &str) -> Vec<(u64, Link)> {
        let mark = format!("/{route}/content/").to_lowercase();
        let number = |link: &Link| {
            let lower = link.href.to_lowercase();
            let digits: String =
                lower.split_once(&mark)?.1.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().ok()
        };
        self.all_links().into_iter().filter_map(|link| Some((number(&link)?, link))).collect()
    }

    pub(crate) fn all_links(&self) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        let mut inside = false;
        for piece in &self.pieces {
            match piece {
                Piece::Open(tag, attributes) if tag == "a" => {
                    let href = value(attributes, "href").unwrap_or_default();
                    let painted = value(attributes, "style")
                        .and_then(|style| Some(style.split_once("url(\"")?.1.split_once('"')?.0.to_owned()));
                    links.push(Link { href, texts: Vec::new(), pictures: painted.into_iter().collect() });
                    inside = true;
                }
                Piece::Close(tag) if tag == "a" => inside = false,
                Piece::Open(tag, attributes) if tag == "img" && inside => {
                    links.last_mut().unwrap().pictures.extend(value(attributes, "src"));
                }
                Piece::Text(text) if inside => links.last_mut().unwrap().texts.push(text.clone()),
                _ => {}
            }
        }
        links
    }

    pub(crate) fn texts(&self) -> Vec<String> {
        let text = |piece: &Piece| if let Piece::Text(text) = piece { Some(text.clone()) } else { None };
        self.pieces.iter().filter_map(text).collect()
    }

    /// The texts between tags that are not inline.
    pub(crate) fn blocks(&self) -> Vec<String> {
        let mut blocks = vec![String::new()];
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => {
                    let block = blocks.last_mut().unwrap();
                    if !block.is_empty() {
                        block.push(' ');
                    }
                    block.push_str(text);
                }
                Piece::Open(tag, _) | Piece::Close(tag) if !INLINE.contains(&tag.as_str()) => {
                    blocks.push(String::new());
                }
                _ => {}
            }
        }
        blocks.retain(|block| !block.is_empty());
        blocks
    }

    /// The blocks from one text on, without it, up to the first of others.
    pub(crate) fn between(&self, from: &str, to: &[&str]) -> Vec<String> {
        let blocks = self.blocks();
        let start = blocks.iter().position(|block| block == from);
        let start = start.unwrap_or_else(|| panic!("no {from} in {blocks:?}")) + 1;
        let inner = blocks[start..].iter().take_while(|block| !to.contains(&block.as_str()));
        inner.filter(|block| *block != "X").cloned().collect()
    }

    /// The value of a script variable or option.
    pub(crate) fn variable(&self, name: &str) -> Option<String> {
        self.pieces.iter().find_map(|piece| {
            let Piece::Script(script) = piece else { return None };
            let after = script.split_once(name)?.1.trim_start().trim_start_matches([':', '=']).trim_start();
            let value: String = after.chars().take_while(|c| !";,\n".contains(*c)).collect();
            let kept = value.trim().trim_start_matches("parseInt").trim_matches(['(', ')', '}', ' ']);
            Some(kept.trim_matches(['\'', '"']).to_owned())
        })
    }
}

fn value(attributes: &[(String, String)], name: &str) -> Option<String> {
    attributes.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone())
}

/// A text of a JSON list without references and tags.
pub(crate) fn cleaned(text: &str) -> String {
    let mut plain = String::new();
    let mut inside = false;
    for letter in text.chars() {
        match letter {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if !inside => plain.push(letter),
            _ => {}
        }
    }
    folded(&decoded(&plain))
}

/// The full picture behind an address, whole and percent-encoded.
pub(crate) fn picture(edition: Edition, source: &str) -> String {
    address(edition, &source.replace("SmallSize/", ""))
}

/// A whole and percent-encoded address.
pub(crate) fn address(edition: Edition, source: &str) -> String {
    let base = format!("https://{}.ifilmtv.ir", edition.id());
    let whole = if source.contains("://") { source.to_owned() } else { format!("{base}{source}") };
    let encode = |letter: char| match letter {
        ' ' => "%20".to_owned(),
        letter if letter.is_ascii() => letter.to_string(),
        letter => letter.to_string().bytes().map(|byte| format!("%{byte:02X}")).collect(),
    };
    whole.chars().map(encode).collect()
}
