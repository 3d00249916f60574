"""``python -m review_kit.cli``: the same as ``review-kit``."""

from review_kit.cli.main import main

if __name__ == "__main__":
    main()
