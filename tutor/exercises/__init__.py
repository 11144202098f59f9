"""Problems that are new every time: drawn from templates, judged step by step, proved, pictured."""
