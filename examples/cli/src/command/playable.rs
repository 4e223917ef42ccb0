//! `ifilm live` and `ifilm playable`.

use ifilm_core::{AddressCheck, EditionId, LiveStream, StreamVariant};
use serde_json::json;

use crate::arguments::{Live, Playable, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::screen;

pub(crate) async fn live(shared: &Shared, arguments: Live) -> Result<Ended, Failure> {
    let Live { which, check } = arguments;
    let client = shared.client()?;
    let mut ended = Ended::Well;
    for edition in shared.editions(&client, which.all).await? {
        let live = client.library().live(&edition).await?;
        if !check {
            print(shared, &live);
            continue;
        }
        let playable = client.media().playable(&live.addresses).await?;
        if playable.address.is_none() {
            ended = Ended::SomeSectionFailed;
        }
        print_check(shared, Some(&edition), &playable);
    }
    client.close().await?;
    Ok(ended)
}

pub(crate) async fn run(shared: &Shared, arguments: Playable) -> Result<Ended, Failure> {
    let client = shared.client()?;
    let playable = client.media().playable(&arguments.addresses).await?;
    client.close().await?;
    print_check(shared, None, &playable);
    Ok(if playable.address.is_some() { Ended::Well } else { Ended::SomeSectionFailed })
}

fn print(shared: &Shared, live: &LiveStream) {
    match shared.json {
        true => screen::json(live),
        false if live.addresses.is_empty() => screen::line("No live stream is known."),
        false => live.addresses.iter().for_each(screen::line),
    }
}

fn print_check(shared: &Shared, edition: Option<&EditionId>, playable: &ifilm_core::Playable) {
    let ifilm_core::Playable { address, variants, checks } = playable;
    if shared.json {
        return match edition {
            Some(edition) => screen::json(&json!({ "edition": edition, "playable": playable })),
            None => screen::json(playable),
        };
    }
    screen::line(address.as_deref().unwrap_or("No address answers."));
    for StreamVariant { address, bits_per_second } in variants {
        let rate = bits_per_second.map(|bits| format!("  {} kbit/s", bits / 1000)).unwrap_or_default();
        screen::line(format!("  {address}{rate}"));
    }
    for AddressCheck { address, failure } in checks {
        if let Some(code) = failure {
            screen::line(format!("does not answer: {address}  ({})", code.as_str()));
        }
    }
}
