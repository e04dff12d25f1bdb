use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// Styles that come by script: the page's policy allows none in its HTML.
    type CSSStyleSheet;

    #[wasm_bindgen(constructor)]
    fn new() -> CSSStyleSheet;

    #[wasm_bindgen(method, js_name = replaceSync)]
    fn replace_sync(this: &CSSStyleSheet, styles: &str);

    /// The page, as what has such styles.
    #[derive(Clone)]
    type Styled;

    #[wasm_bindgen(method, getter, js_name = adoptedStyleSheets)]
    fn adopted(this: &Styled) -> js_sys::Array;
}

/// Gives the page further styles, for as long as it lives: those of a part that comes later, which has them with it.
pub fn add_styles(styles: &str) {
    let sheet = CSSStyleSheet::new();
    sheet.replace_sync(styles);
    let page: Styled = wasm_bindgen::JsCast::unchecked_into(super::page());
    page.adopted().push(&sheet);
}
