use crate::document::Document;

/// How many steps can be taken back.
const STEPS: usize = 100;

/// Changes of one kind that follow each other within this time are one step: a burst of typing, a slider that is dragged.
const BURST_MS: f64 = 1000.0;

/// The documents that were, and those that were taken back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    past: Vec<Step>,
    future: Vec<Step>,
    burst: Option<(Burst, f64)>,
}

/// One step: what it is called, and the document on its other side.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    name: &'static str,
    document: Document,
}

/// Changes that are alike have the same: what is changed, as a number that the editor chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burst(pub &'static str, pub u32);

impl History {
    /// Remembers that the step `name` has just changed the document, which was `before`. Continues the step before where
    /// both are of the same burst.
    pub fn record(
        &mut self,
        name: &'static str,
        before: Document,
        burst: Option<Burst>,
        now_ms: f64,
    ) {
        let continues = burst.is_some_and(|burst| {
            self.burst
                .is_some_and(|(last, at)| last == burst && now_ms - at < BURST_MS)
        });
        self.burst = burst.map(|burst| (burst, now_ms));
        self.future.clear();
        if continues {
            return;
        }
        if self.past.len() == STEPS {
            self.past.remove(0);
        }
        self.past.push(Step {
            name,
            document: before,
        });
    }

    /// How many steps can be taken back.
    #[cfg(test)]
    pub fn depth(&self) -> usize {
        self.past.len()
    }

    /// What follows is a step of its own, however soon.
    pub fn end_burst(&mut self) {
        self.burst = None;
    }

    /// What would be taken back.
    pub fn undo_name(&self) -> Option<&'static str> {
        self.past.last().map(|step| step.name)
    }

    /// What would be done again.
    pub fn redo_name(&self) -> Option<&'static str> {
        self.future.last().map(|step| step.name)
    }

    /// Takes the last step back. Returns its name.
    pub fn undo(&mut self, document: &mut Document) -> Option<&'static str> {
        Self::travel(&mut self.past, &mut self.future, document).inspect(|_| self.burst = None)
    }

    /// Does the step that was taken back last again. Returns its name.
    pub fn redo(&mut self, document: &mut Document) -> Option<&'static str> {
        Self::travel(&mut self.future, &mut self.past, document).inspect(|_| self.burst = None)
    }

    fn travel(
        from: &mut Vec<Step>,
        to: &mut Vec<Step>,
        document: &mut Document,
    ) -> Option<&'static str> {
        let mut step = from.pop()?;
        std::mem::swap(&mut step.document, document);
        let name = step.name;
        to.push(step);
        Some(name)
    }

    /// All documents that undoing or redoing can bring back.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.past
            .iter()
            .chain(&self.future)
            .map(|step| &step.document)
    }
}
