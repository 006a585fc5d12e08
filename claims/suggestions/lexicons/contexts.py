"""Words that decide between readings of an English sentence: what chains verbs, opens clauses, ends names."""

from claims.suggestions.lexicons.entries import words

CHAINS = words(
    """
    go goes went going gone continue continues continued continuing begin begins began beginning start starts
    started try tries tried trying attempt attempts attempted need needs needed have has had used come came fail
    fails failed proceed proceeded rush rushed manage managed seem seems seemed appear appears appeared helped
    help rushes tend tends tended happen happened prepare preparing prepared unable able ready likely quick
    """
)
"""Verbs that take another one behind "to": "went on to say"."""
NOUN_LIKE = words(
    """
    states claims reports calls plans demands questions comments remarks notes hopes fears concerns doubts offers
    requests orders promises pledges vows attacks charges cries shouts hints estimates projects guesses views
    looks sounds appeals talks boasts quips jokes posts tweets texts blogs emails messages broadcasts airs
    headlines chants rules signals details debates disputes challenges protests objects decrees supports fights
    campaigns answers replies documents records logs marks likes loves needs wishes feels reads rants swipes
    strikes moves takes votes backs counts counters insults slams jabs taunts cheers salutes values cares worries
    bets dreams forecasts studies surveys polls shows finds figures grants exhorts swears sides shares covers cuts
    deals drives falls gains hits holds homes increases leads lists lives parties plays races ranks results runs
    seats sets starts stays steps stops stores blasts advocates hands hails tests times tops trades turns uses
    visits walks watches wins works
    """
)
"""Forms that are nouns as often as verbs."""
GERUND_NOUNS = words(
    """
    briefing meeting hearing filing ruling finding polling building opening closing training spending funding
    beginning ending warning rating offering setting gathering shooting bombing killing advertising programming
    marketing housing manufacturing farming mining banking ring king thing evening morning during
    """
)
"""Words in "-ing" that are mostly nouns."""
BEHIND_A_VERB = words(
    """
    that if whether how why what to about for on with at as against of into it him her them us me
    """
)
"""Small words that stand behind verbs rather than nouns."""
LEADING = words(
    """
    but and or so yet still however meanwhile moreover furthermore instead thus also then indeed now even though
    nor hence besides although while when as because if after before since until once that whereas unless where
    what why how whether than especially including particularly just only
    """
)
"""Words that may stand in front of a subject."""
ENDS_A_NAME = words(
    """
    in on at during after before as while when because if last this by via since amid
    """
)
"""Words behind which a name does not go on."""
NAMED_BY_PLACE = words(
    """
    professor director officials official students researchers spokesman spokeswoman spokesperson head chairman
    people those leader leaders scientist fellow analyst analysts expert experts residents voters reporter
    correspondent officer officers person member members sources source man woman president dean chair
    """
)
"""Nouns that take "in", "at" or "on" into their name: "a professor at Velm"."""
SUBORDINATE = words(
    """
    when while although though if after before because since as once until whereas even
    """
)
"""Words that open a clause of time, reason or contrast."""
OCCASION_NOUNS = words(
    """
    interview statement speech rally debate tweet conference briefing email letter post appearance address hearing
    event meeting forum call show program programme broadcast remarks visit stop essay column op-ed interviews
    tweets speeches rallies debates news phone telephone television tv twitter facebook radio cnn fox nbc abc cbs
    msnbc
    """
)
"""Where and how things are said."""
OCCASIONS = words(
    """
    in at on during via through from before after to with by under over near outside inside
    """
)
"""Prepositions of an occasion: "in an interview"."""
