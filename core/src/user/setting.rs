//! Settings.

use jiff::Timestamp;

use super::act::transact;
use crate::error::{Error, Result};
use crate::model::{Act, Setting, SettingValue};
use crate::store::{self, Store};

/// Sets a setting; `None` removes it.
pub(crate) async fn set_setting(
    store: &Store,
    name: String,
    value: Option<SettingValue>,
    now: Timestamp,
) -> Result<()> {
    check_name(&name)?;
    let set = move |write: &mut store::Write<'_>| store::set_setting(write, &name, value, now);
    transact(store, Act::ChangeSetting, now, set).await.map(drop)
}

/// The value of a setting; `None` if it is not set.
pub(crate) async fn setting(store: &Store, name: String) -> Result<Option<SettingValue>> {
    store.read_user(move |connection| store::setting(connection, &name)).await
}

/// All settings, by name.
pub(crate) async fn settings(store: &Store) -> Result<Vec<Setting>> {
    let settings = store.read_user(store::settings).await?;
    Ok(settings.into_iter().map(|(name, value)| Setting { name, value }).collect())
}

/// Fails if a setting or a saved search cannot have this name.
pub(super) fn check_name(name: &str) -> Result<()> {
    match store::name_fault(name) {
        Some((_, reason)) => Err(Error::bad_argument(reason)),
        None => Ok(()),
    }
}
