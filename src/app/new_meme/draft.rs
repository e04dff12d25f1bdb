use leptos::prelude::*;

use crate::app::tools::Tools;
use crate::browser::{Panel, Panels, PictureSource, paint_fill};
use crate::document::{Blank, Color, Crop, Fill, Grid, Layout, PictureId, PixelSize, Shape};
use crate::render::Surface;

/// What a meme can be begun with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A colour or a gradient.
    Blank,
    /// Pictures in a grid.
    Panels,
}

/// What is chosen in the dialog, and not yet on the stage.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The tools of the page.
    pub tools: Tools,
    /// What the meme begins with.
    pub kind: RwSignal<Kind>,
    /// A picture with nothing on it.
    pub blank: RwSignal<Blank>,
    /// The colours and the way of the gradient that `blank` has, or had last.
    pub gradient: RwSignal<(Color, Color, f64)>,
    /// The pictures of a grid, as many as the largest has.
    pub panels: RwSignal<Panels, LocalStorage>,
    /// The picture that was taken out last, and the cell that it was in.
    pub emptied: RwSignal<Option<(usize, Panel)>, LocalStorage>,
    /// The cell whose picture is changed.
    pub selected: RwSignal<usize>,
    /// The cell that something is dragged over.
    pub over: RwSignal<Option<usize>>,
    /// What a person has to be told.
    pub problem: RwSignal<String>,
    /// What a person who does not see it is told of what has worked.
    pub said: RwSignal<String>,
    /// Whether this dialog has made the picture that is on the stage.
    pub is_on_stage: RwSignal<bool>,
    /// The picture of the meme that is shown here: made here, or looked at when the dialog was opened.
    pub made: StoredValue<Option<PictureId>>,
}

impl Draft {
    /// Nothing is chosen yet.
    pub fn new(tools: Tools) -> Self {
        let [from, to] = [
            Color {
                r: 0xff,
                g: 0x7a,
                b: 0x1a,
            },
            Color {
                r: 0xe8,
                g: 0x43,
                b: 0x93,
            },
        ];
        Self {
            tools,
            kind: RwSignal::new(Kind::Blank),
            blank: RwSignal::new(Blank {
                size: Shape::Square.size(),
                fill: Fill::Plain(Color {
                    r: 0x2f,
                    g: 0x7d,
                    b: 0xf6,
                }),
            }),
            gradient: RwSignal::new((from, to, 135.0)),
            panels: RwSignal::new_local(Panels {
                grid: Grid::default(),
                cells: vec![None; Grid::MOST_CELLS],
            }),
            emptied: RwSignal::new_local(None),
            selected: RwSignal::new(0),
            over: RwSignal::new(None),
            problem: RwSignal::new(String::new()),
            said: RwSignal::new(String::new()),
            is_on_stage: RwSignal::new(false),
            made: StoredValue::new(None),
        }
    }

    /// The dialog is opened: a picture of the meme that was made here is shown as it is.
    pub fn look_at_the_stage(self) {
        self.problem.set(String::new());
        self.said.set(String::new());
        let id = (self.tools.editor).with_untracked(|editor| editor.document().picture.id);
        let Some(PictureSource::Made(made)) = self.tools.source(id) else {
            self.is_on_stage.set(false);
            return;
        };
        self.is_on_stage.set(true);
        if self.made.get_value() == Some(id) {
            return; // With what was changed since, and not taken over.
        }
        self.made.set_value(Some(id));
        if let Some(panels) = made.as_any().downcast_ref::<Panels>() {
            let mut panels = panels.clone();
            panels.cells.resize(Grid::MOST_CELLS, None);
            self.panels.set(panels);
            self.selected.set(0);
            self.kind.set(Kind::Panels);
        } else if let Some(blank) = made.as_any().downcast_ref::<Blank>() {
            if let Fill::Gradient { from, to, angle } = blank.fill {
                self.gradient.set((from, to, angle));
            }
            self.blank.set(*blank);
            self.kind.set(Kind::Blank);
        }
    }

    /// Has who calls follow all that is seen.
    pub fn track(self) {
        self.kind.track();
        self.blank.track();
        self.panels.track();
    }

