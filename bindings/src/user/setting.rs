//! Settings.

use ifilm_core::Client;

use super::User;
use crate::error::Result;

/// The value of a setting.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum SettingValue {
    /// On or off.
    Flag {
        /// Whether it is on.
        value: bool,
    },
    /// A whole number.
    Number {
        /// The number.
        value: i64,
    },
    /// A text.
    Text {
        /// The text.
        value: String,
    },
    /// Some texts, in order.
    Texts {
        /// The texts.
        value: Vec<String>,
    },
}

impl From<ifilm_core::SettingValue> for SettingValue {
    fn from(value: ifilm_core::SettingValue) -> Self {
        match value {
            ifilm_core::SettingValue::Flag(value) => Self::Flag { value },
            ifilm_core::SettingValue::Number(value) => Self::Number { value },
            ifilm_core::SettingValue::Text(value) => Self::Text { value },
            ifilm_core::SettingValue::Texts(value) => Self::Texts { value },
        }
    }
}

impl From<SettingValue> for ifilm_core::SettingValue {
    fn from(value: SettingValue) -> Self {
        match value {
            SettingValue::Flag { value } => Self::Flag(value),
            SettingValue::Number { value } => Self::Number(value),
            SettingValue::Text { value } => Self::Text(value),
            SettingValue::Texts { value } => Self::Texts(value),
        }
    }
}

/// A setting of the host or of the core.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Setting {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: SettingValue,
}

impl From<ifilm_core::Setting> for Setting {
    fn from(setting: ifilm_core::Setting) -> Self {
        let ifilm_core::Setting { name, value } = setting;
        Self { name, value: value.into() }
    }
}

#[uniffi::export]
impl User {
    /// Sets a setting of the host; without a value, removes it. The core has one of its own, `history`.
    /// Writes to disk. It can be undone.
    ///
    /// # Errors
    /// `BadArgument` for a name without or with more than 100 characters; the storage errors; `Closed`.
    pub async fn set_setting(&self, name: String, value: Option<SettingValue>) -> Result<()> {
        let value = value.map(Into::into);
        self.core.run(|core| async move { Ok(core.user().set_setting(name, value).await?) }).await
    }

    /// The value of a setting; absent if it is not set. Reads the disk.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn setting(&self, name: String) -> Result<Option<SettingValue>> {
        let setting =
            |core: Client| async move { Ok(core.user().setting(name).await?.map(SettingValue::from)) };
        self.core.run(setting).await
    }

    /// All settings, by name. Reads the disk.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn settings(&self) -> Result<Vec<Setting>> {
        let settings = |core: Client| async move {
            Ok(core.user().settings().await?.into_iter().map(Setting::from).collect())
        };
        self.core.run(settings).await
    }
}
