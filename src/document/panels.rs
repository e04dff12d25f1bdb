//! Two to nine pictures in a grid: where each lies.

use kurbo::Rect;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::crop::covering;
use super::sanitize::keep;
use super::{Color, PixelSize, Shape, bounded};

/// How cells are arranged.
#[derive(Debug, PartialEq, Eq)]
pub struct Layout {
    /// What it is called.
    pub label: &'static str,
    /// Whether its lines are columns, from left to right, rather than rows, from top to bottom.
    pub has_columns: bool,
    /// How many cells each line has.
    pub lines: &'static [u8],
}

const fn rows(label: &'static str, lines: &'static [u8]) -> Layout {
    Layout {
        label,
        has_columns: false,
        lines,
    }
}

const fn columns(label: &'static str, lines: &'static [u8]) -> Layout {
    Layout {
        label,
        has_columns: true,
        lines,
    }
}

/// All layouts, by the number of their cells; of each number the most usual first.
pub static LAYOUTS: [Layout; 30] = [
    rows("Two side by side", &[2]),
    rows("Two stacked", &[1, 1]),
    rows("Three side by side", &[3]),
    rows("Three stacked", &[1, 1, 1]),
    rows("One above two", &[1, 2]),
    rows("Two above one", &[2, 1]),
    columns("One left of two", &[1, 2]),
    columns("Two left of one", &[2, 1]),
    rows("Two rows of two", &[2, 2]),
    rows("Four side by side", &[4]),
    rows("Four stacked", &[1, 1, 1, 1]),
    rows("One above three", &[1, 3]),
    columns("One left of three", &[1, 3]),
    rows("One, two, one", &[1, 2, 1]),
    rows("Two above three", &[2, 3]),
    rows("Three above two", &[3, 2]),
    columns("Two left of three", &[2, 3]),
    columns("One left of two columns of two", &[1, 2, 2]),
    rows("Five stacked", &[1, 1, 1, 1, 1]),
    rows("Two rows of three", &[3, 3]),
    rows("Three rows of two", &[2, 2, 2]),
    rows("One, two, three", &[1, 2, 3]),
    rows("Two, three, two", &[2, 3, 2]),
    rows("Three above four", &[3, 4]),
    rows("One above two rows of three", &[1, 3, 3]),
    rows("Four rows of two", &[2, 2, 2, 2]),
    rows("Two rows of four", &[4, 4]),
    rows("Three, two, three", &[3, 2, 3]),
    rows("Three rows of three", &[3, 3, 3]),
    rows("Two, three, four", &[2, 3, 4]),
];

impl Layout {
    /// How many cells it has.
    pub fn count(&self) -> usize {
        self.lines.iter().map(|cells| usize::from(*cells)).sum()
    }

    /// The layouts with so many cells, each with its place among all.
    pub fn with_count(count: usize) -> impl Iterator<Item = (usize, &'static Self)> {
        (LAYOUTS.iter().enumerate()).filter(move |(_, layout)| layout.count() == count)
    }
}

/// A grid of pictures as it is to be.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Grid {
    /// Its layout, by its place among [`LAYOUTS`]. In a file it is its lines, so that layouts may come, go and change places.
    #[serde(serialize_with = "write_layout", deserialize_with = "read_layout")]
    pub layout: usize,
    /// Its shape.
    pub shape: Shape,
    /// How far cells are apart, as a fraction of the shorter side.
    pub gutter: f64,
    /// How wide the border around all is, in the same way.
    pub border: f64,
    /// What is seen between cells, and where one has no picture.
    pub color: Color,
}

/// What a file says of a layout.
#[derive(Serialize, Deserialize)]
struct Lines {
    has_columns: bool,
    lines: Vec<u8>,
}

#[expect(clippy::trivially_copy_pass_by_ref)] // As serde calls it.
fn write_layout<S: Serializer>(index: &usize, serializer: S) -> Result<S::Ok, S::Error> {
    let layout = LAYOUTS.get(*index).unwrap_or(&LAYOUTS[0]);
    let lines = Lines {
        has_columns: layout.has_columns,
        lines: layout.lines.to_vec(),
    };
    lines.serialize(serializer)
}

