//! The seed of this device, which spreads its requests among those of all devices.

use rusqlite::Connection;

use crate::error::Result;

const SEED: &str = "SELECT seed FROM device";

/// The seed. It was chosen at random when the file was made.
pub(crate) fn device_seed(connection: &Connection) -> Result<u64> {
    let seed = connection.query_row(SEED, [], |row| row.get::<_, i64>("seed"))?;
    Ok(seed.cast_unsigned())
}
