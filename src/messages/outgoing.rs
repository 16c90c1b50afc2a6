//! The formats of a message: JSON, plain text, an e-mail file, and links.

use actix_web::{HttpRequest, HttpResponse, http::header};
use planning::{
    StepKind,
    facts::{CandidateDetails, Channel},
};
use serde::Serialize;
use utoipa::ToSchema;
use views::{Email, Mailbox};

use crate::{http::ResponseFormat, problem::Problem, stored};

/// Links that send a message from where it is shown.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct Links {
    /// A `mailto` link (RFC 6068). Null for other channels, and if the link would exceed 2,000 characters, which some
    /// programs cut off. Use `Accept: message/rfc822` then.
    #[schema(example = "mailto:ada@example.com?subject=Thank%20you&body=Dear%20Ada")]
    mailto: Option<String>,
    /// A `tel` link (RFC 3966). Null for other channels, and for a number without a country code.
    #[schema(example = "tel:+12125550100")]
    tel: Option<String>,
}

/// The parts of a message that are sent.
#[derive(Clone, Copy, Debug)]
pub(super) struct OutgoingMessage<'m> {
    pub channel: Channel,
    /// The recipient's name.
    pub name: Option<&'m str>,
    /// The recipient's address, as the channel needs it.
    pub address: Option<&'m str>,
    pub subject: Option<&'m str>,
    pub body: Option<&'m str>,
}

impl OutgoingMessage<'_> {
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

/// The format of a message that the request prefers, of those that the channel has.
pub(crate) fn wanted_format(request: &HttpRequest, channel: Channel) -> Result<ResponseFormat, Problem> {
    if channel == Channel::Email {
        return ResponseFormat::negotiate(
            request,
            &[ResponseFormat::Json, ResponseFormat::Text, ResponseFormat::Email],
        );
    }
    ResponseFormat::negotiate(request, &[ResponseFormat::Json, ResponseFormat::Text]).map_err(|problem| match problem {
        Problem::NotAcceptable(formats) => {
            Problem::NotAcceptable(format!("{formats}; message/rfc822 is for e-mails only"))
        }
        problem => problem,
    })
}

/// The format of an e-mail, if the channel is e-mail.
///
/// # Errors
///
/// [`Problem::NOT_AN_EMAIL`] for another channel.
pub(crate) fn email_format(channel: Channel) -> Result<ResponseFormat, Problem> {
    if channel == Channel::Email { Ok(ResponseFormat::Email) } else { Err(Problem::NOT_AN_EMAIL) }
}

/// The response with a message to `company` in this format.
pub(crate) fn answer(format: ResponseFormat, kind: StepKind, company: &str, body: Vec<u8>) -> HttpResponse {
    let mut answer = format.answer();
    if format == ResponseFormat::Email {
        let name = views::file_name(&stored::to_word(&kind), company, "eml");
        answer.insert_header((header::CONTENT_DISPOSITION, name.attachment()));
    }
    answer.body(body)
}
