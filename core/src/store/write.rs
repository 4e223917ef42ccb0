//! A write: one transaction, and the keys that it changes.

use std::ops::Deref;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::Result;
use crate::model::Changes;

/// An open transaction, and the keys that it has changed so far. Without a commit nothing is stored.
pub(crate) struct Write<'c> {
    transaction: Transaction<'c>,
    changes: Changes,
}

impl<'c> Write<'c> {
    pub(super) fn begin(connection: &'c mut Connection) -> Result<Self> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Ok(Self { transaction, changes: Changes::default() })
    }

    pub(super) fn changes(&mut self) -> &mut Changes {
        &mut self.changes
    }

    pub(super) fn commit(self) -> Result<Changes> {
        self.transaction.commit()?;
        Ok(self.changes)
    }
}

impl Deref for Write<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.transaction
    }
}
