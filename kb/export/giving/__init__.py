"""What the record gives to other datasets, in the files that their tools take in."""
