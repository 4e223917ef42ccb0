//! `ifilm site` as a process, so that what it uses is not counted with what a client uses.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use ifilm_core::Catalog;
use jiff::Timestamp;
use serde_json::Value;

pub(crate) struct SiteProcess {
    child: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    pub(crate) catalog: Catalog,
    pub(crate) now: Timestamp,
}

impl SiteProcess {
    pub(crate) fn start(seed: u64) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
        command.args(["site", "--seed", &seed.to_string()]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (input, output) = (child.stdin.take(), BufReader::new(child.stdout.take().unwrap()));
        let (catalog, now) = (Catalog::embedded(), Timestamp::UNIX_EPOCH);
        let mut site = Self { child, input, output, catalog, now };
        let greeting = site.answer();
        let catalog = std::fs::read_to_string(greeting["catalog"].as_str().unwrap()).unwrap();
        site.catalog = Catalog::from_json(&catalog).unwrap();
        site.now = greeting["now"].as_str().unwrap().parse().unwrap();
        site
    }

    /// Runs a command, which must be right.
    pub(crate) fn run(&mut self, line: &str) -> Value {
        writeln!(self.input.as_mut().unwrap(), "{line}").unwrap();
        let answer = self.answer();
        assert!(answer["ok"] != Value::Bool(false), "{line}: {answer}");
        answer
    }

    fn answer(&mut self) -> Value {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }
}

impl Drop for SiteProcess {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.child.wait();
    }
}
