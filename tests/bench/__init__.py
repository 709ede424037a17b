"""What the bot costs, held against raw floors measured in the same run: `python -m tests.bench [--quick]`."""
