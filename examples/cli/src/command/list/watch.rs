//! `ifilm list --watch`: the list of now, and then each step to a newer one.

use std::cell::RefCell;
use std::io;
use std::sync::Arc;
use std::thread;

use ifilm_core::{Client, Item, ListChange, ListChanges, ListEvent, ListQuery};
use serde_json::{Value, json};
use tokio::sync::{Notify, oneshot};

use super::rows::{print, row};
use crate::arguments::Shared;
use crate::failure::Failure;
use crate::screen;
use crate::signal::Signals;

/// Prints the list, and then its changes, until the input ends, a signal comes or nobody reads the output.
pub(super) async fn run(shared: &Shared, client: &Client, query: ListQuery) -> Result<(), Failure> {
    let mut signals = Signals::catch()?;
    let (printed, lost) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let printer = Printer {
        json: shared.json,
        sync_command: shared.sync_command(&query.edition, false),
        shown: RefCell::default(),
        printed: Arc::clone(&printed),
        lost: Arc::clone(&lost),
    };
    let input_ends = async {
        end_of_input().await;
        printed.notified().await; // the list is printed also if there is no input
    };
    // Dropping it does not wait for a line that nobody reads.
    let _observation = shared.library(client).observe(query, move |event| printer.print(event))?;
    tokio::select! {
        () = input_ends => {}
        _ = signals.next() => {}
        () = lost.notified() => {}
    }
    Ok(())
}

/// Waits for the end of standard input. A thread of its own reads it, because the runtime would wait for the
/// end of a read before it ends itself.
async fn end_of_input() {
    let (sender, ended) = oneshot::channel();
    thread::spawn(move || {
        let _ = io::copy(&mut io::stdin().lock(), &mut io::sink()); // an input that fails has ended
        let _ = sender.send(()); // nobody waits for it after a signal
    });
    let _ = ended.await;
}

/// Prints events, on the thread of the observation.
struct Printer {
    json: bool,
    sync_command: String,
    /// The items that the steps so far have led to.
    shown: RefCell<Vec<Item>>,
    /// Told after each event.
    printed: Arc<Notify>,
    /// Told if the output cannot be written.
    lost: Arc<Notify>,
}

impl Printer {
    fn print(&self, event: ListEvent) {
        match self.json {
            true => screen::json(&event_json(&event)),
            false => self.print_words(event),
        }
        self.printed.notify_one();
        if screen::is_lost() {
            self.lost.notify_one();
        }
    }

    fn print_words(&self, event: ListEvent) {
        match event {
            ListEvent::Present(page) => {
                print(&page, &self.sync_command);
                *self.shown.borrow_mut() = page.items;
            }
            ListEvent::Changes(changes) => changes.items.into_iter().for_each(|step| self.print_step(step)),
            ListEvent::Failed(error) => screen::warning(Failure::from(error).to_string()),
        }
    }

    /// One step on a line: `+` an item came, `-` it left, `>` it moved, `~` it shows something else.
    fn print_step(&self, step: ListChange) {
        let mut shown = self.shown.borrow_mut();
        let (sign, line) = match &step {
            ListChange::Insert { at: _, item } => ('+', Some(row(item))),
            ListChange::Remove { at } => ('-', shown.get(*at).map(row)),
            ListChange::Move { from, to: _ } => ('>', shown.get(*from).map(row)),
            ListChange::Update { at: _, item } => ('~', Some(row(item))),
        };
        step.apply(&mut shown);
        if let Some(line) = line {
            screen::line(format!("{sign} {line}"));
        }
    }
}

fn event_json(event: &ListEvent) -> Value {
    match event {
        ListEvent::Present(page) => json!({ "present": crate::json::page(page) }),
        ListEvent::Changes(changes) => json!({ "changed": changes_json(changes) }),
        ListEvent::Failed(error) => {
            json!({ "failed": { "code": error.code().as_str(), "reason": error.to_string() } })
        }
    }
}

fn changes_json(changes: &ListChanges) -> Value {
    let ListChanges { items, next, fresh_as_of, fresh_as_of_text, fresh_as_of_age_text, waiting, holes } =
        changes;
    json!({
        "items": items.iter().map(step_json).collect::<Vec<_>>(),
        "next": next,
        "fresh_as_of": fresh_as_of,
        "fresh_as_of_text": fresh_as_of_text,
        "fresh_as_of_age_text": fresh_as_of_age_text,
        "waiting": waiting,
        "holes": holes,
    })
}

fn step_json(step: &ListChange) -> Value {
    match step {
        ListChange::Insert { at, item } => json!({ "insert": { "at": at, "item": crate::json::item(item) } }),
        ListChange::Remove { at } => json!({ "remove": { "at": at } }),
        ListChange::Move { from, to } => json!({ "move": { "from": from, "to": to } }),
        ListChange::Update { at, item } => json!({ "update": { "at": at, "item": crate::json::item(item) } }),
    }
}
