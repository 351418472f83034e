"""What the roof hands to the commands."""
