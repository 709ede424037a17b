"""What the bot owes conversations: written as letters, posted once by the courier."""