    /// Paints what is chosen over all of a surface.
    pub fn paint(self, surface: &Surface) {
        match self.kind.get_untracked() {
            Kind::Blank => paint_fill(surface, self.blank.get_untracked().fill),
            Kind::Panels => self.panels.with_untracked(|panels| panels.paint(surface)),
        }
    }

    /// The size of what is chosen.
    pub fn size(self) -> PixelSize {
        match self.kind.get() {
            Kind::Blank => self.blank.get().size,
            Kind::Panels => self.panels.with(Panels::full_size),
        }
    }

    /// Why it cannot be made, as a sentence; none where it can.
    pub fn obstacle(self) -> Option<&'static str> {
        match self.kind.get() {
            Kind::Blank => Blank::obstacle(self.blank.get().size),
            Kind::Panels => (self.panels)
                .with(|panels| {
                    !panels.cells[..panels.grid.count()]
                        .iter()
                        .any(Option::is_some)
                })
                .then_some("Choose a picture for at least one panel."),
        }
    }

    /// The pictures that are seen, and no others.
    pub fn shown_panels(self) -> Panels {
        self.panels.with_untracked(|panels| {
            let mut panels = panels.clone();
            panels.cells.truncate(panels.grid.count());
            panels
        })
    }

    /// Something about the grid; what depends on it follows only when it is another.
    pub fn watch<T: PartialEq + Send + Sync + 'static>(
        self,
        of: impl Fn(&Panels) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.panels.with(&of))
    }

    /// Changes the grid. A cell that is no more is not selected.
    pub fn change_grid(self, change: impl FnOnce(&mut Grid)) {
        self.panels.update(|panels| change(&mut panels.grid));
        let last = self.panels.with_untracked(|panels| panels.grid.count()) - 1;
        if self.selected.get_untracked() > last {
            self.selected.set(last);
        }
    }

    /// Changes which part of its picture a cell shows.
    pub fn recrop(self, index: usize, change: impl FnOnce(Crop, PixelSize) -> Crop) {
        self.panels.update(|panels| {
            if let Some(Some(panel)) = panels.cells.get_mut(index) {
                panel.crop = change(panel.crop, panel.size);
            }
        });
    }

    /// Takes the picture out of a cell.
    pub fn empty(self, index: usize) {
        let taken = self.panels.try_update(|panels| panels.cells[index].take());
        if let Some(panel) = taken.flatten() {
            self.emptied.set(Some((index, panel)));
            self.said.set(format!("Panel {} is empty", index + 1));
        }
    }

    /// Whether a cell is empty because its picture was taken out last.
    pub fn can_refill(self, index: usize) -> bool {
        let is_empty = self.panels.with(|panels| panels.cells[index].is_none());
        is_empty
            && (self.emptied).with(|emptied| emptied.as_ref().is_some_and(|(at, _)| *at == index))
    }

    /// Puts back what was taken out last.
    pub fn refill(self) {
        if let Some((index, panel)) = self.emptied.try_update(Option::take).flatten() {
            self.said
                .set(format!("Panel {}: {}", index + 1, panel.name));
            self.put(panel, Some(index));
        }
    }

    /// Has the selected cell change places with the one before it, or after it.
    pub fn swap(self, is_back: bool) {
        let from = self.selected.get_untracked();
        let count = self.panels.with_untracked(|panels| panels.grid.count());
        let to = if is_back {
            from.checked_sub(1)
        } else {
            Some(from + 1).filter(|to| *to < count)
        };
        if let Some(to) = to {
            self.panels.update(|panels| panels.cells.swap(from, to));
            self.selected.set(to);
            self.said.set(format!("Moved to panel {}", to + 1));
        }
    }

    /// Puts a picture into a cell: that at `index` where one is meant, or the first that is empty, for which the grid may grow.
    /// Returns the cell; none where there is no room left.
    pub fn put(self, panel: Panel, index: Option<usize>) -> Option<usize> {
        self.panels.try_update(|panels| {
            let count = panels.grid.count();
            let first_empty = || panels.cells[..count].iter().position(Option::is_none);
            let index = index.or_else(first_empty).or_else(|| {
                let (layout, _) = Layout::with_count(count + 1).next()?;
                panels.grid.layout = layout;
                Some(count)
            })?;
            *panels.cells.get_mut(index)? = Some(panel);
            Some(index)
        })?
    }
}
