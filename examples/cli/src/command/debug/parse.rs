//! `ifilm debug parse`: one document.

use std::path::Path;

use ifilm_core::catalog::{EditionEntry, Form};
use ifilm_core::parse::{self, Document};
use ifilm_core::{Catalog, Section};
use serde_json::Value;
use url::Url;

use crate::arguments::{DocumentKind, Parse, Shared};
use crate::failure::Failure;
use crate::{Ended, batch, screen};

pub(super) fn run(shared: &Shared, arguments: &Parse) -> Result<Ended, Failure> {
    let catalog = shared.catalog()?;
    let edition = match shared.editions.first() {
        Some(id) => catalog.edition(id)?,
        None => edition_of(&catalog, arguments.base.as_deref())?,
    };
    let base = arguments.base.as_deref().unwrap_or(&edition.bases[0]);
    let base =
        Url::parse(base).map_err(|cause| Failure::bad_input(format!("`{base}` is no address: {cause}")))?;
    let one = |file: &str| parse_file(Path::new(file), arguments.kind, &base, edition);
    match &arguments.file {
        Some(file) if !arguments.batch => {
            screen::json(&one(&file.to_string_lossy())?);
            Ok(Ended::Well)
        }
        _ => batch::run(true, one),
    }
}

/// The edition that an address belongs to, or the default one.
fn edition_of<'a>(catalog: &'a Catalog, base: Option<&str>) -> Result<&'a EditionEntry, Failure> {
    let host = |address: &str| Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned));
    let wanted = base.and_then(host);
    let is_wanted = |edition: &&EditionEntry| edition.bases.iter().any(|base| host(base) == wanted);
    match catalog.editions.iter().find(is_wanted) {
        Some(edition) => Ok(edition),
        None => Ok(catalog.edition(&catalog.default_edition)?),
    }
}

fn parse_file(file: &Path, kind: DocumentKind, base: &Url, edition: &EditionEntry) -> Result<Value, Failure> {
    let bytes = std::fs::read(file).map_err(|cause| Failure::of_file(file, &cause))?;
    let document = Document { bytes: &bytes, charset: None, address: base, edition };
    match kind {
        DocumentKind::Article => Ok(crate::json::parsed_article(&parse::article(document)?)),
        DocumentKind::Listing => {
            let none = || Failure::bad_input(format!("edition `{}` has no news", edition.id));
            let section = edition.section(Section::News).ok_or_else(none)?;
            Ok(crate::json::parsed_listing(&parse::listing(document, form_of(&bytes), section)?))
        }
    }
}

/// A listing that begins with a tag is a page; anything else should be JSON.
fn form_of(bytes: &[u8]) -> Form {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if text.trim_ascii_start().starts_with(b"<") { Form::Html } else { Form::Json }
}
