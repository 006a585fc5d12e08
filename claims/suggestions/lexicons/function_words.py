"""The small words of English that hold sentences together: pronouns, articles, prepositions, conjunctions."""

from claims.suggestions.lexicons.entries import words

PERSONAL = words("i he she it they we you who")
OBJECT_PRONOUNS = words("me him her it them us you himself herself itself themselves myself ourselves")
ARTICLES = words("a an the")
DETERMINERS = words(
    "a an the this that these those my your his her its our their some any each every no another both all most many "
    "few several one two three four five six seven eight nine ten more such what which other much whose enough"
)
POSSESSIVES = words("my your his her its our their whose")
PREPOSITIONS = words(
    "about above across after against along amid amidst among amongst around as at before behind below beneath beside "
    "besides between beyond by despite down during except for from in inside into like near of off on onto out outside "
    "over past per since through throughout till to toward towards under underneath until unto up upon via with within "
    "without according because including regarding concerning following alongside versus unlike than"
)
SUBORDINATORS = words(
    "that if whether because while when where although though since after before until unless as whereas once lest "
    "how why what wherever whenever so than"
)
RELATIVES = words("who whom whose which that where")
QUESTION_WORDS = words("who whom whose which what where when why how whether if whatever whoever whichever")
COORDINATORS = words("and or but nor yet so plus")
MODALS = words("will would can could may might must shall should cannot 'll 'd ought")
BE = words("be is are was were been being am 's 're 'm ain't")
HAVE = words("have has had having 've 's 'd")
DO = words("do does did")
NEGATIONS = words("not never n't no-longer hardly scarcely barely")
AUXILIARIES = (
    MODALS
    | BE
    | HAVE
    | DO
    | words(
        "isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't couldn't mustn't "
        "mightn't shouldn't needn't"
    )
)
ADVERBS = words(
    "also again already always almost even ever first further instead just later long never not now often once "
    "only perhaps quickly rather recently repeatedly since so sometimes soon still then there thus too twice "
    "usually yet openly long ago earlier clearly simply widely well far maybe meanwhile merely much "
    "therefore nonetheless nevertheless likewise elsewhere initially famously seldom rarely all both back to-date "
    "eventually ultimately finally"
)
NOT_ADVERBS = words(
    "family reply supply apply rely ally rally italy july assembly anomaly monopoly early only daily weekly monthly "
    "friendly likely unlikely lonely ugly holy deadly costly elderly lovely lively fly multiply imply comply bully "
    "belly jelly butterfly kelly emily sally billy beverly kimberly molly holly"
)
CLAUSE_OPENERS = words(
    "i he she it they we you there the a an this these those his her their our my its some many most no nobody "
    "everyone everybody someone anyone nothing everything what"
)
DAYS = words("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight")
TIMES = words("day week month year morning afternoon evening night weekend time today yesterday recently earlier later")
MONTHS = words(
    "january february march april may june july august september october november december jan feb aug sept oct nov dec"
)


def is_adverb(word: str) -> bool:
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in NOT_ADVERBS)
