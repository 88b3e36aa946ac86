"""What a figure is about: a municipality, a programme, a period, or everything."""

from dataclasses import dataclass
from datetime import date

from dashboard.foundation.errors import DashboardError
from dashboard.foundation.schema import PROGRAMMES
from dashboard.foundation.words import text as _
from dashboard.published import reference


@dataclass(frozen=True)
class Scope:
    """What the figures are about; None is everything. Both ends of the period are included.

    DashboardError for a municipality or programme there is none of, or a period that ends before it begins.
    """

    municipality: str | None = None
    programme: str | None = None
    period_from: date | None = None
    period_to: date | None = None

    def __post_init__(self) -> None:
        if self.municipality is not None and self.municipality not in reference.municipalities():
            raise DashboardError(reference.no_municipality(self.municipality))
        if self.programme is not None and self.programme not in PROGRAMMES:
            known = ", ".join(PROGRAMMES)
            raise DashboardError(
                _(
                    "Programmet ”{code}” findes ikke; brug {known}.",
                    code=self.programme,
                    known=known,
                )
            )
        if self.period_from and self.period_to and self.period_from > self.period_to:
            raise DashboardError(_("Perioden slutter, før den begynder."))

    @property
    def is_everything(self) -> bool:
        """Whether it is all courses together, which alone get an official answer."""
        return not any(vars(self).values())

    def within(self, first: date, last: date) -> "Scope":
        """The same, but for a period of it."""
        return Scope(self.municipality, self.programme, first, last)

    def parameters(self) -> dict[str, object]:
        """The scope as query parameters."""
        return dict(vars(self))
