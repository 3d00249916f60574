"""Documents to the people they are for: released, sent once, recorded in a ledger that shows tampering."""
