//! How much work a filter is: each of its primitives for all pixels, and each way by which a primitive's result is used.

use std::collections::HashMap;

use super::style::leading_number;

/// A filter's primitive, or the node of an `feMerge`.
#[derive(Debug, Default)]
pub struct Primitive {
    /// Steps for a megapixel.
    pub megapixel: f64,
    inputs: Vec<String>,
    result: Option<String>,
}

impl Primitive {
    /// The primitive with that element's name. None where it is another element.
    pub fn of(name: &str) -> Option<Self> {
        // Measured in Chromium 156: see `cost`.
        let megapixel = match name {
            "feMergeNode" => 0.0,
            "feGaussianBlur" | "feDropShadow" | "feMorphology" => 4700.0,
            "feTurbulence" | "feDisplacementMap" | "feDiffuseLighting" | "feSpecularLighting" => {
                9000.0
            }
            _ if name.starts_with("fe") => 700.0,
            _ => return None,
        };
        Some(Self {
            megapixel,
            ..Self::default()
        })
    }

    /// Takes in an attribute.
    pub fn attribute(&mut self, name: &str, value: &str) {
        let largest = || {
            let numbers = value.split([',', ' ']).filter_map(leading_number);
            numbers.fold(0.0, f64::max)
        };
        match name {
            "in" | "in2" => self.inputs.push(value.trim().to_owned()),
            "result" => self.result = Some(value.trim().to_owned()),
            "radius" => self.megapixel += 225.0 * largest().min(1000.0),
            "order" => self.megapixel += 100.0 * largest().powi(2),
            _ => {}
        }
    }
}

/// How often a filter's primitives are run if each runs its inputs: those that use each other's results twice double with each.
pub fn expansions(primitives: &[(&Primitive, Vec<&Primitive>)]) -> f64 {
    let mut named: HashMap<&str, f64> = HashMap::new();
    let (mut previous, mut most) = (1.0, 0.0_f64);
    for (primitive, nodes) in primitives {
        let own = primitive.inputs.iter();
        let all: Vec<&String> = own
            .chain(nodes.iter().flat_map(|node| &node.inputs))
            .collect();
        let of = |input: &&String| match named.get(input.as_str()) {
            Some(runs) => *runs,
            // The source, which is there already.
            None if input.starts_with(|c: char| c.is_ascii_uppercase()) => 1.0,
            None => previous,
        };
        let inputs: f64 = all.iter().map(of).sum();
        // What says nothing goes on from the one before.
        let runs = 1.0 + inputs + previous * f64::from(u8::from(all.len() < nodes.len().max(1)));
        if let Some(result) = &primitive.result {
            named.insert(result, runs);
        }
        previous = runs;
        most = most.max(runs);
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    fn primitive(inputs: &[&str], result: &str) -> Primitive {
        let mut primitive = Primitive::of("feBlend").unwrap();
        for input in inputs {
            primitive.attribute("in", input);
        }
        primitive.attribute("result", result);
        primitive
    }

    #[test]
    fn results_that_are_used_twice_double() {
        let chain: Vec<Primitive> = (0..30).map(|_| primitive(&["r", "r"], "r")).collect();
        let chain: Vec<_> = chain.iter().map(|primitive| (primitive, vec![])).collect();
        assert!(expansions(&chain) > 1e9);
        let shadow = [
            primitive(&["SourceAlpha"], "a"),
            primitive(&["a"], "b"),
            primitive(&["b", "SourceGraphic"], "c"),
        ];
        let shadow: Vec<_> = shadow.iter().map(|primitive| (primitive, vec![])).collect();
        assert_eq!(expansions(&shadow), 5.0);
    }
}
