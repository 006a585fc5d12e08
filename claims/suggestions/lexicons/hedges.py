"""Words of stance and certainty: what denies, distances, hedges or assures."""

from claims.suggestions.lexicons.entries import words

DENIALS = words("deny dispute refute rebut disavow disclaim disown repudiate contradict reject dismiss")
DISTANCING = words("allege claim purport insinuate profess pretend contend accuse")
RETRACTIONS = words("retract recant withdraw renounce rescind unsay disavow")
DECLINING = words("decline refuse")
CONFIRMING = words(
    "confirm verify comment say answer respond discuss elaborate identify specify speculate name disclose"
)
CHECKING = words("verify verified verifies confirm confirmed corroborate corroborated authenticate authenticated")
UNCHECKED = words("unverified unconfirmed uncorroborated")
NOT_YET = words("not n't yet cannot unable never no nor neither without couldn't can't wasn't hasn't haven't didn't")
POSSIBLE = words("may might could possibly perhaps maybe potentially conceivably")
PROBABLE = words("likely probably presumably apparently expected should seemingly")
CERTAIN = words("certainly definitely undoubtedly surely clearly undeniably unquestionably indisputably must")
POSSIBLE_CUES = words("suspect fear speculate hint imply insinuate wonder guess imagine surmise")
PROBABLE_CUES = words(
    "believe think expect assess estimate predict reckon assume presume suppose forecast suggest hope"
)
CERTAIN_CUES = words("know confirm prove establish verify certify swear guarantee find demonstrate determine")
UNCOMMITTED_CUES = words("doubt question ask inquire enquire query ponder debate dispute")
