"""What the help hands to the commands."""
