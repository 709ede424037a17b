"""What the tests of storage share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.setup.workspaces import Workspace
from storage.database import Database
from tests.databases import add_workspace
from tests.storage.guard import guarded


@pytest.fixture
def tenants_kept_apart() -> Iterator[list[str]]:
    """No statement of the test may touch a tenant's table without saying whose rows it means."""
    with guarded() as breaches:
        yield breaches


@pytest.fixture
def workspace(database: Database) -> Workspace:
    """A workspace with empty books."""
    return add_workspace(database)
