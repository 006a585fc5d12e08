"""The small words of English that hold sentences together: pronouns, articles, prepositions, conjunctions."""


def _words(entries: str) -> frozenset[str]:
    return frozenset(entries.split())


PERSONAL = _words("i he she it they we you who")
OBJECT_PRONOUNS = _words("me him her it them us you himself herself itself themselves myself ourselves")
DETERMINERS = _words(
    "a an the this that these those my your his her its our their some any each every no another both all most many "
    "few several one two three four five six seven eight nine ten more such what which other much whose enough"
)
POSSESSIVES = _words("my your his her its our their whose")
PREPOSITIONS = _words(
    "about above across after against along amid amidst among amongst around as at before behind below beneath beside "
    "besides between beyond by despite down during except for from in inside into like near of off on onto out outside "
    "over past per since through throughout till to toward towards under underneath until unto up upon via with within "
    "without according because including regarding concerning following alongside versus unlike than"
)
SUBORDINATORS = _words(
    "that if whether because while when where although though since after before until unless as whereas once lest "
    "how why what wherever whenever so than"
)
RELATIVES = _words("who whom whose which that where")
QUESTION_WORDS = _words("who whom whose which what where when why how whether if whatever whoever whichever")
COORDINATORS = _words("and or but nor yet so plus")
MODALS = _words("will would can could may might must shall should cannot 'll 'd ought")
BE = _words("be is are was were been being am 's 're 'm ain't")
HAVE = _words("have has had having 've 's 'd")
DO = _words("do does did")
NEGATIONS = _words("not never n't no-longer hardly scarcely barely")
AUXILIARIES = (
    MODALS
    | BE
    | HAVE
    | DO
    | _words(
        "isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't couldn't mustn't "
        "mightn't shouldn't needn't"
    )
)
ADVERBS = _words(
    "also again already always almost even ever first further instead just later long never not now often once "
    "only perhaps quickly rather recently repeatedly since so sometimes soon still then there thus too twice "
    "usually yet openly long ago earlier clearly simply widely well far maybe meanwhile merely much "
    "therefore nonetheless nevertheless likewise elsewhere initially famously seldom rarely all both back to-date "
    "eventually ultimately finally"
)
NOT_ADVERBS = _words(
    "family reply supply apply rely ally rally italy july assembly anomaly monopoly early only daily weekly monthly "
    "friendly likely unlikely lonely ugly holy deadly costly elderly lovely lively fly multiply imply comply bully "
    "belly jelly butterfly kelly emily sally billy beverly kimberly molly holly"
)
CLAUSE_OPENERS = _words(
    "i he she it they we you there the a an this these those his her their our my its some many most no nobody "
    "everyone everybody someone anyone nothing everything what"
)
DAYS = _words("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight")
TIMES = _words(
    "day week month year morning afternoon evening night weekend time today yesterday recently earlier later"
)
MONTHS = _words(
    "january february march april may june july august september october november december jan feb aug sept oct nov dec"
)


def is_adverb(word: str) -> bool:
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in NOT_ADVERBS)
