use std::ops::{Deref, DerefMut};

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

/// What is chosen in the dialog, and not yet on the stage: a handle to it. One signal, since each kind of value that is in one
/// has code of its own.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The tools of the page.
    pub tools: Tools,
    state: RwSignal<State, LocalStorage>,
}

/// What is chosen.
pub struct State {
    /// What the meme begins with.
    pub kind: Kind,
    /// A picture with nothing on it.
    pub blank: Blank,
    /// The colours and the way of the gradient that `blank` has, or had last.
    pub gradient: (Color, Color, f64),
    /// The pictures of a grid, as many as the largest has.
    pub panels: Panels,
    /// The picture that was taken out last, and the cell that it was in.
    pub emptied: Option<(usize, Panel)>,
    /// The cell whose picture is changed.
    pub selected: usize,
    /// The cell that something is dragged over.
    pub over: Option<usize>,
    /// What a person has to be told.
    pub problem: String,
    /// What a person who does not see it is told of what has worked.
    pub said: String,
    /// Whether this dialog has made the picture that is on the stage.
    pub is_on_stage: bool,
    /// The picture of the meme that is shown here: made here, or looked at when the dialog was opened.
    pub made: Option<PictureId>,
}

impl Draft {
    /// Nothing is chosen yet.
    pub fn new(tools: Tools) -> Self {
        let state = RwSignal::new_local(State::new());
        Self { tools, state }
    }

    /// What is chosen; who reads it follows it.
    pub fn read(self) -> impl Deref<Target = State> {
        self.state.read()
    }

    /// What is chosen now.
    pub fn now(self) -> impl Deref<Target = State> {
        self.state.read_untracked()
    }

    /// What is chosen, to be changed.
    pub fn write(&self) -> impl DerefMut<Target = State> {
        self.state.write()
    }

    /// Something about it; what depends on it follows only when it is another.
    pub fn watch<T: PartialEq + Send + Sync + 'static>(
        self,
        of: impl Fn(&State) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        self.watch_boxed(Box::new(of))
    }

    fn watch_boxed<T: PartialEq + Send + Sync + 'static>(
        self,
        of: Box<dyn Fn(&State) -> T + Send + Sync>,
    ) -> Memo<T> {
        Memo::new(move |_| of(&self.state.read()))
    }

    /// The dialog is opened: a picture of the meme that was made here is shown as it is.
    pub fn look_at_the_stage(self) {
        let id = (self.tools.editor).with_untracked(|editor| editor.document().picture.id);
        let source = self.tools.source(id);
        let mut state = self.write();
        state.problem.clear();
        state.said.clear();
        let Some(PictureSource::Made(made)) = source else {
            state.is_on_stage = false;
            return;
        };
        state.is_on_stage = true;
        if state.made.replace(id) == Some(id) {
            return; // With what was changed since, and not taken over.
        }
        if let Some(panels) = made.as_any().downcast_ref::<Panels>() {
            state.panels = panels.clone();
            state.panels.cells.resize(Grid::MOST_CELLS, None);
            state.selected = 0;
            state.kind = Kind::Panels;
        } else if let Some(blank) = made.as_any().downcast_ref::<Blank>() {
            if let Fill::Gradient { from, to, angle } = blank.fill {
                state.gradient = (from, to, angle);
            }
            state.blank = *blank;
            state.kind = Kind::Blank;
        }
    }
}

impl State {
    fn new() -> Self {
        let color = |r, g, b| Color { r, g, b };
        let (orange, pink, blue) = (
            color(0xff, 0x7a, 0x1a),
            color(0xe8, 0x43, 0x93),
            color(0x2f, 0x7d, 0xf6),
        );
        Self {
            kind: Kind::Blank,
            blank: Blank {
                size: Shape::Square.size(),
                fill: Fill::Plain(blue),
            },
            gradient: (orange, pink, 135.0),
            panels: Panels {
                grid: Grid::default(),
                cells: vec![None; Grid::MOST_CELLS],
            },
            emptied: None,
            selected: 0,
            over: None,
            problem: String::new(),
            said: String::new(),
            is_on_stage: false,
            made: None,
        }
    }

