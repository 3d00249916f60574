"""Write the columns of every table into ``docs/data-model.md``, as the contracts declare them."""

from pathlib import Path

from review_kit.project import canonical_model
from review_kit.project.data_model_page import with_columns

PAGE = Path(__file__).resolve().parents[1] / "docs" / "data-model.md"


def main() -> None:
    """Renew the page; what is written by hand stays."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_columns(page, canonical_model()), encoding="utf-8")
    print(PAGE.name)


if __name__ == "__main__":
    main()
