"""Nouns for those who say things, by kind of source: people by role, groups, governments, outlets, documents."""

from claims.suggestions.lexicons.entries import words
from claims.vocabulary import SourceKind

PEOPLE = words(
    """
    academic activist actor actress adviser advisor advocate agent aide ally ambassador analyst anchor applicant
    archbishop artist assistant astronomer athlete attorney author banker biologist bishop blogger boss brother
    businessman businesswoman candidate captain cardinal celebrity chairman chairwoman chair chairperson
    chancellor chemist chief child citizen clerk cleric climatologist co-author co-founder coach colleague
    colonel columnist comedian commander commentator commissioner congressman congresswoman conservative
    consultant contender coordinator correspondent councillor councilman councilwoman counsel counselor critic
    customer dad daughter dean defector delegate democrat demonstrator deputy designer detective developer
    dictator diplomat director dissident doctor donor driver economist editor educator employee engineer
    entrepreneur envoy epidemiologist executive expert farmer father fellow fisherman founder friend frontrunner
    front-runner geologist general girl boy governor guest guard head historian host hostage husband immigrant
    imam informant inspector instructor insider interpreter investigator investor jihadist journalist judge
    juror justice king labourer lawmaker lawyer leader lecturer legislator liberal lieutenant lobbyist
    magistrate manager man mayor mechanic mediator member merchant minister mogul monarch monk mother mom mum
    musician narrator negotiator neighbor neighbour neurologist newscaster nominee novelist nun nurse observer
    officer official operative operator opponent organizer organiser owner panelist parent participant partner
    passenger pastor patient patriarch performer person philanthropist philosopher photographer physician
    physicist pilot pioneer pitcher player plaintiff poet policeman politician pollster pope premier president
    presidential presenter priest prince princess principal prisoner producer professor progressive promoter
    prosecutor protester protestor provost psychologist publicist publisher pundit queen rabbi radical realtor
    rebel recruiter refugee registrar reporter representative republican researcher resident respondent reviewer
    rival sailor scholar scientist secretary senator sergeant shareholder sheriff shooter singer sister skeptic
    sceptic socialist sociologist soldier solicitor son source specialist speaker spokesman spokeswoman
    spokesperson staffer statistician stockbroker strategist student superintendent supporter surgeon surrogate
    survivor suspect teacher technician teenager theologian theorist therapist trader traveler traveller
    treasurer troop trucker trustee tweeter undersecretary user veteran vice-president victim villager visitor
    volunteer voter warden whistleblower wife winner witness woman worker writer youth teen vet businessperson
    gunman attacker bystander informer insurgent militant fighter spy hacker
    """
)
IRREGULAR_PLURALS = words(
    "people men women children wives policemen spokesmen spokeswomen congressmen businessmen lawmen fishermen "
    "councilmen chairmen folks police elites youth millennials staff faculty personnel media press authorities "
    "americans democrats republicans conservatives liberals progressives evangelicals muslims christians jews "
    "catholics latinos hispanics whites blacks immigrants others some many few most several both everyone everybody "
    "someone somebody anyone those nobody one none majority minority percent public"
)
GROUPS = words(
    """
    academy affiliate offshoot arm unit cell chapter alliance association assembly bank board body brand
    brokerage bureau business cabinet camp campaign caucus center centre chamber command charity church city
    clinic club coalition college commission committee community company conference consortium consultancy
    contractor convention corporation council country county crowd delegation department developer division
    enterprise establishment family federation firm forum foundation franchise giant group guild hospital house
    industry institute institution jury league legislature lobby local maker manufacturer mosque movement museum
    nation network nonprofit non-profit ngo operator opposition organization organisation outfit pac panel
    parish parliament partnership party post provider regulator retailer school senate secretariat shop society
    startup state store studio subsidiary syndicate synod team think-tank tank town tribe troupe trust union
    university utility watchdog white-house branch office wing circle
    """
)
GOVERNMENT = words(
    """
    government administration agency ministry department authority court embassy consulate kremlin pentagon
    congress senate house parliament legislature state bureau commission army navy military police troops force
    coastguard treasury cabinet knesset bundestag duma politburo regulator downing directorate inspectorate
    tribunal council municipality regime republic judiciary presidency monarchy junta customs fbi cia nsa dhs
    irs epa fda sec doj nypd mi5 mi6 gchq centcom isaf
    """
)
INTERGOVERNMENTAL = words(
    """
    un u.n. unicef unhcr unesco who imf opec nato eu interpol unsc wto iaea icc opcw osce asean ecowas ohchr
    unama
    """
)
OUTLETS = words(
    """
    newspaper magazine paper daily weekly tabloid broadcaster channel station outlet website site blog journal
    times post guardian tribune herald gazette chronicle globe telegraph observer bbc cnn nbc cbs abc msnbc
    politico aljazeera broadsheet television radio podcast programme program newsletter
    """
)
WIRES = words(
    """
    reuters ap afp upi tass xinhua bloomberg interfax dpa efe ansa anadolu sputnik tasnim irna
    """
)
MONITORS = words(
    """
    watchdog observatory monitor monitors tracker observers watch
    """
)
ARMED = words(
    """
    militia militias rebels insurgents guerrillas jihadists militants taliban isis isil daesh al-qaeda al-qaida
    hezbollah hamas isis-k boko al-shabab al-shabaab farc houthis pkk junta mujahideen fighters faction
    separatists
    """
)
DOCUMENTS = words(
    """
    report study survey poll document documents analysis article story letter memo memorandum email e-mail
    emails statement filing filings lawsuit complaint affidavit indictment ruling opinion order bill law
    resolution draft transcript record records data figures statistics numbers research findings results census
    audit review index book biography memoir novel essay column editorial op-ed paper post tweet message text
    note release website page ad ads advertisement video footage film movie documentary recording tape song sign
    signs placard banner slogan headline caption chart graph map table estimate estimates forecast projection
    evidence polls surveys studies reports reviews articles stories letters memos tweets messages notes posts
    papers essays books test tests investigation inquiry assessment bulletin brief dossier charter constitution
    treaty agreement deal contract list speech remarks comments platform budget plan proposal petition motion
    verdict
    """
)
SOCIAL = words(
    """
    twitter facebook instagram telegram youtube account handle user hashtag channel
    """
)
DESCRIBED = words(
    """
    source sources insider insiders whistleblower informant
    """
)
COLLECTIVE = words(
    """
    officials experts analysts critics observers witnesses residents lawmakers activists supporters opponents
    protesters sources people authorities police media
    """
)

KINDS: tuple[tuple[frozenset[str], SourceKind], ...] = (
    (WIRES, SourceKind.WIRE_AGENCY),
    (INTERGOVERNMENTAL, SourceKind.INTERGOVERNMENTAL),
    (ARMED, SourceKind.ARMED_GROUP),
    (DOCUMENTS, SourceKind.DOCUMENT),
    (OUTLETS, SourceKind.MEDIA_OUTLET),
    (MONITORS, SourceKind.MONITORING_GROUP),
    (SOCIAL, SourceKind.SOCIAL_ACCOUNT),
    (GOVERNMENT, SourceKind.GOVERNMENT_BODY),
    (PEOPLE, SourceKind.PERSON),
    (IRREGULAR_PLURALS, SourceKind.PERSON),
    (GROUPS, SourceKind.ORGANIZATION),
)


def singular(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("'")
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def kind_of(word: str) -> SourceKind | None:
    """The kind of source a noun names, in either number; None for one that says nothing."""
    base = singular(word)
    for nouns, kind in KINDS:
        if word in nouns or base in nouns:
            return kind
    return SourceKind.PERSON if base.endswith(("ist", "ologist", "ician", "maker", "goer")) and len(base) > 5 else None
