//! A batch: 1,000 mutated inputs that one seed determines.

use ifilm_core::{Error, ErrorCode};
use ifilm_tests::Dice;

use crate::doors::{self, Importer};
use crate::mutation::mutated;
use crate::tally::Tally;
use crate::truths::{Files, Truths};
use crate::watch::AtWork;

/// The kinds of inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Picture,
    Catalog,
    Export,
    Cache,
    User,
}

/// How many inputs of each kind a batch has. A database takes a thousand times as long as a picture.
const SHARES: [(Kind, u64); 5] =
    [(Kind::Picture, 560), (Kind::Catalog, 220), (Kind::Export, 180), (Kind::Cache, 20), (Kind::User, 20)];

/// How many inputs a batch has.
pub(crate) const INPUTS: u64 = 1_000;

impl Kind {
    pub(crate) const ALL: [Self; 5] = [Self::Picture, Self::Catalog, Self::Export, Self::Cache, Self::User];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Picture => "picture",
            Self::Catalog => "catalogue",
            Self::Export => "export of a person's state",
            Self::Cache => "`cache.db`",
            Self::User => "`user.db`",
        }
    }

    /// The errors that such an input may have. `internal` is never one of them.
    fn may_fail_with(self, code: ErrorCode) -> bool {
        use ErrorCode::{BadArgument, NewerVersion, NotFound, TooLarge, Unreadable};
        match self {
            Self::Picture => code == Unreadable,
            Self::Catalog => [BadArgument, NewerVersion].contains(&code),
            Self::Export => [BadArgument, NewerVersion, TooLarge, Unreadable].contains(&code),
            Self::Cache | Self::User => {
                code.is_storage() || [BadArgument, NotFound, Unreadable].contains(&code)
            }
        }
    }
}

/// What came of an input.
#[derive(Default)]
pub(crate) struct Came {
    pub(crate) failures: Vec<Error>,
    /// Whether a damaged file was replaced.
    pub(crate) is_repaired: bool,
}

impl From<ifilm_core::Result<()>> for Came {
    fn from(ended: ifilm_core::Result<()>) -> Self {
        Self { failures: ended.err().into_iter().collect(), is_repaired: false }
    }
}

/// Reads the inputs of a seed.
pub(crate) async fn run(truths: &Truths, seed: u64) -> Tally {
    let (mut tally, importer) = (Tally::default(), Importer::begin(truths));
    let mut number = 0;
    for (kind, count) in SHARES {
        for _ in 0..count {
            number += 1;
            let input = format!("seed {seed}, input {number} ({})", kind.name());
            let mut dice = Dice::of(seed.wrapping_mul(1_000_003) + number);
            let at_work = AtWork::on(input.clone());
            let Came { failures, is_repaired } = read(truths, &importer, kind, &mut dice).await;
            for failure in failures.iter().filter(|failure| !kind.may_fail_with(failure.code())) {
                tally.faults.push(format!("{input}: {}: {failure}", failure.code().as_str()));
            }
            let first = failures.iter().map(Error::code).find(|code| *code != ErrorCode::NotFound);
            tally.note(kind, first, is_repaired, at_work.took());
        }
    }
    importer.end().await;
    tally
}

/// Mutates an input and brings it into the core.
async fn read(truths: &Truths, importer: &Importer, kind: Kind, dice: &mut Dice) -> Came {
    match kind {
        Kind::Picture => doors::picture(&one_of(dice, &truths.pictures, false)).into(),
        Kind::Catalog => doors::catalog(&one_of(dice, &truths.catalogs, true)).into(),
        Kind::Export => {
            let (export, is_thorough) = (one_of(dice, &truths.exports, true), dice.percent(10));
            importer.take(&export, is_thorough).await.into()
        }
        Kind::Cache | Kind::User => {
            let at = if dice.percent(70) { 0 } else { dice.below(truths.files.len() as u64) as usize };
            let Files { cache, user } = &truths.files[at];
            let other = &truths.files[dice.below(truths.files.len() as u64) as usize];
            let files = match kind {
                Kind::Cache => Files { cache: mutated(dice, cache, &other.cache, false), user: user.clone() },
                _ => Files { cache: cache.clone(), user: mutated(dice, user, &other.user, false) },
            };
            doors::databases(truths, &files).await
        }
    }
}

fn one_of(dice: &mut Dice, truths: &[Vec<u8>], is_text: bool) -> Vec<u8> {
    let some = |dice: &mut Dice| &truths[dice.below(truths.len() as u64) as usize];
    let (one, other) = (some(dice), some(dice));
    mutated(dice, one, other, is_text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_has_a_thousand_inputs_of_all_kinds() {
        assert_eq!(SHARES.iter().map(|(_, count)| count).sum::<u64>(), INPUTS);
        assert_eq!(SHARES.map(|(kind, _)| kind), Kind::ALL);
    }
}
