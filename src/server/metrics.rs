use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Router, middleware};
use prometheus::{
    Gauge, Histogram, HistogramOpts, IntCounter, IntCounterVec, IntGauge, IntGaugeVec, Opts,
    Registry, TEXT_FORMAT, TextEncoder,
};

use super::health::{COMMIT, VERSION};
use super::{refusal, security_headers};

/// Seconds that the steps of the histogram end at: most answers take some microseconds.
const SECONDS: [f64; 10] = [
    0.000_01, 0.000_05, 0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.1, 1.0, 10.0,
];

/// What is seen of the host from outside. Clones count together.
#[derive(Clone, Debug)]
pub struct Metrics {
    registry: Registry,
    started: Instant,
    requests: IntCounterVec,
    /// Of `requests`, the one that counts nearly all of them: looking it up costs more than counting.
    requests_got: IntCounter,
    duration: Histogram,
    connections: IntGauge,
    uptime: Gauge,
    memory: IntGauge,
}

/// Counts a connection for as long as it lives.
#[derive(Debug)]
pub struct OpenConnection(IntGauge);

impl Metrics {
    /// Starts counting from zero.
    ///
    /// # Errors
    /// Where two of the names here are the same.
    pub fn new() -> Result<Self, prometheus::Error> {
        let registry = Registry::new();
        let requests = IntCounterVec::new(
            Opts::new(
                "memeforge_http_requests_total",
                "Requests answered, by method and status.",
            ),
            &["method", "status"],
        )?;
        let requests_got = requests.get_metric_with_label_values(&["GET", "200"])?;
        let duration = Histogram::with_opts(
            HistogramOpts::new(
                "memeforge_http_request_duration_seconds",
                "Time from a request's headers to its answer's; sending the body is left to the network.",
            )
            .buckets(SECONDS.to_vec()),
        )?;
        let connections =
            IntGauge::new("memeforge_open_connections", "Connections that are open.")?;
        let uptime = Gauge::new(
            "memeforge_uptime_seconds",
            "Time since the process started.",
        )?;
        let memory = IntGauge::new(
            "process_resident_memory_bytes",
            "Memory that the process holds.",
        )?;
        let build = IntGaugeVec::new(
            Opts::new("memeforge_build_info", "What is running; always 1."),
            &["version", "commit"],
        )?;
        build.with_label_values(&[VERSION, COMMIT]).set(1);
        registry.register(Box::new(requests.clone()))?;
        registry.register(Box::new(duration.clone()))?;
        registry.register(Box::new(connections.clone()))?;
        registry.register(Box::new(uptime.clone()))?;
        registry.register(Box::new(memory.clone()))?;
        registry.register(Box::new(build))?;
        Ok(Self {
            registry,
            started: Instant::now(),
            requests,
            requests_got,
            duration,
            connections,
            uptime,
            memory,
        })
    }

    /// Counts a request that has been answered.
    pub fn count(&self, method: &Method, status: StatusCode, took: Duration) {
        if (method, status) == (&Method::GET, StatusCode::OK) {
            self.requests_got.inc();
        } else {
            let labels = [method_name(method), status.as_str()];
            self.requests.with_label_values(&labels).inc();
        }
        self.duration.observe(took.as_secs_f64());
    }

    /// Counts a connection until what is returned is dropped.
    pub fn connection(&self) -> OpenConnection {
        self.connections.inc();
        OpenConnection(self.connections.clone())
    }

    /// Answers `/metrics`, on a port that only the operator reaches.
    pub fn router(self) -> Router {
        Router::new()
            .route(
                "/metrics",
                get(move || std::future::ready(self.clone().answer())),
            )
            .method_not_allowed_fallback(async |asked: HeaderMap| {
                refusal::method_not_allowed(&asked).map(Body::new)
            })
            .fallback(async |asked: HeaderMap| {
                refusal::answer(StatusCode::NOT_FOUND, &asked).map(Body::new)
            })
            .layer(middleware::map_response(security_headers::add))
    }

