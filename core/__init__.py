"""The arithmetic of the bot: costs, what they brought in, and what that means. It imports the standard library only."""
