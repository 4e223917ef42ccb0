//! A write: one transaction, the keys that it changes, and what it would take to undo it.

use std::cell::OnceCell;
use std::ops::Deref;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::commit_point::CommitPoint;
use super::undo_change::{self, UndoChange};
use crate::error::Result;
use crate::model::{Changes, WordFilter};

/// An open transaction, and the keys that it has changed so far. Without a commit nothing is stored.
pub(crate) struct Write<'c> {
    point: CommitPoint,
    transaction: Transaction<'c>,
    changes: Changes,
    undo: Vec<UndoChange>,
    hidden_words: OnceCell<WordFilter>,
}

impl<'c> Write<'c> {
    pub(super) fn begin(connection: &'c mut Connection, point: CommitPoint) -> Result<Self> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (changes, hidden_words) = (Changes::default(), OnceCell::new());
        Ok(Self { point, transaction, changes, undo: Vec::new(), hidden_words })
    }

    pub(super) fn changes(&mut self) -> &mut Changes {
        &mut self.changes
    }

    /// What hides an item, once it was needed.
    pub(super) fn hidden_words(&self) -> &OnceCell<WordFilter> {
        &self.hidden_words
    }

    pub(super) fn note_undo(&mut self, change: UndoChange) {
        self.undo.push(change);
    }

    /// What it has changed so far, each subject once.
    pub(super) fn undo(&mut self) -> &[UndoChange] {
        self.undo = undo_change::net(std::mem::take(&mut self.undo));
        &self.undo
    }

    pub(super) fn commit(self) -> Result<Changes> {
        self.point.commit(|| self.transaction.commit())?;
        Ok(self.changes)
    }
}

impl Deref for Write<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.transaction
    }
}
