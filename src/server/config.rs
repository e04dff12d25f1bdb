use std::env;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use leptos::config::LeptosOptions;
use thiserror::Error;

/// The settings of the server.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where it listens: `HOST` and `PORT`.
    pub address: SocketAddr,
    /// Where the built page is, and how Leptos finds its parts.
    pub leptos: LeptosOptions,
}

/// A setting that cannot be used. Displays as a sentence for whoever set it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ConfigError {
    /// `HOST` is no address.
    #[error(
        "HOST is '{0}', which is no IP address. Try 127.0.0.1 for this machine alone, or 0.0.0.0 for its network."
    )]
    Host(String),
    /// `PORT` is no port.
    #[error("PORT is '{0}', which is no port. Try a number from 1 to 65535, such as 5000.")]
    Port(String),
    /// There is no page to serve.
    #[error("the built page is not at {}. Build it with 'make build', or set LEPTOS_SITE_ROOT to where it is.", .0.display())]
    NoSite(PathBuf),
}

impl Config {
    /// Reads the environment.
    pub fn from_env() -> Result<Self, ConfigError> {
        let variable = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let address = address(variable("HOST"), variable("PORT"))?;
        let site_root = variable("LEPTOS_SITE_ROOT").unwrap_or_else(|| "target/site".to_owned());
        let config = Self::new(address, &site_root);
        let built = PathBuf::from(&site_root).join("pkg");
        // Without the hashes, only a build without them can be served: the page would load nothing.
        if !built.is_dir() || !(config.leptos.hash_files || built.join("memeforge.js").exists()) {
            return Err(ConfigError::NoSite(built));
        }
        Ok(config)
    }

    /// Settings for a page built at `site_root`.
    pub fn new(address: SocketAddr, site_root: &str) -> Self {
        // `cargo leptos watch` sets these for the page to reload itself; a release has none of them.
        let is_development = env::var("LEPTOS_WATCH").is_ok();
        let leptos = LeptosOptions::builder()
            .output_name("memeforge")
            .site_root(site_root)
            .site_addr(address)
            .hash_files(hash_file().is_some_and(|file| file.exists()))
            .env(if is_development {
                leptos::config::Env::DEV
            } else {
                leptos::config::Env::PROD
            })
            .reload_port(5001_u32)
            .build();
        Self { address, leptos }
    }
}

/// Where cargo-leptos writes down the hashes in the files' names, and Leptos reads them: beside the executable.
fn hash_file() -> Option<PathBuf> {
    Some(env::current_exe().ok()?.with_file_name("hash.txt"))
}

/// Where to listen. On this machine alone, unless `HOST` says otherwise; a port of 0 takes any that is free.
fn address(host: Option<String>, port: Option<String>) -> Result<SocketAddr, ConfigError> {
    let host = match host.as_deref() {
        None | Some("localhost") => IpAddr::from(Ipv4Addr::LOCALHOST),
        Some(text) => text
            .parse()
            .map_err(|_| ConfigError::Host(text.to_owned()))?,
    };
    let port = match port {
        None => 5000,
        Some(text) => text.parse().map_err(|_| ConfigError::Port(text))?,
    };
    Ok(SocketAddr::new(host, port))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addressed(host: &str, port: &str) -> Result<String, String> {
        let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        address(given(host), given(port))
            .map(|address| address.to_string())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn listens_on_this_machine_unless_told_otherwise() {
        assert_eq!(addressed("", ""), Ok("127.0.0.1:5000".to_owned()));
        assert_eq!(addressed("0.0.0.0", "80"), Ok("0.0.0.0:80".to_owned()));
        assert_eq!(addressed("::1", "5001"), Ok("[::1]:5001".to_owned()));
        assert_eq!(addressed("localhost", "0"), Ok("127.0.0.1:0".to_owned()));
    }

    #[test]
    fn a_wrong_value_is_named() {
        assert!(
            addressed("my machine", "")
                .unwrap_err()
                .starts_with("HOST is 'my machine'")
        );
        for port in ["abc", "-1", "65536", "5000 "] {
            let error = addressed("", port).unwrap_err();
            assert!(error.starts_with(&format!("PORT is '{port}'")), "{error}");
        }
    }
}
