//! Resources in deliveries. Each fact is optional.

use planning::{
    Date, Email, HolidayCalendar, Instant, Key, Locale, Name, Note, Phone, TimeZone, WebUrl,
    facts::{
        Channel, CommunicationChannel, Culture, Direction, FormOfAddress, InterviewKind, InterviewStatus, Medium,
        Outcome, PreferredChannel, Purpose, Rapport, Role, Sector, Seniority,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{field::Field, refusal::ReadError, settings::Prefix};

/// A resource of which any fact may be left out; `references` are remote ids of other resources.
macro_rules! resource_facts {
    (
        $(#[$doc:meta])*
        $name:ident as $schema:ident
        references { $($(#[$reference_doc:meta])* $reference:ident,)* }
        facts { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Deserialize, PartialEq, Serialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        #[schema(as = $schema)]
        pub struct $name {
            /// The source's own id for it.
            pub remote_id: Key,
            /// When the source last changed it. A change that is older than the last applied one is ignored.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            pub updated_at: Option<Instant>,
            $(
                $(#[$reference_doc])*
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub $reference: Option<Key>,
            )*
            $(
                $(#[$field_doc])*
                #[serde(default, skip_serializing_if = "Field::is_absent")]
                #[schema(value_type = Option<$type>)]
                pub $field: Field<$type>,
            )*
        }

        impl $name {
            /// A resource without facts.
            #[must_use]
            pub fn new(remote_id: Key) -> Self {
                Self {
                    remote_id,
                    updated_at: None,
                    $($reference: None,)*
                    $($field: Field::Absent,)*
                }
            }

            /// Prefixes the remote id of the record, and the remote ids that it refers to, with the connection.
            /// `pointer` is the JSON Pointer of the record.
            pub(crate) fn prefixed(mut self, prefix: &Prefix, pointer: &str) -> Result<Self, ReadError> {
                self.remote_id = prefix.remote_id(&self.remote_id, &format!("{pointer}/remote_id"))?;
                $(
                    let at = format!("{pointer}/{}", stringify!($reference));
                    self.$reference = self.$reference.map(|id| prefix.remote_id(&id, &at)).transpose()?;
                )*
                Ok(self)
            }
        }
    };
}

/// An object within a resource of which any fact may be left out.
macro_rules! nested_facts {
    ($(#[$doc:meta])* $name:ident as $schema:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize, ToSchema)]
        #[serde(deny_unknown_fields)]
        #[schema(as = $schema)]
        pub struct $name {
            $(
                $(#[$field_doc])*
                #[serde(default, skip_serializing_if = "Field::is_absent")]
                #[schema(value_type = Option<$type>)]
                pub $field: Field<$type>,
            )*
        }

        impl $name {
            /// Whether the fact is left out.
            #[must_use]
            pub const fn is_absent(&self) -> bool {
                $(self.$field.is_absent() &&)* true
            }
        }
    };
}

resource_facts! {
    /// A candidate.
    Candidate as EventCandidate
    references {}
    facts {
        /// The name to sign with.
        name: Name,
        /// The address for replies.
        email: Email,
        /// The number for calls back.
        phone: Phone,
        /// The candidate's postal address, line by line as on an envelope, without the name.
        postal_address: Note,
        /// The candidate's LinkedIn page.
        linkedin_url: WebUrl,
        /// The candidate's preferred channel.
        preferred_channel: PreferredChannel,
        /// Qualifications that messages may draw on, at most 20.
        strengths: Vec<Note>,
        /// Career goals that messages may draw on, at most 20.
        goals: Vec<Note>,
        /// The candidate's own time zone.
        time_zone: TimeZone,
        /// The language and region of messages for applications that name none.
        locale: Locale,
        /// Whether people are addressed with "du", "tu" or "tú", for applications without this fact.
        familiar: bool,
    }
}

nested_facts! {
    /// The employer.
    Company as EventCompany {
        /// Its name. Required for a new application, here or in the connection's defaults.
        name: Name,
        /// Its sector.
        sector: Sector,
        /// How formal it is.
        culture: Culture,
        /// Its main number.
        main_phone: Phone,
        /// Its postal address.
        postal_address: Note,
    }
}

nested_facts! {
    /// The position applied for.
    Position as EventPosition {
        /// Its title. Required for a new application.
        title: Name,
        /// Its level.
        seniority: Seniority,
    }
}

resource_facts! {
    /// An application.
    Application as EventApplication
    references {
        /// The source's own id for the candidate. Required for a new application, unless the connection has a
        /// candidate.
        candidate_remote_id,
    }
    facts {
        /// The employer.
        company: Company,
        /// The position applied for.
        position: Position,
        /// The day on which the application was sent.
        applied_on: Date,
        /// Whether the employer wants to fill the position soon.
        urgent: bool,
        /// Channels by which the employer doesn't want to be contacted.
        forbidden_channels: Vec<Channel>,
        /// The employer's time zone. Required for a new application, here or in the connection's defaults.
        time_zone: TimeZone,
        /// The employer's public holidays.
        holiday_calendar: HolidayCalendar,
        /// Further days on which this employer is closed, at most 366.
        closures: Vec<Date>,
        /// The outcome. `null` withdraws an outcome.
        outcome: Outcome,
        /// When the candidate accepted another job.
        accepted_elsewhere_at: Instant,
        /// Qualifications for this position, at most 20.
        strengths: Vec<Note>,
        /// The language and region of its messages.
        locale: Locale,
        /// Whether people of this employer are addressed with "du", "tu" or "tú".
        familiar: bool,
    }
}

resource_facts! {
    /// Somebody at the employer.
    Contact as EventContact
    references {
        /// The source's own id for the application. Required for a new contact.
        application_remote_id,
    }
    facts {
        /// The person's whole name, as it is written.
        name: Name,
        /// The given name.
        given_name: Name,
        /// The family name, with its particles.
        family_name: Name,
        /// A title that goes before the name.
        title: Name,
        /// The form of address before the family name.
        address: FormOfAddress,
        /// Whether the candidate and this person say "du", "tu" or "tú" to each other.
        familiar: bool,
        /// The person's role in the hiring process.
        role: Role,
        /// The person's e-mail address.
        email: Email,
        /// The person's direct number.
        phone: Phone,
        /// The person's postal address.
        postal_address: Note,
        /// Whether the candidate and this person are connected on LinkedIn.
        linkedin_connected: bool,
        /// Whether the person no longer works for the employer.
        left: bool,
    }
}

resource_facts! {
    /// A past or future interview.
    Interview as EventInterview
    references {
        /// The source's own id for the application. Required for a new interview.
        application_remote_id,
    }
    facts {
        /// Its kind.
        kind: InterviewKind,
        /// The medium of the interview.
        medium: Medium,
        /// When it begins. Required for a new interview.
        starts_at: Instant,
        /// When it ends, which is after it begins. Required for a new interview.
        ends_at: Instant,
        /// Its status.
        status: InterviewStatus,
        /// The source's own ids for the interviewers, at most 50.
        interviewer_remote_ids: Vec<Key>,
        /// How well the candidate and the interviewers got on.
        rapport: Rapport,
        /// The date by which the employer said it would decide.
        decision_expected_on: Date,
        /// The instant by which the employer asked to hear from the candidate.
        respond_by: Instant,
        /// Topics of the conversation for later messages, at most 20.
        talking_points: Vec<Note>,
        /// Open points for later messages, at most 20.
        points_to_clarify: Vec<Note>,
    }
}

resource_facts! {
    /// A message or a call, sent or received.
    Communication as EventCommunication
    references {
        /// The source's own id for the application. Required for a new communication.
        application_remote_id,
        /// The source's own id for the contact.
        contact_remote_id,
    }
    facts {
        /// Whether it was sent or received by the candidate. Required for a new communication.
        direction: Direction,
        /// The channel.
        channel: CommunicationChannel,
        /// The purpose of an outbound communication. Ignored for inbound ones.
        purpose: Purpose,
        /// Whether an outbound communication came back undelivered.
        bounced: bool,
        /// When it was sent or received. Required for a new communication.
        at: Instant,
        /// The date for the decision that an inbound communication named.
        decision_expected_on: Date,
        /// Whether an inbound communication is an auto-reply, which doesn't change the plan.
        automatic: bool,
        /// Whether the employer asked a question in an inbound communication.
        needs_answer: bool,
        /// The candidate's answer to that question.
        answer: Note,
    }
}
