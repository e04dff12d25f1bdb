/// A closure without its type, for an attribute or a child that changes: so the code that follows it is in the WebAssembly
/// once for each kind of value, and not for each closure.
pub fn dynamic<T>(of: impl FnMut() -> T + Send + 'static) -> Box<dyn FnMut() -> T + Send> {
    Box::new(of)
}
