//! The texts of a message, also as plain text.

use super::Message;
use crate::{Locale, proofread::Texts, templates};

impl Message<'_> {
    /// The texts of the message, as [`proofread`](crate::proofread::proofread) takes them.
    #[must_use]
    pub fn texts(&self) -> Texts {
        Texts {
            subject: self.subject.clone(),
            body: self.body.clone(),
            script: self.script.clone(),
            voicemail: self.voicemail.clone(),
        }
    }

    /// The message as plain text: the subject of an e-mail and the body; for a call the script and voicemail, each
    /// under a heading.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.texts().to_text(self.locale)
    }
}

impl Texts {
    /// The same, with headings in this language.
    #[must_use]
    pub fn to_text(&self, locale: Locale) -> String {
        match (&self.subject, &self.body) {
            (Some(subject), Some(body)) => {
                let mut text = templates::subject_line(locale, subject);
                text.push_str("\n\n");
                text.push_str(body);
                text
            }
            (_, Some(body)) => body.clone(),
            (_, None) => templates::call_sheet(locale, self.script.as_ref(), self.voicemail.as_deref()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Script;

    #[test]
    fn a_subject_has_a_word_before_it_in_every_language() {
        let texts = Texts { subject: Some("X".to_owned()), body: Some("Y".to_owned()), ..Texts::default() };
        let lines: Vec<String> =
            Locale::all().iter().map(|locale| texts.to_text(*locale).replace("X\n\nY", "")).collect();
        for expected in ["Subject: ", "Betreff: ", "Objet\u{202f}: ", "Asunto: "] {
            assert!(lines.iter().any(|line| line == expected), "{expected:?} is not among {lines:?}");
        }
    }

    #[test]
    fn a_call_sheet_has_a_heading_for_what_there_is() {
        let script = Script {
            opening: "Good morning.".to_owned(),
            points: Vec::new(),
            questions: vec!["When will you decide?".to_owned(), "May I send more?".to_owned()],
            closing: "Thank you.".to_owned(),
        };
        let call = Texts { script: Some(script), ..Texts::default() };
        assert_eq!(
            call.to_text(Locale::EN),
            "Opening\n\nGood morning.\n\nTo ask\n\n- When will you decide?\n- May I send more?\n\nTo close\n\nThank you."
        );
        let voicemail = Texts { voicemail: Some("Please call back.".to_owned()), ..Texts::default() };
        let text = voicemail.to_text(Locale::EN);
        assert_eq!(text, "If nobody answers, leave this voicemail\n\nPlease call back.");
        assert_eq!(Texts::default().to_text(Locale::EN), "");
    }
}
