//! `ifilm picture`: where the file of a picture is, and how to fetch it.

use ifilm_core::{CachedPicture, PictureFile, PixelSize};
use serde_json::{Value, json};

use crate::arguments::{Picture, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn run(shared: &Shared, arguments: Picture) -> Result<Ended, Failure> {
    let Picture { address, fetch } = arguments;
    let client = shared.client()?;
    let picture = match fetch {
        true => client.media().fetch_picture(&address).await?,
        false => client.media().picture(&address).await?,
    };
    client.close().await?;
    match shared.json {
        true => screen::json(&as_json(&address, &picture)),
        false => screen::line(in_words(&picture)),
    }
    Ok(Ended::Well)
}

/// A path need not be Unicode, so it is written as text here.
fn as_json(address: &str, picture: &CachedPicture) -> Value {
    let CachedPicture { file, size } = picture;
    let file = file.as_ref().map(|PictureFile { path, content_type, bytes }| {
        json!({ "path": path.to_string_lossy(), "content_type": content_type, "bytes": bytes })
    });
    json!({ "address": address, "file": file, "size": size })
}

fn in_words(picture: &CachedPicture) -> String {
    let CachedPicture { file, size } = picture;
    let size = size.map(|PixelSize { width, height }| format!("  {width} × {height}")).unwrap_or_default();
    match file {
        Some(PictureFile { path, content_type, bytes }) => {
            format!("{}  {content_type}  {bytes} bytes{size}", path.display())
        }
        None => format!("It is not here.{size}"),
    }
}
