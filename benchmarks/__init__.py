"""What is fast is measured here, beside a floor in the same run: ``make bench``."""
