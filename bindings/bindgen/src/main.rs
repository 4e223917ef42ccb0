//! Writes the sources of the bindings for one language from the built library, as UniFFI does. Then it makes
//! the changes for which UniFFI has no setting.
//!
//! `ifilm-bindgen kotlin|python|swift LIBRARY FOLDER [CONFIG]`, where CONFIG overrides
//! `bindings/uniffi.toml`. It reads the symbols of the library, so the library must not be stripped.

mod kotlin;
mod python;

use std::env;

use anyhow::{Result, bail};
use camino::Utf8PathBuf;
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate};

/// The crate whose interface is written.
const CRATE: &str = "ifilm";

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let (Some(language), Some(library), Some(folder)) =
        (arguments.next(), arguments.next(), arguments.next())
    else {
        bail!("usage: ifilm-bindgen kotlin|python|swift LIBRARY FOLDER [CONFIG]");
    };
    let options = GenerateOptions {
        source: library.into(),
        out_dir: folder.into(),
        config_override: arguments.next().map(Utf8PathBuf::from),
        crate_filter: Some(CRATE.to_owned()),
        ..GenerateOptions::default()
    };
    match language.as_str() {
        "kotlin" => kotlin::write(options),
        "python" => python::write(&options),
        "swift" => generate(GenerateOptions { languages: vec![TargetLanguage::Swift], ..options }),
        other => bail!("no sources for `{other}`: kotlin, python or swift"),
    }
}
