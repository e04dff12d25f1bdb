// Examples for rust.yml: 'ruleid' has to be found, 'ok' must not.

fn markup(element: &Element, text: &str) {
    // ruleid: markup-from-data
    view! { <p inner_html=text></p> };
    // ok: markup-from-data
    view! { <script inner_html=include_str!("early.js")></script> };
    // ok: markup-from-data
    view! { <div inner_html=drawn(first_view)></div> };
    // ruleid: markup-from-data
    element.set_inner_html(text);
    // ok: markup-from-data
    element.set_text_content(Some(text));
}

fn code(text: &str) {
    // ruleid: code-from-text
    js_sys::eval(text);
    // ruleid: code-from-text
    js_sys::Function::new_no_args(text);
    // ok: code-from-text
    evaluate(text);
}

fn sending(init: &RequestInit) {
    // ruleid: picture-leaves-the-device
    init.set_method("POST");
    // ok: picture-leaves-the-device
    init.set_method("GET");
    // ruleid: picture-leaves-the-device
    let socket = WebSocket::new("wss://elsewhere.example");
}

fn state() {
    // ruleid: server-keeps-state
    std::fs::write("memes.json", "[]");
    // ruleid: server-keeps-state
    Command::new("convert").spawn();
    // ok: server-keeps-state
    std::fs::read("memes.json");
}

#[cfg(test)]
mod tests {
    fn site() {
        // ok: server-keeps-state
        std::fs::write("index.html", "a site to test with");
    }
}
