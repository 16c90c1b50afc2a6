//! The channels of a message, and their order.

use crate::{
    Channels, StepKind, UsableChannel, Via,
    facts::{
        ApplicationDetails, CandidateDetails, Channel, CommunicationChannel, Contact, ContactDetails, Culture,
        Interview, InterviewKind, PreferredChannel, Rapport, Sector, Seniority,
    },
};

/// Up to four channels, best first. It fits in a register, so sequences can be calculated without allocating.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct ChannelList {
    channels: [Channel; 4],
    len: usize,
}

impl ChannelList {
    const EMPTY: Self = Self { channels: [Channel::Email; 4], len: 0 };

    fn collect(channels: impl IntoIterator<Item = Channel>) -> Self {
        let mut list = Self::EMPTY;
        for channel in channels {
            if list.position(channel).is_none() {
                list.channels[list.len] = channel;
                list.len += 1;
            }
        }
        list
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Channel> + '_ {
        self.channels[..self.len].iter().copied()
    }

    pub(crate) fn position(&self, channel: Channel) -> Option<usize> {
        self.iter().position(|listed| listed == channel)
    }

    /// Moves the channel to the front. Returns false if it is not in the list, or already there.
    pub(crate) fn prefer(&mut self, channel: Channel) -> bool {
        match self.position(channel) {
            Some(at) if at > 0 => {
                self.channels[..=at].rotate_right(1);
                true
            }
            _ => false,
        }
    }

    /// Moves the phone to the place after e-mail. Returns false if it is not before e-mail.
    pub(crate) fn put_phone_behind_email(&mut self) -> bool {
        match (self.position(Channel::Phone), self.position(Channel::Email)) {
            (Some(phone), Some(email)) if phone < email => {
                self.channels[phone..=email].rotate_left(1);
                true
            }
            _ => false,
        }
    }
}

/// Why a phone call is the first choice.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum PhoneFirstReason {
    Executive,
    Final,
    Rapport,
}

/// Why the position or the interview makes a call the first choice; `None` if it does not.
pub(crate) fn phone_first(application: &ApplicationDetails, anchor: Option<&Interview>) -> Option<PhoneFirstReason> {
    let anchored = |holds: fn(&Interview) -> bool| anchor.is_some_and(holds);
    if application.position.seniority == Seniority::Executive {
        Some(PhoneFirstReason::Executive)
    } else if anchored(|interview| interview.kind == InterviewKind::Final) {
        Some(PhoneFirstReason::Final)
    } else if anchored(|interview| interview.rapport == Rapport::Strong) {
        Some(PhoneFirstReason::Rapport)
    } else {
        None
    }
}

/// Whether thanks go by LinkedIn rather than by post.
pub(crate) fn prefers_casual_thanks(application: &ApplicationDetails) -> bool {
    application.company.culture == Culture::Informal || application.company.sector == Sector::Startup
}

/// Whether a message of this kind may go by this channel to this employer.
pub(crate) fn is_allowed(application: &ApplicationDetails, kind: StepKind, channel: Channel) -> bool {
    kind.goes_by(channel) && !application.forbidden_channels.contains(&channel)
}

/// The channels of a message that the employer allows, in order. Preferences of the candidate and of the sequence are
/// not considered yet.
pub(crate) fn basic_order(
    application: &ApplicationDetails,
    anchor: Option<&Interview>,
    kind: StepKind,
    playbook: Option<&[Channel]>,
) -> ChannelList {
    use Channel::{Email, Letter, Linkedin, Phone};
    let usual = if kind == StepKind::ThankYou {
        if prefers_casual_thanks(application) {
            [Email, Linkedin, Letter, Phone]
        } else {
            [Email, Letter, Linkedin, Phone]
        }
    } else if phone_first(application, anchor).is_some() {
        [Phone, Email, Linkedin, Letter]
    } else {
        [Email, Phone, Linkedin, Letter]
    };
    let order = playbook.unwrap_or_default().iter().copied().chain(usual);
    ChannelList::collect(order.filter(|channel| is_allowed(application, kind, *channel)))
}

/// The channel that the candidate prefers.
pub(crate) fn preferred(candidate: &CandidateDetails) -> Option<Channel> {
    candidate.preferred_channel.map(|preferred| match preferred {
        PreferredChannel::Email => Channel::Email,
        PreferredChannel::Phone => Channel::Phone,
    })
}

/// The channel of the next message after a message by this one.
pub(crate) fn same_channel(channel: CommunicationChannel) -> Option<Channel> {
    match channel {
        CommunicationChannel::Email => Some(Channel::Email),
        CommunicationChannel::Phone => Some(Channel::Phone),
        CommunicationChannel::Linkedin => Some(Channel::Linkedin),
        CommunicationChannel::Letter => Some(Channel::Letter),
        CommunicationChannel::Other => None,
    }
}

