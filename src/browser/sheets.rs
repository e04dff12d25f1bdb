use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Gives the page further styles, for as long as it lives: those of a part that comes later, which has them with it. By
/// script, since the page's policy allows none in its HTML. Fails in browsers from before 2023 alone.
///
/// By reflection, as what is declared has glue in the first load.
pub fn add_styles(styles: &str) -> Result<(), JsValue> {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into());
    let constructor: Function = get(&super::window(), "CSSStyleSheet")?.dyn_into()?;
    let sheet = Reflect::construct(&constructor, &Array::new())?;
    let replace: Function = get(&sheet, "replaceSync")?.dyn_into()?;
    replace.call1(&sheet, &styles.into())?;
    let adopted = get(&super::page(), "adoptedStyleSheets")?;
    let push: Function = get(&adopted, "push")?.dyn_into()?;
    push.call1(&adopted, &sheet)?;
    Ok(())
}
