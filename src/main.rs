//! The host of MemeForge: serves the page and its assets.

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    match memeforge::server::run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("memeforge: {error}");
            ExitCode::FAILURE
        }
    }
}
