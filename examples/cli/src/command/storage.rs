//! `ifilm storage`: how much room the files take, how to make some, and the data that today has used.

use ifilm_core::{Client, DataUsed, EditionStorage, Pruned, Retention, StorageReport};
use serde_json::json;

use crate::arguments::{Shared, Storage};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

const MIB: u64 = 1 << 20;

pub(crate) async fn run(shared: &Shared, arguments: Storage) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let done = make_room(&client, &arguments).await?;
    let report = client.storage().report().await?;
    let used = client.data_used().await?;
    client.close().await?;
    if shared.json {
        let Done { pruned, given_back } = done;
        let (storage, data_used) = (report, used);
        screen::json(&json!({
            "storage": storage, "pruned": pruned, "given_back": given_back, "data_used": data_used,
        }));
    } else {
        print(&report, done);
        print_used(&used);
    }
    Ok(Ended::Well)
}

/// What was done before the report.
struct Done {
    pruned: Option<Pruned>,
    /// Bytes, if the files were compacted.
    given_back: Option<u64>,
}

async fn make_room(client: &Client, arguments: &Storage) -> Result<Done, Failure> {
    let storage = client.storage();
    let pruned = match arguments.limit {
        Some(mebibytes) => {
            let retention = Retention::default().with_bytes(mebibytes.saturating_mul(MIB));
            Some(storage.prune_to(&retention).await?)
        }
        None => None,
    };
    let given_back = if arguments.compact { Some(storage.compact().await?) } else { None };
    Ok(Done { pruned, given_back })
}

fn print(report: &StorageReport, done: Done) {
    let StorageReport {
        rows,
        index,
        free,
        wal,
        pictures,
        picture_count,
        user,
        backups,
        damaged,
        cache,
        limit,
        editions,
    } = report;
    if let Some(Pruned { items, pictures, bytes }) = done.pruned {
        screen::line(format!("deleted {items} stories and {pictures} pictures, {}", size(bytes)));
    }
    if let Some(bytes) = done.given_back {
        screen::line(format!("gave {} back to the disk", size(bytes)));
    }
    for (name, bytes) in [("rows", rows), ("index", index), ("free", free), ("log", wal)] {
        screen::line(format!("{name:9} {:>10}", size(*bytes)));
    }
    screen::line(format!("pictures  {:>10}  {picture_count} files", size(*pictures)));
    screen::line(format!("cache     {:>10}  of {}", size(*cache), size(*limit)));
    screen::line(format!("user      {:>10}  never deleted", size(*user)));
    screen::line(format!("backups   {:>10}  of what a person did", size(*backups)));
    if *damaged > 0 {
        screen::line(format!("damaged   {:>10}  moved aside: see `ifilm check`", size(*damaged)));
    }
    for EditionStorage { edition, items, oldest, pruned } in editions {
        let oldest = oldest.map(|oldest| format!(", the oldest of {}", oldest.strftime("%Y-%m-%d")));
        let pruned = if *pruned == 0 { String::new() } else { format!(", {pruned} deleted") };
        screen::line(format!("{:9} {items} stories{}{pruned}", edition.as_str(), oldest.unwrap_or_default()));
    }
}

/// The data that today has used.
fn print_used(used: &DataUsed) {
    let DataUsed { day, ends_at: _, listings, texts, pictures } = used;
    screen::line(format!(
        "data      {:>10}  on {day}: {} kB listings, {} kB texts, {} kB pictures",
        size(used.bytes()),
        listings.div_ceil(1_000),
        texts.div_ceil(1_000),
        pictures.div_ceil(1_000),
    ));
}

/// A number of bytes, in MiB with one decimal.
fn size(bytes: u64) -> String {
    let tenths = (bytes * 10).div_ceil(MIB);
    format!("{}.{} MiB", tenths / 10, tenths % 10)
}
