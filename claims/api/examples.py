"""What the OpenAPI document shows as a body, where made-up values would mislead."""

from drf_spectacular.utils import OpenApiExample

CLAIM = OpenApiExample(
    "A claim that one source relays of another",
    request_only=True,
    value={
        "article": "0192f0c1-0000-7000-8000-000000000000",
        "spans": [{"start": 44, "end": 74, "exact": "The Harbour Guard set the fire"}],
        "labels": ["attack"],
        "chains": [
            {
                "attributions": [
                    {
                        "source": {"name": "Seawatch", "kind": "monitoring_group"},
                        "cue_spans": [{"start": 106, "end": 110, "exact": "said"}],
                    },
                    {"source": {"name": "Harbour Guard", "kind": "armed_group"}, "certainty": "certain"},
                ]
            }
        ],
    },
)
