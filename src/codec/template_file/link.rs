use super::{look, named_color, named_font};
use crate::codec::memegen_link::MemeLink;
use crate::document::{Document, Preset, TextId};

/// Gives a meme that has the link's template and lines what else the link says: font, colours, styles, size, and whether all
/// words are on top. What it says in names that nobody has is passed over.
#[must_use]
pub fn apply_link(mut meme: Document, link: &MemeLink) -> Document {
    let size = meme.picture.size;
    let factor = |wanted: Option<u32>, side: u32| Some(f64::from(wanted?) / f64::from(side));
    // What fits into what is asked for.
    let factors = [
        factor(link.width, size.width),
        factor(link.height, size.height),
    ];
    if let Some(factor) = factors.into_iter().flatten().reduce(f64::min) {
        meme.picture.size = size.scaled(factor);
    }
    let font = link.font.as_deref().and_then(named_font);
    let color = |index: usize| link.colors.get(index).and_then(|color| named_color(color));
    for (index, text_box) in meme.texts.iter_mut().enumerate() {
        let of_text = &mut text_box.look;
        if let Some(font) = &font {
            of_text.font = font.clone();
        }
        of_text.fill = color(0).unwrap_or(of_text.fill);
        of_text.outline.color = color(1).unwrap_or(of_text.outline.color);
        // The last counts for those after it.
        if let Some(style) = link.styles.get(index).or(link.styles.last()) {
            of_text.case = look::case(style);
        }
    }
    if link.layout_top {
        all_on_top(&mut meme);
    }
    meme
}

/// All words in a bar above the picture, in the first text.
fn all_on_top(meme: &mut Document) {
    let words: Vec<String> = (meme.texts.iter_mut())
        .map(|text_box| std::mem::take(&mut text_box.text))
        .filter(|text| !text.trim().is_empty())
        .collect();
    Preset::Caption.apply(meme, &[TextId::FIRST]);
    if let Some(first) = meme.text_mut(TextId::FIRST) {
        first.text = words.join("\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::memegen_link::parse;
    use crate::document::{Case, Color};

    fn applied(address: &str) -> Document {
        let link = parse(address).unwrap().unwrap();
        let example = Document::example();
        let picture = example.picture.clone();
        apply_link(example.with_lines(&link.lines, picture), &link)
    }

    #[test]
    fn a_link_says_how_its_texts_look() {
        let meme = applied("/m/ds/a/b?font=comic&color=red,white&style=lower,none&width=600&x=1");
        let looks: Vec<_> = meme.texts.iter().map(|text_box| &text_box.look).collect();
        assert_eq!(looks[0].fill, Color { r: 255, g: 0, b: 0 });
        assert_eq!(looks[0].outline.color, Color::WHITE);
        assert_eq!((looks[0].case, looks[1].case), (Case::Lower, Case::AsTyped));
        assert_eq!(Some(looks[1].font.clone()), named_font("comic"));
        assert_eq!(meme.picture.size.width, 600);
    }

    #[test]
    fn all_words_can_be_on_top() {
        let meme = applied("/m/ds/one/two?layout=top");
        assert_eq!(meme.texts[0].text, "one\ntwo");
        assert!(meme.surround.top > 0.0);
    }
}
