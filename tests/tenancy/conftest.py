from dataclasses import dataclass

import pytest
from django.contrib.auth.models import User

from claims.models import Membership
from claims.vocabulary import Role
from tests.makers import make_team
from tests.tenancy.furnished import Furnished, furnish

OURS, THEIRS = "Abalone", "Zygoptera"


@dataclass(frozen=True, slots=True)
class Two:
    """Two workspaces with everything in each. `member` may do all in the first and knows nothing of the second."""

    here: Furnished
    there: Furnished
    member: User


@pytest.fixture
def two(db: None) -> Two:
    team = make_team()
    Membership.objects.filter(user=team.charlie).update(role=Role.ADMIN)
    here = furnish(team.workspace, by=team.adam, mark=OURS)
    there = furnish(team.elsewhere, by=team.charlie, mark=THEIRS)
    return Two(here, there, team.adam)
