//! Picture files that come in: looked at, decoded, and kept so that they can be decoded again anywhere.

use std::io::BufReader;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, TextDecoder, Url};

use super::file_reader::BytesReader;
use super::picture::decode_image;
use super::{Bitmap, PictureSource, bytes_of};
use crate::codec::picture::{
    Format, Inspected, Kind, LOOK_AT, Media, PictureError, Pixels, Remark, Repair, check_size,
    inspect, media, svg,
};
use crate::document::PixelSize;

/// How many bytes of a file are looked at together.
const BUFFER: usize = 64 * 1024;

/// A picture that has come in.
pub struct Opened {
    /// Its file.
    pub source: PictureSource,
    /// All of its pixels.
    pub bitmap: Bitmap,
    /// What the person has to be told of it.
    pub remark: Option<Remark>,
}

impl Opened {
    /// Looks at a file and decodes it, to see that it can be. The bytes are copied, so the file itself may change or go away
    /// afterwards.
    pub async fn open(file: &Blob) -> Result<Self, PictureError> {
        // Before all of it is read, since videos may be long.
        let start = file.slice_with_i32_and_i32(0, LOOK_AT as i32);
        let start = bytes_of(&start.map_err(|_| PictureError::Unreadable)?).await;
        if let Some(media) = media(&start.ok_or(PictureError::Unreadable)?)
            && !media.may_be_shown()
        {
            return Err(PictureError::Other(media));
        }
        let buffer: ArrayBuffer = JsFuture::from(file.array_buffer())
            .await
            .and_then(JsValue::dyn_into)
            .map_err(|_| PictureError::Unreadable)?;
        let bytes = Uint8Array::new(&buffer);
        let reader = BufReader::with_capacity(BUFFER, BytesReader::new(bytes.clone()));
        let inspected = inspect(reader)?;
        let opened = match inspected.kind {
            Kind::Svg => drawing(&bytes).await?,
            Kind::Raster(format) => raster(&bytes, format, inspected).await?,
            Kind::Other(media) => other(&bytes, media).await?,
        };
        check_size(opened.bitmap.size())?;
        Ok(opened)
    }
}

async fn drawing(bytes: &Uint8Array) -> Result<Opened, PictureError> {
    if u64::from(bytes.length()) > svg::LARGEST {
        return Err(PictureError::SvgTooComplex);
    }
    let drawing = svg::prepare(&text(&bytes.to_vec()).ok_or(PictureError::Damaged)?)?;
    let source = PictureSource::drawing(&drawing.svg);
    let bitmap = source.decode().await.ok_or(PictureError::Damaged)?;
    Ok(Opened {
        source,
        bitmap,
        remark: drawing.is_animated.then_some(Remark::StandsStill),
    })
}

/// The text of a drawing, in the encoding that it declares. In one that nobody knows, as UTF-8.
fn text(bytes: &[u8]) -> Option<String> {
    let decoder = TextDecoder::new_with_label(svg::encoding(bytes)).or_else(|_| TextDecoder::new());
    decoder.ok()?.decode_with_u8_array(bytes).ok()
}

async fn raster(
    bytes: &Uint8Array,
    format: Format,
    inspected: Inspected,
) -> Result<Opened, PictureError> {
    let blob = blob(bytes, inspected.repair.as_ref()).ok_or(PictureError::NoMemory)?;
    let source = PictureSource::Raster { blob, format };
    let (opened, is_shortened) = match (source.decode().await, &source) {
        (Some(bitmap), _) => (Some((source, bitmap)), false),
        (None, PictureSource::Raster { blob, .. }) => {
            (encoded_anew(part_of(blob).await).await, true)
        }
        (None, _) => (None, true),
    };
    let (source, bitmap) = opened.ok_or(match (inspected.pixels, format) {
        (_, Format::Heic) => PictureError::HeicUnsupported,
        (Pixels::Missing, _) => PictureError::CutOff,
        _ => PictureError::Damaged,
    })?;
    let is_part = match inspected.pixels {
        Pixels::Whole => false,
        Pixels::Missing => true,
        Pixels::Untold => is_shortened,
    };
    let still = inspected.is_animated.then_some(Remark::StandsStill);
    Ok(Opened {
        source,
        bitmap,
        remark: if is_part {
            Some(Remark::PartMissing)
        } else {
            still
        },
    })
}

/// What not every browser shows is kept as a PNG, so that it is there wherever the meme is opened again.
async fn other(bytes: &Uint8Array, media: Media) -> Result<Opened, PictureError> {
    let blob = blob(bytes, None).ok_or(PictureError::NoMemory)?;
    let promise = super::window().create_image_bitmap_with_blob(&blob);
    let bitmap = match Bitmap::from_promise(promise).await {
        Some(bitmap) => Some(bitmap),
        None => part_of(&blob).await,
    };
    if let Some(bitmap) = &bitmap {
        check_size(bitmap.size())?;
    }
    let is_shown = bitmap.is_some();
    let (source, bitmap) = encoded_anew(bitmap).await.ok_or(if is_shown {
        PictureError::NoMemory
    } else {
        PictureError::Other(media)
    })?;
    Ok(Opened {
        source,
        bitmap,
        remark: None,
    })
}

/// The file, with its end in its place.
fn blob(bytes: &Uint8Array, repair: Option<&Repair>) -> Option<Blob> {
    let parts = Array::of1(bytes);
    if let Some(repair) = repair {
        for (at, patch) in &repair.patches {
            for (byte, at) in patch.iter().zip(*at as u32..) {
                bytes.set_index(at, *byte);
            }
        }
        parts.set(0, bytes.subarray(0, repair.keep as u32).into());
        parts.push(&Uint8Array::from(repair.append.as_slice()));
    }
    Blob::new_with_u8_array_sequence(&parts).ok()
}

/// What an image element shows of a file that cannot be decoded as a whole. None where that is nothing.
async fn part_of(file: &Blob) -> Option<Bitmap> {
    /// Enough to notice a row or two, in pixels.
    const LOOKED_AT: PixelSize = PixelSize {
        width: 64,
        height: 512,
    };
    let address = Url::create_object_url_with_blob(file).ok()?;
    let bitmap = decode_image(&address).await;
    // Fails for what is no address alone.
    let _ = Url::revoke_object_url(&address);
    let bitmap = bitmap?;
    let pixels = bitmap.pixels(LOOKED_AT);
    let is_seen = pixels.as_chunks::<4>().0.iter().any(|pixel| pixel[3] > 0);
    is_seen.then_some(bitmap)
}

/// A picture whose own file is of no further use.
async fn encoded_anew(bitmap: Option<Bitmap>) -> Option<(PictureSource, Bitmap)> {
    let bitmap = bitmap?;
    let blob = bitmap.to_file("image/png", 1.0).await?;
    let format = Format::Png;
    Some((PictureSource::Raster { blob, format }, bitmap))
}
