"""Use cases: what a request does with the books. No blocks and no words."""
