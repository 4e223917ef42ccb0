//! Computes the truth of each thing.

use super::{
    Album, AlbumTruth, Attachment, CreditTruth, EpisodeTruth, HitTruth, Live, LiveTruth, MediaHosts, Person,
    PersonTruth, Program, ProgramTruth, Roll, SectionArchive, Tag, TagTruth, Track, TrackTruth, VariantTruth,
    WorkTruth, address,
};
use crate::picture::Picture;

/// The truths of an edition whose pages are at a base address.
#[derive(Clone, Copy)]
pub(crate) struct Facts<'a> {
    pub(crate) roll: Roll,
    pub(crate) base: &'a str,
}

impl Facts<'_> {
    pub(crate) fn program(self, program: &Program) -> ProgramTruth {
        let poster = program.poster();
        ProgramTruth {
            kind: program.kind,
            id: program.id,
            title: program.title(),
            shown_title: program.shown_title(),
            year: program.year(),
            story: program.story(),
            poster: self.full(poster.as_ref()),
            poster_small: poster.map(|poster| address(self.base, &poster.small())),
            cast: self.cast(program),
            genres: program.genres().into_iter().map(str::to_owned).collect(),
            tags: program.tags().into_iter().map(|tag| (tag.id(), tag.title().to_owned())).collect(),
            trailer: program.trailer(),
            video: program.video().map(|video| address(self.base, &video)),
            on_air: program.is_on_air(),
            numbered: program.scheme().is_numbered(),
            episodes: self.episodes(program).len(),
        }
    }

    fn cast(self, program: &Program) -> Vec<CreditTruth> {
        let credits =
            program.credits().into_iter().map(|credit| (self.roll.person(credit.number), credit.role));
        let truth = |(person, role): (Person, Option<&str>)| CreditTruth {
            id: person.id(),
            name: person.name(),
            role: role.map(str::to_owned),
        };
        credits.map(truth).collect()
    }

    /// Numbered episodes from the first one on, attachments in the order of their listing.
    pub(crate) fn episodes(self, program: &Program) -> Vec<EpisodeTruth> {
        let (scheme, hosts) = (program.scheme(), self.hosts());
        if scheme.is_numbered() {
            let numbered = |number| {
                let [hls, mp4, still] = scheme.addresses(program, number, &hosts);
                let (hls, picture, number) = (Some(hls), Some(still), Some(number));
                EpisodeTruth { id: None, number, title: None, description: None, picture, hls, mp4 }
            };
            return (1..=scheme.inter).map(numbered).collect();
        }
        let rows = Attachment::all(program, &hosts).into_iter().filter(Attachment::is_episode);
        rows.map(|row| self.attachment(&row, &hosts)).collect()
    }

    fn attachment(self, row: &Attachment, hosts: &MediaHosts) -> EpisodeTruth {
        EpisodeTruth {
            id: Some(row.id),
            number: row.number,
            title: some(&row.caption),
            description: some(&row.description),
            picture: self.full(row.picture.as_ref()),
            hls: None,
            mp4: row.address(hosts),
        }
    }

    pub(crate) fn album(self, album: Album) -> AlbumTruth {
        AlbumTruth {
            id: album.id(),
            title: album.title(),
            performer: album.performer().to_owned(),
            story: album.story().into_iter().collect(),
            picture: self.full(album.picture().as_ref()),
            tracks: album.tracks().iter().map(|track| self.track(track)).collect(),
        }
    }

    pub(crate) fn track(self, track: &Track) -> TrackTruth {
        let media = format!("/{}", track.media.trim_start_matches('/'));
        TrackTruth {
            id: track.id,
            title: track.title.clone(),
            performer: (!track.is_clip).then(|| track.performer.clone()),
            description: some(&track.description),
            picture: self.full(track.picture.as_ref()),
            address: address(self.base, &media),
            clip: track.is_clip,
        }
    }

    pub(crate) fn person(self, person: Person, archive: &SectionArchive) -> PersonTruth {
        let works = works(person, archive).into_iter().map(|(program, role)| WorkTruth {
            kind: program.kind,
            id: program.id,
            shown_title: program.shown_title(),
            role: role.map(str::to_owned),
        });
        PersonTruth {
            id: person.id(),
            name: person.name(),
            directs: Person::directs(person.number),
            biography: person.biography(),
            picture: self.full(person.picture().as_ref()),
            works: works.collect(),
        }
    }

    pub(crate) fn tag(self, tag: Tag, archive: &SectionArchive) -> TagTruth {
        let rows = tagged(tag, archive).into_iter().map(|program| self.hit(&program));
        TagTruth { id: tag.id(), title: tag.title().to_owned(), rows: rows.collect() }
    }

    pub(crate) fn hit(self, program: &Program) -> HitTruth {
        let (kind, id, shown_title) = (program.kind.id(), program.id, program.shown_title());
        HitTruth { kind, id, shown_title, picture: self.full(program.poster().as_ref()) }
    }

    pub(crate) fn live(self) -> LiveTruth {
        let live = Live { edition: self.roll.edition };
        let variants = live
            .variants()
            .map(|(path, answers)| VariantTruth { address: format!("{}{path}", self.base), answers });
        LiveTruth { master: format!("{}{}", self.base, live.master()), variants: variants.collect() }
    }

    fn hosts(self) -> MediaHosts {
        MediaHosts::of(self.roll.sections, self.base)
    }

    pub(crate) fn full(self, picture: Option<&Picture>) -> Option<String> {
        picture.map(|picture| address(self.base, &picture.path))
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// What a person took part in, newest first.
pub(crate) fn works(person: Person, archive: &SectionArchive) -> Vec<(Program, Option<&'static str>)> {
    let works = archive.all().filter_map(|program| {
        let credit = program.credits().into_iter().find(|credit| credit.number == person.number)?;
        Some((program, credit.role))
    });
    works.collect()
}

/// How many rows the one page of a tag has at most.
const TAG_ROWS: usize = 24;

/// What a tag lists, newest first.
pub(crate) fn tagged(tag: Tag, archive: &SectionArchive) -> Vec<Program> {
    archive.all().filter(|program| program.tags().contains(&tag)).take(TAG_ROWS).collect()
}
