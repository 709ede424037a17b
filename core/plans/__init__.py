"""What figures are held against: targets, budgets and benchmarks."""
