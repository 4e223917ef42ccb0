//! The progress of a job on standard error: a bar on a terminal, plain lines elsewhere.
//!
//! A line has letters of ASCII alone: the ids of editions are such, their names are not. So no line turns
//! round on a terminal, whatever the language.

use std::sync::Mutex;

use ifilm_core::{Progress, Stage};

use crate::screen;

/// How progress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ProgressLine {
    /// A bar that is drawn anew at each step, on standard error.
    Bar,
    /// A line for each tenth, on standard error, so that standard output has the report alone.
    Lines,
    /// Nothing.
    Silent,
}

/// The cells of a bar.
const CELLS: u32 = 30;
/// The id of a subscribed feed is longer, and a line of a terminal is short.
const MOST_OF_ID: usize = 16;

impl ProgressLine {
    /// A bar, if standard error is a terminal. If not, plain lines, unless the output is JSON.
    pub(crate) fn of(json: bool) -> Self {
        match (screen::is_live(), json) {
            (true, _) => Self::Bar,
            (false, false) => Self::Lines,
            (false, true) => Self::Silent,
        }
    }

    /// A bar, if standard error is a terminal, or nothing.
    pub(crate) fn bar_or_nothing() -> Self {
        Self::of(true)
    }

    /// What shows each step.
    pub(crate) fn listener(self) -> impl Fn(Progress) + Send + Sync {
        let shown = Mutex::new(0); // the last tenth that was printed
        move |progress| match self {
            Self::Bar => screen::redraw(&bar(&progress)),
            Self::Lines => {
                let tenth = progress.percent / 10;
                let mut shown = shown.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                if tenth > *shown && progress.stage != Stage::Finished {
                    *shown = tenth;
                    screen::progress(in_words(&progress));
                }
            }
            Self::Silent => {}
        }
    }

    /// Ends the line.
    pub(crate) fn end(self) {
        if self == Self::Bar {
            screen::redraw("");
        }
    }
}

fn bar(progress: &Progress) -> String {
    let full = (progress.percent * CELLS / 100).min(CELLS);
    let (full, empty) = ("#".repeat(full as usize), "-".repeat((CELLS - full) as usize));
    format!("[{full}{empty}] {}", in_words(progress))
}

fn in_words(progress: &Progress) -> String {
    let Progress { stage, done, total, percent, edition, bytes } = progress;
    let id: String = edition.iter().flat_map(|id| id.as_str().chars()).take(MOST_OF_ID).collect();
    let step = match stage {
        Stage::Listings => format!("listings {done}/{total}"),
        Stage::Pages => format!("pages {done}/{total}"),
        Stage::Pictures => format!("pictures {done}/{total}"),
        Stage::Finished => "done".to_owned(),
    };
    format!("{percent:3} %  {id:4} {step}, {} kB", bytes.div_ceil(1_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_a_short_line_of_ascii() {
        let id = format!("feed:{}", "0123456789abcdef".repeat(3));
        let progress = Progress {
            stage: Stage::Pages,
            done: 12,
            total: 150,
            percent: 17,
            edition: Some(id.parse().unwrap()),
            bytes: 123_456,
        };

        let line = bar(&progress);

        assert_eq!(line, "[#####-------------------------]  17 %  feed:0123456789a pages 12/150, 124 kB");
        assert!(line.is_ascii() && line.len() < 80);
    }

    #[test]
    fn the_bar_is_full_only_at_the_end() {
        let at = |percent, stage| {
            let progress = Progress { stage, done: 1, total: 1, percent, edition: None, bytes: 0 };
            bar(&progress).matches('#').count()
        };

        assert_eq!([at(0, Stage::Listings), at(99, Stage::Pages), at(100, Stage::Finished)], [0, 29, 30]);
    }
}
