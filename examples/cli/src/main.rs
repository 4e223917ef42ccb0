//! The `ifilm` command.

fn main() {}
