"""Deliveries: what the bot owes conversations, written as letters, posted once by the courier."""
