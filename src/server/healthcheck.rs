use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

use thiserror::Error;

/// A healthy host takes some milliseconds.
const PATIENCE: Duration = Duration::from_secs(3);

/// Why the host is not healthy. Displays as a sentence for whoever asked.
#[derive(Debug, Error)]
pub enum Unhealthy {
    /// Nobody listens, or somebody does and says nothing.
    #[error("nobody answers at {0}: {1}.")]
    Silent(SocketAddr, io::Error),
    /// It answers, and not that it is well.
    #[error("{0} answers '{1}' instead of 200.")]
    Unwell(SocketAddr, String),
}

/// Asks the host that listens at `address` for its health.
pub fn ask(address: SocketAddr) -> Result<(), Unhealthy> {
    let address = SocketAddr::new(reachable(address.ip()), address.port());
    let status = status_line(address).map_err(|error| Unhealthy::Silent(address, error))?;
    if status.split(' ').nth(1) == Some("200") {
        Ok(())
    } else {
        Err(Unhealthy::Unwell(address, status))
    }
}

/// Where a host that listens on every address of the machine is reached from within it.
fn reachable(listening: IpAddr) -> IpAddr {
    match listening {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    }
}

fn status_line(address: SocketAddr) -> io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let request = format!("GET /health HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.take(16 * 1024).read_to_end(&mut answer)?;
    let answer = String::from_utf8_lossy(&answer);
    Ok(answer.lines().next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// What asking says of a host that answers every request with that.
    fn asked(answer: &'static str) -> Result<(), String> {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let host = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = [0; 1024];
            let length = stream.read(&mut asked).unwrap();
            assert!(asked[..length].starts_with(b"GET /health HTTP/1.1\r\n"));
            stream.write_all(answer.as_bytes()).unwrap();
        });
        // Listening on every address of the machine is asked at the one that is the machine itself.
        let everywhere = SocketAddr::new(Ipv4Addr::UNSPECIFIED.into(), address.port());
        let result = ask(everywhere).map_err(|error| error.to_string());
        host.join().unwrap();
        result.map_err(|error| error.replace(&address.to_string(), "ADDRESS"))
    }

    #[test]
    fn only_200_is_healthy() {
        assert_eq!(asked("HTTP/1.1 200 OK\r\n\r\n{}"), Ok(()));
        let unwell = "HTTP/1.1 503 Service Unavailable\r\n\r\n{}";
        let expected = "ADDRESS answers 'HTTP/1.1 503 Service Unavailable' instead of 200.";
        assert_eq!(asked(unwell), Err(expected.to_owned()));
        assert_eq!(
            asked(""),
            Err("ADDRESS answers '' instead of 200.".to_owned())
        );
    }

    #[test]
    fn a_host_that_is_not_there_is_named() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let error = ask(address).unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("nobody answers at {address}: ")),
            "{error}"
        );
    }
}