/// A layout that is not known here becomes the most usual with as many cells.
fn read_layout<'de, D: Deserializer<'de>>(deserializer: D) -> Result<usize, D::Error> {
    let Lines { has_columns, lines } = Lines::deserialize(deserializer)?;
    let is_same = |layout: &Layout| layout.has_columns == has_columns && layout.lines == lines;
    let count: usize = lines.iter().map(|cells| usize::from(*cells)).sum();
    let usual = || Layout::with_count(count).next().map(|(index, _)| index);
    Ok((LAYOUTS.iter().position(is_same))
        .or_else(usual)
        .unwrap_or_default())
}

impl Default for Grid {
    fn default() -> Self {
        Self {
            layout: 0,
            shape: Shape::Square,
            gutter: 0.015,
            border: 0.0,
            color: Color::WHITE,
        }
    }
}

impl Grid {
    /// The most cells.
    pub const MOST_CELLS: usize = 9;
    /// The widest gutter and border.
    pub const WIDEST: f64 = 0.1;
    /// The longer side that a grid has at most, however large its pictures are.
    const LONGEST_SIDE: f64 = 3000.0;

    /// Its layout.
    pub fn layout(&self) -> &'static Layout {
        LAYOUTS.get(self.layout).unwrap_or(&LAYOUTS[0])
    }

    /// How many cells it has.
    pub fn count(&self) -> usize {
        self.layout().count()
    }

    /// The same, from somebody else and maybe hostile, with a layout that there is, and a gutter and a border that it can have.
    #[must_use]
    pub fn sanitized(mut self) -> Self {
        let usual = Self::default();
        if self.layout >= LAYOUTS.len() {
            self.layout = usual.layout;
        }
        keep(&mut self.gutter, [0.0, Self::WIDEST], usual.gutter);
        keep(&mut self.border, [0.0, Self::WIDEST], usual.border);
        self
    }

    /// The cells in whole pixels of a grid of `size`. All gutters are equally wide; cells of a line differ by a pixel at most.
    pub fn cells(&self, size: PixelSize) -> Vec<Rect> {
        let shorter = f64::from(size.shorter_side());
        let in_pixels =
            |fraction: f64| (bounded(fraction, 0.0, Self::WIDEST) * shorter).round() as u32;
        let (gutter, border) = (in_pixels(self.gutter), in_pixels(self.border));
        let layout = self.layout();
        let (along, across) = if layout.has_columns {
            (size.width, size.height)
        } else {
            (size.height, size.width)
        };
        let lines = parts(along, layout.lines.len() as u32, gutter, border);
        (lines.zip(layout.lines))
            .flat_map(|(line, cells)| {
                parts(across, u32::from(*cells), gutter, border).map(move |cell| {
                    let (across, along) = if layout.has_columns {
                        (line, cell)
                    } else {
                        (cell, line)
                    };
                    Rect::new(across.0, along.0, across.1, along.1)
                })
            })
            .collect()
    }

    /// The size in which it is made of pictures of these sizes: so large that the sharpest of them loses nothing, up to a
    /// bound. Zooming changes nothing about it.
    pub fn full_size(&self, pictures: &[Option<PixelSize>]) -> PixelSize {
        let usual = self.shape.size();
        let longer = f64::from(usual.longer_side());
        let growth = (self.cells(usual).iter().zip(pictures))
            .filter_map(|(cell, picture)| Some(1.0 / covering(*picture.as_ref()?, cell.size())))
            .fold(1.0, f64::max);
        let growth = bounded(growth, 1.0, Self::LONGEST_SIDE / longer);
        let side = |side: u32| (f64::from(side) * growth).round() as u32;
        PixelSize {
            width: side(usual.width),
            height: side(usual.height),
        }
    }
}

