"""What is printed around an article by the page: buttons, labels, notices, captions; told from one line alone."""

import re


def _listed(entries: str) -> frozenset[str]:
    return frozenset(" ".join(entry.split()) for entry in entries.split(","))


WORDS = _listed(
    """
    discuss, share, comment, comments, reply, like, save, print, email, e-mail, copy link, listen, watch,
    advertisement, advertisements, ad, ads, sponsored, sponsored content, promoted, subscribe, subscribe now,
    sign up, sign in, log in, login, register, newsletter, newsletters, read more, read also, more, see also,
    see more, show more, load more, related, related articles, related stories, related news, related topics,
    more on this story, more on this, recommended, trending, most read, most popular, top stories, editor's
    picks, tags, topics, facebook, twitter, x, instagram, whatsapp, telegram, linkedin, youtube, reddit, rss,
    menu, home, search, skip to content, skip to main content, back to top, loading, loading..., next, previous,
    close, follow us, contact us, about us, terms of use, terms of service, privacy policy, cookie policy, all
    rights reserved, share this article, share this story, share on facebook, share on twitter, leave a comment,
    join the conversation, have your say, view comments, teilen, kommentare, anzeige, werbung, mehr lesen,
    partager, commentaires, publicité, lire aussi, compartir, comentarios, publicidad, leer más, поделиться,
    комментарии, реклама, читайте также, обсудить, شارك, مشاركة, تعليقات, اقرأ أيضا, 分享, 评论, 广告
    """
)
MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
NOTICES = (
    r"(?:copyright\s*(?:©|\(c\)|\d{4}|notice)|©|\(c\)\s*[12]\d{3})",
    r"(?:read|see|watch|listen)\s?(?:more|also)\s?(?::|(?:about|on|at|here)\b.{0,80}[^.!?]$)",
    r"(?:related|tags|topics|also read|our standards|follow us on \w+|filed under)\s?:",
    r"(?:follow us on|click here|we use cookies|(?:sign up|subscribe) (?:to|for|now|here))\b",
    r"(?:(?:download|get) (?:our|the) app|support our journalism)\b",
    r"(?:article|story|content) continues (?:below|after)\b",
    r"this (?:article|story|piece) (?:was|has been) (?:originally|first) (?:published|posted)\b",
    r"the views (?:and opinions )?expressed in this\b",
    r"\(?(?:additional )?(?:reporting|writing|editing) by\b.{0,200}$",
    r"(?:share|comments?|replies)(?:\s(?:this|on|via)\b.{0,40}[^.!?]|\s?\(\d+\))$",
    r"[\d.,]+\s?[km]?\s+(?:comments?|shares?|views?|likes?|replies|min(?:ute)?s?(?:\sread)?)$",
    r"(?:first )?(?:published|updated|posted|last (?:updated|modified))\b.{0,60}\d{4}.{0,30}(?:[^.!?]|\.m\.)$",
    rf"(?:\w+,?\s)?(?:\d{{1,2}}\s{MONTH}|{MONTH}\s\d{{1,2}}),?\s\d{{4}}.{{0,30}}(?:[^.!?]|\.m\.)?$",
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}[\s,|]*(?:\d{1,2}:\d{2}.{0,12})?$",
    r"(?:https?://|www\.)\S+$",
    r"[^\s@]+@[^\s@]+$",
)
NOTICE = re.compile("|".join(NOTICES), re.IGNORECASE)
BYLINE = re.compile(
    r"(?:By|BY|by|Von|Par|Por)\s+[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|and|und|et|y|de|al|van|von|bin)){0,7}"
    r"(?:\s*[,|]\s?.{0,60}[^.!?])?$"
)
RIGHTS = re.compile(r"\ball rights reserved\.?$", re.IGNORECASE)
CAPTION = re.compile(
    r"(?:(?:file )?(?:photo|image|picture|video|caption|foto|bild)(?: (?:by|credit|courtesy))?\s?[:/|]|"
    r"\((?:file )?photo\b)",
    re.IGNORECASE,
)
PICTURE_CREDIT = re.compile(
    r"[(\[/|]\s?(?:photo|image|picture|getty images|ap photo|file photo)\b(?:[^)\]]{0,60}[)\]]|[^.]{0,60})$",
    re.IGNORECASE,
)
LABELS = _listed(
    """
    world, news, world news, politics, business, economy, markets, opinion, analysis, comment, sport, sports,
    culture, arts, science, technology, tech, health, environment, climate, travel, lifestyle, entertainment,
    education, local, national, international, asia, africa, europe, americas, middle east, breaking, breaking
    news, live, exclusive, video, videos, photos, gallery, latest, latest news, editorial, features, feature,
    interview, explainer, fact check, investigations, society, crime, law, defense, defence, security, us, u.s.,
    uk, russia, china, india, welt, politik, monde, politique, mundo, política, мир, политика, العالم, 世界
    """
)
NO_WORDS = re.compile(r"[\W_]*$")
LONGEST_NOTICE = 500


def is_furniture(line: str) -> bool:
    """Buttons, credits, notices: a line that is no part of the article in whatever place it stands."""
    if NO_WORDS.match(line):
        return True
    if len(line) > LONGEST_NOTICE:
        return False
    return _plain(line) in WORDS or bool(NOTICE.match(line) or BYLINE.match(line) or RIGHTS.search(line))


def is_caption(line: str) -> bool:
    return len(line) <= LONGEST_NOTICE and bool(CAPTION.match(line) or PICTURE_CREDIT.search(line))


def is_label(line: str) -> bool:
    """The name of a section of the paper."""
    return len(line) <= LONGEST_NOTICE and _plain(line) in LABELS


def _plain(line: str) -> str:
    return line.casefold().strip(" \u00a0:›»>|-–—•").replace("’", "'")
