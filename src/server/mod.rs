//! The host: renders the page, serves its assets and tells its health. It keeps no state and takes no pictures.

mod cache_control;
mod config;
mod health;
mod page;
mod router;
mod security_headers;
mod shutdown;

use std::io;
use std::net::SocketAddr;

use thiserror::Error;
use tokio::net::TcpListener;

pub use config::{Config, ConfigError};
pub use router::router;

/// Why the server ended. Displays as a sentence for whoever started it.
#[derive(Debug, Error)]
pub enum ServerError {
    /// A setting is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Somebody else listens there.
    #[error("port {} on {} is taken. Stop the program that uses it, or set PORT to another number.", .0.port(), .0.ip())]
    PortTaken(SocketAddr),
    /// The address cannot be listened on.
    #[error(
        "cannot listen on {0}: {1}. Set HOST to an address of this machine and PORT to a number above 1023."
    )]
    Listen(SocketAddr, io::Error),
    /// The network gave up.
    #[error("the network failed: {0}")]
    Network(#[from] io::Error),
}

/// Serves as the environment says, until the process is asked to end.
pub async fn run() -> Result<(), ServerError> {
    let config = Config::from_env()?;
    let listener = TcpListener::bind(config.address).await.map_err(|error| {
        if error.kind() == io::ErrorKind::AddrInUse {
            ServerError::PortTaken(config.address)
        } else {
            ServerError::Listen(config.address, error)
        }
    })?;
    let asked_to_end = shutdown::asked_to_end()?;
    println!("MemeForge is at http://{}", listener.local_addr()?);
    shutdown::serve_until(asked_to_end, listener, router(&config)).await?;
    Ok(())
}
