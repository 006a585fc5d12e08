"""Verbs that tell what somebody says, thinks or wants, by what may follow them; other verbs are in `common_verbs`."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from claims.suggestions.lexicons.inflection import forms


class Frame(StrEnum):
    """What may stand behind a verb as its content."""

    SPEECH = "speech"
    """A quotation, or a statement the verb follows ("..., he joked")."""
    CLAUSE = "clause"
    """A statement behind "that"."""
    BARE = "bare"
    """A statement without "that"."""
    QUESTION = "question"
    INFINITIVE = "infinitive"
    OBJECT = "object"
    """The thing talked about ("praised the plan")."""
    TELL = "tell"
    """Whom one tells stands before the statement."""
    URGE = "urge"
    """Whom one urges stands before "to"."""
    LABEL = "label"
    """A thing and what one calls it."""
    SEEM = "seem"
    """Nobody is named who says it ("it seems that")."""


SPEECH_AND_CLAUSE = """
say state add note assess explain claim argue insist report announce declare remark comment observe assert contend
maintain allege acknowledge admit concede confess confirm reveal disclose disclaim recall recount relate reiterate
repeat stress emphasize emphasise underline underscore reply respond answer retort counter rejoin proclaim profess
pronounce affirm reaffirm attest aver avow swear testify vow pledge promise warn caution predict forecast foretell
prophesy forewarn suggest hint imply insinuate intimate signal indicate speculate surmise theorize theorise
hypothesize postulate posit conjecture conclude reason opine muse ponder reflect lament complain grumble gripe moan
bemoan grouse protest object boast brag crow gloat joke quip jest deadpan crack wisecrack tease scoff sneer snarl snap
bark growl grunt mutter mumble murmur whisper shout yell scream shriek cry exclaim holler bellow roar thunder blurt
gush enthuse rave rant fume rage rail sigh sob weep wail plead beg implore write tweet retweet post blog text email
e-mail wire cable telegraph telephone fax message publish broadcast air headline editorialize editorialise chant sing
recite intone drawl lecture preach sermonize instruct advise counsel recommend propose decree rule find determine
certify verify decide agree concur disagree dispute deny guess estimate reckon figure calculate clarify specify
elaborate expand continue finish begin interject interrupt interpose volunteer offer venture submit allow grant marvel
wonder ask inquire enquire query demand request urge remember mention detail point-out blast chide scold reassure
rejoice brief gossip tattle divulge leak communicate convey express voice vocalize articulate enunciate verbalize
relay narrate chronicle document record log echo second summarize summarise recap sum-up spell-out set-out lay-out
blurt-out call-out cry-out chime-in weigh-in shoot-back fire-back hit-back write-back go-on put-forward let-slip
own-up joke-back tout trumpet hail applaud stipulate charge counterclaim hedge demur equivocate mock jeer taunt heckle
explode erupt bristle sniff sniffle chuckle laugh giggle grin smile nod shrug wince beam stammer stutter rasp croak
hiss purr gasp pant
"""
CLAUSE_ONLY = """
think believe know feel hope fear expect assume presume suppose suspect doubt worry realize realise recognize
recognise understand imagine consider learn hear dream trust judge deem foresee anticipate envision envisage notice
discover show demonstrate prove establish illustrate mean read hold accept appreciate wish conclude deduce infer
gather discern sense perceive fantasize regret resent calculate highlight ascertain credit forget pretend figure-out
find-out make-out point-out make-clear make-known guarantee assess estimate project reveal stipulate ensure rumor
rumour bet wager pray fathom acknowledge care concern fret agonize agonise see
"""
BARE = """
say think believe know hope fear claim argue insist admit acknowledge concede suggest feel report announce note
predict warn show reveal confirm deny swear promise vow pledge assert contend state declare explain suspect doubt
assume expect guess reckon figure figure-out find-out realize realise imagine bet wish learn hear tell conclude decide
estimate allege indicate understand remark quip joke lament complain boast brag recall remember observe agree write
tweet worry pray assure remind inform notify convince persuade posit caution speculate hint imply stress emphasize
point-out testify signal affirm reiterate propose demand recommend
"""
QUESTION = """
ask wonder inquire enquire query question explain say know understand consider discuss debate describe detail decide
determine reveal show see tell learn outline clarify specify doubt explore examine investigate ponder recall recount
remember disclose discover demonstrate illustrate speculate guess assess highlight study judge
"""
INFINITIVE = """
vow pledge promise threaten want hope plan refuse decline seek intend offer agree expect demand wish claim swear
propose decide choose prefer aim aspire yearn long hesitate opt resolve undertake volunteer consent profess fear
advise purport prepare fail-to attempt desire commit determine love hate need like dread look-forward
"""
TELL = """
tell inform assure remind warn notify advise promise persuade convince reassure ask brief apprise alert teach show
caution email text message instruct
"""
URGE = """
urge ask beg call-on encourage implore exhort order instruct command direct advise invite challenge pressure press
push persuade convince request require tell warn forbid allow permit expect want beseech plead-with lobby caution
petition entreat compel counsel recommend authorize authorise dare admonish goad prod nudge summon
"""
LABEL = """
call label brand dub term deem declare consider pronounce describe characterize characterise portray depict denounce
condemn dismiss hail praise criticize criticise cite regard view see slam blast decry deride mock ridicule tout
identify classify rate judge list cast paint style nickname name designate proclaim rank perceive believe interpret
define categorize categorise refer-to
"""
OBJECT = """
praise criticize criticise condemn denounce slam blast decry deride mock ridicule tout attack assail lambaste lambast
excoriate castigate chastise rebuke reprimand berate scold chide censure fault blame accuse defend endorse support
oppose reject dismiss deny dispute refute rebut question challenge favor favour prefer applaud welcome hail laud
commend celebrate salute congratulate thank acknowledge admit confirm back concede announce reveal disclose propose
suggest recommend advocate champion urge demand request seek predict forecast expect anticipate promise pledge vow
threaten describe detail explain outline discuss mention cite quote invoke reference reiterate repeat echo emphasize
emphasise stress underscore underline highlight note recall recount remember lament bemoan deplore mourn regret resent
dislike hate loathe despise detest fear doubt suspect distrust mistrust believe embrace approve disapprove disavow
renounce repudiate denigrate disparage belittle vilify demonize demonise malign smear insult taunt trash bash rip
skewer lampoon satirize pillory savage scorn relish cherish appreciate respect revere consider contemplate envision
envisage imagine foresee estimate claim allege assert declare proclaim profess express voice articulate convey
indicate imply signal show demonstrate illustrate report downplay play-down ban forbid prohibit tweet retweet disown
abhor retract recant rescind reaffirm affirm upbraid point-out single-out spell-out bring-up play-up shrug-off
brush-off brush-aside call-out lay-out set-out rule-out put-forward put-forth rail protest understand attribute
"""
NEEDS_AS = frozenset(("see", "view", "regard", "cast", "portray", "depict", "identify", "perceive"))
"""Verbs that say something of a thing only with "as": "sees it as a risk"."""
SEEM = "seem appear look sound"
PREPOSITIONAL: dict[str, str] = {
    "about": "complain speak talk worry ask warn lie boast brag joke tweet write think know learn hear care lecture "
    "testify rant rave muse fret wonder speculate argue grumble gripe quip inquire enquire comment dream forget "
    "elaborate preach reminisce tell remind warn say",
    "of": "speak talk warn complain accuse boast dream approve disapprove think hear know learn tell write remind "
    "conceive despair repent say assure convince suspect",
    "for": "call hope push argue advocate press plead lobby campaign ask apologize apologise vote wish long yearn "
    "root vouch stump criticize criticise praise thank blame commend pray appeal mock advocate applaud condemn",
    "against": "warn argue rail speak vote protest caution inveigh campaign fight advise rule testify push fulminate "
    "complain rage rally",
    "to": "refer object point agree allude respond react testify admit confess turn pledge commit subscribe appeal "
    "attest swear reply accede assent consent",
    "on": "comment insist call elaborate expand reflect weigh reckon report bet speculate "
    "lecture dwell agree disagree harp",
    "with": "agree disagree side concur sympathize sympathise differ argue plead",
    "at": "hint scoff lash sneer rail laugh balk bristle swipe marvel jeer wonder",
    "in": "believe confide trust weigh",
    "into": "tear lay",
    "over": "fret worry disagree argue feud agonize",
    "from": "quote read hear learn",
}
PARTICLES: dict[str, str] = {
    "out": "point find spell lay set call cry blurt rule speak lash single figure make",
    "up": "bring sum play own speak talk",
    "down": "turn play",
    "off": "shrug brush call",
    "back": "shoot fire hit write push call",
    "on": "go",
    "in": "chime weigh",
    "forward": "put look",
    "forth": "put set",
    "aside": "brush",
}


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with what may follow it; `prepositions` are those whose object is its content."""

    base: str
    frames: frozenset[Frame]
    prepositions: frozenset[str]
    particles: frozenset[str]


