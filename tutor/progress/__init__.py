"""What the log says about the learner's progress: figures, and how they are drawn."""
