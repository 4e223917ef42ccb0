use url::Url;

use super::*;
use crate::model::{ItemKey, Kind};

mod address;
mod doc;
mod editions;
mod fault;
mod form;
mod link;
mod media;
mod zone;

/// A catalogue of form 2 with these editions, as JSON.
fn catalog_of(editions: &str) -> Catalog {
    let json = format!(
        r#"{{"catalog": 2, "id": "example", "name": "Example", "default_edition": "en", "editions": [{editions}]}}"#
    );
    Catalog::from_json(&json).unwrap()
}

/// An edition with this base and the content path `/posts/{id}`, as JSON.
fn edition_at(id: &str, base: &str) -> String {
    edition_with(id, base, "/posts/{id}")
}

fn edition_with(id: &str, base: &str, path: &str) -> String {
    format!(
        r#"{{"id": "{id}", "language": "{id}", "name": "{id}", "bases": ["{base}"], "sections": [{{
            "section": "news",
            "content": [{{"kind": "article", "path": "{path}"}}],
            "listings": [{{"name": "list", "document": "json", "path": "/list"}}]}}]}}"#
    )
}
