//! The catalogue that leads a client to this site.

use serde_json::{Value, json};

use crate::edition::Edition;

/// Where the news are listed: the real place is not known, so the site can offer any one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewsForm {
    /// A JSON listing under this category number.
    Category(u32),
    /// A page of links, by page number.
    Index,
    /// The links of the home page and nothing else.
    HomeLinks,
}

impl NewsForm {
    fn listing(self) -> Value {
        match self {
            NewsForm::Category(number) => json!({
                "name": "category",
                "form": "json",
                "path": format!("/Home/PageingItem?category={number}&page={{page}}&size={{size}}&orderby=1"),
                "first_page": 1,
                "size": 30,
                "certainty": "guess",
            }),
            NewsForm::Index => json!({
                "name": "index", "form": "html", "path": "/News?page={page}", "first_page": 1, "certainty": "guess",
            }),
            NewsForm::HomeLinks => json!({
                "name": "home", "form": "html", "path": "/home/index", "certainty": "likely",
            }),
        }
    }
}

/// A catalogue of the four editions at these addresses, with the listings to try in order.
pub(crate) fn json(bases: &[(Edition, String)], forms: &[NewsForm], tls: bool) -> String {
    let editions: Vec<Value> = bases.iter().map(|(edition, base)| entry(*edition, base, forms)).collect();
    let catalog = json!({
        "catalog": 1,
        "id": "practice",
        "name": "iFilm practice",
        "default_edition": "en",
        "allow_plain_http": !tls,
        "allow_private": true,
        "connections_per_host": 1,
        "editions": editions,
    });
    format!("{catalog:#}")
}

fn entry(edition: Edition, base: &str, forms: &[NewsForm]) -> Value {
    let aliases: &[&str] = if edition == Edition::Fa2 { &["dari", "prs"] } else { &[] };
    let listings: Vec<Value> = forms.iter().map(|form| form.listing()).collect();
    json!({
        "id": edition.id(),
        "language": edition.language(),
        "name": edition.name(),
        "aliases": aliases,
        "bases": [base],
        "sections": [{
            "section": "news",
            "content": [
                {"kind": "article", "path": "/News/Content/{id}"},
                {"kind": "article", "path": "/Iran/Content/{id}"},
            ],
            "listings": listings,
        }],
    })
}
