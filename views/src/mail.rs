//! Mails and small pages: their parts as plain text, and as simple HTML that shows the same.

use std::{fmt::Write as _, ops::RangeInclusive};

use quick_xml::escape::escape;

use crate::one_line::one_line;

/// A part of a mail or of a page. All texts are plain.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum MailPart {
    /// A heading.
    Heading(String),
    /// A paragraph of one or more lines.
    Paragraph(Vec<String>),
    /// A list of sentences.
    List(Vec<String>),
    /// A text with line breaks of its own, which are kept.
    Verbatim(String),
    /// A link.
    Link {
        /// The name of the target. It precedes the address in plain text, and is the text of the link in HTML.
        label: String,
        /// The address.
        url: String,
    },
    /// A rule between the main content and the rest.
    Rule,
}

/// A form that is posted to the address of its page.
#[derive(Clone, Debug)]
pub struct PageForm<'p> {
    /// The label of its button.
    pub label: &'p str,
    /// The one field that is sent.
    pub field: PageField<'p>,
}

/// A field of a form.
#[derive(Clone, Debug)]
pub enum PageField<'p> {
    /// A hidden field.
    Hidden {
        /// The name.
        name: &'p str,
        /// The value.
        value: &'p str,
    },
    /// A field for a new password.
    NewPassword {
        /// The name.
        name: &'p str,
        /// The text before it.
        label: &'p str,
        /// The allowed number of characters.
        length: RangeInclusive<usize>,
    },
}

/// The parts as plain text, with an empty line between them.
#[must_use]
pub fn mail_text(parts: &[MailPart]) -> String {
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() {
            text.push('\n');
        }
        match part {
            MailPart::Heading(line) => push_line(&mut text, line),
            MailPart::Paragraph(lines) => lines.iter().for_each(|line| push_line(&mut text, line)),
            MailPart::List(items) => items.iter().for_each(|item| push_line(&mut text, &format!("- {item}"))),
            MailPart::Verbatim(own) => {
                own.lines().for_each(|line| push_line(&mut text, line));
            }
            MailPart::Link { label, url } => {
                push_line(&mut text, label);
                push_line(&mut text, url);
            }
            // The separator before a signature (RFC 3676, section 4.3).
            MailPart::Rule => text.push_str("-- \n"),
        }
    }
    text
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(&one_line(line));
    text.push('\n');
}

/// The parts as an HTML document in the language with this tag (BCP 47). The document loads and runs nothing.
#[must_use]
pub fn mail_html(language: &str, title: &str, parts: &[MailPart], form: Option<PageForm>) -> String {
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n</head>\n<body>\n",
        escape(language),
        escape(title)
    );
    for part in parts {
        html += &element(part);
        html.push('\n');
    }
    if let Some(PageForm { label, field }) = form {
        let _ = writeln!(html, "<form method=\"post\">{}<button>{}</button></form>", input(&field), escape(label));
    }
    html += "</body>\n</html>\n";
    html
}

fn input(field: &PageField) -> String {
    match field {
        PageField::Hidden { name, value } => {
            format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">", escape(*name), escape(*value))
        }
        PageField::NewPassword { name, label, length } => format!(
            "<p><label>{} <input type=\"password\" name=\"{}\" autocomplete=\"new-password\" required \
             minlength=\"{}\" maxlength=\"{}\"></label></p>\n",
            escape(*label),
            escape(*name),
            length.start(),
            length.end()
        ),
    }
}

fn element(part: &MailPart) -> String {
    let line = |text: &String| escape(&*one_line(text)).into_owned();
    match part {
        MailPart::Heading(text) => format!("<h2>{}</h2>", line(text)),
        MailPart::Paragraph(lines) => format!("<p>{}</p>", lines.iter().map(line).collect::<Vec<_>>().join("<br>\n")),
        MailPart::List(items) => {
            let mut list = "<ul>\n".to_owned();
            for item in items {
                let _ = writeln!(list, "<li>{}</li>", line(item));
            }
            list + "</ul>"
        }
        MailPart::Verbatim(text) => {
            format!("<p style=\"white-space: pre-wrap\">{}</p>", escape(text.replace('\r', "")))
        }
        MailPart::Link { label, url } => {
            format!("<p><a href=\"{}\">{}</a></p>", escape(url.as_str()), line(&label.trim_end_matches(':').to_owned()))
        }
        MailPart::Rule => "<hr>".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Vec<MailPart> {
        vec![
            MailPart::Heading("Thank Ada\r\nBcc: eve@example.com".to_owned()),
            MailPart::Paragraph(vec!["Analyst at A & B".to_owned(), "<script>alert(1)</script>".to_owned()]),
            MailPart::List(vec!["One.".to_owned(), "Two.".to_owned()]),
            MailPart::Link { label: "A draft:".to_owned(), url: "https://example.com/?a=1&b=\"".to_owned() },
            MailPart::Verbatim("Dear Ada,\n\nthank you.".to_owned()),
            MailPart::Rule,
        ]
    }

    #[test]
    fn text_has_one_line_for_each() {
        assert_eq!(
            mail_text(&parts()),
            "Thank Ada  Bcc: eve@example.com\n\nAnalyst at A & B\n<script>alert(1)</script>\n\n- One.\n- Two.\n\n\
             A draft:\nhttps://example.com/?a=1&b=\"\n\nDear Ada,\n\nthank you.\n\n-- \n"
        );
    }

    fn form(field: PageField) -> PageForm {
        PageForm { label: "<b>", field }
    }

    #[test]
    fn a_password_is_asked_for_without_being_shown() {
        let field = PageField::NewPassword { name: "password", label: "New & long:", length: 12..=256 };
        let html = mail_html("en", "A", &[], Some(form(field)));
        let expected = "<label>New &amp; long: <input type=\"password\" name=\"password\" \
                        autocomplete=\"new-password\" required minlength=\"12\" maxlength=\"256\"></label>";
        assert!(html.contains(expected), "{html}");
    }

    #[test]
    fn html_is_escaped() {
        let html = mail_html("en", "A & \"B\"", &parts(), Some(form(PageField::Hidden { name: "a\"", value: "1" })));
        for expected in [
            "<title>A &amp; &quot;B&quot;</title>",
            "Analyst at A &amp; B<br>\n&lt;script&gt;alert(1)&lt;/script&gt;",
            "<a href=\"https://example.com/?a=1&amp;b=&quot;\">A draft</a>",
            "name=\"a&quot;\" value=\"1\"><button>&lt;b&gt;</button>",
        ] {
            assert!(html.contains(expected), "{expected} is not in {html}");
        }
        assert!(!html.contains("<script") && !html.contains("<b>"));
    }
}
