"""Any other table, whose columns people say."""

from __future__ import annotations

from core.imports.kind import Kind

TABLE = Kind(key="table", headers={}, needs=(), tax=True, micros=True)
