use std::ops::Range;
use std::rc::Rc;

use kurbo::Vec2;

use crate::scene::{Layer, Scene};

/// What has to be painted anew when one scene follows another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing.
    Nothing,
    /// These layers: those that have changed, and those between them.
    Layers(Range<usize>),
    /// The background, or which layers there are, or their order.
    Everything,
}

/// What has changed. Looks at pointers rather than at what layers paint, so it takes no time.
pub fn changed(before: &Scene, after: &Scene) -> Change {
    let is_comparable = before.size == after.size
        && before.background == after.background
        && (before.layers.iter().map(|layer| layer.id))
            .eq(after.layers.iter().map(|layer| layer.id));
    if !is_comparable {
        return Change::Everything;
    }
    let pairs = || before.layers.iter().zip(&after.layers);
    let has_changed = |(before, after): (&Layer, &Layer)| {
        before.transform != after.transform || !Rc::ptr_eq(&before.content, &after.content)
    };
    match (
        pairs().position(has_changed),
        pairs().rposition(has_changed),
    ) {
        (Some(first), Some(last)) => Change::Layers(first..last + 1),
        _ => Change::Nothing,
    }
}

/// How far layers have been moved, in pixels of the meme: all of them alike, and nothing else has happened to them. None
/// where that is not so.
pub fn moved(before: &[Layer], after: &[Layer]) -> Option<Vec2> {
    let (first, last) = (before.first()?, after.first()?);
    let by = last.transform.translation() - first.transform.translation();
    let is_moved = |(before, after): (&Layer, &Layer)| {
        let way = after.transform.translation() - before.transform.translation();
        Rc::ptr_eq(&before.content, &after.content)
            && before.transform.with_translation(Vec2::ZERO)
                == after.transform.with_translation(Vec2::ZERO)
            && (way - by).hypot() < ROUNDING_PX
    };
    (before.len() == after.len() && before.iter().zip(after).all(is_moved)).then_some(by)
}

/// Ways that are the same differ by this much at most, in pixels of the meme: places are kept as fractions of it.
const ROUNDING_PX: f64 = 1e-6;

#[cfg(test)]
mod tests {
    use kurbo::{Affine, Rect};

    use super::*;
    use crate::document::{PictureId, PixelSize, TextId, turn};
    use crate::scene::{Command, Content};

    fn scene() -> Scene {
        let rect = Rect::new(0.0, 0.0, 600.0, 400.0);
        let layers = (0..5).map(|id| Layer {
            id: TextId(id),
            transform: Affine::IDENTITY,
            content: content(),
        });
        Scene {
            size: PixelSize {
                width: 600,
                height: 400,
            },
            background: vec![Command::Picture {
                id: PictureId(0),
                rect,
            }],
            layers: layers.collect(),
        }
    }

    fn content() -> Rc<Content> {
        Rc::new(Content {
            commands: Vec::new(),
            bounds: Rect::ZERO,
        })
    }

    fn after(change: impl FnOnce(&mut Scene)) -> Change {
        let before = scene();
        let mut after = before.clone();
        change(&mut after);
        changed(&before, &after)
    }

    #[test]
    fn the_same_scene_has_not_changed() {
        assert_eq!(after(|_| {}), Change::Nothing);
    }

    #[test]
    fn a_layer_changes_by_moving_or_by_its_content() {
        let moved = after(|scene| scene.layers[2].transform = Affine::translate((1.0, 0.0)));
        assert_eq!(moved, Change::Layers(2..3));
        let edited = after(|scene| scene.layers[0].content = content());
        assert_eq!(edited, Change::Layers(0..1));
    }

    #[test]
    fn what_is_between_changed_layers_goes_with_them() {
        let change = after(|scene| {
            scene.layers[1].content = content();
            scene.layers[4].transform = Affine::FLIP_X;
        });
        assert_eq!(change, Change::Layers(1..5));
    }

    #[test]
    fn another_order_or_background_is_another_scene() {
        assert_eq!(after(|scene| scene.layers.swap(0, 1)), Change::Everything);
        assert_eq!(after(|scene| scene.layers.truncate(4)), Change::Everything);
        assert_eq!(after(|scene| scene.background.clear()), Change::Everything);
        assert_eq!(after(|scene| scene.size.width += 1), Change::Everything);
    }

    #[test]
    fn layers_that_move_alike_have_moved() {
        let before = scene();
        let way_after = |change: &dyn Fn(&mut [Layer])| {
            let mut after = before.clone();
            change(&mut after.layers);
            moved(&before.layers[1..3], &after.layers[1..3])
        };
        let by = |layer: &mut Layer, x| {
            layer.transform = layer.transform.then_translate((x, 2.0).into());
        };
        let both = |layers: &mut [Layer]| layers[1..3].iter_mut().for_each(|layer| by(layer, 5.0));
        assert_eq!(way_after(&both), Some(Vec2::new(5.0, 2.0)));
        assert_eq!(way_after(&|_| ()), Some(Vec2::ZERO));
        assert_eq!(way_after(&|layers| by(&mut layers[1], 5.0)), None);
        let turned = |layers: &mut [Layer]| {
            both(layers);
            layers[2].transform *= turn(0.1);
        };
        assert_eq!(way_after(&turned), None);
        let edited = |layers: &mut [Layer]| {
            both(layers);
            layers[1].content = content();
        };
        assert_eq!(way_after(&edited), None);
        assert_eq!(moved(&[], &[]), None);
    }
}