/// From where to where each of `count` parts of a line reaches.
fn parts(length: u32, count: u32, gutter: u32, border: u32) -> impl Iterator<Item = (f64, f64)> {
    let room = length.saturating_sub(2 * border + (count - 1) * gutter);
    (0..count).map(move |index| {
        let before = border + index * gutter;
        let at = |index: u32| f64::from(before + room * index / count);
        (at(index), at(index + 1))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn size(width: u32, height: u32) -> PixelSize {
        PixelSize { width, height }
    }

    #[test]
    fn there_are_several_layouts_of_each_number() {
        for count in 2..=Grid::MOST_CELLS {
            assert!(Layout::with_count(count).count() >= 2, "{count}");
        }
        assert!(LAYOUTS.is_sorted_by_key(Layout::count));
        assert!((2..=Grid::MOST_CELLS).contains(&LAYOUTS[29].count()));
    }

    #[test]
    fn layouts_are_told_apart() {
        for (index, layout) in LAYOUTS.iter().enumerate() {
            for other in &LAYOUTS[..index] {
                assert_ne!(layout.label, other.label);
                assert!(
                    layout.lines != other.lines || layout.has_columns != other.has_columns,
                    "{layout:?}"
                );
            }
        }
    }

    #[test]
    fn a_layout_is_told_by_its_lines() {
        for layout in 0..LAYOUTS.len() {
            let grid = Grid {
                layout,
                ..Grid::default()
            };
            let json = serde_json::to_string(&grid).unwrap();
            assert_eq!(serde_json::from_str::<Grid>(&json).unwrap(), grid);
        }
        let read = |json| serde_json::from_str::<Grid>(json).unwrap().layout();
        let unknown = read(r#"{"layout": {"has_columns": true, "lines": [5, 1]}}"#);
        assert_eq!(unknown.count(), 6);
        let absurd = read(r#"{"layout": {"has_columns": false, "lines": [255, 0, 255]}}"#);
        assert_eq!(absurd, &LAYOUTS[0]);
        assert_eq!(serde_json::from_str::<Grid>("{}").unwrap(), Grid::default());
    }

    #[test]
    fn a_grid_is_as_large_as_its_sharpest_picture() {
        let grid = Grid {
            gutter: 0.0,
            ..Grid::default()
        };
        // Each cell is 540 × 1080.
        assert_eq!(grid.full_size(&[None, None]), size(1080, 1080));
        let small = Some(size(240, 160));
        assert_eq!(grid.full_size(&[small, None]), size(1080, 1080));
        assert_eq!(
            grid.full_size(&[small, Some(size(1000, 2000))]),
            size(2000, 2000)
        );
        assert_eq!(
            grid.full_size(&[Some(size(4000, 30_000)), small]),
            size(3000, 3000)
        );
    }

    fn any_grid() -> impl Strategy<Value = Grid> {
        let shape = prop::sample::select(&Shape::ALL[..]);
        (0..LAYOUTS.len(), shape, 0.0..0.1, 0.0..0.1).prop_map(|(layout, shape, gutter, border)| {
            Grid {
                layout,
                shape,
                gutter,
                border,
                color: Color::BLACK,
            }
        })
    }

    fn any_size() -> impl Strategy<Value = PixelSize> {
        (1_u32..6000, 1_u32..6000).prop_map(|(width, height)| size(width, height))
    }

    proptest! {
        #[test]
        fn cells_fill_the_grid_with_equal_gutters(grid in any_grid(), scale in 0.3..3.0) {
            let size = grid.shape.size().scaled(scale);
            let cells = grid.cells(size);
            prop_assert_eq!(cells.len(), grid.count());
            let shorter = f64::from(size.shorter_side());
            let (gutter, border) = ((grid.gutter * shorter).round(), (grid.border * shorter).round());
            let (width, height) = (f64::from(size.width), f64::from(size.height));
            let inside = Rect::new(border, border, width - border, height - border);
            let mut next = 0;
            let layout = grid.layout();
            // Turned so that lines are rows.
            let turned = |rect: Rect| if layout.has_columns {
                Rect::new(rect.y0, rect.x0, rect.y1, rect.x1)
            } else {
                rect
            };
            let inside = turned(inside);
            let mut top = inside.y0;
            for count in layout.lines {
                let line: Vec<Rect> = cells[next..next + usize::from(*count)].iter().copied().map(turned).collect();
                next += usize::from(*count);
                prop_assert_eq!(line[0].x0, inside.x0);
                prop_assert_eq!(line[line.len() - 1].x1, inside.x1);
                for cell in &line {
                    prop_assert_eq!(cell.y0, top);
                    prop_assert_eq!(cell.y1, line[0].y1);
                    prop_assert!(cell.width() >= 1.0 && cell.height() >= 1.0);
                    prop_assert!((cell.width() - line[0].width()).abs() <= 1.0);
                }
                for pair in line.windows(2) {
                    prop_assert_eq!(pair[1].x0 - pair[0].x1, gutter);
                }
                top = line[0].y1 + gutter;
            }
            prop_assert_eq!(top - gutter, inside.y1);
        }

        #[test]
        fn a_grid_is_never_too_large(grid in any_grid(), pictures in prop::collection::vec(prop::option::of(any_size()), 9)) {
            let full = grid.full_size(&pictures);
            prop_assert!(full.longer_side() <= 3000);
            prop_assert!(full.longer_side() >= grid.shape.size().longer_side());
        }
    }
}