    fn answer(self) -> impl IntoResponse {
        self.uptime.set(self.started.elapsed().as_secs_f64());
        if let Some(bytes) = resident_bytes() {
            self.memory.set(bytes);
        }
        match TextEncoder::new().encode_to_string(&self.registry.gather()) {
            Ok(text) => {
                let headers = [(CONTENT_TYPE, TEXT_FORMAT), (CACHE_CONTROL, "no-store")];
                Ok((headers, text))
            }
            Err(error) => {
                tracing::error!(%error, "the metrics cannot be written");
                Err(StatusCode::INTERNAL_SERVER_ERROR)
            }
        }
    }
}

impl Drop for OpenConnection {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// The methods there are: a client that makes up others must not make up time series.
fn method_name(method: &Method) -> &str {
    match *method {
        Method::GET
        | Method::HEAD
        | Method::POST
        | Method::PUT
        | Method::DELETE
        | Method::PATCH
        | Method::OPTIONS => method.as_str(),
        _ => "other",
    }
}

/// As Linux tells it; `None` elsewhere.
fn resident_bytes() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: i64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use axum::http::Request;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn what_happened_is_written_in_the_format_of_prometheus() {
        let metrics = Metrics::new().unwrap();
        let took = Duration::from_micros(30);
        metrics.count(&Method::GET, StatusCode::OK, took);
        metrics.count(&Method::GET, StatusCode::OK, took);
        let made_up = Method::from_bytes(b"MADE-UP").unwrap();
        metrics.count(
            &made_up,
            StatusCode::METHOD_NOT_ALLOWED,
            Duration::from_mins(1),
        );
        let open = [metrics.connection(), metrics.connection()];
        drop(metrics.connection());
        let request = Request::get("/metrics").body(Body::empty()).unwrap();
        let router = metrics.router();
        for (method, path, status) in [
            (Method::GET, "/metrics", 200),
            (Method::GET, "/", 404),
            (Method::POST, "/metrics", 405),
        ] {
            let request = Request::builder().method(method).uri(path);
            let request = request.body(Body::empty()).unwrap();
            let response = router.clone().oneshot(request).await.unwrap();
            assert_eq!(response.status(), status, "{path}");
            let mut expected = HeaderMap::new();
            security_headers::insert(&mut expected);
            for name in expected.keys() {
                assert!(response.headers().contains_key(name), "{path}: {name}");
            }
        }
        let response = router.oneshot(request).await.unwrap();
        assert_eq!(
            response.headers()[CONTENT_TYPE],
            "text/plain; version=0.0.4"
        );
        let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        let text = String::from_utf8(body.to_vec()).unwrap();
        for line in [
            "# TYPE memeforge_http_requests_total counter",
            "memeforge_http_requests_total{method=\"GET\",status=\"200\"} 2",
            "memeforge_http_requests_total{method=\"other\",status=\"405\"} 1",
            "# TYPE memeforge_http_request_duration_seconds histogram",
            "memeforge_http_request_duration_seconds_bucket{le=\"0.00001\"} 0",
            "memeforge_http_request_duration_seconds_bucket{le=\"0.00005\"} 2",
            "memeforge_http_request_duration_seconds_bucket{le=\"+Inf\"} 3",
            "memeforge_http_request_duration_seconds_count 3",
            "memeforge_open_connections 2",
            &format!("memeforge_build_info{{commit=\"{COMMIT}\",version=\"{VERSION}\"}} 1"),
        ] {
            assert!(
                text.lines().any(|other| other == line),
                "{line} is not in\n{text}"
            );
        }
        let value = |name: &str| {
            let line = text
                .lines()
                .find_map(|line| line.strip_prefix(name))
                .unwrap();
            line.trim().parse::<f64>().unwrap()
        };
        assert!((0.0..60.0).contains(&value("memeforge_uptime_seconds ")));
        if cfg!(target_os = "linux") {
            assert!(value("process_resident_memory_bytes ") > 1e6);
        }
        drop(open);
    }
}