/// How the channel reaches this person or, if nobody is known, the company. None without details, and for a person who
/// has left.
#[must_use]
pub fn via(application: &ApplicationDetails, contact: Option<&Contact>, channel: Channel) -> Option<Via> {
    let company = &application.company;
    match (channel, contact) {
        (_, Some(contact)) if contact.left => None,
        (Channel::Phone, Some(contact)) if contact.has_own(channel) => Some(Via::Direct),
        (Channel::Phone, _) => company.main_phone.as_ref().map(|_| Via::Switchboard),
        (Channel::Email | Channel::Linkedin, contact) => {
            contact.filter(|contact| contact.has_own(channel)).map(|_| Via::Direct)
        }
        (Channel::Letter, contact) => {
            let delivers = contact.is_none_or(|contact| contact.delivers(channel));
            let own = contact.and_then(|contact| contact.postal_address.as_ref());
            own.or(company.postal_address.as_ref()).filter(|_| delivers).map(|_| Via::Direct)
        }
    }
}

impl ContactDetails {
    /// Whether the person is still there and has details for this channel that are not known to be wrong.
    pub(crate) fn has_own(&self, channel: Channel) -> bool {
        let known = match channel {
            Channel::Email => self.email.is_some(),
            Channel::Phone => self.phone.is_some(),
            Channel::Linkedin => self.linkedin_connected,
            Channel::Letter => false,
        };
        known && !self.left && self.delivers(channel)
    }

    /// Whether the channel is not known to fail.
    pub(crate) fn delivers(&self, channel: Channel) -> bool {
        !self.undeliverable.contains(&channel)
    }
}

/// The channels of the list that reach this person, in order.
pub(crate) fn usable<'l>(
    application: &'l ApplicationDetails,
    contact: Option<&'l Contact>,
    list: &'l ChannelList,
) -> impl Iterator<Item = UsableChannel> + 'l {
    list.iter().filter_map(move |channel| via(application, contact, channel).map(|via| UsableChannel { channel, via }))
}

/// The first usable channel as the recommendation, and the others as alternatives.
pub(crate) fn choose(application: &ApplicationDetails, contact: Option<&Contact>, list: &ChannelList) -> Channels {
    let mut usable = usable(application, contact, list);
    Channels { recommended: usable.next(), alternatives: usable.collect() }
}

#[cfg(test)]
mod tests {
    use Channel::{Email, Letter, Linkedin, Phone};

    use super::*;

    #[test]
    fn a_preferred_channel_moves_to_the_front_and_the_others_keep_their_order() {
        let mut list = ChannelList::collect([Email, Phone, Linkedin, Letter]);
        assert!(list.prefer(Linkedin));
        assert!(list.iter().eq([Linkedin, Email, Phone, Letter]));
        assert!(!list.prefer(Linkedin));
        assert!(!ChannelList::collect([Email]).prefer(Phone));
    }

    #[test]
    fn the_phone_moves_right_behind_email() {
        let mut list = ChannelList::collect([Phone, Linkedin, Email, Letter]);
        assert!(list.put_phone_behind_email());
        assert!(list.iter().eq([Linkedin, Email, Phone, Letter]));
        assert!(!list.put_phone_behind_email());
        assert!(!ChannelList::collect([Phone, Linkedin]).put_phone_behind_email());
    }

    #[test]
    fn a_letter_reaches_an_address_of_the_persons_own_or_the_companys() {
        let via = |company: bool, own: bool, undeliverable: &[&str]| {
            let address = |known: bool| known.then_some("1 Main Street");
            let application = serde_json::json!({
                "company": { "name": "Acme", "postal_address": address(company) }, "position": { "title": "Analyst" },
                "time_zone": "UTC",
            });
            let contact = serde_json::json!({
                "id": "c", "postal_address": address(own), "undeliverable": undeliverable,
            });
            let contact = serde_json::from_value(contact).unwrap();
            super::via(&serde_json::from_value(application).unwrap(), Some(&contact), Letter)
        };
        assert_eq!(via(true, false, &[]), Some(Via::Direct));
        assert_eq!(via(false, true, &[]), Some(Via::Direct));
        assert_eq!(via(false, false, &[]), None);
        assert_eq!(via(true, true, &["letter"]), None);
    }

    #[test]
    fn a_list_names_each_channel_once() {
        assert!(ChannelList::collect([Phone, Email, Phone, Email, Letter]).iter().eq([Phone, Email, Letter]));
    }
}
