"""What people may ask for: what is held about them, where a number comes from, that it goes."""
