"""The learner's history on disk. Reading takes the standard library, writing SQLAlchemy."""
