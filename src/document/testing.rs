//! Documents for property tests.

use proptest::prelude::*;

use super::*;

/// Short texts, many of which mean something in YAML or JSON.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,12}",
        "\\PC{0,8}",
        Just("null".to_owned()),
        Just("~".to_owned()),
        Just("yes".to_owned()),
        Just("1e3".to_owned()),
        Just("- a\n  b: c\n\n".to_owned()),
        Just("#'\"\\: &*!|>%@`".to_owned()),
        Just("tab\t bell\u{7} next\u{85} line\u{2028} bom\u{feff}".to_owned()),
    ]
}

/// Looks of all kinds that the editor can make.
pub(crate) fn look() -> impl Strategy<Value = Look> {
    let part = || 0.0..=1.0_f64;
    let color = || any::<[u8; 3]>().prop_map(|[r, g, b]| Color { r, g, b });
    let fill = prop_oneof![color(), Just(Color::WHITE), Just(Color::BLACK)];
    let size = prop_oneof![
        (0.01..0.6).prop_map(FontSize::Fixed),
        (0.01..0.6).prop_map(|at_most| FontSize::Auto { at_most }),
        Just(FontSize::Auto { at_most: 1.0 / 9.0 }),
    ];
    let opacity = prop_oneof![
        Just(1.0),
        part(),
        any::<u8>().prop_map(|a| f64::from(a) / 255.0)
    ];
    let face = prop_oneof![
        (0..BundledFace::ALL.len()).prop_map(|index| Face::Bundled(BundledFace::ALL[index])),
        text().prop_map(Face::Own)
    ];
    let case = (0..6_usize).prop_map(|index| {
        [
            Case::Upper,
            Case::AsTyped,
            Case::Lower,
            Case::Alternating,
            Case::Title,
            Case::Sentence,
        ][index]
    });
    let align = (0..4_usize)
        .prop_map(|index| [Align::Left, Align::Center, Align::Right, Align::Start][index]);
    (
        (fill, color(), color(), size, opacity, face),
        (case, align, any::<bool>(), any::<bool>()),
        prop::array::uniform4(0.0..0.3_f64),
        -3.0..3.0_f64,
    )
        .prop_map(|(a, b, parts, angle)| {
            let mut look = Look::CLASSIC;
            (look.fill, look.outline.color, look.plate.color) = (a.0, a.1, a.2);
            (look.size, look.opacity, look.font.face) = (a.3, a.4, a.5);
            (look.case, look.align, look.font.bold, look.font.italic) = b;
            look.outline.width_em = parts[0];
            look.plate.radius_em = parts[1];
            look.shadow.opacity = parts[2];
            look.letter_spacing_em = parts[3];
            look.arc = angle;
            look.shadow.angle = angle;
            look
        })
}

prop_compose! {
    /// A text of any look, anywhere.
    pub(crate) fn text_box()(
        id in prop_oneof![0..6_u32, 0..=limits::HIGHEST_ID],
        words in prop::array::uniform2(text()),
        look in look(),
        vertical_align in 0..3_usize,
        place in prop::array::uniform2(-2.0..2.0_f64),
        extent in prop::array::uniform2(1e-5..2.0_f64),
        angle in prop_oneof![Just(0.0), -3.1..3.1_f64],
        flags in any::<[bool; 3]>(),
        language in prop_oneof![Just(None), prop::sample::select(Language::ALL.to_vec()).prop_map(Some)],
    ) -> TextBox {
        let [x, y] = place;
        let [width, height] = extent;
        let frame = FractionRect { x, y, width, height };
        let mut text_box = TextBox::new(TextId(id), frame);
        [text_box.name, text_box.text] = words;
        text_box.look = look;
        text_box.look.vertical_align =
            [VerticalAlign::Top, VerticalAlign::Middle, VerticalAlign::Bottom][vertical_align];
        text_box.angle = angle;
        [text_box.is_sample, text_box.is_hidden, text_box.is_locked] = flags;
        text_box.language = language;
        text_box
    }
}

prop_compose! {
    /// A document that the editor could have made: each is as it is once [`Document::sanitized_as_kept`].
    pub(crate) fn document()(
        name in text(),
        sides in (1..5000_u32, 1..5000_u32),
        surround in 0..4_usize,
        room in 0.0..1.0_f64,
        texts in prop::collection::vec(text_box().boxed(), 0..6),
        description in text(),
    ) -> Document {
        let surround = [
            Surround::NONE,
            Surround::CAPTION.with_room(room),
            Surround::DEMOTIVATIONAL.with_room(room),
            Surround { left: room, color: Color::YELLOW, ..Surround::NONE },
        ][surround];
        let size = PixelSize { width: sides.0, height: sides.1 };
        let picture = Picture { id: PictureId(sides.0), name, size };
        Document { picture, surround, texts, description }.sanitized_as_kept()
    }
}
