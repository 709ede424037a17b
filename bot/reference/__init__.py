"""Figures of others: the European Central Bank's rates and published benchmarks."""
