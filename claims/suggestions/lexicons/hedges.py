"""Words of stance and certainty: what denies, distances, hedges or assures."""


def _words(entries: str) -> frozenset[str]:
    return frozenset(entries.split())


DENIALS = _words("deny dispute refute rebut disavow disclaim disown repudiate contradict reject dismiss")
DISTANCING = _words("allege claim purport insinuate profess pretend contend accuse")
RETRACTIONS = _words("retract recant withdraw renounce rescind unsay disavow")
DECLINING = _words("decline refuse")
CONFIRMING = _words(
    "confirm verify comment say answer respond discuss elaborate identify specify speculate name disclose"
)
CHECKING = _words("verify verified verifies confirm confirmed corroborate corroborated authenticate authenticated")
UNCHECKED = _words("unverified unconfirmed uncorroborated")
NOT_YET = _words("not n't yet cannot unable never no nor neither without couldn't can't wasn't hasn't haven't didn't")
POSSIBLE = _words("may might could possibly perhaps maybe potentially conceivably")
PROBABLE = _words("likely probably presumably apparently expected should seemingly")
CERTAIN = _words("certainly definitely undoubtedly surely clearly undeniably unquestionably indisputably must")
POSSIBLE_CUES = _words("suspect fear speculate hint imply insinuate wonder guess imagine surmise")
PROBABLE_CUES = _words(
    "believe think expect assess estimate predict reckon assume presume suppose forecast suggest hope"
)
CERTAIN_CUES = _words("know confirm prove establish verify certify swear guarantee find demonstrate determine")
UNCOMMITTED_CUES = _words("doubt question ask inquire enquire query ponder debate dispute")
