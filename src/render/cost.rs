use kurbo::Affine;

use crate::scene::{Command, Layer};

/// About how long a layer takes to be painted, in milliseconds, on a slow computer without a graphics card: by what it paints, so
/// that it is the same everywhere. `view` leads from pixels of the meme to those that are painted.
///
/// Measured in Chromium 156 on two cores that others used as well: a run of letters 0.01 ms and 0.002 ms for each letter, 0.05 ms for
/// one that the browser looks for in all fonts, a silhouette of an emoji 1 ms, a group 3 ms and 55 ms for each million pixels, most of
/// them for its shadow.
pub fn cost_ms(layer: &Layer, view: Affine) -> f64 {
    let scale = (view * layer.transform).determinant().abs();
    let cost = |command: &Command| match command {
        Command::StrokeText { run, .. } | Command::FillText { run, .. } => {
            0.01 + run.text.chars().map(letter_cost_ms).sum::<f64>()
        }
        Command::GrowEmoji { .. } => 1.0,
        Command::BeginGroup(group) => 3.0 + 55e-6 * (group.bounds.area() * scale).min(LARGEST),
        _ => 0.0,
    };
    layer.content.commands.iter().map(cost).sum()
}

/// The bundled fonts end before the scripts from Hebrew on.
fn letter_cost_ms(letter: char) -> f64 {
    if letter < '\u{590}' { 0.002 } else { 0.05 }
}

/// A group has at most about as many pixels as a large screen.
const LARGEST: f64 = 8e6;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, TextBox, limits};
    use crate::scene::SceneBuilder;
    use crate::text::testing::HalfEm;

    fn costs(change: impl Fn(&mut TextBox)) -> Vec<f64> {
        let mut document = Document::example();
        for text_box in &mut document.texts {
            change(text_box);
        }
        let scene = SceneBuilder::default().build(&document, &HalfEm);
        (scene.layers.iter())
            .map(|layer| cost_ms(layer, Affine::IDENTITY))
            .collect()
    }

    #[test]
    fn a_meme_is_cheap_and_what_multiplies_is_not() {
        let plain: f64 = costs(|_| ()).iter().sum();
        assert!(plain < 1.0, "{plain}");
        let shadows: f64 = costs(|text_box| text_box.look.shadow.opacity = 1.0)
            .iter()
            .sum();
        assert!(shadows > 6.0 && shadows < 200.0, "{shadows}");
        let letters = |text: &str| costs(|text_box| text_box.text = text.repeat(100))[0];
        assert!(letters("明") > 5.0 * letters("a"));
        // Nothing that is painted at once takes longer than half a second, whatever it is of.
        let longest = "a".repeat(limits::MOST_CHARACTERS);
        for cost in costs(|text_box| {
            text_box.text.clone_from(&longest);
            text_box.look.letter_spacing_em = 0.1;
        }) {
            assert!(cost < 500.0, "{cost}");
        }
    }
}
