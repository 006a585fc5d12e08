"""The forms of an English verb from its base; which verbs matter is for the lists beside this module."""

from dataclasses import dataclass

VOWELS = "aeiou"
_IRREGULAR = (
    "arise arose arisen|bear bore borne|beat beat beaten|become became become|begin began begun|bid bid bid|"
    "bind bound bound|blow blew blown|break broke broken|bring brought brought|build built built|buy bought bought|"
    "cast cast cast|catch caught caught|choose chose chosen|come came come|cost cost cost|cut cut cut|"
    "deal dealt dealt|do did done|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|"
    "fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found|flee fled fled|"
    "fly flew flown|forbid forbade forbidden|foresee foresaw foreseen|forget forgot forgotten|"
    "forgive forgave forgiven|forgo forwent forgone|foretell foretold foretold|get got gotten|give gave given|"
    "go went gone|grow grew grown|hang hung hung|have had had|hear heard heard|hide hid hidden|hit hit hit|"
    "hold held held|hurt hurt hurt|keep kept kept|know knew known|lay laid laid|lead led led|leave left left|"
    "lend lent lent|let let let|lie lay lain|lose lost lost|make made made|mean meant meant|meet met met|"
    "misstate misstated misstated|overhear overheard overheard|overthrow overthrew overthrown|pay paid paid|"
    "put put put|quit quit quit|read read read|rebut rebutted rebutted|ride rode ridden|ring rang rung|"
    "rise rose risen|run ran run|say said said|see saw seen|seek sought sought|sell sold sold|send sent sent|"
    "set set set|shake shook shaken|shoot shot shot|show showed shown|shut shut shut|sing sang sung|sit sat sat|"
    "sleep slept slept|speak spoke spoken|spend spent spent|spin spun spun|spread spread spread|stand stood stood|"
    "steal stole stolen|stick stuck stuck|strike struck struck|swear swore sworn|sweep swept swept|"
    "take took taken|teach taught taught|tear tore torn|tell told told|think thought thought|throw threw thrown|"
    "understand understood understood|uphold upheld upheld|wear wore worn|win won won|withdraw withdrew withdrawn|"
    "withhold withheld withheld|write wrote written|rewrite rewrote rewritten|misread misread misread"
)
IRREGULAR: dict[str, tuple[str, str]] = {
    base: (past, participle) for base, past, participle in (entry.split() for entry in _IRREGULAR.split("|"))
}
_DOUBLING = """
admit commit submit permit omit refer prefer infer confer concur defer blog plan rebut rip slam snap spot stop tap
chat drop bar ban quip nod swap rap blot plot jab dub scrap tip top trim tug wrap regret abet forget upset compel
propel expel rebel control patrol equip plug brag beg lob jot fret vet bet let get set sit cut put run win begin spin
hit shut quit forbid bid pin grab hug nab sob step strip slip skip ship trap map slap clap pop hop shop chop crop drum
hum sum skim slim swim
"""
DOUBLING = frozenset(_DOUBLING.split())


@dataclass(frozen=True, slots=True)
class Forms:
    base: str
    present: str
    past: str
    participle: str
    gerund: str


def forms(base: str) -> Forms:
    head, _, particle = base.partition("-") if base.startswith(("re-", "co-")) else (base, "", "")
    if particle:
        tail = forms(particle)
        parts = (tail.base, tail.present, tail.past, tail.participle, tail.gerund)
        return Forms(*(f"{head}-{part}" for part in parts))
    past, participle = IRREGULAR.get(base, (_past(base),) * 2)
    return Forms(base, _present(base), past, participle, _gerund(base))


def _present(base: str) -> str:
    if base in {"have", "be"}:
        return {"have": "has", "be": "is"}[base]
    if base.endswith("y") and base[-2] not in VOWELS:
        return base[:-1] + "ies"
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    return base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in VOWELS:
        return base[:-1] + "ied"
    return _doubled(base) + "ed"


def _gerund(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return _doubled(base) + "ing"


def _doubled(base: str) -> str:
    return base + base[-1] if base in DOUBLING else base
