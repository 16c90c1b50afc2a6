//! The forms in which a message leaves: JSON, plain text, a draft for mail programs, and links.

use actix_web::{HttpRequest, HttpResponse, http::header};
use planning::{
    StepKind,
    facts::{CandidateDetails, Channel},
};
use serde::Serialize;
use utoipa::ToSchema;
use views::{Email, Mailbox};

use crate::{http::Form, problem::Problem, stored};

/// Links that send a message on its way from where it is shown.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct Links {
    /// Opens an e-mail in a mail program (RFC 6068). Null for what is no e-mail, and for one that makes a link of more
    /// than 2,000 characters, which not all programs take whole: `Accept: message/rfc822` has it as a file.
    #[schema(example = "mailto:ada@example.com?subject=Thank%20you&body=Dear%20Ada")]
    mailto: Option<String>,
    /// Dials the number of a call (RFC 3966). Null for what is no call, and for a number without the country's code.
    #[schema(example = "tel:+12125550100")]
    tel: Option<String>,
}

/// What of a message leaves the service.
#[derive(Clone, Copy, Debug)]
pub(super) struct Leaving<'m> {
    pub channel: Channel,
    /// The recipient's name.
    pub name: Option<&'m str>,
    /// The recipient's address, as the channel needs it.
    pub address: Option<&'m str>,
    pub subject: Option<&'m str>,
    pub body: Option<&'m str>,
}

impl Leaving<'_> {
    pub(super) fn links(&self) -> Links {
        let (subject, body) = (self.subject.unwrap_or_default(), self.body.unwrap_or_default());
        let is = |channel| self.channel == channel;
        Links {
            mailto: is(Channel::Email).then(|| views::mailto(self.address, subject, body)).flatten(),
            tel: self.address.filter(|_| is(Channel::Phone)).and_then(views::tel),
        }
    }

    /// The e-mail as a file.
    pub(super) fn eml(&self, candidate: &CandidateDetails) -> Vec<u8> {
        views::eml(&Email {
            from: candidate.email.as_deref().map(|address| Mailbox { name: candidate.name.as_deref(), address }),
            to: self.address.map(|address| Mailbox { name: self.name, address }),
            subject: self.subject.unwrap_or_default(),
            body: self.body.unwrap_or_default(),
        })
    }
}

/// The form of a message by this channel that a request wants.
pub(crate) fn form_wanted(request: &HttpRequest, channel: Channel) -> Result<Form, Problem> {
    if channel == Channel::Email {
        return Form::wanted(request, &[Form::Json, Form::Text, Form::Email]);
    }
    Form::wanted(request, &[Form::Json, Form::Text]).map_err(|problem| match problem {
        Problem::NotAcceptable(forms) => Problem::NotAcceptable(format!("{forms}; message/rfc822 is for e-mails only")),
        problem => problem,
    })
}

/// The answer that a message to `company` in this form is.
pub(crate) fn answer(form: Form, kind: StepKind, company: &str, body: Vec<u8>) -> HttpResponse {
    let mut answer = form.answer();
    if form == Form::Email {
        let name = views::file_name(&stored::to_word(&kind), company, "eml");
        answer.insert_header((header::CONTENT_DISPOSITION, name.attachment()));
    }
    answer.body(body)
}
