/// Milliseconds since the page was opened.
pub fn now_ms() -> f64 {
    super::window()
        .performance()
        .map_or_else(js_sys::Date::now, |performance| performance.now())
}
