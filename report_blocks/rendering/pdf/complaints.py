"""What xhtml2pdf only logs: a thing of the document is missing, and it goes on without it."""

import logging
from types import TracebackType
from typing import Self

LOGGER = "xhtml2pdf"


class Complaints(logging.Handler):
    """Collects the warnings of xhtml2pdf's loggers while it is entered.

    Whatever the site's logging says: a logger switched off would hide that content was lost.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def __enter__(self) -> Self:
        self._before = [(logger, dict(vars(logger))) for logger in _loggers()]
        self._switched_off = logging.root.manager.disable
        for logger, _state in self._before:
            logger.disabled, logger.propagate = False, logger.name != LOGGER
            logger.setLevel(logging.WARNING)
        logging.disable(logging.NOTSET)
        logging.getLogger(LOGGER).addHandler(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        logging.getLogger(LOGGER).removeHandler(self)
        logging.disable(self._switched_off)
        for logger, state in self._before:
            logger.disabled, logger.propagate = state["disabled"], state["propagate"]
            logger.setLevel(state["level"])

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        message = f"{error}: {record.getMessage()}" if error else record.getMessage()
        self.messages.append(" ".join(message.split()))


def _loggers() -> list[logging.Logger]:
    logging.getLogger(LOGGER)  # there, even if nothing was logged yet
    known = logging.root.manager.loggerDict.items()
    return [
        logger
        for name, logger in list(known)
        if isinstance(logger, logging.Logger) and f"{name}.".startswith(f"{LOGGER}.")
    ]
