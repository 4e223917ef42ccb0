//! The `ifilm` command: a shell on the core, and a tool for testers.

mod arguments;
mod batch;
mod block_text;
mod command;
mod ended;
mod failure;
mod json;
mod locale;
mod progress_line;
mod screen;
mod signal;
mod times;

use std::process::ExitCode;

use clap::Parser;
use tokio::runtime::{Builder, Runtime};

use arguments::{Arguments, Command};
use ended::Ended;
use failure::Failure;

fn main() -> ExitCode {
    let ended = match Arguments::try_parse() {
        Ok(arguments) => run(arguments),
        Err(refused) if refused.use_stderr() => {
            let _ = refused.print(); // there is no other place to report it
            return ExitCode::from(2);
        }
        Err(help) => {
            screen::help(&help);
            Ok(Ended::Well)
        }
    };
    match ended.and_then(|ended| screen::finish().map(|()| ended)) {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::SomeSectionFailed) => ExitCode::from(1),
        Ok(Ended::StorageDamaged) => ExitCode::from(3),
        Err(failure) => {
            screen::warning(failure.to_string());
            failure.exit_code()
        }
    }
}

/// Logs to standard error, if `RUST_LOG` is set. Lines that cannot be written are lost: a message about them
/// would go to the same standard error, and panic.
fn start_log() {
    let Ok(filter) = tracing_subscriber::EnvFilter::try_from_default_env() else { return };
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    log.log_internal_errors(false).init();
}

fn run(arguments: Arguments) -> Result<Ended, Failure> {
    start_log();
    let Arguments { shared, command } = arguments;
    match command {
        Command::Debug(debug) => command::debug::run(&shared, debug),
        Command::Site(site) => command::site::run(&site),
        command => on_runtime(shared, command),
    }
}

fn on_runtime(shared: arguments::Shared, command: Command) -> Result<Ended, Failure> {
    let ended = runtime(&command)?.block_on(async {
        match command {
            Command::Sync(sync) => command::sync::run(&shared, sync).await,
            Command::Prefetch(prefetch) => command::sync::prefetch(&shared, prefetch).await,
            Command::Plan(asked) => command::plan::run(&shared, asked).await,
            Command::Due(which) => command::due::run(&shared, which).await,
            Command::Hint(hint) => command::due::hint(&shared, hint).await,
            Command::List(list) => command::list::run(&shared, list).await,
            Command::Read(read) => command::read::run(&shared, read).await,
            Command::Series(which) => command::programs::series(&shared, which).await,
            Command::Films(which) => command::programs::films(&shared, which).await,
            Command::Programs(which) => command::programs::programs(&shared, which).await,
            Command::Episodes(of) => command::episodes::run(&shared, of).await,
            Command::Tracks(of) => command::episodes::tracks(&shared, of).await,
            Command::Music(which) => command::programs::music(&shared, which).await,
            Command::People(people) => command::people::run(&shared, people).await,
            Command::Tag(tag) => command::tag::run(&shared, tag).await,
            Command::Schedule(guide) => command::guide::schedule(&shared, guide).await,
            Command::Live(live) => command::playable::live(&shared, live).await,
            Command::Playable(playable) => command::playable::run(&shared, playable).await,
            Command::Open(open) => command::open::run(&shared, open).await,
            Command::Search(search) => command::search::run(&shared, search).await,
            Command::Counts(which) => command::counts::run(&shared, which).await,
            Command::Picture(picture) => command::picture::run(&shared, picture).await,
            Command::Marks(marks) => command::marks::run(&shared, marks).await,
            Command::Wishes(wishes) => command::wishes::run(&shared, wishes).await,
            Command::Export(export) => command::transfer::export(&shared, export).await,
            Command::Import(import) => command::transfer::import(&shared, import).await,
            Command::Undo(undo) => command::undo::run(&shared, undo).await,
            Command::Editions => command::editions::run(&shared).await,
            Command::Language(language) => command::language::run(&shared, language).await,
            Command::Storage(storage) => command::storage::run(&shared, storage).await,
            Command::Check(check) => command::check::run(&shared, check).await,
            Command::Demo => command::demo::run().await,
            Command::Debug(_) | Command::Site(_) => unreachable!("they need no runtime"),
        }
    });
    command::check::warn_of_repairs(&shared);
    ended
}

/// Only a sync needs several threads. The core has its own threads for reading.
fn runtime(command: &Command) -> std::io::Result<Runtime> {
    match command {
        Command::Sync(_) | Command::Prefetch(_) | Command::Demo => {
            Builder::new_multi_thread().worker_threads(2).enable_all().build()
        }
        _ => Builder::new_current_thread().enable_all().build(),
    }
}
