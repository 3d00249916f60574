"""``python -m review_kit.cli``: the same as ``review-kit``."""

from review_kit.cli.program import program

if __name__ == "__main__":
    program()
