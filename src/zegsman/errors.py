"""All exceptions under `ZegsmanError`.

ZegsmanError
├── ReadError            bytes that cannot become a report            ZM-READ
│   └── FetchError       an address from which nothing could be fetched
│       └── FetchRefused an address that may not be fetched
├── RecordError          a value that breaks an invariant of the record   ZM-RECORD
├── LexiconError         a word list that cannot be used               ZM-LEXICON
├── EncoderError         weights that are missing, damaged or foreign  ZM-ENCODER
├── AnnotateError        a text that cannot be annotated               ZM-ANNOTATE
├── StoreError           a case file that cannot be used               ZM-STORE
│   ├── CaseLocked       another process is writing to it
│   ├── CaseReadOnly     it may not be written to
│   ├── CaseTooNew       a newer version of the program wrote it
│   ├── CaseDamaged      it is no sound case file
│   └── CaseFull         no space is left where it stands
├── JudgementError       a person's decision that cannot be applied    ZM-JUDGE
├── TellError            a product that cannot be written              ZM-TELL
├── FleetError           a data set that cannot be made                ZM-FLEET
└── UsageError           a command that was given wrongly              ZM-USAGE

Each message says what was found, what was expected and what to do.
"""

from __future__ import annotations


class ZegsmanError(Exception):
    """Anything that this program raises on purpose; `code` is stable and documented."""

    code: str = "ZM"


class ReadError(ZegsmanError):
    """Bytes that cannot become a report; the other inputs are not affected."""

    code = "ZM-READ"


class FetchError(ReadError):
    """A web address from which nothing could be fetched; `passing` where another try later may do better."""

    code = "ZM-READ-FETCH"

    def __init__(self, message: str, *, passing: bool = False, status: int | None = None) -> None:
        super().__init__(message)
        self.passing = passing
        self.status = status


class FetchRefused(FetchError):
    """A web address that may not be fetched: of another scheme, not public, or forbidden by robots.txt."""

    code = "ZM-READ-REFUSED"


class RecordError(ZegsmanError):
    """A value that breaks an invariant of the record."""

    code = "ZM-RECORD"


class LexiconError(ZegsmanError):
    """A word list that is missing or cannot be understood."""

    code = "ZM-LEXICON"


class EncoderError(ZegsmanError):
    """Weights that are missing, damaged or made for another version."""

    code = "ZM-ENCODER"


class AnnotateError(ZegsmanError):
    """A text that cannot be annotated at all."""

    code = "ZM-ANNOTATE"


class StoreError(ZegsmanError):
    """A case file that cannot be used."""

    code = "ZM-STORE"


class CaseLocked(StoreError):
    """Another process is writing to the case file."""

    code = "ZM-STORE-LOCKED"


class CaseReadOnly(StoreError):
    """The case file may not be written to."""

    code = "ZM-STORE-READONLY"


class CaseTooNew(StoreError):
    """The case file was written by a newer version."""

    code = "ZM-STORE-NEWER"


class CaseDamaged(StoreError):
    """The file is damaged or is no case file."""

    code = "ZM-STORE-DAMAGED"


class CaseFull(StoreError):
    """No space is left where the case file stands."""

    code = "ZM-STORE-FULL"


class JudgementError(ZegsmanError):
    """A person's decision that names nothing in the case or contradicts itself."""

    code = "ZM-JUDGE"


class TellError(ZegsmanError):
    """A product that cannot be written in the format asked for."""

    code = "ZM-TELL"


class FleetError(ZegsmanError):
    """A data set that cannot be made: its folder cannot be used, or no worker can be kept alive."""

    code = "ZM-FLEET"


class UsageError(ZegsmanError):
    """A command that was given wrongly."""

    code = "ZM-USAGE"
