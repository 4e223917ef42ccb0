//! Kotlin: errors whose message is a sentence, and cases without fields that print their name.

use std::fs;

use anyhow::{Context, Result, ensure};
use uniffi_bindgen::bindings::{GenerateOptions, TargetLanguage, generate};

/// Where the package `ifilm.ffi` is written.
const FILE: &str = "ifilm/ffi/ifilm.kt";

pub(crate) fn write(options: GenerateOptions) -> Result<()> {
    let file = options.out_dir.join(FILE);
    generate(GenerateOptions { languages: vec![TargetLanguage::Kotlin], ..options })?;
    let source = fs::read_to_string(&file).with_context(|| file.to_string())?;
    Ok(fs::write(&file, amended(&source)?)?)
}

/// Fails if UniFFI's templates have changed. Then the amendments here must be checked again.
fn amended(source: &str) -> Result<String> {
    let amended: String = source.lines().map(|line| amended_line(line) + "\n").collect();
    let messages = source.matches("override val message").count();
    let sentences = amended.matches("get() = `reason`\n").count();
    ensure!(messages > 0 && messages == sentences, "{sentences} of {messages} messages are sentences");
    ensure!(amended.contains("    data object "), "no case without fields was found");
    Ok(amended)
}

fn amended_line(line: &str) -> String {
    if line.trim_start().starts_with("get() = \"reason=${ `reason` }") {
        // Else the message is `reason=…, retryAtMs=…`.
        "            get() = `reason`".to_owned()
    } else if is_bare_case(line) {
        // Else it prints as `SectionOutcome$Updated@45afc369`.
        line.replacen("object", "data object", 1)
    } else {
        line.to_owned()
    }
}

/// A case without fields, such as `    object Updated : SectionOutcome()`.
fn is_bare_case(line: &str) -> bool {
    line.starts_with("    object ") && line.contains(" : ") && line.trim_end().ends_with("()")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ERROR: &str = "    ) : IfilmException() {
        override val message
            get() = \"reason=${ `reason` }, retryAtMs=${ `retryAtMs` }\"
    }
";
    const CASE: &str = "    object Updated : SectionOutcome()\n";

    #[test]
    fn a_message_is_the_reason_and_a_case_without_fields_prints_its_name() {
        let amended = amended(&format!("{ERROR}{CASE}")).unwrap();

        assert!(amended.contains("override val message\n            get() = `reason`\n"), "{amended}");
        assert!(amended.ends_with("    data object Updated : SectionOutcome()\n"), "{amended}");
    }

    #[test]
    fn a_template_that_has_changed_is_an_error() {
        let other_error = ERROR.replace("reason=", "reason: ");

        amended(&format!("{other_error}{CASE}")).unwrap_err();
        amended(&format!("{ERROR}{}", CASE.replace("object", "class"))).unwrap_err();
    }
}
