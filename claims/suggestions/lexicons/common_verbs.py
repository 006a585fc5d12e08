"""Everyday verbs that report nothing: they show where a clause has its verb."""

from claims.suggestions.lexicons.inflection import forms

COMMON = """
accompany achieve act adapt adjust affect afford aid alter amount appoint approach arise arm arrange arrest arrive
assign assist assume assure attach attend attract avoid await base bear beat become begin belong bend bid bind bleed
blow bomb borrow bother break breathe bring build burn buy campaign capture carry catch cause cease change charge
chase check choose claim clash clean clear climb close collapse collect combine come compare compete complete comprise
conduct connect conquer constitute consume contain continue contribute control convert cook cool cope cost count cover
crash create cross cut damage dance deal decide decline decrease defeat delay deliver depart depend deploy deserve
design destroy develop die dig disappear display divide double drag draw dress drift drink drive drop dry earn ease
eat edge elect eliminate emerge employ empty enable end enforce engage enjoy enter equal escape establish evacuate
exceed exist expand expire explode export extend face fail fall feed fight fill finance finish fire fit fix flee float
flow fly focus fold follow force form function fund gain gather get give go govern grab graduate grow guard guide
handle hang happen harm head heal help hide hire hit hold host hunt hurt impact import impose improve include increase
influence inherit injure inspire install invade invest involve isolate issue join jump keep kick kill kiss knock lack
land last launch lay lead lean leave lend let lie lift limit link list live load locate lock lose lower maintain make
manage march mark marry match matter measure meet melt merge mix move murder near need negotiate number obtain occupy
occur open operate organize organise originate outnumber overthrow overtake own pack paint park participate pass pay
perform persist pick place plant play pose possess pour practice practise preserve prevent proceed process produce
protect prove provide pull punish purchase pursue push put quit race rain raise range reach receive recover recruit
reduce reflect regain relate release remain remove rent repair replace represent require rescue resign resist resolve
rest restore restrict result resume retain retire return ride ring rise risk roll rule run rush sail save score search
secure seize sell send separate serve set settle shake shape share shift shine ship shoot shut sign sit sink sleep
slide slip slow smile smoke soar solve sort spend split spread stand stare start stay steal stem stick stop store
storm stretch strike struggle succeed suffer supply surge surprise surround survive suspend swing switch take target
tend test throw tie touch trade train transfer transform travel treat tremble trigger try turn unite use vanish vary
visit wait wake walk want warm wash waste watch wear win wipe withdraw work wound yield nominate lag trail outpace
spark stoke rattle sweep haunt loom hinge boil fade tumble plummet dwindle top rank outperform register poll draft
swear commit sue file convict sentence indict
"""
FINITE: frozenset[str] = frozenset(
    word for base in COMMON.split() for word in (forms(base).base, forms(base).present, forms(base).past)
)
BASES: frozenset[str] = frozenset(COMMON.split())
PRESENT: frozenset[str] = frozenset(forms(base).present for base in COMMON.split())
PAST: frozenset[str] = frozenset(forms(base).past for base in COMMON.split())
