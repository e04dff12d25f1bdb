//! The host of MemeForge: serves the page and its assets.

use std::process::ExitCode;

fn main() -> ExitCode {
    // What is no text is no command either, and is named as one that there is not.
    let arguments = std::env::args_os().skip(1);
    memeforge::server::main(arguments.map(|argument| argument.to_string_lossy().into_owned()))
}
