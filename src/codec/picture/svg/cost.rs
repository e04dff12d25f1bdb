//! How much work a drawing is for a browser. `use` repeats what it refers to, and so do patterns, masks, markers and filters: a
//! few kilobytes can be 10⁹ shapes, over which a tab dies.
//!
//! The unit is a step, about what a plain shape takes: 16 µs, measured in Chromium 156 on a core of 2.4 GHz that others used as
//! well. The other weights were measured with it.

use std::borrow::Cow;
use std::collections::HashMap;

use kurbo::{BezPath, PathEl, Point};
use percent_encoding::percent_decode_str;

use super::PictureError;
use super::filter::{Primitive, expansions};
use super::style::{Sheet, Style, leading_number};
use super::xml::DEEPEST;

/// The most steps that a drawing may take: some 5 s.
pub const MOST_STEPS: f64 = 300_000.0;

/// For each `use`, whose content a browser copies.
const USE: f64 = 10.0;
/// For each megapixel of a picture within the drawing, to be decoded.
const PICTURE_MEGAPIXEL: f64 = 800.0;
/// For each megapixel of a mask, of a layer and of a filter's function.
const MASK_MEGAPIXEL: f64 = 1400.0;
const LAYER_MEGAPIXEL: f64 = 200.0;
const FUNCTION_MEGAPIXEL: f64 = 4700.0;
/// How many letters are a step, how many bytes of a path, and how many dashes.
const LETTERS: f64 = 8.0;
const PATH_BYTES: f64 = 100.0;
const DASHES: f64 = 60.0;
/// How many elements are compared with a selector in a step, and how many pairs of elements.
const COMPARED: f64 = 16.0;
const PAIRS: f64 = 1000.0;

/// The steps of a picture of so many pixels within a drawing, which is decoded.
pub fn picture(area: u64) -> f64 {
    area as f64 / 1e6 * PICTURE_MEGAPIXEL
}

/// The elements of a drawing.
#[derive(Default)]
pub struct Tree<'a> {
    nodes: Vec<Node<'a>>,
    /// The indices of those that are open.
    open: Vec<usize>,
    by_id: HashMap<String, usize>,
    /// The rules of all `style` elements.
    pub sheet: Sheet,
    /// Whether anything may be dashed, so that lengths matter.
    pub has_dashes: bool,
}

struct Node<'a> {
    name: &'a str,
    first_child: usize,
    next: usize,
    last_child: usize,
    /// Steps of its own.
    steps: f64,
    /// The length of its outline, in user units.
    length: f64,
    vertices: f64,
    more: Option<Box<More<'a>>>,
}

/// What few elements have.
#[derive(Default)]
struct More<'a> {
    id: Option<String>,
    classes: Cow<'a, str>,
    /// Ids of elements that are part of it.
    hrefs: Vec<String>,
    style: Style,
    primitive: Option<Primitive>,
}

/// No element.
const NONE: usize = usize::MAX;

impl<'a> Tree<'a> {
    /// An element begins.
    pub fn begin(&mut self, name: &'a str) -> Result<(), PictureError> {
        let index = self.nodes.len();
        // Each takes a step at least.
        if index as f64 > MOST_STEPS {
            return Err(PictureError::SvgTooComplex);
        }
        if let Some(parent) = self.open.last() {
            match self.nodes[*parent].last_child {
                NONE => self.nodes[*parent].first_child = index,
                last => self.nodes[last].next = index,
            }
            self.nodes[*parent].last_child = index;
        }
        let more = Primitive::of(name).map(|primitive| {
            Box::new(More {
                primitive: Some(primitive),
                ..More::default()
            })
        });
        self.nodes.push(Node {
            name,
            first_child: NONE,
            next: NONE,
            last_child: NONE,
            steps: if name == "use" { USE } else { 1.0 },
            length: 0.0,
            vertices: 0.0,
            more,
        });
        self.open.push(index);
        Ok(())
    }

