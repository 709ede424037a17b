"""The ledger: costs and conversions, how they fall on days, campaigns and channels, and what changes them."""
