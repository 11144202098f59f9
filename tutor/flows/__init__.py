"""Change of variables: distributions, transforms, exercises and their judge."""
