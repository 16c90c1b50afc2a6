//! The English words by which texts are proofread.

use std::sync::LazyLock;

use crate::proofread::{AskedOfProcess, DayWords, Lexicon, Phrases, ToneIssue, regex, word_set};

macro_rules! phrases {
    ($file:literal) => {
        Phrases::new(include_str!(concat!("../../proofread/", $file, ".txt")))
    };
}

macro_rules! words {
    ($file:literal) => {
        word_set(include_str!(concat!("../../proofread/", $file, ".txt")))
    };
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon {
    opening: regex(concat!(
        r"(?i)^[ \t]*(?:my\s+)?(?:dear(?:est)?|respected|hello|hi(?:ya)?(?:\s+there)?|hey+(?:\s+there)?|yo|howdy|hallo|sup|what's up|greetings",
        r"|bonjour|bonsoir|salut|ch[eè]re?|guten (?:tag|morgen|abend)|hallo|liebe[r]?|sehr geehrte[r]?|hola|buen[oa]s (?:d[ií]as|tardes)|estimad[oa]|buongiorno|gentile|egregi[oa]|ol[áa]|bom dia|prezad[oa]|goedemorgen|goedemiddag|beste|hej|namaste|konnichiwa|shalom|salaam|merhaba",
        r"|kia ora|t[ēe]n[āa] ko(?:e|rua|utou)|m[ōo]rena|talofa|bula|aloha|annwyl|bore da|prynhawn da|shwmae|a chara|dia dhuit",
        r"|madainn mhath|latha math|feasgar math|sawubona|molo|dumela|goeie (?:dag|more|middag)|geagte|habari|jambo|namaskar",
        r"|vanakkam|sat sri akal|as-?salaa?mu? ?alaikum|salam|xin chào|ni hao|szanown[aey]|dzień dobry|dobr[ýy] den|k[æe]re",
        r"|bästa|kära|god dag|moin|servus|grüezi|bon dia|kalimera|dobar dan|tere|g'day|gidday|ahoj|cześć|hyvää päivää|góðan dag(?:inn)?",
        r"|sawasdee|mingalaba|ayubowan|namaskara|vandanam|selamat (?:pagi|siang|sore|petang|tengah hari)|magandang (?:araw|umaga|hapon)|kumusta",
        r"|sannu|ina kwana|barka da \w+|nnọọ|ndewo|ẹ káàárọ̀|ẹ káàsán|sanibonani|molweni|dumelang|lumela|avuxeni|shikamoo|hamjambo|karibu|chamgei",
        r"|(?:a )?(?:very )?good\s+(?:morning|afternoon|evening|day)|to)(?:,? (?:and|&) (?:a )?(?:very )?(?:good (?:morning|afternoon|evening|day)|hello|greetings))?\b[ \t]*,?[ \t]*"
    )),
    valedictions: phrases!("layout/valedictions"),
    casual_farewells: phrases!("completeness/casual_farewells"),
    farewells: &["Best regards,", "Kind regards,"],
    sign_offs: &["Best regards,", "Sincerely,"],
    and: "and",
    nobody: words!("completeness/nobody"),
    nobody_joined: words!("completeness/nobody_joined"),
    thanks: phrases!("completeness/thanks"),
    next_steps: phrases!("completeness/next_steps"),
    asked_of_process: Some(AskedOfProcess {
        asks: regex(concat!(
            r"(?i)\b(?:ask(?:ing)?|wonder(?:ing|ed)?|know|learn|hear(?:ing)?|tell|enquir\w+|inquir\w+|find out|curious|say|whether|share",
            r"|let me have|grateful for|glad of|welcome|appreciate|thankful for|interested in|indicat\w+|confirm|advise|drop me|keep me|an? (?:word|line|note|idea|sense|indication)",
            r"|any (?:word|line|note|idea|news|indication|sense|movement))\b",
        )),
        hopes: regex(
            r"(?i)\b(?:could|would|can|may|might|please|kindly|do|hope|hoping|forward|wonder(?:ing)?|like|glad|grateful|pleased|I am writing|I write|let me)\b",
        ),
        process: regex(concat!(
            r"(?i)\b(?:decisions?|decid\w+|undecided|selection|selecting|search|hiring|hire|recruit\w+|process|procedure|progress\w*|next|proceed\w*|timing|dates?|timeline|timetable|schedule|time ?frame|time ?scale",
            r"|appoint\w*|vacancy|shortlist\w*|short-?list\w*|finalists?|panel|committee|board|governors|outcome|result|news|update|verdict|rounds?|stages?|steps?|second interview|further interviews?",
            r"|filled|still open|a choice|choice (?:of|for|is|has)|choosing|candidates?|applica(?:tion|nts?)|contract|start(?:ing)? date|begin|when I (?:might|may|can|could|should)",
            r"|(?:things|matters|you|we|it|all|everything|discussions?|deliberations|that|the (?:post|role|job|position)) (?:stands?|(?:are|is) (?:going|coming|getting|moving|looking|at)|looks?|goes|have (?:got|come|gone|moved|reached))|where you (?:have got|are|stand|'ve got)|how far)\b",
        )),
        needed: regex(r"(?i)\b(?:anything|something|what|nothing) (?:else|further|more)\b"),
    }),
    empty_subjects: phrases!("completeness/empty_subjects"),
    usual: words!("completeness/usual"),
    endings: &["ations", "ation", "ments", "ment", "ings", "ing", "ities", "ity", "ies", "ed", "es", "ly", "s", "e"],
    number: regex(
        r"(?i)\d(?:[\d\s().\-/]*\d){5,}|\b\d{3,5}(?:[\s,]+\d{2,4}){2,}\b|(?:\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double)\b[\s,-]*){6,}",
    ),
    introduction: regex(r"(?i)\b(?:this is|my name is|it's|it is|I am|I'm|that was|speaking is|here is)\s+\p{Lu}"),
    caller: regex(
        r"(?:[Tt]his is|[Mm]y name is|[Tt]hat was|[Ii]t's|[Ii]t is) (\p{Lu}[\p{L}'-]*(?:\s+\p{Lu}[\p{L}'-]*){0,3})(?: (?:here|calling|speaking|from|again|on|and)|[.,;!]|$)",
    ),
    called: regex(
        r"^(?:Hello|Hi|Hey|Good (?:morning|afternoon|evening)|Dear),?\s+((?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Engr|Arc|Arch|Barr|Surv|Pharm|Hon|Rev|Fr|Sr|Br|Adv|Atty|Er|Ar|Capt|Sgt|Lt|Col|Insp|Cllr|Pst|Alh)\.?\s+){0,2}\p{Lu}[\p{L}'-]+(?:\s+\p{Lu}[\p{L}'-]*)*)",
    ),
    addressed: regex(
        r"(?:(?:[Tt]hank you|[Tt]hanks|\byou|\bagain|\btime|\bforward|\bsoon|\bmeeting)(?: (?:again|so much|very much))?,? |\b(?:said|say|mentioned|know|much|indeed|week|help|kindness|patience|advice|decision|shortly|well|it|this|that|do|welcome|ask|asking|wonder|wondering|please|tell me|tell us|hope|promise|assure you|remember), )(\p{Lu}[\p{L}'-]+)\s*(?:[.,!?;]|$)",
    ),
    offered: regex(concat!(
        r"\b(?i:(?:the|this|your|any|open|an?) (?:[\w+#./-]+ ){0,5}?(?:position|role|opening|vacancy|opportunity|interview)(?: (?:here|now|available))?(?: with the \w+ team)? at",
        r"|(?:opportunity|chance|like|love|happy|glad|excited|want|keen|eager|interest(?:ed)? in|prospect of|thought of|idea of|forward to|possibility of|about|reasons?) (?:to )?(?:be )?join(?:ing)?|interest in working (?:at|for)|with the (?:\w+ )?team at|everyone at|here at|(?:draws?|drew|drawn|attracts?|attracted) (?:me )?to|to (?:work|train|teach|cook|drive|nurse|build|plan) (?:for|at)|bring(?:ing)? (?:[\w'-]+ ){1,5}to(?: the)?|part of(?: the)?|(?:work|working|start|starting|career|future|life|place|chance|opportunity|opening|vacancy|role|post|position|job)(?: \w+)? (?:with|for|at) the|contribute to|(?:picture|imagine) myself (?:[\w'-]+ ){0,6}(?:of|at|in|with)(?: the)?|a (?:place|career|future|job) (?:at|with)|(?:do|doing|bring|bringing) the same (?:at|to|for|in)|(?:privilege|honour|honor|pleasure) to (?:\w+ ){1,6}(?:at|for)|(?:pleased|glad|happy|proud|delighted|love|like|honoured|keen) to (?:manage|represent|staff))",
        r" ((?:\p{Lu})[\p{L}\d&.'+-]*(?:[ ](?:&[ ])?(?:\p{Lu})[\p{L}\d&.'+-]*)*)"
    )),
    no_company: &[],
    titled: regex(concat!(
        r"(?i)\b(?:the|this|your|an?|for|open) ((?:[\w+#&./'-]+ ){0,6}?[\w+#&./-]+) (?:position|role|job|opening|vacancy|post|opportunity|interview)\b|\b(?:position|role|post|job) (?:of|as an?|as the|as) ((?:[\w+#&./-]+ ){0,5}[\w+#&./-]+)",
        r"|\b(?:join|joining|work|working|start|starting|begin|beginning|serve|serving|me|application|apply|applied|applying|candidate|considered)\b[^.!?\n,;]{0,60}? as (?:an?|your|the) (?-i:(\p{Lu}[\w+#&./-]*(?: \p{Lu}[\w+#&./-]*){0,3}))",
    )),
    roles: words!("positions/roles"),
    before_title: words!("positions/before"),
    days: days(),
    talk: regex(
        r"(?i)\b(?:interview(?:ed|ing)?|spoke|speak|spoken|speaking|talk|talked|talking|met|meet|meeting|conversations?|discuss(?:ed|ion|ing)|chat(?:ted)?|call(?:ed)?|(?:my|our|your) visit|visited you|time|saw|seeing|see|learning|hosted|panel)\b",
    ),
    own_talk: Some(regex(
        r"(?i)(?:\b(?:our|my) (?:\w+ )?(?:interview|conversation|meeting|talk|call|chat|discussion|visit)(?:,| (?:on|of)| at [\w' ]{2,40}? on)|\b(?:we|you and I) (?:met|spoke|talked)(?: (?:in|at) [\w' ]{2,30}?)?(?: on)?|\b(?:showed me|gave me|given me|welcomed me|received me|shown|interviewed me|saw me|seeing me|meeting me|meeting with me|having me|interviewing me)(?: \w+){0,6}? on|\bI (?:came (?:in|to|over|down|up|along)|attended|was interviewed)(?: [\w'-]+){0,7}? on|\bfor \w+ing (?:me|us)(?: [\w'-]+){0,12}? on|\bfor (?:showing|walking|taking|letting|having|seeing|meeting|giving|interviewing|welcoming|receiving|hosting|inviting|bringing|introducing|lending|listening|trusting|fitting|squeezing|asking|hearing|putting|treating|opening|talking|speaking|sitting|going|running|driving|spending|making|finding|sparing)(?: [\w'-]+){1,12}? on)\s*$",
    )),
    then_talked: Some(regex(
        r"(?i)^,? (?:(?:when )?(?:we|you and I) (?:met|spoke|talked|discussed|sat)|(?:when )?(?:you|I) (?:showed|interviewed|mentioned|told me|asked me|explained|met (?:you|with)|spoke (?:to|with) you|talked (?:to|with) you|came in (?:to|for)|was interviewed))\b",
    )),
    elsewhere: regex(
        r"(?i)\b(?:week (?:of|beginning|commencing|ending)|by|until|till|before|after|from|decide[sd]?|decision|decisions|hear|heard|deadline|start(?:ing|s|ed)?|available|availability|expect(?:ed|ing)?|could|would|can|shall|will|may|might|instead|next|due|send|sent|reply|mentioned|wrote|e-?mailed|email|e-mail|message|applied|application|graduated|joined|launch(?:ed)?|conference|published|posted|release[sd]?|since|asked|called you|left|ll)\b",
    ),
    of_day: regex(
        r"(?i)^(?:'s)?(?:,? \d{4})?(?: (?:morning|afternoon)(?:'s)?)? (?:\w+ )?(?:interview|conversation|meeting|talk|discussion|call|chat)\b",
    ),
    thanked: regex(r"(?i)\bthank(?:s|ing)?\b.{0,60}\b(?:interview|conversation|meeting|talk|time)\b"),
    rounds: regex(
        r"(?i)\b(?:(?:first|earlier|previous|initial|second|third|two|three|both)(?: \w+)? (?:interviews?|conversations?|meetings?|talks?|rounds?|stages?|time)|interviews|conversations|again|last time)\b",
    ),
    to_come: Some(regex(
        r"(?i)\b(?:second|third|next|another|further|follow-up) (?:round )?(?:interview|round|conversation|meeting)\b",
    )),
    tone: vec![
        (ToneIssue::Slang, phrases!("tone/slang")),
        (ToneIssue::Shorthand, phrases!("tone/shorthand")),
        (ToneIssue::Chatty, phrases!("tone/chatty")),
        (ToneIssue::Demands, phrases!("tone/demands")),
        (ToneIssue::Impatience, phrases!("tone/impatience")),
        (ToneIssue::Begging, phrases!("tone/begging")),
        (ToneIssue::Gushing, phrases!("tone/gushing")),
        (ToneIssue::Excuses, phrases!("tone/excuses")),
        (ToneIssue::Complaints, phrases!("tone/complaints")),
        (ToneIssue::Belittling, phrases!("tone/belittling")),
        (ToneIssue::Pay, phrases!("tone/pay")),
        (ToneIssue::Vacation, phrases!("tone/vacation")),
    ],
    own_pay: phrases!("tone/own_pay"),
    matters_of_pay: words!("tone/matters_of_pay").into_iter().collect(),
    asking: words!("tone/asking"),
    shouted: words!("tone/shouted"),
    disappointed: "disappointed",
    you: &["you"],
    placeholders: Phrases::new(""),
});

