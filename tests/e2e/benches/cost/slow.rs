//! A sync on a slow line: when does what come that a person waits for?

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use ifilm_core::{Catalog, Client, ListQuery, Progress, Stage, SyncRequest};
use ifilm_site::{Site, SiteConfig};
use ifilm_tests::{EDITIONS, HandClock, config_for, edition};
use tokio::runtime::Runtime;

use crate::bare::{self, Asked};
use crate::line::Line;

const LATENCY: Duration = Duration::from_millis(300);
const BYTES_A_SECOND: u32 = 20_000;
const CHOSEN: &str = "fa";

/// How many times longer than by bare reqwest it may take until the headlines are readable.
const BOUND: f64 = 1.25;

/// A first sync of all editions on a slow line, whose person reads the Persian edition. The floor is bare
/// reqwest on the same line.
pub(crate) fn figure(runtime: &Runtime) {
    let site = Site::start(SiteConfig::default()).expect("a site");
    let line = Line::of(LATENCY, BYTES_A_SECOND);
    let through_line = |base: &str| {
        let server = base.trim_start_matches("http://").parse().expect("an address");
        format!("http://{}", line.to(server))
    };
    let bases = EDITIONS.map(|id| (site.base(id), through_line(&site.base(id))));
    let shown =
        |text: String| bases.iter().fold(text, |text, (base, line)| text.replace(host(base), host(line)));
    let seen_by = |is_chosen: bool| {
        let data = tempfile::tempdir().expect("a directory");
        let mut config = config_for(&site, data.path(), &HandClock::of(&site));
        config.catalog = Catalog::from_json(&shown(site.catalog_json())).expect("the catalogue makes sense");
        config.lead_pictures = 2;
        let client = Client::open(config).expect("a client");
        let seen = runtime.block_on(sync(&client, is_chosen));
        runtime.block_on(client.close()).expect("it closes once");
        seen
    };
    let (seen, unchosen) = (seen_by(true), seen_by(false));

    let asked: Vec<Asked> = site
        .requests()
        .into_iter()
        .filter(|request| request.edition == CHOSEN && request.path.contains("/Home/"))
        .map(|request| Asked::of(shown(format!("{}{}", site.base(CHOSEN), request.path))))
        .collect();
    let start = Instant::now();
    runtime.block_on(bare::fetch_all(&bare::client(), &[asked[..1].to_vec()], 1));
    let floor = start.elapsed();
    print(&seen, floor);
    print_times(&seen, &unchosen);
}

fn host(base: &str) -> &str {
    base.trim_start_matches("http://")
}

/// What a person sees, and when.
#[derive(Debug, Default)]
struct Seen {
    headlines: Option<Duration>,
    steps: Vec<(Duration, Progress)>,
}

impl Seen {
    /// When the steps of a stage were done that are those of the chosen edition, or the others.
    fn times(&self, stage: Stage, is_chosen: bool) -> Vec<Duration> {
        let is_of = |step: &Progress| {
            step.stage == stage
                && step.edition.as_ref().is_some_and(|id| (*id == edition(CHOSEN)) == is_chosen)
        };
        let is_step = |pair: &&[(Duration, Progress)]| pair[0].1.done != pair[1].1.done && is_of(&pair[1].1);
        self.steps.windows(2).filter(is_step).map(|pair| pair[1].0).collect()
    }
}

async fn sync(client: &Client, is_chosen: bool) -> Seen {
    let chosen = is_chosen.then(|| edition(CHOSEN));
    client.language().choose(chosen.as_ref()).await.expect("a choice");
    let start = Instant::now();
    let steps: Arc<Mutex<Vec<(Duration, Progress)>>> = Arc::default();
    let noted = Arc::clone(&steps);
    let note = move |step| noted.lock().expect("no panic").push((start.elapsed(), step));
    let job = client.start_sync(SyncRequest::all(), note).expect("a job");
    let mut headlines = None;
    while !job.is_finished() {
        tokio::time::sleep(Duration::from_millis(10)).await;
        if headlines.is_none() {
            let list = client.library().list(ListQuery::news(edition(CHOSEN))).await.expect("a list");
            headlines = (!list.items.is_empty()).then(|| start.elapsed());
        }
    }
    assert!(!job.wait().await.expect("storage works").any_failed());
    let steps = std::mem::take(&mut *steps.lock().expect("no panic"));
    Seen { headlines, steps }
}

fn print(seen: &Seen, floor: Duration) {
    let headlines = seen.headlines.expect("there are headlines");
    let ratio = headlines.as_secs_f64() / floor.as_secs_f64();
    let mark = if ratio > BOUND { " **over**" } else { "" };
    println!(
        "| slow line: headlines of the chosen edition are readable, against bare reqwest | {ratio:.2} × \
         ({:.1} s / {:.1} s){mark} | {BOUND} × |",
        headlines.as_secs_f64(),
        floor.as_secs_f64()
    );
}

/// When what comes, with the time by which it must. The choice is for what its edition gains by it.
fn print_times(seen: &Seen, unchosen: &Seen) {
    let first = |seen: &Seen, stage, is_chosen| seen.times(stage, is_chosen).first().copied();
    let last = |seen: &Seen, stage, is_chosen| seen.times(stage, is_chosen).last().copied();
    let pictures = [seen.times(Stage::Pictures, true), seen.times(Stage::Pictures, false)].concat();
    let (texts, all_texts) = (last(seen, Stage::Pages, true), last(seen, Stage::Pages, false));
    for (what, at, latest) in [
        ("its first text", first(seen, Stage::Pages, true), first(unchosen, Stage::Pages, true)),
        ("all its texts", texts, last(unchosen, Stage::Pages, true)),
        ("all its texts, against the first text of another edition", texts, first(seen, Stage::Pages, false)),
        ("all its texts, if nobody chose an edition", last(unchosen, Stage::Pages, true), None),
        ("all texts", all_texts, pictures.iter().min().copied()),
        ("all pictures", pictures.iter().max().copied(), None),
    ] {
        let seconds =
            |at: Option<Duration>| at.map_or("–".to_owned(), |at| format!("{:.1} s", at.as_secs_f64()));
        let mark = if latest.is_some() && (at.is_none() || at > latest) { " **over**" } else { "" };
        println!("| slow line: {what} | {}{mark} | {} |", seconds(at), seconds(latest));
    }
}
