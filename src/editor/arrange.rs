//! Several texts put in order: in line with each other, at equal distances, in front or behind.

use kurbo::{Rect, Vec2};

use super::geometry::{Placed, union};
use crate::document::{Document, FractionRect, TextId};

/// Along which line texts are put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// Left edges.
    Left,
    /// Middles, from left to right.
    Center,
    /// Right edges.
    Right,
    /// Top edges.
    Top,
    /// Middles, from top to bottom.
    Middle,
    /// Bottom edges.
    Bottom,
}

/// In which direction texts are put at equal distances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// From left to right.
    Horizontal,
    /// From top to bottom.
    Vertical,
}

/// Where in the order of layers texts go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// In front of all others.
    Front,
    /// In front of the next one.
    Forward,
    /// Behind the next one.
    Backward,
    /// Behind all others.
    Back,
}

/// Moves the texts `ids` by a vector in pixels of the meme.
pub fn move_by(document: &mut Document, ids: &[TextId], by: Vec2) {
    let size = document.size();
    for id in ids {
        if let Some(text_box) = document.text_mut(*id) {
            text_box.frame = FractionRect::from_pixels(text_box.frame.to_pixels(size) + by, size);
        }
    }
}

/// Puts the texts in line: with each other, or a single one with the meme.
pub fn align(document: &mut Document, ids: &[TextId], alignment: Alignment) {
    let bounds = bounds_of(document, ids);
    let whole = match bounds.as_slice() {
        [_] => Some(meme_rect(document)),
        several => union(several.iter().map(|(_, rect)| *rect)),
    };
    let Some(whole) = whole else { return };
    for (id, rect) in bounds {
        let by = match alignment {
            Alignment::Left => Vec2::new(whole.x0 - rect.x0, 0.0),
            Alignment::Center => Vec2::new(whole.center().x - rect.center().x, 0.0),
            Alignment::Right => Vec2::new(whole.x1 - rect.x1, 0.0),
            Alignment::Top => Vec2::new(0.0, whole.y0 - rect.y0),
            Alignment::Middle => Vec2::new(0.0, whole.center().y - rect.center().y),
            Alignment::Bottom => Vec2::new(0.0, whole.y1 - rect.y1),
        };
        move_by(document, &[id], by);
    }
}

/// Puts three texts or more at equal distances; the outermost two stay.
pub fn distribute(document: &mut Document, ids: &[TextId], axis: Axis) {
    let mut bounds = bounds_of(document, ids);
    if bounds.len() < 3 {
        return;
    }
    let span = |rect: &Rect| match axis {
        Axis::Horizontal => (rect.x0, rect.x1),
        Axis::Vertical => (rect.y0, rect.y1),
    };
    bounds.sort_by(|(_, a), (_, b)| span(a).0.total_cmp(&span(b).0));
    let first = span(&bounds[0].1).0;
    let last = bounds
        .iter()
        .map(|(_, rect)| span(rect).1)
        .fold(first, f64::max);
    let filled: f64 = bounds
        .iter()
        .map(|(_, rect)| span(rect).1 - span(rect).0)
        .sum();
    let gap = (last - first - filled) / (bounds.len() - 1) as f64;
    let mut at = first;
    for (id, rect) in &bounds {
        let (from, to) = span(rect);
        let by = at - from;
        let by = match axis {
            Axis::Horizontal => Vec2::new(by, 0.0),
            Axis::Vertical => Vec2::new(0.0, by),
        };
        move_by(document, &[*id], by);
        at += to - from + gap;
    }
}

/// Moves the texts in the order of layers; among themselves they keep theirs.
pub fn reorder(document: &mut Document, ids: &[TextId], order: Order) {
    let texts = &mut document.texts;
    let is_moved = |id: TextId| ids.contains(&id);
    match order {
        // A stable sort by whether it moves.
        Order::Front => texts.sort_by_key(|text_box| is_moved(text_box.id)),
        Order::Back => texts.sort_by_key(|text_box| !is_moved(text_box.id)),
        Order::Forward => {
            for index in (1..texts.len()).rev() {
                if is_moved(texts[index - 1].id) && !is_moved(texts[index].id) {
                    texts.swap(index - 1, index);
                }
            }
        }
        Order::Backward => {
            for index in 1..texts.len() {
                if is_moved(texts[index].id) && !is_moved(texts[index - 1].id) {
                    texts.swap(index - 1, index);
                }
            }
        }
    }
}

