//! The host: holds the page and its files in memory, answers with them, and tells its health. It keeps no state and takes
//! no pictures.

mod authority;
mod config;
mod connections;
mod health;
mod healthcheck;
mod host;
mod limits;
mod link_page;
mod log;
mod metrics;
mod page;
mod panics;
mod quality;
mod refusal;
mod request_id;
mod router;
mod security_headers;
mod shape;
mod shutdown;
mod site;
mod stale;
mod templates;
#[cfg(test)]
mod testing;

use std::io;
use std::net::SocketAddr;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use leptos::config::{Env, LeptosOptions};
use thiserror::Error;
use tokio::net::TcpListener;

pub use config::{Config, ConfigError};
pub use healthcheck::Unhealthy;
pub use host::Host;
pub use router::{Served, router};
pub use site::Site;

use health::Ending;
use link_page::LinkPage;
use metrics::Metrics;
use page::Page;
use templates::Templates;

/// Why the server ended. Displays as a sentence for whoever started it.
#[derive(Debug, Error)]
pub enum ServerError {
    /// It was called in a way it does not know.
    #[error("'{0}' is no command. 'memeforge --help' tells the ones there are.")]
    Command(String),
    /// A setting is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The page cannot be read.
    #[error("the built page at {path} cannot be read: {1}. Build it anew with 'make build'.", path = .0.display())]
    Site(PathBuf, io::Error),
    /// The page and its files are not of one build.
    #[error(
        "the page asks for {0}, which is not among its files. Build it anew with 'make build'."
    )]
    MissingFile(String),
    /// Somebody else listens there.
    #[error("port {} on {} is taken. Stop the program that uses it, or set {variable} to another number.", .address.port(), .address.ip())]
    PortTaken {
        /// Where it was to listen.
        address: SocketAddr,
        /// What the port is set by.
        variable: &'static str,
    },
    /// The address cannot be listened on.
    #[error(
        "cannot listen on {address}: {error}. Set HOST to an address of this machine and {variable} to a number above 1023."
    )]
    Listen {
        /// Where it was to listen.
        address: SocketAddr,
        /// What the port is set by.
        variable: &'static str,
        /// What the system says.
        error: io::Error,
    },
    /// The system refuses what a server cannot do without.
    #[error("the system refuses to help: {0}")]
    System(#[from] io::Error),
    /// Two metrics have one name.
    #[error("the metrics contradict each other: {0}")]
    Metrics(#[from] prometheus::Error),
    /// The host is not well.
    #[error(transparent)]
    Unhealthy(#[from] Unhealthy),
}

/// Does what the arguments say, and tells whoever called how it went.
pub fn main(arguments: impl Iterator<Item = String>) -> ExitCode {
    match obey(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("memeforge: {error}");
            ExitCode::FAILURE
        }
    }
}

fn obey(mut arguments: impl Iterator<Item = String>) -> Result<(), ServerError> {
    let (command, surplus) = (arguments.next(), arguments.next());
    match (command.as_deref(), surplus) {
        (_, Some(surplus)) => Err(ServerError::Command(surplus)),
        (None, None) => run(),
        (Some("--version" | "-V"), None) => {
            println!("memeforge {} ({})", health::VERSION, health::COMMIT);
            Ok(())
        }
        (Some("--help" | "-h"), None) => {
            println!("{}", help());
            Ok(())
        }
        (Some("healthcheck"), None) => {
            healthcheck::ask(Config::address_from_env()?)?;
            println!("healthy");
            Ok(())
        }
        (Some(other), None) => Err(ServerError::Command(other.to_owned())),
    }
}

fn help() -> String {
    format!(
        "The host of MemeForge, a meme editor in the browser.\n\n\
         memeforge              serve\n\
         memeforge healthcheck  ask the host that runs here whether it is well; ends with 0 or 1\n\
         memeforge --version    tell the version and the commit\n\
         memeforge --help       tell this\n\n\
         Settings are variables of the environment; in brackets what holds without:{}",
        config::VARIABLES
    )
}

/// Serves as the environment says, until the process is asked to end.
fn run() -> Result<(), ServerError> {
    let config = Config::from_env()?;
    log::start(config.log_format, config.log_filter.clone());
    panics::log();
    let served = read(&config)?;
    // One thread: answering takes microseconds and waits for nothing, and threads would compete for the cores. Others do nothing
    // but read a team's pictures, which may take as long as a disk does.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .max_blocking_threads(8)
        .enable_all()
        .build()?;
    runtime.block_on(serve(&config, served))
}

async fn serve(config: &Config, served: Served) -> Result<(), ServerError> {
    let metrics = Metrics::new()?;
    let ending = served.ending.clone();
    let listener = listen(config.address, "PORT").await?;
    if let Some(address) = config.metrics_address {
        let listener = listen(address, "METRICS_PORT").await?;
        tracing::info!(
            "its metrics are at http://{}/metrics",
            listener.local_addr()?
        );
        tokio::spawn(serve_metrics(listener, metrics.clone(), ending.clone())?);
    }
    let asked_to_end = shutdown::asked_to_end()?;
    tracing::info!(
        version = health::VERSION,
        commit = health::COMMIT,
        "MemeForge is at http://{}",
        listener.local_addr()?
    );
    tokio::spawn(
        served
            .templates
            .clone()
            .watch(templates::EVERY, ending.clone()),
    );
    let site = served.site.clone();
    let router = router(served);
    let host = Host::new(site, router, metrics.clone(), ending.clone());
    let most = connections::MOST;
    connections::serve(
        listener,
        most,
        host,
        metrics,
        ending,
        asked_to_end,
        config.grace,
    )
    .await;
    tracing::info!("ended");
    Ok(())
}

/// Answers with the metrics as with everything else, but counts nothing of it.
fn serve_metrics(
    listener: TcpListener,
    metrics: Metrics,
    ending: Ending,
) -> Result<impl Future<Output = ()> + Send, ServerError> {
    let uncounted = Metrics::new()?;
    let site = Arc::new(Site::default());
    let host = Host::new(site, metrics.router(), uncounted.clone(), ending.clone());
    let grace = Duration::ZERO;
    Ok(connections::serve(
        listener,
        connections::MOST_OPERATORS,
        host,
        uncounted,
        ending,
        std::future::pending(),
        grace,
    ))
}

/// All that is served.
pub fn read(config: &Config) -> Result<Served, ServerError> {
    let site_root = &config.site_root;
    // At once, where there is more than one core.
    let (site, templates) = thread::scope(|scope| {
        let templates = scope.spawn(|| Templates::read(site_root, config.templates.as_deref()));
        let site = read_site(site_root, &config.leptos);
        let templates = templates.join();
        (site, templates.unwrap_or_else(|panic| resume_unwind(panic)))
    });
    let (site, page) = site?;
    Ok(Served {
        site: Arc::new(site),
        templates,
        link_page: Arc::new(LinkPage::new(&page, config.public_url.clone())),
        ending: Ending::default(),
    })
}

/// The built files and the page.
fn read_site(root: &Path, options: &LeptosOptions) -> Result<(Site, Page), ServerError> {
    let is_development = options.env == Env::DEV;
    let mut site = Site::read(root, is_development)
        .map_err(|error| ServerError::Site(root.to_owned(), error))?;
    let html = page::render(options);
    // A page of one build with the files of another would be dead in every browser, without a word.
    if let Some(missing) = page::built_files(&html).find(|file| !site.has(file)) {
        return Err(ServerError::MissingFile(missing.to_owned()));
    }
    let page = Page::new(&html, is_development);
    site.insert("/", page.file());
    Ok((site, page))
}

async fn listen(address: SocketAddr, variable: &'static str) -> Result<TcpListener, ServerError> {
    TcpListener::bind(address).await.map_err(|error| {
        if error.kind() == io::ErrorKind::AddrInUse {
            ServerError::PortTaken { address, variable }
        } else {
            ServerError::Listen {
                address,
                variable,
                error,
            }
        }
    })
}