const MONTHS: [&[&str]; 12] = [
    &["january", "jan"],
    &["february", "feb"],
    &["march", "mar"],
    &["april", "apr"],
    &["may"],
    &["june", "jun"],
    &["july", "jul"],
    &["august", "aug"],
    &["september", "sept", "sep"],
    &["october", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon"],
    &["tuesday", "tues", "tue"],
    &["wednesday", "wed"],
    &["thursday", "thurs", "thur", "thu"],
    &["friday", "fri"],
    &["saturday", "sat"],
    &["sunday", "sun"],
];

fn days() -> DayWords {
    const MONTH: &str = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    const WEEKDAY: &str =
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b\.?";
    let pattern = format!(
        r"(?xi)
        \b(?:(?P<weekday>{WEEKDAY})(?:\s+the)?,?\s+)?
        (?:
            (?P<iso>(?P<y>\d{{4}})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}}))\b
          | (?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month1>{MONTH})\b\.?(?:,?\s+(?P<year1>\d{{4}})\b)?
          | (?P<month2>{MONTH})\.?\s+(?:the\s+)?(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year2>\d{{4}})\b)?
          | (?P<one>\d{{1,2}})[/.](?P<other>\d{{1,2}})[/.](?P<year3>\d{{4}}|\d{{2}})\b
          | (?P<one4>\d{{1,2}})/(?P<other4>\d{{1,2}})\b
        )
        | \b(?P<alone>(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b
        | \b(?P<relative>yesterday|today|this\ morning|this\ afternoon|earlier\ today)\b"
    );
    DayWords {
        pattern: regex(&pattern),
        months: &MONTHS,
        weekdays: &WEEKDAYS,
        yesterday: &["yesterday"],
        month_may_come_first: true,
        first_is_ordinal: false,
    }
}
