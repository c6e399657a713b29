"""Commonshelf beside other software: each measurement is one command, ours and theirs in turn in one run."""
