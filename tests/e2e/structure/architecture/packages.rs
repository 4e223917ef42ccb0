//! The dependencies of the packages of the workspace.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The crates that a package depends on, as code names them. The kinds are `normal`, `build` and `dev`.
pub(crate) fn dependencies(repository: &Path, package: &str, kinds: &[&str]) -> BTreeSet<String> {
    let metadata = metadata(repository);
    let package =
        list(&metadata["packages"]).find(|found| found["name"] == package).expect("it is in the workspace");
    let asked = list(&package["dependencies"]);
    let asked = asked.filter(|dependency| kinds.contains(&dependency["kind"].as_str().unwrap_or("normal")));
    asked.filter_map(|dependency| Some(dependency["name"].as_str()?.replace('-', "_"))).collect()
}

pub(crate) fn is_ours(name: &str) -> bool {
    name.starts_with("ifilm")
}

fn metadata(repository: &Path) -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1"])
        .current_dir(repository)
        .output()
        .expect("cargo runs: it runs this test");
    serde_json::from_slice(&output.stdout).expect("cargo writes JSON")
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().expect("a list").iter()
}
