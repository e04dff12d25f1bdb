//! Pictures that are made here: of a colour, or of other pictures in a grid.

use std::any::Any;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::{Bitmap, Opened, PictureSource};
use crate::codec::picture::{PictureError, Remark};
use crate::document::{Blank, Crop, Fill, Grid, PixelSize};
use crate::render::Surface;

/// A bitmap that will be there.
pub type Decoding = Pin<Box<dyn Future<Output = Option<Bitmap>>>>;

/// A picture that no file holds. Behind a trait, so that what makes it is not in the first load.
pub trait Made {
    /// All of its pixels.
    fn decode(self: Rc<Self>) -> Decoding;
    /// What it is, for who can change it.
    fn as_any(&self) -> &dyn Any;
}

/// Pictures in a grid.
#[derive(Clone, Default)]
pub struct Panels {
    /// Where they lie.
    pub grid: Grid,
    /// What is in each cell. There may be more than the grid shows.
    pub cells: Vec<Option<Panel>>,
}

/// A picture in a cell of a grid.
#[derive(Clone)]
pub struct Panel {
    /// The name of its file.
    pub name: String,
    /// Its file.
    pub source: PictureSource,
    /// Its pixels, fewer of them.
    pub preview: Bitmap,
    /// Its full size.
    pub size: PixelSize,
    /// Which part of it is seen.
    pub crop: Crop,
}

impl Panel {
    /// The longer side of what is kept of its pixels: enough for a cell on a screen.
    const PREVIEW_SIDE: f64 = 1024.0;

    /// Opens a picture's file. With what the person has to be told of it.
    pub async fn open(name: String, file: &Blob) -> Result<(Self, Option<Remark>), PictureError> {
        let Opened {
            source,
            bitmap,
            remark,
        } = Opened::open(file).await?;
        let size = bitmap.size();
        let scale = (Self::PREVIEW_SIDE / f64::from(size.longer_side())).min(1.0);
        let preview = bitmap.resized(size.scaled(scale)).await;
        let panel = Self {
            name,
            source,
            preview: preview.ok_or(PictureError::NoMemory)?,
            size,
            crop: Crop::default(),
        };
        Ok((panel, remark))
    }
}

impl Panels {
    /// The size in which they are made.
    pub fn full_size(&self) -> PixelSize {
        let size_of = |cell: &Option<Panel>| cell.as_ref().map(|panel| panel.size);
        let sizes: Vec<_> = self.cells.iter().map(size_of).collect();
        self.grid.full_size(&sizes)
    }

    /// Paints them over all of a surface as they will be, from what is kept of their pixels.
    pub fn paint(&self, surface: &Surface) {
        paint_fill(surface, Fill::Plain(self.grid.color));
        let rects = self.grid.cells(surface.size());
        for (rect, panel) in rects.into_iter().zip(&self.cells) {
            if let Some(panel) = panel {
                paint_part(surface, rect, &panel.preview, panel.crop);
            }
        }
    }
}

impl Made for Panels {
    fn decode(self: Rc<Self>) -> Decoding {
        Box::pin(async move {
            let size = self.full_size();
            let surface = Surface::detached_if_possible(size)?;
            paint_fill(&surface, Fill::Plain(self.grid.color));
            let rects = self.grid.cells(size);
            for (rect, panel) in rects.into_iter().zip(&self.cells) {
                if let Some(panel) = panel {
                    // One after the other: all of them decoded at once may be more than there is room for.
                    let bitmap = panel.source.decode().await?;
                    paint_part(&surface, rect, &bitmap, panel.crop);
                }
            }
            pixels_of(&surface).await
        })
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl Made for Blank {
    fn decode(self: Rc<Self>) -> Decoding {
        Box::pin(async move {
            let surface = Surface::detached_if_possible(self.size)?;
            paint_fill(&surface, self.fill);
            pixels_of(&surface).await
        })
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

async fn pixels_of(surface: &Surface) -> Option<Bitmap> {
    let promise = super::window().create_image_bitmap_with_html_canvas_element(surface.element());
    Bitmap::from_promise(promise).await
}

/// Fills all of a surface.
pub fn paint_fill(surface: &Surface, fill: Fill) {
    let context = surface.context();
    let size = surface.size();
    match fill {
        Fill::Plain(color) => context.set_fill_style_str(&color.to_string()),
        Fill::Gradient { from, to, angle } => {
            let [(x0, y0), (x1, y1)] = Blank::gradient_ends(size, angle);
            let gradient = context.create_linear_gradient(x0, y0, x1, y1);
            for (offset, color) in [(0.0, from), (1.0, to)] {
                // Fails for what is no colour alone.
                let _ = gradient.add_color_stop(offset, &color.to_string());
            }
            // By reflection, as what is declared has glue in the first load.
            let _ = Reflect::set(context, &"fillStyle".into(), &gradient);
        }
    }
    context.fill_rect(0.0, 0.0, size.width.into(), size.height.into());
    // The surface believes that its fill is what it was told last.
    surface.prepare();
}

/// Fills a cell with the part of a picture that it shows.
fn paint_part(surface: &Surface, cell: kurbo::Rect, bitmap: &Bitmap, crop: Crop) {
    let part = crop.part(bitmap.size(), cell.size());
    let context = surface.context();
    // `web-sys` does not have it. Fails for a read-only property alone.
    let _ = Reflect::set(
        context,
        &"imageSmoothingQuality".into(),
        &JsValue::from("high"),
    );
    // Fails for a picture without pixels alone.
    let _ = context.draw_image_with_image_bitmap_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
        bitmap.as_ref(),
        part.x0,
        part.y0,
        part.width(),
        part.height(),
        cell.x0,
        cell.y0,
        cell.width(),
        cell.height(),
    );
}
