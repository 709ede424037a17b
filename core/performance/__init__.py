"""The arithmetic of cost and return: ratios, ranges of chance, verdicts and break-even."""
