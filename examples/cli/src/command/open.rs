//! `ifilm open`: what an address leads to, and the canonical address of a key. It uses only the catalogue and
//! creates no files.

use ifilm_core::catalog::Editions;
use ifilm_core::{Client, ItemKey, Link, NotOurs, SitePart};
use serde_json::{Value, json};

use crate::arguments::{Open, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn run(shared: &Shared, open: Open) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let found = found(shared, &client, &open.address);
    client.close().await?;
    let link = found?;
    if shared.json {
        screen::json(&of(&link));
        screen::finish()?;
    }
    if let Link::NotOurs { reason } = link {
        return Err(Failure::bad_input(format!("{} is not ours: {}", open.address, why(reason))));
    }
    if !shared.json {
        screen::line(line(&link));
    }
    Ok(Ended::Well)
}

/// What an address leads to, or else the page of a key.
fn found(shared: &Shared, client: &Client, text: &str) -> Result<Link, Failure> {
    let link = client.library().link(text)?;
    match key(&shared.known_editions()?, text) {
        Some(key) if matches!(link, Link::NotOurs { .. }) => of_key(client, key),
        _ => Ok(link),
    }
}

/// The key that a person typed, if its edition exists.
fn key(editions: &Editions, text: &str) -> Option<ItemKey> {
    editions.key(text).ok().filter(|key| editions.get(&key.edition).is_ok())
}

fn of_key(client: &Client, key: ItemKey) -> Result<Link, Failure> {
    let address = client.library().address_of(&key)?;
    let address = address.ok_or_else(|| Failure::bad_input(format!("{key} has no page at the site")))?;
    Ok(Link::Item { part: SitePart::of(key.kind), key, address })
}

/// Fields of the JSON are never renamed.
fn of(link: &Link) -> Value {
    match link {
        Link::Item { key, part, address } => json!({
            "key": key, "edition": key.edition, "kind": key.kind, "section": part, "address": address,
            "not_ours": null,
        }),
        Link::Part { edition, part, address } => json!({
            "key": null, "edition": edition, "kind": null, "section": part, "address": address,
            "not_ours": null,
        }),
        Link::NotOurs { reason } => json!({
            "key": null, "edition": null, "kind": null, "section": null, "address": null,
            "not_ours": reason,
        }),
    }
}

fn line(link: &Link) -> String {
    match link {
        Link::Item { key, part: _, address } => format!("{key}  {address}"),
        Link::Part { edition, part, address } => format!("{edition} · {}  {address}", part.as_str()),
        Link::NotOurs { reason } => why(*reason).to_owned(),
    }
}

fn why(reason: NotOurs) -> &'static str {
    match reason {
        NotOurs::NoAddress => "it is no address of http or https",
        NotOurs::OtherSite => "no edition is at this address",
        NotOurs::UnknownPage => "the edition has no page of this form",
    }
}
