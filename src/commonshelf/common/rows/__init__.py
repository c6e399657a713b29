"""Rows written more cheaply than one by one through Django."""
