"""Whether the judgements keep what docs/judgements.md promises, in made-up companies whose truth is known.

The worlds are simulated here, by themselves; the judgements are those of `core.performance`. Every promise stands
beside the figure that was reached, and beside the rules of before, which must fail it (`tests.simulate.rules_before`).
"""
