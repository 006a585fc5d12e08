"""Hints for the first time on a screen, by name; each is shown until its reader sends it away."""

HINTS = {
    "annotate": "How a claim and its sources are marked",
    "queue": "How the queue leads from one article to the next",
    "place-again": "What to do with claims after the text changed",
    "find-same": "What finding the same words does",
}
