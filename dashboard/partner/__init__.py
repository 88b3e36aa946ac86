"""The municipalities' app: a process of its own that reads editions and the ledger and nothing else."""
