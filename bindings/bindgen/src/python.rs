//! Python: the documentation of a class describes its fields and their units.
//!
//! UniFFI's template for records omits the documentation of fields. Its template for cases writes it where no
//! tool looks for it.

use anyhow::Result;
use uniffi_bindgen::bindings::{GenerateOptions, python};
use uniffi_bindgen::pipeline::initial::{Field, TypeDefinition};
use uniffi_bindgen::{BindgenLoader, BindgenPaths, GlobalConfig};

pub(crate) fn write(options: &GenerateOptions) -> Result<()> {
    let mut paths = BindgenPaths::default();
    paths.add_cargo_metadata_layer(false)?;
    let loader = BindgenLoader::new(paths, GlobalConfig::default());
    let metadata = loader.load_metadata(&options.source)?;
    let mut root = loader.load_pipeline_initial_root(&options.source, metadata)?;
    for namespace in root.namespaces.values_mut() {
        namespace.type_definitions.iter_mut().for_each(document_fields);
    }
    python::run_pipeline(root, &options.out_dir, options.crate_filter.as_deref())
}

/// Moves the documentation of fields into that of their class.
fn document_fields(definition: &mut TypeDefinition) {
    match definition {
        TypeDefinition::Record(record) => move_docs(&mut record.docstring, &mut record.fields),
        TypeDefinition::Enum(cases) => {
            cases.variants.iter_mut().for_each(|case| move_docs(&mut case.docstring, &mut case.fields));
        }
        TypeDefinition::Interface(_) | TypeDefinition::CallbackInterface(_) | TypeDefinition::Custom(_) => (),
    }
}

/// As a section `Attributes:`, which editors and documentation tools read.
fn move_docs(of_class: &mut Option<String>, fields: &mut [Field]) {
    let attributes: String = fields.iter_mut().filter_map(attribute).collect();
    if !attributes.is_empty() {
        let said = trimmed(of_class.as_deref().unwrap_or_default(), "");
        *of_class = Some(format!("{said}\n\nAttributes:{attributes}"));
    }
}

fn attribute(field: &mut Field) -> Option<String> {
    let said = field.docstring.take()?;
    Some(format!("\n    {}: {}", field.name, trimmed(&said, "        ")))
}

/// The text without blanks around its lines. All lines but the first begin with `indent`.
fn trimmed(text: &str, indent: &str) -> String {
    let lines: Vec<&str> = text.trim().lines().map(str::trim).collect();
    lines.join(&format!("\n{indent}"))
}

#[cfg(test)]
mod tests {
    use uniffi_bindgen::pipeline::initial::{Record, Type};

    use super::*;

    fn field(name: &str, docs: &str) -> Field {
        let docstring = Some(docs.to_owned());
        Field { name: name.to_owned(), orig_name: name.to_owned(), ty: Type::Int64, default: None, docstring }
    }

    #[test]
    fn what_is_said_of_fields_stands_in_the_documentation_of_the_class() {
        let mut record = TypeDefinition::Record(Record {
            constructors: Vec::new(),
            methods: Vec::new(),
            uniffi_traits: Vec::new(),
            name: "Stamp".to_owned(),
            orig_name: "Stamp".to_owned(),
            fields: vec![field("at_ms", " In milliseconds since 1970,\n UTC."), field("day", "The day.")],
            docstring: Some(" A time.".to_owned()),
        });

        document_fields(&mut record);

        let TypeDefinition::Record(Record { docstring, .. }) = record else { unreachable!() };
        let said =
            "A time.\n\nAttributes:\n    at_ms: In milliseconds since 1970,\n        UTC.\n    day: The day.";
        assert_eq!(docstring.as_deref(), Some(said));
    }
}
