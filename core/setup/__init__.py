"""The setup of a workspace, made before anything is logged: its settings, names, channels, campaigns and goals."""
