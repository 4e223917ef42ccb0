//! The fields of rows of JSON lists.

use super::json::Field;
use super::{Attachment, Track};
use crate::picture::Picture;

fn images(picture: Option<&Picture>) -> [(&'static str, Field); 2] {
    [
        ("ImageAddress_S", Field::path(picture.map(Picture::small))),
        ("ImageAddress_M", Field::path(picture.map(|picture| picture.path.clone()))),
    ]
}

pub(super) fn attachment_fields(row: &Attachment) -> Vec<(&'static str, Field)> {
    let number = row.number.map_or(Field::Nothing, Field::Number);
    let mut fields = vec![("Id", Field::Number(row.id)), ("Episode", number)];
    fields.extend([("Caption", Field::text(&row.caption)), ("Discription", Field::text(&row.description))]);
    fields.extend(images(row.picture.as_ref()));
    let video = Some(row.video.clone()).filter(|video| !video.is_empty());
    fields.push(("VideoAddress", Field::path(video)));
    fields
}

pub(super) fn track_fields(track: &Track) -> Vec<(&'static str, Field)> {
    let media = if track.is_clip { "VideoAddress" } else { "VoiceAddress" };
    let title = if track.is_clip { "" } else { &track.title };
    let mut fields = vec![("Id", Field::Number(track.id)), ("Caption", Field::text(track.caption()))];
    fields.extend([("Title", Field::text(title)), ("Discription", Field::text(&track.description))]);
    fields.extend(images(track.picture.as_ref()));
    fields.push((media, Field::path(Some(track.media.clone()))));
    fields
}
