"""What people answered, as figures that may be shown: rows become cells, cells become counts, and counts are held against the threshold."""
