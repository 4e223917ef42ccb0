//! Episodes: numbered ones, which a rule finds, and attachments, which a listing names.

use super::{MediaHosts, Program, ProgramKind, address};
use crate::edition::Edition;
use crate::page::percent_encoded;
use crate::picture::Picture;

/// How a programme has its episodes, with the script variables that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Scheme {
    /// `inter_`
    pub(crate) inter: u64,
    /// `extrafild`
    pub(crate) extra: &'static str,
    /// `langE`, if the page has it
    pub(crate) language: Option<&'static str>,
}

impl Scheme {
    pub(crate) fn of(program: &Program) -> Self {
        let mut random = program.random("episode scheme");
        let language = match program.edition {
            Edition::Fa2 => random.pick(&[Some("da"), Some("da"), Some("fa2"), None]),
            other => Some(other.id()),
        };
        let numbered = program.kind == ProgramKind::Series && random.percent(55);
        let (inter, extra) = match (numbered, random.below(4)) {
            (true, _) => (program.count(), random.pick(&["hls", "1", "vod"])),
            (false, 0) => (program.count(), ""),
            (false, 1) => (0, "hls"),
            (false, _) => (0, ""),
        };
        Self { inter, extra, language }
    }

    /// Whether the episodes are numbered ones.
    pub(crate) fn is_numbered(&self) -> bool {
        self.inter > 0 && !self.extra.is_empty()
    }

    /// The part of media addresses before the id.
    fn prefix(&self, edition: Edition) -> &'static str {
        match edition {
            Edition::Fa => "",
            _ => self.language.unwrap_or("da"),
        }
    }

    /// The HLS master, the MP4 and the still of a numbered episode.
    pub(crate) fn addresses(&self, program: &Program, number: u64, hosts: &MediaHosts) -> [String; 3] {
        let name = format!("{}{}", self.prefix(program.edition), program.id);
        let MediaHosts { streams, files, .. } = hosts;
        [
            format!("{streams}/hls/{name}/,{number},{number}_320,.mp4.urlset/master.m3u8"),
            format!("{files}/ifilm/{name}/{number}.mp4"),
            format!("{files}/ifilm/{name}/{number}.png"),
        ]
    }
}

impl Scheme {
    /// What a script puts between the folder of its media and the id: a variable, a text or nothing.
    pub(crate) fn script_prefix(&self, edition: Edition) -> &'static str {
        match (edition, self.language) {
            (Edition::Fa, _) => "' + ID_Serial",
            (_, Some(_)) => "' + langE + ID_Serial",
            (_, None) => "da' + ID_Serial",
        }
    }
}

impl Program {
    pub(crate) fn scheme(&self) -> Scheme {
        Scheme::of(self)
    }
}

/// A row of the listing of attachments.
#[derive(Debug, Clone)]
pub(crate) struct Attachment {
    pub(crate) id: u64,
    pub(crate) number: Option<u64>,
    pub(crate) caption: String,
    pub(crate) description: String,
    pub(crate) picture: Option<Picture>,
    /// As the row has it; empty for a row that is no episode.
    pub(crate) video: String,
    /// Whether it repeats the row before it.
    pub(crate) is_double: bool,
}

impl Attachment {
    /// The rows of a programme, newest first, with doubles and rows without an address.
    pub(crate) fn all(program: &Program, hosts: &MediaHosts) -> Vec<Self> {
        let numbered = program.scheme().is_numbered();
        // A programme with numbered episodes has a few rows, which repeat them.
        let count = if numbered { program.count().min(3) } else { program.count() };
        (1..=count).rev().flat_map(|number| Self::rows(program, number, hosts)).collect()
    }

    fn rows(program: &Program, number: u64, hosts: &MediaHosts) -> Vec<Self> {
        let mut random = program.random(&format!("attachment {number}"));
        let row = Self::episode(program, number, hosts);
        let mut rows = Vec::new();
        if random.percent(4) {
            let extras = program.words().extras;
            let caption = random.pick(extras).to_owned();
            let video = format!("extras/{}/{number}.mp4", program.folder());
            rows.push(Self { id: row.id + 2, number: None, caption, video, ..row.clone() });
        }
        if random.percent(5) {
            rows.push(Self { id: row.id + 3, video: String::new(), ..row.clone() });
        }
        rows.push(row.clone());
        if random.percent(8) {
            let same_id = random.percent(40);
            let video =
                if same_id { row.video.clone() } else { format!("/{}", row.video.trim_start_matches('/')) };
            let video = if row.video.contains("://") { row.video.clone() } else { video };
            rows.push(Self { id: row.id + u64::from(!same_id), video, is_double: true, ..row });
        }
        rows
    }

    fn episode(program: &Program, number: u64, hosts: &MediaHosts) -> Self {
        let mut random = program.random(&format!("episode {number}"));
        let title = program.title();
        let caption = match random.below(5) {
            0 => String::new(),
            1 => format!("{title} - {} {number}", program.words().clock.episode),
            _ => title,
        };
        let description = if random.percent(20) { program.story().remove(0) } else { String::new() };
        let path = format!("{}/{}/{number}.mp4", program.kind.id(), program.folder());
        let video = match random.below(8) {
            0 => format!("{}{}", hosts.attachments, percent_encoded(&path)),
            1..4 => path,
            _ => format!("/{path}"),
        };
        let picture = random.percent(90).then(|| program.still(number));
        let id = 10_000 + (program.id % 10_000) * 40_000 + 4 * number;
        Self { id, number: Some(number), caption, description, picture, video, is_double: false }
    }

    /// Whether a person should see it.
    pub(crate) fn is_episode(&self) -> bool {
        !self.is_double && !self.video.is_empty()
    }

    /// The full address of its video.
    pub(crate) fn address(&self, hosts: &MediaHosts) -> String {
        address(&hosts.attachments, self.video.trim_start_matches('/'))
    }
}
