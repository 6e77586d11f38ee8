"""Who says what in a report: by rules over syntax and word lists, with the model's candidates."""

from zegsman.annotate.attributions.finding import attributions_in, find_attributions

__all__ = ["attributions_in", "find_attributions"]
