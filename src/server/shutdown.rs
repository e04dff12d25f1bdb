use std::future::Future;
use std::io;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

/// How long answers under way may take once the process was asked to end.
const DRAIN: Duration = Duration::from_secs(10);

/// Serves until `asked_to_end`, lets the answers under way finish, and returns.
pub async fn serve_until(
    asked_to_end: impl Future<Output = ()> + Send + 'static,
    listener: TcpListener,
    router: Router,
) -> io::Result<()> {
    let (ending, has_ended) = oneshot::channel();
    let server = axum::serve(listener, router).with_graceful_shutdown(async {
        asked_to_end.await;
        // Nobody listens any more once the server has failed.
        let _ = ending.send(());
    });
    let too_long = async {
        // Never, as long as nobody has asked.
        if has_ended.await.is_err() {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(DRAIN).await;
    };
    tokio::select! {
        result = server => result,
        () = too_long => Ok(()),
    }
}

/// Ends when the process is asked to by SIGTERM or Ctrl-C, from this call on and not only once it is awaited.
#[cfg(unix)]
pub fn asked_to_end() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

/// Ends when the process is asked to by Ctrl-C.
#[cfg(not(unix))]
pub fn asked_to_end() -> io::Result<impl Future<Output = ()> + Send + 'static> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
