"""The municipalities' app: a process of its own that reads editions and the link register and nothing else."""
