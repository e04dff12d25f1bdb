use std::env;
use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::http::Uri;
use axum::http::uri::Authority;
use leptos::config::{Env, LeptosOptions};
use thiserror::Error;
use tracing_subscriber::filter::{LevelFilter, Targets};

use super::log::LogFormat;
use super::{authority, shutdown};

/// What the variables are, for `--help`.
pub const VARIABLES: &str = "
HOST              the address to listen on; 0.0.0.0 for every one the machine has, :: with IPv6 too (127.0.0.1)
PORT              the port (5000)
LEPTOS_SITE_ROOT  the built page (target/site, or where that is not: site beside this program)
LOG_FORMAT        json or text (text in a terminal, else json)
RUST_LOG          what is logged: error, warn, info or debug; debug tells each request (info)
METRICS_PORT      where /metrics is answered, on the same address (nowhere)
TEMPLATES_DIR     a folder of templates in memegen's format, which everybody has (none)
PUBLIC_URL        where the host is reached, for the pictures of links, such as https://memes.example.org: it needs a host name of
                  its own, and works below no path (what a request says)
SHUTDOWN_GRACE    seconds to go on serving after being asked to end, 0 to 20 (5)";

/// The settings of the server.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where it listens: `HOST` and `PORT`.
    pub address: SocketAddr,
    /// Where it tells its metrics: `METRICS_PORT`, on `HOST`.
    pub metrics_address: Option<SocketAddr>,
    /// How a line of the log looks: `LOG_FORMAT`.
    pub log_format: LogFormat,
    /// What is logged: `RUST_LOG`.
    pub log_filter: Targets,
    /// For how long it goes on serving when it is asked to end: `SHUTDOWN_GRACE`.
    pub grace: Duration,
    /// Where a team's templates are: `TEMPLATES_DIR`.
    pub templates: Option<PathBuf>,
    /// Where the host is reached, without a slash at its end: `PUBLIC_URL`.
    pub public_url: Option<String>,
    /// Where the built page is: `LEPTOS_SITE_ROOT`.
    pub site_root: PathBuf,
    /// How Leptos finds the parts of the page.
    pub leptos: LeptosOptions,
}

/// A setting that cannot be used. Displays as a sentence for whoever set it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ConfigError {
    /// `HOST` is no address.
    #[error(
        "HOST is '{0}', which is no IP address. Try 127.0.0.1 for this machine alone, or 0.0.0.0 or :: for its network. The port is set by PORT."
    )]
    Host(String),
    /// `PORT` or `METRICS_PORT` is no port.
    #[error("{0} is '{1}', which is no port. Try a number from 1 to 65535, such as {2}.")]
    Port(&'static str, String, u16),
    /// Both are the same.
    #[error("METRICS_PORT is {0}, and so is PORT. Set one of them to another number.")]
    SamePort(u16),
    /// `LOG_FORMAT` is neither.
    #[error("LOG_FORMAT is '{0}'. Try json or text.")]
    LogFormat(String),
    /// `RUST_LOG` names no level.
    #[error("RUST_LOG is '{0}', which names no level. Try error, warn, info or debug.")]
    LogFilter(String),
    /// `SHUTDOWN_GRACE` is no number, or too large.
    #[error("SHUTDOWN_GRACE is '{0}'. Try a number of seconds from 0 to {max}.", max = shutdown::LONGEST_GRACE.as_secs())]
    Grace(String),
    /// `TEMPLATES_DIR` is no folder, or one that cannot be read.
    #[error(
        "TEMPLATES_DIR is '{0}', which cannot be read as a folder: {1}. Set it to one, or to nothing."
    )]
    Templates(String, String),
    /// `PUBLIC_URL` is no address of a host.
    #[error(
        "PUBLIC_URL is '{0}', which is no address of a host. Try one such as https://memes.example.org, without a path."
    )]
    PublicUrl(String),
    /// `PUBLIC_URL` is below a path.
    #[error(
        "PUBLIC_URL is '{0}', which has a path. MemeForge needs a host name of its own: give it one, such as https://memes.example.org, and set PUBLIC_URL to that."
    )]
    PublicPath(String),
    /// A variable is no text.
    #[error("{0} is '{1}', which is not in UTF-8. Set it anew.")]
    NotText(&'static str, String),
    /// There is no page to serve.
    #[error("the built page is not at {}. Build it with 'make build', or set LEPTOS_SITE_ROOT to where it is.", .0.display())]
    NoSite(PathBuf),
}