    /// Paints what is chosen over all of a surface.
    pub fn paint(&self, surface: &Surface) {
        match self.kind {
            Kind::Blank => paint_fill(surface, self.blank.fill),
            Kind::Panels => self.panels.paint(surface),
        }
    }

    /// The size of what is chosen.
    pub fn size(&self) -> PixelSize {
        match self.kind {
            Kind::Blank => self.blank.size,
            Kind::Panels => self.panels.full_size(),
        }
    }

    /// Why it cannot be made, as a sentence; none where it can.
    pub fn obstacle(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Blank => Blank::obstacle(self.blank.size),
            Kind::Panels => (!self.seen().iter().any(Option::is_some))
                .then_some("Choose a picture for at least one panel."),
        }
    }

    /// The cells that are seen.
    fn seen(&self) -> &[Option<Panel>] {
        &self.panels.cells[..self.panels.grid.count()]
    }

    /// The pictures that are seen, and no others.
    pub fn shown_panels(&self) -> Panels {
        Panels {
            grid: self.panels.grid,
            cells: self.seen().to_vec(),
        }
    }

    /// What is in a cell.
    pub fn panel(&self, index: usize) -> Option<&Panel> {
        self.panels.cells.get(index)?.as_ref()
    }

    /// Changes the grid. A cell that is no more is not selected.
    pub fn change_grid(&mut self, change: impl FnOnce(&mut Grid)) {
        change(&mut self.panels.grid);
        self.selected = self.selected.min(self.panels.grid.count() - 1);
    }

    /// Changes which part of its picture a cell shows.
    pub fn recrop(&mut self, index: usize, change: impl FnOnce(Crop, PixelSize) -> Crop) {
        if let Some(Some(panel)) = self.panels.cells.get_mut(index) {
            panel.crop = change(panel.crop, panel.size);
        }
    }

    /// Takes the picture out of a cell.
    pub fn empty(&mut self, index: usize) {
        if let Some(panel) = self.panels.cells[index].take() {
            self.emptied = Some((index, panel));
            self.said = format!("Panel {} is empty", index + 1);
        }
    }

    /// Whether the selected cell is empty because its picture was taken out last.
    pub fn can_refill(&self) -> bool {
        let is_it = |(at, _): &(usize, Panel)| *at == self.selected;
        self.panel(self.selected).is_none() && self.emptied.as_ref().is_some_and(is_it)
    }

    /// Puts back what was taken out last.
    pub fn refill(&mut self) {
        if let Some((index, panel)) = self.emptied.take() {
            self.said = format!("Panel {}: {}", index + 1, panel.name);
            self.put(panel, Some(index));
        }
    }

    /// Has the selected cell change places with the one before it, or after it.
    pub fn swap(&mut self, is_back: bool) {
        let from = self.selected;
        let to = if is_back {
            from.checked_sub(1)
        } else {
            Some(from + 1).filter(|to| *to < self.panels.grid.count())
        };
        if let Some(to) = to {
            self.panels.cells.swap(from, to);
            self.selected = to;
            self.said = format!("Moved to panel {}", to + 1);
        }
    }

    /// Puts a picture into a cell: that at `index` where one is meant, or the first that is empty, for which the grid may grow.
    /// Returns the cell; none where there is no room left.
    pub fn put(&mut self, panel: Panel, index: Option<usize>) -> Option<usize> {
        let first_empty = self.seen().iter().position(Option::is_none);
        let index = index.or(first_empty).or_else(|| {
            let count = self.panels.grid.count();
            let (layout, _) = Layout::with_count(count + 1).next()?;
            self.panels.grid.layout = layout;
            Some(count)
        })?;
        *self.panels.cells.get_mut(index)? = Some(panel);
        Some(index)
    }
}
