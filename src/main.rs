//! The host of MemeForge: serves the page and its assets.

use std::process::ExitCode;

fn main() -> ExitCode {
    memeforge::server::main(std::env::args().skip(1))
}