impl Config {
    /// Reads the environment.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::read(|name| env::var_os(name))
    }

    /// Reads the variables by that function. An empty one counts as none.
    pub fn read(variable: impl Fn(&str) -> Option<OsString>) -> Result<Self, ConfigError> {
        let path = |name: &str| variable(name).filter(|value| !value.is_empty());
        let text = |name| text(&variable, name);
        let address = address(text("HOST")?, text("PORT")?)?;
        let metrics_port = text("METRICS_PORT")?
            .map(|text| port("METRICS_PORT", text, 9090))
            .transpose()?;
        if metrics_port.is_some_and(|port| port == address.port() && port != 0) {
            return Err(ConfigError::SamePort(address.port()));
        }
        let site_root = path("LEPTOS_SITE_ROOT").map_or_else(usual_site_root, PathBuf::from);
        if !site_root.join("pkg").is_dir() {
            return Err(ConfigError::NoSite(site_root.join("pkg")));
        }
        Ok(Self {
            address,
            metrics_address: metrics_port.map(|port| SocketAddr::new(address.ip(), port)),
            log_format: log_format(text("LOG_FORMAT")?)?,
            log_filter: log_filter(text("RUST_LOG")?)?,
            grace: grace(text("SHUTDOWN_GRACE")?)?,
            templates: path("TEMPLATES_DIR").map(templates).transpose()?,
            public_url: text("PUBLIC_URL")?.map(public_url).transpose()?,
            leptos: leptos(address, &site_root),
            site_root,
        })
    }

    /// Where a host with this environment listens, for one who only asks for its health.
    pub fn address_from_env() -> Result<SocketAddr, ConfigError> {
        let text = |name| text(|name| env::var_os(name), name);
        address(text("HOST")?, text("PORT")?)
    }
}

/// What a variable says; none where it is empty.
fn text(
    variable: impl Fn(&str) -> Option<OsString>,
    name: &'static str,
) -> Result<Option<String>, ConfigError> {
    let value = variable(name).filter(|value| !value.is_empty());
    let text = value.map(OsString::into_string).transpose();
    text.map_err(|value| ConfigError::NotText(name, value.to_string_lossy().into_owned()))
}

/// How Leptos finds the parts of the page.
pub fn leptos(address: SocketAddr, site_root: &Path) -> LeptosOptions {
    // `cargo leptos watch` sets this for the page to reload itself.
    let is_development = env::var_os("LEPTOS_WATCH").is_some();
    LeptosOptions::builder()
        .output_name("memeforge")
        .site_root(site_root.to_string_lossy().into_owned())
        .site_addr(address)
        .hash_files(beside_executable("hash.txt").is_some_and(|file| file.exists()))
        .env(if is_development { Env::DEV } else { Env::PROD })
        .reload_port(5001_u32)
        .build()
}

/// Where cargo-leptos builds to, or else where an installed host has it.
fn usual_site_root() -> PathBuf {
    let built = PathBuf::from("target/site");
    if built.is_dir() {
        return built;
    }
    beside_executable("site")
        .filter(|site| site.is_dir())
        .unwrap_or(built)
}

/// cargo-leptos writes the hashes in the files' names down there, and Leptos reads them.
fn beside_executable(name: &str) -> Option<PathBuf> {
    Some(env::current_exe().ok()?.with_file_name(name))
}

/// Where to listen. On this machine alone, unless `HOST` says otherwise; a port of 0 takes any that is free.
fn address(host: Option<String>, number: Option<String>) -> Result<SocketAddr, ConfigError> {
    let host = match host.as_deref() {
        None | Some("localhost") => IpAddr::from(Ipv4Addr::LOCALHOST),
        Some(text) => {
            // As IPv6 is written in addresses of the web.
            let bare = text
                .strip_prefix('[')
                .and_then(|text| text.strip_suffix(']'));
            let address = match bare {
                Some(bare) => bare.parse().map(IpAddr::V6),
                None => text.parse(),
            };
            address.map_err(|_| ConfigError::Host(text.to_owned()))?
        }
    };
    let port = number.map_or(Ok(5000), |text| port("PORT", text, 5000))?;
    Ok(SocketAddr::new(host, port))
}

fn port(name: &'static str, text: String, example: u16) -> Result<u16, ConfigError> {
    text.parse()
        .map_err(|_| ConfigError::Port(name, text, example))
}