    /// An attribute of the element that has begun, its references resolved and its CSS unescaped.
    pub fn attribute(&mut self, name: &str, value: Cow<'a, str>) {
        let has_dashes = self.has_dashes;
        let Some(index) = self.open.last().copied() else {
            return;
        };
        let node = &mut self.nodes[index];
        let number = || leading_number(&value).unwrap_or_default().abs();
        match name {
            "id" => {
                let id = self.by_id.entry(value.clone().into_owned());
                id.or_insert(index);
                node.more().id = Some(value.into_owned());
            }
            "class" => node.more().classes = value,
            "href" => {
                if let Some(id) = value.trim().strip_prefix('#')
                    && !matches!(
                        node.name,
                        "a" | "mpath" | "animate" | "animateTransform" | "animateMotion" | "set"
                    )
                {
                    node.more().hrefs.push(id.to_owned());
                }
            }
            "style" => node.more().style.declare_all(&value),
            "d" => {
                node.steps += value.len() as f64 / PATH_BYTES;
                let between = |c: &char| !c.is_ascii_digit() && *c != '.';
                node.vertices += value.chars().filter(between).count() as f64;
                if has_dashes {
                    node.length += path_length(&value);
                }
            }
            "points" => {
                node.steps += value.len() as f64 / PATH_BYTES;
                node.vertices += value.split([' ', ',']).count() as f64 / 2.0;
                if has_dashes {
                    node.length += path_length(&format!("M{value}"));
                }
            }
            // More than the circumference of whatever shape it is.
            "width" | "height" | "r" | "rx" | "ry" | "x1" | "y1" | "x2" | "y2" => {
                node.length += 7.0 * number();
                node.vertices += 1.0;
            }
            "pathLength" => node.length = node.length.max(number()),
            "colspan" | "rowspan" | "span" => node.steps += number() * number(),
            _ => {
                if let Some(more) = &mut node.more
                    && let Some(primitive) = &mut more.primitive
                {
                    primitive.attribute(name, &value);
                }
                let is_css = value.contains('(') && !name.ends_with("ransform");
                if is_css || matches!(name, "stroke-dasharray" | "opacity") {
                    node.more().style.declare(name, &value);
                }
            }
        }
    }

    /// A text within the innermost element.
    pub fn text(&mut self, text: &str) {
        self.add(text.trim().len() as f64 / LETTERS);
    }

    /// Further steps for the innermost element.
    pub fn add(&mut self, steps: f64) {
        if let Some(node) = self
            .open
            .last()
            .and_then(|index| self.nodes.get_mut(*index))
        {
            node.steps += steps;
        }
    }

    /// Further steps for the whole drawing.
    pub fn add_to_root(&mut self, steps: f64) {
        if let Some(root) = self.nodes.first_mut() {
            root.steps += steps;
        }
    }

    /// The innermost element ends.
    pub fn end(&mut self) {
        self.open.pop();
    }

    /// The `data:` addresses in the styles of all elements and rules.
    pub fn data_urls(&self) -> impl Iterator<Item = &str> {
        let of_nodes = self.nodes.iter().filter_map(|node| node.more.as_ref());
        let of_nodes = of_nodes.map(|more| &more.style);
        let styles = of_nodes.chain(self.sheet.all());
        styles.flat_map(|style| style.data_urls.iter().map(String::as_str))
    }

    /// The steps of the whole drawing, painted with so many pixels. Refused where it takes too many, or repeats itself within itself.
    pub fn steps(&self, area: u64) -> Result<f64, PictureError> {
        let elements = self.nodes.len() as f64;
        let compared = elements * self.sheet.broad / COMPARED;
        let paired = elements * elements * self.sheet.paired / PAIRS;
        let mut counting = Counting {
            tree: self,
            counted: vec![Count::default(); self.nodes.len()],
            megapixels: (area as f64 / 1e6).max(0.05),
        };
        let steps = counting.count(0, 0)?.steps + compared + paired;
        if steps > MOST_STEPS {
            Err(PictureError::SvgTooComplex)
        } else {
            Ok(steps)
        }
    }

    fn find(&self, id: &str) -> Option<usize> {
        let found = self.by_id.get(id);
        found
            .or_else(|| {
                let decoded = percent_decode_str(id).decode_utf8().ok()?;
                self.by_id.get(decoded.as_ref())
            })
            .copied()
    }

    fn children(&self, index: usize) -> impl Iterator<Item = usize> {
        let some = |index: usize| (index != NONE).then_some(index);
        std::iter::successors(some(self.nodes[index].first_child), move |child| {
            some(self.nodes[*child].next)
        })
    }
}

impl<'a> Node<'a> {
    fn more(&mut self) -> &mut More<'a> {
        self.more.get_or_insert_default()
    }

    fn is_container(&self) -> bool {
        self.first_child != NONE || self.name == "use"
    }
}

/// What an element comes to with all that it repeats.
#[derive(Clone, Copy, Default)]
struct Count {
    steps: f64,
    elements: f64,
    length: f64,
    vertices: f64,
    /// How deep its elements are within each other. 0: not counted yet, `NONE`: being counted.
    depth: usize,
}

/// Whose style it is.
#[derive(Clone, Copy)]
struct User {
    is_container: bool,
    /// Whether a rule says so, and not the element itself.
    is_rule: bool,
    level: usize,
}

struct Counting<'t, 'a> {
    tree: &'t Tree<'a>,
    counted: Vec<Count>,
    megapixels: f64,
}

