//! The elements of HTML that matter for reading articles; all others are transparent.

macro_rules! tags {
    ($($name:literal $tag:ident,)*) => {
        /// The kind of an element.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(in crate::parse) enum Tag {
            $($tag,)*
            /// Not known, or without meaning for the text. Its contents are read as if the tag were not
            /// there.
            Other,
        }

        fn of_lower(name: &[u8]) -> Tag {
            match std::str::from_utf8(name) {
                $(Ok($name) => Tag::$tag,)*
                _ => Tag::Other,
            }
        }
    };
}

tags! {
    "a" A, "address" Address, "amp-ad" AmpAd, "amp-audio" AmpAudio, "amp-carousel" AmpCarousel, "amp-dailymotion" AmpDailymotion,
    "amp-embed" AmpEmbed, "amp-iframe" AmpIframe, "amp-img" AmpImg, "amp-video" AmpVideo,
    "amp-vimeo" AmpVimeo, "amp-youtube" AmpYoutube, "article" Article, "aside" Aside, "audio" Audio, "b" B, "base" Base,
    "blockquote" Blockquote, "body" Body, "br" Br, "button" Button, "canvas" Canvas, "caption" Caption,
    "center" Center, "code" Code, "col" Col, "dd" Dd, "details" Details, "dialog" Dialog, "dir" Dir, "div" Div, "dl" Dl,
    "dt" Dt, "em" Em, "embed" Embed, "fieldset" Fieldset, "figcaption" Figcaption, "figure" Figure, "font" Font,
    "footer" Footer, "form" Form, "h1" H1, "h2" H2, "h3" H3, "h4" H4, "h5" H5, "h6" H6, "head" Head,
    "header" Header, "hgroup" Hgroup, "hr" Hr, "html" Html, "i" I, "iframe" Iframe, "img" Img, "image" Image,
    "input" Input, "kbd" Kbd, "label" Label, "legend" Legend, "li" Li, "link" Link, "lite-youtube" LiteYoutube, "main" Main, "marquee" Marquee,
    "math" Math, "menu" Menu, "meta" Meta, "nav" Nav, "noembed" Noembed, "noframes" Noframes,
    "noscript" Noscript, "object" Object, "ol" Ol, "optgroup" Optgroup, "option" Option, "p" P, "param" Param,
    "picture" Picture, "pre" Pre, "samp" Samp, "script" Script, "search" Search, "section" Section, "select" Select,
    "source" Source, "span" Span, "strong" Strong, "style" Style, "sub" Sub, "summary" Summary, "sup" Sup, "svg" Svg, "table" Table,
    "tbody" Tbody, "td" Td, "template" Template, "textarea" Textarea, "tfoot" Tfoot, "th" Th, "thead" Thead,
    "time" Time, "title" Title, "tr" Tr, "track" Track, "tt" Tt, "ul" Ul, "video" Video, "wbr" Wbr, "xmp" Xmp,
}

const LONGEST: usize = 16;

impl Tag {
    /// The element of this name, in any case.
    pub(in crate::parse) fn of(name: &str) -> Self {
        let mut lower = [0; LONGEST];
        let Some(lower) = lower.get_mut(..name.len()) else {
            return Tag::Other;
        };
        lower.copy_from_slice(name.as_bytes());
        lower.make_ascii_lowercase();
        of_lower(lower)
    }

    /// Elements without contents.
    pub(in crate::parse) fn is_void(self) -> bool {
        use Tag::*;
        matches!(
            self,
            Base | Br | Col | Embed | Hr | Img | Image | Input | Link | Meta | Param | Source | Track | Wbr
        )
    }

    /// Elements whose contents hold no tags.
    pub(in crate::parse) fn holds_only_text(self) -> bool {
        use Tag::*;
        matches!(self, Script | Style | Textarea | Title | Xmp | Iframe | Noembed | Noframes | Noscript)
    }

    /// Elements that begin a new line of text.
    pub(in crate::parse) fn is_block(self) -> bool {
        use Tag::*;
        self.is_cell_or_row()
            || self.is_heading()
            || matches!(
                self,
                Address
                    | AmpCarousel
                    | Article
                    | Aside
                    | Blockquote
                    | Body
                    | Center
                    | Dd
                    | Details
                    | Dialog
                    | Dir
                    | Div
                    | Dl
            )
            || matches!(
                self,
                Dt | Fieldset | Figcaption | Figure | Footer | Form | Header | Hgroup | Legend | Li | Main
            )
            || matches!(
                self,
                Marquee | Menu | Nav | Ol | P | Pre | Search | Section | Summary | Table | Ul | Xmp
            )
    }

    /// Elements whose contents are no text of the page.
    pub(in crate::parse) fn is_silent(self) -> bool {
        use Tag::*;
        matches!(
            self,
            AmpAd | AmpAudio | AmpDailymotion | AmpEmbed | AmpIframe | AmpVideo | AmpVimeo | AmpYoutube
        ) || matches!(
            self,
            Audio
                | Button
                | Canvas
                | LiteYoutube
                | Math
                | Object
                | Optgroup
                | Option
                | Select
                | Svg
                | Template
                | Video
        )
    }

    /// `h1` to `h6`.
    pub(in crate::parse) fn is_heading(self) -> bool {
        self.heading_level().is_some()
    }

    /// The number of a heading.
    pub(in crate::parse) fn heading_level(self) -> std::option::Option<u8> {
        match self {
            Tag::H1 => Some(1),
            Tag::H2 => Some(2),
            Tag::H3 => Some(3),
            Tag::H4 => Some(4),
            Tag::H5 => Some(5),
            Tag::H6 => Some(6),
            _ => None,
        }
    }

    /// `ul`, `ol`, `menu` and `dir`.
    pub(in crate::parse) fn is_list(self) -> bool {
        matches!(self, Tag::Ul | Tag::Ol | Tag::Menu | Tag::Dir)
    }

    /// `audio`, `video` and what stands for them.
    pub(in crate::parse) fn is_media(self) -> bool {
        matches!(self, Tag::Audio | Tag::Video | Tag::AmpAudio | Tag::AmpVideo)
    }

    /// Parts of a table.
    pub(in crate::parse) fn is_cell_or_row(self) -> bool {
        use Tag::*;
        matches!(self, Caption | Tbody | Td | Tfoot | Th | Thead | Tr)
    }

    /// A stray end tag inside one of these closes nothing outside of it.
    pub(in crate::parse) fn is_boundary(self) -> bool {
        matches!(self, Tag::Td | Tag::Th | Tag::Caption | Tag::Table | Tag::Template)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_any_case() {
        assert_eq!(Tag::of("BlockQuote"), Tag::Blockquote);
        assert_eq!(Tag::of("figcaption"), Tag::Figcaption);
        assert_eq!(Tag::of("x-card"), Tag::Other);
        assert_eq!(Tag::of("figcaptions-and-more"), Tag::Other);
    }
}
