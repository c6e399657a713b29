"""What the public pages of surveys ask."""