impl Counting<'_, '_> {
    fn count(&mut self, index: usize, level: usize) -> Result<Count, PictureError> {
        let counted = self.counted[index];
        // What is being counted is within itself.
        if counted.depth == NONE || level > 2 * DEEPEST {
            return Err(PictureError::SvgTooComplex);
        }
        if counted.depth > 0 {
            return Ok(counted);
        }
        self.counted[index].depth = NONE;
        let tree = self.tree;
        let node = &tree.nodes[index];
        let mut count = Count {
            steps: node.steps,
            elements: 1.0,
            length: node.length,
            vertices: node.vertices,
            depth: 1,
        };
        let more = node.more.as_deref();
        let hrefs = more.into_iter().flat_map(|more| &more.hrefs);
        let parts = hrefs.filter_map(|id| tree.find(id));
        for part in tree.children(index).chain(parts) {
            let part = self.count(part, level + 1)?;
            count.steps += part.steps;
            count.elements += part.elements;
            count.length += part.length;
            count.vertices += part.vertices;
            count.depth = count.depth.max(part.depth + 1);
        }
        let id = more.and_then(|more| more.id.as_deref());
        let classes = more.map_or("", |more| &more.classes);
        let own = more.map(|more| (&more.style, false));
        let of_rules = tree.sheet.styles_of(node.name, id, classes);
        for (style, is_rule) in own.into_iter().chain(of_rules.map(|style| (style, true))) {
            let user = User {
                is_container: node.is_container(),
                is_rule,
                level,
            };
            self.style(style, user, &mut count)?;
        }
        if count.depth > DEEPEST || count.steps.is_nan() || count.steps > MOST_STEPS {
            return Err(PictureError::SvgTooComplex);
        }
        self.counted[index] = count;
        Ok(count)
    }

    fn style(&mut self, style: &Style, user: User, count: &mut Count) -> Result<(), PictureError> {
        count.steps += 1.0 + style.tracks + style.filters * FUNCTION_MEGAPIXEL * self.megapixels;
        if style.is_layer && user.is_container {
            count.steps += LAYER_MEGAPIXEL * self.megapixels;
        }
        if let Some(period) = style.dash_period {
            count.steps += count.length / period / DASHES;
        }
        for id in &style.own {
            count.steps += self.applied(id, user, count)?;
        }
        let (elements, vertices) = (count.elements, count.vertices);
        for (id, is_at_vertices) in &style.inherited {
            let times = if *is_at_vertices {
                vertices.max(elements)
            } else {
                elements
            };
            count.steps += times * self.applied(id, user, count)?;
        }
        Ok(())
    }

    /// The steps to paint something through or with the element of this id.
    fn applied(&mut self, id: &str, user: User, whole: &mut Count) -> Result<f64, PictureError> {
        let Some(index) = self.tree.find(id) else {
            return Ok(0.0);
        };
        // A rule for all paths is one for those in its marker as well: browsers do not apply it there.
        if user.is_rule && self.counted[index].depth == NONE {
            return Ok(0.0);
        }
        let count = self.count(index, user.level + 1)?;
        whole.depth = whole.depth.max(count.depth + 1);
        Ok(match self.tree.nodes[index].name {
            // Its stops are counted where they are.
            "linearGradient" | "radialGradient" => count.depth as f64,
            "mask" => count.steps + MASK_MEGAPIXEL * self.megapixels,
            "filter" => {
                let primitives = self.tree.children(index).filter_map(|child| {
                    let primitive = self.tree.nodes[child].more.as_ref()?.primitive.as_ref()?;
                    let nodes = self
                        .tree
                        .children(child)
                        .filter_map(|node| self.tree.nodes[node].more.as_ref()?.primitive.as_ref());
                    Some((primitive, nodes.collect()))
                });
                let primitives: Vec<_> = primitives.collect();
                let areas = primitives.iter().map(|(primitive, _)| primitive.megapixel);
                count.steps + areas.sum::<f64>() * self.megapixels + expansions(&primitives)
            }
            _ => count.steps,
        })
    }
}

/// The length of a path, at most. What is no path counts by its numbers.
fn path_length(d: &str) -> f64 {
    let Ok(path) = BezPath::from_svg(d) else {
        let numbers = d.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E')));
        return 2.0 * numbers.filter_map(leading_number).sum::<f64>();
    };
    let (mut start, mut at, mut length) = (Point::ZERO, Point::ZERO, 0.0);
    let mut through = |points: &[Point]| {
        for point in points {
            length += at.distance(*point);
            at = *point;
        }
    };
    for element in path.elements() {
        match *element {
            PathEl::MoveTo(to) => {
                through(&[to]);
                start = to;
            }
            PathEl::LineTo(to) => through(&[to]),
            PathEl::QuadTo(control, to) => through(&[control, to]),
            PathEl::CurveTo(first, second, to) => through(&[first, second, to]),
            PathEl::ClosePath => through(&[start]),
        }
    }
    length
}
