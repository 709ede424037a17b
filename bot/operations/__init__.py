"""Operations, for whoever runs the bot: health, backups, the check for tampering, troubles and the doctor."""
