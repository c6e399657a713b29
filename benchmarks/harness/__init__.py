"""What every measurement shares: environments of the peers, the line protocol of a contestant, pairs in turn, the written result."""
