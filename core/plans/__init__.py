"""The plans that figures are held against: targets, budgets and benchmarks."""
