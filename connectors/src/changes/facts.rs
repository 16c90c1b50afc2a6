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
            /// When the source last changed it; news that are older than what was applied before are left aside.
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
        /// Where letters reach the candidate, line by line as on an envelope, without the name.
        postal_address: Note,
        /// The candidate's LinkedIn page.
        linkedin_url: WebUrl,
        /// How the candidate would rather be in touch.
        preferred_channel: PreferredChannel,
        /// Qualifications that messages may draw on, at most 20.
        strengths: Vec<Note>,
        /// Career goals that messages may draw on, at most 20.
        goals: Vec<Note>,
        /// The candidate's own time zone.
        time_zone: TimeZone,
        /// The language and region of messages for applications that name none.
        locale: Locale,
        /// Whether people are addressed with "du", "tu" or "tú", for applications that don't say so.
        familiar: bool,
    }
}

nested_facts! {
    /// The employer.
    Company as EventCompany {
        /// Its name. A new application needs it, from here or from the connection's defaults.
        name: Name,
        /// Its sector.
        sector: Sector,
        /// How formal it is.
        culture: Culture,
        /// Its main number.
        main_phone: Phone,
        /// Where a letter reaches it.
        postal_address: Note,
    }
}

nested_facts! {
    /// The position applied for.
    Position as EventPosition {
        /// Its title. A new application needs it.
        title: Name,
        /// Its level.
        seniority: Seniority,
    }
}

resource_facts! {
    /// An application.
    Application as EventApplication
    references {
        /// The source's own id for the candidate. A new application needs it, or the connection's candidate.
        candidate_remote_id,
    }
    facts {
        /// The employer.
        company: Company,
        /// The position applied for.
        position: Position,
        /// The day the application went in.
        applied_on: Date,
        /// Whether the employer needs somebody soon.
        urgent: bool,
        /// Channels that the employer doesn't want to be contacted by.
        forbidden_channels: Vec<Channel>,
        /// The employer's time zone. A new application needs it, from here or from the connection's defaults.
        time_zone: TimeZone,
        /// The employer's public holidays.
        holiday_calendar: HolidayCalendar,
        /// Further days on which this employer is closed, at most 366.
        closures: Vec<Date>,
        /// How it ended; `null`, if an end is taken back.
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
        /// The source's own id for the application. A new contact needs it.
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
        /// What the person does in the hiring.
        role: Role,
        /// The person's e-mail address.
        email: Email,
        /// The person's direct number.
        phone: Phone,
        /// Where letters reach this person.
        postal_address: Note,
        /// Whether the candidate and this person are connected on LinkedIn.
        linkedin_connected: bool,
        /// Whether the person no longer works for the employer.
        left: bool,
    }
}

resource_facts! {
    /// An interview, past or to come.
    Interview as EventInterview
    references {
        /// The source's own id for the application. A new interview needs it.
        application_remote_id,
    }
    facts {
        /// Its kind.
        kind: InterviewKind,
        /// How one meets.
        medium: Medium,
        /// When it begins. A new interview needs it.
        starts_at: Instant,
        /// When it ends, after it begins. A new interview needs it.
        ends_at: Instant,
        /// Whether it takes or took place.
        status: InterviewStatus,
        /// The source's own ids for the contacts who lead it, at most 50.
        interviewer_remote_ids: Vec<Key>,
        /// How well the people got on.
        rapport: Rapport,
        /// The date by which the employer said it would decide.
        decision_expected_on: Date,
        /// The instant by which the employer asked to hear from the candidate.
        respond_by: Instant,
        /// What was talked about and is worth recalling, at most 20.
        talking_points: Vec<Note>,
        /// What stayed unclear or unsaid, at most 20.
        points_to_clarify: Vec<Note>,
    }
}

resource_facts! {
    /// Something that was sent or that came back.
    Communication as EventCommunication
    references {
        /// The source's own id for the application. A new communication needs it.
        application_remote_id,
        /// The source's own id for the contact.
        contact_remote_id,
    }
    facts {
        /// Who wrote to whom. A new communication needs it.
        direction: Direction,
        /// By which channel.
        channel: CommunicationChannel,
        /// What it was for; says something of outbound ones only.
        purpose: Purpose,
        /// Whether an outbound one came back undelivered.
        bounced: bool,
        /// When it went out or came in. A new communication needs it.
        at: Instant,
        /// A date for the decision that an inbound one gave.
        decision_expected_on: Date,
        /// Whether an inbound one is an auto-reply, which changes nothing.
        automatic: bool,
        /// Whether the employer asked something in an inbound one.
        needs_answer: bool,
        /// What the candidate answers to that.
        answer: Note,
    }
}