fn log_format(text: Option<String>) -> Result<LogFormat, ConfigError> {
    match text.as_deref() {
        None => Ok(LogFormat::suitable()),
        Some("json") => Ok(LogFormat::Json),
        Some("text") => Ok(LogFormat::Text),
        Some(other) => Err(ConfigError::LogFormat(other.to_owned())),
    }
}

/// A level, or a list such as `info,memeforge=debug`.
fn log_filter(text: Option<String>) -> Result<Targets, ConfigError> {
    let text = text.unwrap_or_else(|| "info".to_owned());
    // Alone, a word would be taken as the name of a part of the program, of which everything is logged.
    let names_levels = text.split(',').all(|part| {
        let level = part.rsplit('=').next().unwrap_or_default();
        level.trim().parse::<LevelFilter>().is_ok()
    });
    match text.parse() {
        Ok(filter) if names_levels => Ok(filter),
        _ => Err(ConfigError::LogFilter(text)),
    }
}

fn templates(value: OsString) -> Result<PathBuf, ConfigError> {
    let folder = PathBuf::from(value);
    match folder.read_dir() {
        Ok(_) => Ok(folder),
        Err(error) => {
            let name = folder.to_string_lossy().into_owned();
            Err(ConfigError::Templates(name, error.to_string()))
        }
    }
}

/// A scheme and a host, and maybe a port.
fn public_url(text: String) -> Result<String, ConfigError> {
    let uri: Option<Uri> = text.parse().ok();
    let is_host = |uri: &Uri| {
        let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
        let authority = uri.authority().map_or("", Authority::as_str);
        is_web && authority::host(authority).is_some()
    };
    match uri.filter(is_host) {
        Some(uri) if uri.query().is_some() => Err(ConfigError::PublicUrl(text)),
        Some(uri) if !matches!(uri.path(), "" | "/") => Err(ConfigError::PublicPath(text)),
        Some(_) => Ok(text.trim_end_matches('/').to_owned()),
        None => Err(ConfigError::PublicUrl(text)),
    }
}

