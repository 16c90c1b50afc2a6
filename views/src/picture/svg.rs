//! Writes a picture as SVG.

use std::io;

use quick_xml::{
    Writer,
    events::{BytesText, Event},
};

use super::{
    shapes::{Anchor, Picture, Shape},
    text::is_unfit,
};

/// Stripes for days off, in both colour schemes.
const STRIPES: &str = "M-2 2 L2 -2 M0 6 L6 0 M4 8 L8 4";

type Xml = Writer<Vec<u8>>;

/// The picture as a document that refers to nothing outside of it.
pub(crate) fn svg(picture: &Picture) -> io::Result<String> {
    let mut xml = Writer::new(Vec::new());
    let (width, height) = (number(picture.width), number(picture.height));
    xml.create_element("svg")
        .with_attributes([
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("width", &*width),
            ("height", &*height),
            ("viewBox", &*format!("0 0 {width} {height}")),
            ("role", "img"),
            ("aria-labelledby", "title desc"),
            ("lang", picture.language),
        ])
        .write_inner_content(|xml| {
            text_element(xml, "title", &[("id", "title")], &picture.title)?;
            text_element(xml, "desc", &[("id", "desc")], &picture.description)?;
            text_element(xml, "style", &[], picture.style)?;
            if picture.has_stripes {
                xml.create_element("defs").write_inner_content(stripes)?;
            }
            picture.shapes.iter().try_for_each(|shape| write(xml, shape))
        })?;
    String::from_utf8(xml.into_inner()).map_err(io::Error::other)
}

fn stripes(xml: &mut Xml) -> io::Result<()> {
    let attributes = [("id", "stripes"), ("width", "6"), ("height", "6"), ("patternUnits", "userSpaceOnUse")];
    xml.create_element("pattern").with_attributes(attributes).write_inner_content(|xml| {
        empty(xml, "rect", &[("class", "weekend"), ("width", "6"), ("height", "6")])?;
        empty(xml, "path", &[("class", "stripe"), ("d", STRIPES)])
    })?;
    Ok(())
}

fn write(xml: &mut Xml, shape: &Shape) -> io::Result<()> {
    match shape {
        Shape::Rect { class, x, y, width, height, radius } => {
            let [x, y, width, height, radius] = [x, y, width, height, radius].map(|length| number(*length));
            let place =
                [("class", *class), ("x", &x), ("y", &y), ("width", &width), ("height", &height), ("rx", &radius)];
            empty(xml, "rect", &place)
        }
        Shape::Line { class, from, to } => {
            let [x1, y1, x2, y2] = [from.0, from.1, to.0, to.1].map(number);
            empty(xml, "line", &[("class", class), ("x1", &x1), ("y1", &y1), ("x2", &x2), ("y2", &y2)])
        }
        Shape::Path { class, at, outline } => {
            let place = format!("translate({} {})", number(at.0), number(at.1));
            empty(xml, "path", &[("class", class), ("transform", &place), ("d", outline)])
        }
        Shape::Text { class, at, anchor, text } => {
            let [x, y] = [at.0, at.1].map(number);
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
            };
            text_element(xml, "text", &[("class", class), ("x", &x), ("y", &y), ("text-anchor", anchor)], text)
        }
        Shape::Group { class, title, shapes } => {
            xml.create_element("g").with_attribute(("class", class.as_str())).write_inner_content(|xml| {
                if let Some(title) = title {
                    text_element(xml, "title", &[], title)?;
                }
                shapes.iter().try_for_each(|shape| write(xml, shape))
            })?;
            Ok(())
        }
    }
}

fn empty(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    xml.create_element(name).with_attributes(attributes.iter().copied()).write_empty()?;
    Ok(())
}

fn text_element(xml: &mut Xml, name: &str, attributes: &[(&str, &str)], text: &str) -> io::Result<()> {
    let element = xml.create_element(name).with_attributes(attributes.iter().copied());
    // Directional isolates stay, since `part` added them. Other characters that XML can't contain were removed from
    // names before.
    let is_allowed = |c: char| !is_unfit(c) || matches!(c, '\n' | '\u{2068}' | '\u{2069}');
    let text: String = text.chars().filter(|c| is_allowed(*c)).collect();
    element.write_inner_content(|xml| xml.write_event(Event::Text(BytesText::new(&text))))?;
    Ok(())
}

/// A length, rounded to a tenth of a pixel.
fn number(length: f64) -> String {
    let text = format!("{length:.1}");
    text.strip_suffix(".0").map(str::to_owned).unwrap_or(text)
}
