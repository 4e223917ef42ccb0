//! All that the core and its libraries log in this process.

use std::fmt::{Debug, Write};
use std::sync::{Mutex, Once};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

static LINES: Mutex<String> = Mutex::new(String::new());
static BEGUN: Once = Once::new();

/// Logs every line of every level from now on.
pub(crate) fn begin() {
    BEGUN.call_once(|| {
        tracing::subscriber::set_global_default(Everything).unwrap();
        log::set_boxed_logger(Box::new(Everything)).unwrap();
        log::set_max_level(log::LevelFilter::Trace);
    });
}

/// What was logged so far, in this whole process.
pub(crate) fn lines() -> String {
    LINES.lock().unwrap().clone()
}

struct Everything;

struct Line(String);

impl Line {
    fn keep(self) {
        writeln!(LINES.lock().unwrap(), "{}", self.0).unwrap();
    }
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field}={value:?}").unwrap();
    }
}

impl Subscriber for Everything {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut line = Line(span.metadata().name().to_owned());
        span.record(&mut line);
        line.keep();
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line(String::new());
        values.record(&mut line);
        line.keep();
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut line = Line(event.metadata().target().to_owned());
        event.record(&mut line);
        line.keep();
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

impl log::Log for Everything {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        Line(format!("{} {}", record.target(), record.args())).keep();
    }

    fn flush(&self) {}
}
