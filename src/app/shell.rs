use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::HashedStylesheet;

use super::App;

/// What is under the page's name in a search result or a shared link.
const DESCRIPTION: &str =
    "Make a meme from your own picture. Nothing leaves your device: no account, no watermark.";

/// The document around the page, which only the server renders.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta
                    name="viewport"
                    content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content"
                />
                <meta name="color-scheme" content="light dark" />
                <title>"MemeForge"</title>
                <meta name="description" content=DESCRIPTION />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <HashedStylesheet options=options.clone() id="style" />
                <link
                    rel="preload"
                    href="/fonts/anton-latin-400-normal.woff2"
                    r#as="font"
                    r#type="font/woff2"
                    crossorigin="anonymous"
                />
                <script nonce=use_nonce() inner_html=include_str!("early.js")></script>
                <AutoReload options=options.clone() />
                <HydrationScripts options />
            </head>
            <body>
                // Of its own, so that nothing that is put into the body is in its way.
                <div id="page" class="page" data-shape="">
                    <App />
                </div>
                <noscript>
                    <p class="banner">
                        "MemeForge draws the meme on your own device, and needs JavaScript for it. Switch it on for this page."
                    </p>
                </noscript>
                <p id="loadFailed" class="banner" role="alert" hidden>
                    "The editor could not be loaded. Check the connection, then load this page again. It needs a browser from 2023 or later."
                </p>
            </body>
        </html>
    }
}
