"""What things cost, what they brought in, and what that means. Imports the standard library only."""