def _by_frame() -> dict[str, set[Frame]]:
    found: dict[str, set[Frame]] = defaultdict(set)
    for words, frames in (
        (SPEECH_AND_CLAUSE, (Frame.SPEECH, Frame.CLAUSE)),
        (CLAUSE_ONLY, (Frame.CLAUSE,)),
        (BARE, (Frame.BARE,)),
        (QUESTION, (Frame.QUESTION,)),
        (INFINITIVE, (Frame.INFINITIVE,)),
        (TELL, (Frame.TELL, Frame.SPEECH)),
        (URGE, (Frame.URGE,)),
        (LABEL, (Frame.LABEL,)),
        (OBJECT, (Frame.OBJECT,)),
        (SEEM, (Frame.SEEM,)),
    ):
        for word in words.split():
            found[word.partition("-")[0] if word != "e-mail" else word].update(() if "-" in word else frames)
            if "-" in word:
                found[word].update(frames)
    return found


def _inverted(table: dict[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for small, verbs in table.items():
        for verb in verbs.split():
            found[verb].add(small)
    return found


def _verbs() -> dict[str, Verb]:
    frames = _by_frame()
    prepositions = _inverted(PREPOSITIONAL)
    particles = _inverted(PARTICLES)
    bases = {*frames, *prepositions, *particles}
    found = (
        Verb(base, frozenset(frames[base]), frozenset(prepositions[base]), frozenset(particles[base]))
        for base in sorted(bases)
    )
    return {verb.base: verb for verb in found if verb.frames or verb.prepositions or verb.particles}


VERBS: dict[str, Verb] = _verbs()
"""By base; a verb with its particle is "point-out"."""


def _inflected() -> dict[str, frozenset[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for base in VERBS:
        if "-" in base and base != "e-mail":
            continue
        shapes = forms(base)
        for shape in ("base", "present", "past", "participle", "gerund"):
            found[getattr(shapes, shape)].add((base, shape))
    return {word: frozenset(shapes) for word, shapes in found.items()}


FORMS: dict[str, frozenset[tuple[str, str]]] = _inflected()
"""Every inflected word: which verb it may be, in which form."""
