"""What a workspace has defined before anything is logged: its settings, names, channels, campaigns and goals."""
