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
    /// How many steps there have been.
    count: u32,
}

/// One step: what it is called, and the document on its other side.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it is known by: no other step, and no step that is taken back, has this number.
    pub number: u32,
    /// What it is called.
    pub name: &'static str,
    /// The document on its other side.
    pub document: Document,
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
        self.count += 1;
        self.past.push(Step {
            number: self.count,
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
        self.count += 1;
        self.burst = None;
        Self::travel(&mut self.past, &mut self.future, document, self.count)
    }

    /// Does the step that was taken back last again. Returns its name.
    pub fn redo(&mut self, document: &mut Document) -> Option<&'static str> {
        self.count += 1;
        self.burst = None;
        Self::travel(&mut self.future, &mut self.past, document, self.count)
    }

    fn travel(
        from: &mut Vec<Step>,
        to: &mut Vec<Step>,
        document: &mut Document,
        number: u32,
    ) -> Option<&'static str> {
        let mut step = from.pop()?;
        step.number = number;
        std::mem::swap(&mut step.document, document);
        let name = step.name;
        to.push(step);
        Some(name)
    }

    /// A history of steps from elsewhere: those before, the last one last, and those that were taken back. Beyond the most that
    /// there can be, the oldest are left out.
    pub fn of(past: Vec<Step>, future: Vec<Step>) -> Self {
        let newest = |mut steps: Vec<Step>| steps.split_off(steps.len().saturating_sub(STEPS));
        let (past, future) = (newest(past), newest(future));
        let numbers = past.iter().chain(&future).map(|step| step.number);
        Self {
            count: numbers.max().unwrap_or(0),
            past,
            future,
            burst: None,
        }
    }

    /// All steps: those before, the last one last, and those that were taken back.
    pub fn steps(&self) -> [&[Step]; 2] {
        [&self.past, &self.future]
    }

    /// All documents that undoing or redoing can bring back.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.past
            .iter()
            .chain(&self.future)
            .map(|step| &step.document)
    }
}