/// Puts one text at a place in the order of layers, counted from the back.
pub fn move_to(document: &mut Document, id: TextId, index: usize) {
    let texts = &mut document.texts;
    if let Some(from) = texts.iter().position(|text_box| text_box.id == id) {
        let text_box = texts.remove(from);
        texts.insert(index.min(texts.len()), text_box);
    }
}

/// The whole meme, in its pixels.
pub fn meme_rect(document: &Document) -> Rect {
    let size = document.size();
    Rect::new(0.0, 0.0, size.width.into(), size.height.into())
}

/// The upright bounds of those of `ids` that are there.
pub fn bounds_of(document: &Document, ids: &[TextId]) -> Vec<(TextId, Rect)> {
    ids.iter()
        .filter_map(|id| document.text(*id))
        .map(|text_box| (text_box.id, Placed::of(text_box, document).bounds()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Picture, PictureId, PixelSize, TextBox};

    /// Boxes of 100 × 50 on a meme of 1000 × 1000, with their top left corners here.
    fn document(corners: &[(f64, f64)]) -> (Document, Vec<TextId>) {
        let size = PixelSize {
            width: 1000,
            height: 1000,
        };
        let mut document = Document::classic(Picture {
            id: PictureId(0),
            name: String::new(),
            size,
        });
        document.texts = (0..)
            .zip(corners)
            .map(|(id, corner)| {
                let rect = Rect::from_origin_size(*corner, (100.0, 50.0));
                TextBox::new(TextId(id), FractionRect::from_pixels(rect, size))
            })
            .collect();
        let ids = document.texts.iter().map(|text_box| text_box.id).collect();
        (document, ids)
    }

    fn corners(document: &Document) -> Vec<(f64, f64)> {
        let round = |value: f64| (value * 1000.0).round() / 1000.0;
        (document.texts.iter())
            .map(|text_box| text_box.frame.to_pixels(document.size()))
            .map(|rect| (round(rect.x0), round(rect.y0)))
            .collect()
    }

    fn order(document: &Document) -> Vec<u32> {
        document
            .texts
            .iter()
            .map(|text_box| text_box.id.0)
            .collect()
    }

    #[test]
    fn several_align_with_each_other_and_one_with_the_meme() {
        let (mut several, ids) = document(&[(100.0, 0.0), (300.0, 200.0)]);
        align(&mut several, &ids, Alignment::Right);
        align(&mut several, &ids, Alignment::Middle);
        assert_eq!(corners(&several), [(300.0, 100.0), (300.0, 100.0)]);
        let (mut one, ids) = document(&[(100.0, 0.0)]);
        align(&mut one, &ids, Alignment::Center);
        align(&mut one, &ids, Alignment::Bottom);
        assert_eq!(corners(&one), [(450.0, 950.0)]);
    }

    #[test]
    fn three_are_put_at_equal_distances() {
        let (mut document, ids) = document(&[(800.0, 0.0), (0.0, 10.0), (120.0, 20.0)]);
        distribute(&mut document, &ids, Axis::Horizontal);
        assert_eq!(
            corners(&document),
            [(800.0, 0.0), (0.0, 10.0), (400.0, 20.0)]
        );
    }

    #[test]
    fn layers_change_their_order() {
        let start = || document(&[(0.0, 0.0); 4]).0;
        let after = |ids: &[u32], to| {
            let mut document = start();
            let ids: Vec<TextId> = ids.iter().copied().map(TextId).collect();
            reorder(&mut document, &ids, to);
            order(&document)
        };
        assert_eq!(after(&[0, 1], Order::Front), [2, 3, 0, 1]);
        assert_eq!(after(&[2, 3], Order::Back), [2, 3, 0, 1]);
        assert_eq!(after(&[0, 1], Order::Forward), [2, 0, 1, 3]);
        assert_eq!(after(&[1, 2], Order::Backward), [1, 2, 0, 3]);
        assert_eq!(after(&[3], Order::Forward), [0, 1, 2, 3]);
        let mut document = start();
        move_to(&mut document, TextId(0), 2);
        assert_eq!(order(&document), [1, 2, 0, 3]);
        move_to(&mut document, TextId(9), 0);
        assert_eq!(order(&document), [1, 2, 0, 3]);
    }
}