fn grace(text: Option<String>) -> Result<Duration, ConfigError> {
    let Some(text) = text else {
        return Ok(Duration::from_secs(5));
    };
    match text.parse().map(Duration::from_secs) {
        Ok(grace) if grace <= shutdown::LONGEST_GRACE => Ok(grace),
        _ => Err(ConfigError::Grace(text)),
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;
    use tracing::Level;

    use super::*;

    /// The settings that these variables make, beside a site that is there.
    fn read(variables: &[(&str, &str)]) -> Result<Config, String> {
        let site = TempDir::new().unwrap();
        std::fs::create_dir(site.path().join("pkg")).unwrap();
        let site_root = site.path().to_str().unwrap();
        let variable = |name: &str| {
            let given = variables.iter().find(|(other, _)| *other == name);
            let given = given.map(|(_, value)| (*value).into());
            given.or((name == "LEPTOS_SITE_ROOT").then(|| site_root.into()))
        };
        Config::read(variable).map_err(|error| error.to_string())
    }

    #[test]
    fn listens_on_this_machine_unless_told_otherwise() {
        for (host, port, expected) in [
            ("", "", "127.0.0.1:5000"),
            ("0.0.0.0", "80", "0.0.0.0:80"),
            ("::1", "5001", "[::1]:5001"),
            ("[::]", "5001", "[::]:5001"),
            ("[::1]", "", "[::1]:5000"),
            ("localhost", "0", "127.0.0.1:0"),
        ] {
            let config = read(&[("HOST", host), ("PORT", port)]).unwrap();
            assert_eq!(config.address.to_string(), expected);
        }
    }

    #[test]
    fn tells_nobody_its_metrics_unless_told_where() {
        assert_eq!(read(&[]).unwrap().metrics_address, None);
        let config = read(&[("HOST", "0.0.0.0"), ("METRICS_PORT", "9090")]).unwrap();
        assert_eq!(config.metrics_address.unwrap().to_string(), "0.0.0.0:9090");
        assert!(read(&[("PORT", "0"), ("METRICS_PORT", "0")]).is_ok());
    }

    #[test]
    fn logs_what_it_is_told_to() {
        let logs = |filter: &str, level| {
            let config = read(&[("RUST_LOG", filter)]).unwrap();
            config.log_filter.would_enable("memeforge::server", &level)
        };
        assert!(logs("", Level::INFO) && !logs("", Level::DEBUG));
        assert!(logs("debug", Level::DEBUG));
        assert!(logs("warn,memeforge=debug", Level::DEBUG));
        assert!(!logs("off", Level::ERROR));
        assert_eq!(
            read(&[("LOG_FORMAT", "json")]).unwrap().log_format,
            LogFormat::Json
        );
        assert_eq!(
            read(&[("LOG_FORMAT", "text")]).unwrap().log_format,
            LogFormat::Text
        );
    }

    #[test]
    fn goes_on_serving_for_a_while() {
        let seconds = |text| read(&[("SHUTDOWN_GRACE", text)]).unwrap().grace.as_secs();
        assert_eq!([seconds(""), seconds("0"), seconds("20")], [5, 0, 20]);
    }

    #[test]
    fn finds_a_teams_templates_and_its_own_name() {
        let config = read(&[]).unwrap();
        assert_eq!((config.templates, config.public_url), (None, None));
        let config = read(&[("TEMPLATES_DIR", "docs")]).unwrap();
        assert_eq!(config.templates, Some(PathBuf::from("docs")));
        for url in ["https://memes.example.org:8443", "http://[::1]/"] {
            let config = read(&[("PUBLIC_URL", url)]).unwrap();
            assert_eq!(
                config.public_url.as_deref(),
                Some(url.trim_end_matches('/'))
            );
        }
    }

    #[test]
    fn a_wrong_value_is_named() {
        for (name, value) in [
            ("HOST", "my machine"),
            ("HOST", "[::]:5000"),
            ("HOST", "[0.0.0.0]"),
            ("HOST", "[::"),
            ("PORT", "abc"),
            ("PORT", "-1"),
            ("PORT", "65536"),
            ("PORT", "5000 "),
            ("METRICS_PORT", "abc"),
            ("LOG_FORMAT", "xml"),
            ("RUST_LOG", "loud"),
            ("RUST_LOG", "memeforge=loud"),
            ("SHUTDOWN_GRACE", "-1"),
            ("SHUTDOWN_GRACE", "21"),
            ("SHUTDOWN_GRACE", "5s"),
            ("TEMPLATES_DIR", "nowhere"),
            ("TEMPLATES_DIR", "Cargo.toml"),
            ("PUBLIC_URL", "memes.example.org"),
            ("PUBLIC_URL", "ftp://memes.example.org"),
            ("PUBLIC_URL", "https://a@memes.example.org"),
            ("PUBLIC_URL", "https://memes.example.org:65536"),
            ("PUBLIC_URL", "https://memes.example.org/path"),
            ("PUBLIC_URL", "https://memes.example.org/?query"),
            ("PUBLIC_URL", "https://"),
        ] {
            let error = read(&[(name, value)]).unwrap_err();
            assert!(
                error.starts_with(&format!("{name} is '{value}'")),
                "{error}"
            );
        }
        let error = read(&[("PUBLIC_URL", "https://example.org/memes/")]).unwrap_err();
        assert!(error.contains("needs a host name of its own"), "{error}");
        let error = read(&[("METRICS_PORT", "5000")]).unwrap_err();
        assert!(error.starts_with("METRICS_PORT is 5000, and so is PORT."));
        let error = read(&[("LEPTOS_SITE_ROOT", "nowhere")]).unwrap_err();
        assert!(
            error.starts_with("the built page is not at nowhere/pkg."),
            "{error}"
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_no_text_is_used_as_a_path_and_refused_as_anything_else() {
        use std::os::unix::ffi::OsStringExt;

        let strange = || OsString::from_vec(b"f\xfcr alle".to_vec());
        let folder = TempDir::new().unwrap();
        let root = folder.path().join(strange());
        std::fs::create_dir_all(root.join("pkg")).unwrap();
        let read = |strange_name: &str| {
            Config::read(|name| match name {
                "TEMPLATES_DIR" | "LEPTOS_SITE_ROOT" => Some(root.clone().into()),
                _ => (name == strange_name).then(strange),
            })
        };
        let config = read("").unwrap();
        assert_eq!(config.templates.as_ref(), Some(&root));
        assert_eq!(config.site_root, root);
        for name in [
            "HOST",
            "PORT",
            "METRICS_PORT",
            "LOG_FORMAT",
            "RUST_LOG",
            "PUBLIC_URL",
            "SHUTDOWN_GRACE",
        ] {
            let error = read(name).unwrap_err().to_string();
            assert!(
                error.starts_with(&format!(
                    "{name} is 'f\u{fffd}r alle', which is not in UTF-8."
                )),
                "{error}"
            );
        }
    }
}
