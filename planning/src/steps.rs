//! The plan's steps, made from what the planner worked out.

use crate::{
    Channels, Instant, Status, Step, StepKind,
    channels::{self, ChannelList},
    context::Context,
    deadlines::Demand,
    facts::{Contact, Interview},
    ladder::{Choice, Ladder},
    outcomes::{Closing, STAY_IN_TOUCH, StayInTouch},
    recipients::recipient,
    status::{Standing, move_on_status, rung_status},
    thank_yous::ThankYou,
    window::Window,
};

/// What a step is before its channels and reasons are known.
struct Draft<'f> {
    id: String,
    kind: StepKind,
    interview: Option<&'f Interview>,
    contact: Option<&'f Contact>,
    status: Status,
    done_at: Option<Instant>,
    window: Window,
}

impl<'f> Draft<'f> {
    fn step(self, context: &Context<'f>, channel: Channels) -> Step<'f> {
        Step {
            id: self.id,
            kind: self.kind,
            interview_id: self.interview.map(|interview| &*interview.id),
            contact_id: self.contact.map(|contact| &*contact.id),
            status: self.status,
            done_at: self.done_at.map(|at| context.local(at)),
            opens_at: self.window.opens,
            ideal_at: self.window.ideal,
            closes_at: self.window.closes,
            acceptable_until: None,
            channel,
            pass_on_to: Vec::new(),
            reasons: Vec::new(),
            advice: Vec::new(),
        }
    }
}

pub(crate) fn thank_you<'f>(context: &Context<'f>, thanks: ThankYou<'f>) -> Step<'f> {
    let standing = Standing {
        window: thanks.window,
        word: thanks.word,
        done_at: thanks.sent_at,
        late_until: Some(thanks.acceptable_until.unwrap_or(thanks.window.closes)),
        survives_outcome: false,
    };
    let (status, done_at) = standing.status(context);
    let kind = StepKind::ThankYou;
    let (list, _choice) = order(context, kind);
    let channel = channels::choose(&context.facts.application, thanks.contact, &list);
    let interview = Some(thanks.interview);
    let draft =
        Draft { id: thanks.id, kind, interview, contact: thanks.contact, status, done_at, window: thanks.window };
    Step {
        acceptable_until: thanks.acceptable_until,
        pass_on_to: thanks.pass_on_to.iter().map(|contact| &*contact.id).collect(),
        ..draft.step(context, channel)
    }
}

/// A step that the employer's date, question or absence asks for.
pub(crate) fn demand<'f>(
    context: &Context<'f>,
    kind: StepKind,
    demand: Demand<'f>,
    survives_outcome: bool,
) -> Step<'f> {
    let Demand { id, interview, window, word, done_at } = demand;
    let (status, done_at) = Standing { window, word, done_at, late_until: None, survives_outcome }.status(context);
    message(
        context,
        Draft {
            id,
            kind,
            interview: interview.map(|(_, interview)| interview),
            contact: None,
            status,
            done_at,
            window,
        },
    )
}

pub(crate) fn closing<'f>(context: &Context<'f>, closing: Closing) -> Step<'f> {
    let Closing { id, kind, window, word, done_at } = closing;
    let standing = Standing { window, word, done_at, late_until: None, survives_outcome: true };
    let (status, done_at) = standing.status(context);
    message(context, Draft { id: id.to_owned(), kind, interview: None, contact: None, status, done_at, window })
}

pub(crate) fn stay_in_touch<'f>(context: &Context<'f>, stay: StayInTouch) -> Step<'f> {
    let StayInTouch { window, word, done_at } = stay;
    let standing = Standing { window, word, done_at, late_until: None, survives_outcome: true };
    let (status, done_at) = standing.status(context);
    let kind = StepKind::StayInTouch;
    message(
        context,
        Draft { id: STAY_IN_TOUCH.to_owned(), kind, interview: None, contact: None, status, done_at, window },
    )
}

/// A message outside the ladder, to whoever is the right person for it.
fn message<'f>(context: &Context<'f>, mut draft: Draft<'f>) -> Step<'f> {
    draft.contact = recipient(context.facts, draft.kind, draft.interview.or(anchor(context)));
    let (list, _choice) = order(context, draft.kind);
    let channel = channels::choose(&context.facts.application, draft.contact, &list);
    draft.step(context, channel)
}

pub(crate) fn rung<'f>(context: &Context<'f>, ladder: &Ladder<'f>, index: usize) -> Step<'f> {
    let rung = &ladder.rungs[index];
    let status = rung_status(context, rung);
    let open = matches!(status, Status::Upcoming | Status::Due | Status::Overdue);
    let (list, _choice) = ladder.order(context, rung, rung.window, open);
    let contact = ladder.footing.recipient;
    let channel = channels::choose(&context.facts.application, contact, &list);
    let draft = Draft {
        id: ladder.footing.rung_id(index),
        kind: rung.kind,
        interview: Some(ladder.footing.interview),
        contact,
        status,
        done_at: rung.contact.map(|contact| contact.at),
        window: rung.window,
    };
    draft.step(context, channel)
}

pub(crate) fn move_on<'f>(context: &Context<'f>, ladder: &Ladder<'f>) -> Step<'f> {
    let draft = Draft {
        id: ladder.footing.move_on_id(),
        kind: StepKind::MoveOn,
        interview: Some(ladder.footing.interview),
        contact: None,
        status: move_on_status(context, ladder),
        done_at: None,
        window: ladder.move_on.window,
    };
    draft.step(context, Channels { recommended: None, alternatives: Vec::new() })
}

/// The channels of a message outside the ladder, best first.
fn order(context: &Context, kind: StepKind) -> (ChannelList, Choice) {
    let facts = context.facts;
    let mut list = channels::basic_order(&facts.application, anchor(context), kind, None);
    let mut choice = Choice::default();
    if let Some(channel) = channels::preferred(&facts.candidate) {
        choice.preferred = list.prefer(channel);
    }
    (list, choice)
}

fn anchor<'f>(context: &Context<'f>) -> Option<&'f Interview> {
    context.known.anchor().map(|place| context.known.interviews[place].1)
}
