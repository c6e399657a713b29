"""Counting who came, and bringing in what others counted."""
