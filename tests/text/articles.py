"""Articles of invented outlets in the shapes that captures come in."""

FIRST = (
    "A fire broke out in the grain store of Port Velm early on Monday, and the harbour was closed to ships until noon, "
    "the harbour master said."
)
SECOND = "“We do not know the cause,” Dr. Ana Reyes of the fire service told reporters. “We will say so when we do.”"
THIRD = "Two workers were treated for smoke, according to the town’s hospital; both had left it by the evening."
BODY = (FIRST, SECOND, THIRD)

WITH_TITLE = "\n\n".join(("Fire Closes Harbour at Port Velm", *BODY))
WITHOUT_TITLE = "\n\n".join(BODY)
ONE_PARAGRAPH = " ".join(BODY * 20)
SCRAPED = "\n".join(
    (
        "News",
        "",
        "Fire closes harbour: what we know about the grain store",
        "Ships wait outside Port Velm as smoke drifts over the town",
        "By Jonas Ek and Mara Lind",
        "12 March 2024, 14:05 GMT",
        "3 min read",
        "Photo: The grain store on Monday morning",
        FIRST,
        "Advertisement",
        SECOND,
        "Ministry Sends Help From Capital",
        THIRD,
        "Read more: Harbour had warned of fire",
        "velmpost",
        "THIRD WAVE OF SHIPS EXPECTED",
        FIRST,
        "*The Front is banned in the Republic of Velm",
        "Comments (12)",
        "© 2024 Velm Post. All rights reserved.",
        "Share",
    )
)
WRAPPED = """Fire closes harbour at Port Velm

A fire broke out in the grain store of Port Velm early on Monday, and
the harbour was closed to ships until noon, the harbour master said.

“We do not know the cause,” Dr. Ana Reyes, who leads the fire service,
told reporters. “We will say so when we do,” she added. The service had
forty people at the store by six in the morning, and sixty by seven.

Nobody was hurt.
"""
RIGHT_TO_LEFT = "\n\n".join(
    (
        "حريق يغلق ميناء فيلم بالكامل",
        "اندلع حريق في مخزن الحبوب في ميناء فيلم فجر الاثنين، وأغلق الميناء أمام السفن حتى الظهر، بحسب مديره.",
        "وقالت رئيسة خدمة الإطفاء للصحفيين: لا نعرف السبب بعد. هل كان حادثا؟ سنعلن ذلك عندما نعرف.",
        "شارك",
    )
)
CHINESE = "\n".join(
    (
        "港口粮仓起火，港口暂时关闭",
        "周一清晨，港口粮仓起火，港口主管表示，港口在中午之前禁止船只进入，原因仍在调查之中，没有人员死亡。",
        "“我们还不知道原因。”消防局长说。两名工人因吸入烟雾接受治疗，当晚出院，医院方面这样表示，详情稍后公布。",
    )
)
